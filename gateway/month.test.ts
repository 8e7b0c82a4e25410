import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, environment } from './testing/server-process.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-month-test-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a fresh machine goes through a whole month of money over HTTP, and the ledger is proved', async () => {
  const { stdout } = await command(environment(dataDir), 'month');
  expect(stdout.match(/^ 2 .* by its link/gm)).toHaveLength(3);
  expect(stdout).toContain('4 the access point takes 3 of them for Peppol');
  expect(stdout).toMatch(/on 2026-11-18, the seventh working day, .* PAID although no client/);
  expect(stdout).toMatch(/available 0.00, .*advanced by the fund 640.00/);
  expect(stdout).toMatch(/CODA file: 3 lines, 2 met their invoice/);
  expect(stdout).toMatch(/is confirmed .* is PARTLY_PAID, 468.00 is still due/);
  expect(stdout).toMatch(/goes back: 100.00\n.*advanced by the fund 0.00/);
  expect(stdout).toMatch(/by Peppol: EUR 121.00, approved, to be paid on 2026-11-25/);
  expect(stdout).toMatch(/warning: .*November/);
  expect(stdout).toMatch(/10 (author rights: 100.00 gross|asks for .* Nothing is paid without)/);
  expect(stdout).toMatch(/credit note .* takes 242.00 back/);
  expect(stdout).toMatch(/13 a client goes bankrupt: 726.00 of .* and 0.00 is still due\n/);
  expect(stdout).toMatch(/126.00 of VAT, .* fee of 39.00; the guarantee fund loses 320.00\n/);
  expect(stdout).toMatch(
    /fund loses 320.00\n {3}.*owed by clients 0.00, advanced by the fund 0.00/,
  );
  expect(stdout).toMatch(/15 the bank's CAMT_053 file settles (\d+) payouts: \1 are PAID/);
  expect(stdout).toMatch(/16 the statement .*closing at (\d+\.\d\d):\n(.*\n)*.* \1\n17 /);
  expect(stdout).toMatch(/VAT 840.00 payable, 126.00 of lost claims taken off, 42.00 deductible/);
  expect(stdout).toMatch(/18 exports vat.* rows, fee.* rows, fund.* rows, journal.* rows/);
  expect(stdout).toMatch(/The ledger is proved\.$/m);
}, 120_000);
