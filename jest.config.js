/** Tests run as native ES modules, each file on its own copy of a migrated PostgreSQL database. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^gezel/sdk$': '<rootDir>/core/sdk/index.ts',
    '^gezel/sdk/testing$': '<rootDir>/core/sdk/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testMatch: ['<rootDir>/{core,plugins,gateway,seeds,bench,docs}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/core/platform/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/core/platform/testing/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
