import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, environment } from './testing/server-process.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-tour-test-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a fresh machine takes a tour from its plan to payslips and the quarter, over HTTP', async () => {
  const { stdout } = await command(environment(dataDir), 'tour');
  expect(stdout).toMatch(
    /3 tries to hire .*\n(.*\n)*.*Article 1bis needs an arts-work attestation/,
  );
  expect(stdout).toContain('4 hires them in one go: 8 contracts of three kinds');
  expect(stdout).toContain('5 social security accepted 8 declarations before the first day');
  expect(stdout).toMatch(/6 arranges 1 insurance, 1 medical-fitness, 2 a1, 2 posting-declaration/);
  expect(stdout).toMatch(/8 contracts PAID on 2026-11-27 and 2026-12-01/);
  expect(stdout).toMatch(/payslip C2026-\d{6}: 437.87 gross, 334.28 net .*application\/pdf/);
  expect(stdout).toMatch(/the quarter: 6 workers, 8 contracts, .*dmfa-2026-4.xml/);
}, 120_000);
