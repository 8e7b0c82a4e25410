import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyLedger } from '../../money/ledger/verify.js';
import type { TestPlatform } from '../testing/calls.js';
import { insertWorked } from '../testing/worked-contracts.js';
import { available, balance, employmentWorld, expects, fundHas, gives } from '../testing/world.js';

const contracts = 30;

let p: TestPlatform;
beforeAll(async () => {
  ({ p } = await employmentWorld());
  // The activity can pay two thirds, the guarantee fund the rest.
  await gives(p, 20n * 182_00n);
  await expects(p, 10n * 182_00n);
  await fundHas(p, 10_000_00n);
  await insertWorked(p.admin, {
    ...{ cooperativeId: p.cooperativeId, count: contracts, dueOn: '2026-12-03' },
    activityIds: [p.activityIds['member-stage']],
    workerIds: [p.memberIds['member-film'], p.memberIds['member-design']],
  });
});
afterAll(() => p.close());

const child = fileURLToPath(
  new URL('../../../dist/core/employment/testing/pay-child.js', import.meta.url),
);

/** Runs a server of its own process; answers whether it was killed. */
async function serverRuns(statements: number): Promise<boolean> {
  const server = spawn(process.execPath, [child, p.url, String(statements)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [code, signal] = (await once(server, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The server ended with ${code}.`);
  return signal === 'SIGKILL';
}

const counted = async (from: string): Promise<number> => {
  const [row] = await p.admin.query<{ n: bigint }>(`select count(*) as n from ${from}`);
  return Number(row?.n);
};

test('killed (kill -9) before any statement, a pay run goes on and pays nobody twice', async () => {
  let kills = 0;
  const seen: number[] = [];
  // Each server dies a little further on: in the middle of a batch, at its commit, between batches.
  for (let statements = 6; await serverRuns(statements); statements += 9) {
    kills++;
    seen.push(await counted(`core.contract where status = 'PAID'`));
    if (kills > 40) throw new Error('The run does not come to its end.');
  }
  expect(kills).toBeGreaterThan(3);
  // Whole batches only, and never backwards.
  expect(seen.every((paid, i) => paid % 5 === 0 && paid >= (seen[i - 1] ?? 0))).toBe(true);
  expect(await counted(`core.contract where status = 'PAID'`)).toBe(contracts);
  expect(await counted('core.payout')).toBe(contracts);
  expect(await counted(`ledger.txn where kind = 'SALARY_PAID'`)).toBe(contracts);
  expect(await counted(`core.outbox where type = 'contract.paid'`)).toBe(contracts);
  const runs = await p.admin.query('select status, paid, refused, total from core.pay_run');
  expect(runs).toEqual([{ status: 'DONE', paid: contracts, refused: 0, total: contracts }]);
  expect(await available(p)).toBe(0n);
  const host = (code: string) => balance(p, 'host', p.hostEntityId, code);
  expect(await host('salary.payable')).toBe(BigInt(contracts) * 82_21n);
  expect(await balance(p, 'cooperative', p.cooperativeId, 'fund.claims')).toBe(10n * 182_00n);
  const report = await verifyLedger(p.admin);
  expect(report.invariants.filter(({ ok }) => !ok)).toEqual([]);
});
