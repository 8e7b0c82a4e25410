import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { tourPlugins } from '../seeds/demo/tour.js';
import { command, environment } from './testing/server-process.js';
import { testWith } from './testing/with-plugins.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-tour-test-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const tours =
  'a fresh machine tours, is paid and reports, and an activity hires its manager, over HTTP';

testWith(
  tourPlugins,
  tours,
  async () => {
    const { stdout } = await command(environment(dataDir), 'tour');
    expect(stdout).toMatch(
      /3 tries to hire .*\n(.*\n)*.*Article 1bis needs an arts-work attestation/,
    );
    expect(stdout).toContain('4 hires them in one go: 8 contracts of three kinds');
    expect(stdout).toContain('5 social security accepted 8 declarations before the first day');
    expect(stdout).toMatch(
      /6 arranges 1 insurance, 1 medical-fitness, 2 a1, 2 posting-declaration/,
    );
    expect(stdout).toMatch(/8 contracts PAID on 2026-11-27 and 2026-12-01/);
    expect(stdout).toMatch(/payslip C2026-\d{6}: 437.87 gross, 334.28 net .*application\/pdf/);
    expect(stdout).toMatch(/the quarter: 6 workers, 10 contracts, .*dmfa-2026-4.xml/);
    expect(stdout).toMatch(/11 is told: .* 3 months of its engagements cost 120000.00 EUR/);
    expect(stdout).toMatch(/12 engages its own manager full time/);
    expect(stdout).toMatch(/13 .*2026-12 PAID, .* gross, .* net; 2027-01 SIGNED/);
  },
  120_000,
);
