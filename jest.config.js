/**
 * Tests run as Node's own ES modules, two threads for the whole run, which load the code once;
 * each file has its own copy of a migrated PostgreSQL database.
 */
export default {
  runner: 'jest-light-runner',
  testMatch: ['<rootDir>/{core,plugins,gateway,seeds,bench,docs}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/core/platform/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/core/platform/testing/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  testSequencer: '<rootDir>/core/platform/testing/longest-first.mjs',
  maxWorkers: 2,
};
