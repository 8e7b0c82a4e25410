import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../money/ledger/verify.js';
import { newId } from '../../platform/ids.js';
import { openTestPlatform } from '../../platform/testing/platform.js';
import { type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { available, balance, employmentWorld, expects, fundHas, gives } from '../testing/world.js';
import { markPastContracts, payDueContracts } from './due-contracts.js';

let p: TestPlatform;
let calls: ContractCalls;

beforeEach(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterEach(() => p.close());

/** Signed on Monday 23 November for Tuesday the 24th: due on Thursday 3 December. */
async function signed(day = '2026-11-24'): Promise<string> {
  const { contract, violations } = await calls.signed({ days: [[day, '8']] });
  expect(violations).toEqual([]);
  return contract?.id as string;
}

async function proved(): Promise<void> {
  const report = await verifyLedger(p.admin);
  expect(report.invariants.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.entries > 0n).toBe(true);
}

const payouts = () =>
  p.admin.query<{ amount: bigint; status: string; payee: string; due_on: string }>(
    `select amount_minor as amount, status, payee_id as payee, due_on from core.payout
     where cooperative_id = $1 order by id`,
    [p.cooperativeId],
  );

describe('the day after the last day', () => {
  test('a signed contract is worked by itself, not before', async () => {
    const id = await signed();
    expect(await markPastContracts(p.platform, '2026-11-24')).toEqual({ done: 0, refused: [] });
    p.setToday('2026-11-25');
    expect(await markPastContracts(p.platform, '2026-11-25')).toEqual({ done: 1, refused: [] });
    expect(await markPastContracts(p.platform, '2026-11-25')).toEqual({ done: 0, refused: [] });
    expect((await calls.read(id))?.status).toBe('WORKED');
  });
});

describe('the day on which pay is due', () => {
  async function worked(): Promise<string> {
    const id = await signed();
    p.setToday('2026-11-25');
    await markPastContracts(p.platform, '2026-11-25');
    return id;
  }

  test('pays from what the activity has, and the parts are booked to the cent', async () => {
    await gives(p, 200_00n);
    const id = await worked();
    expect(await payDueContracts(p.platform, '2026-12-02')).toEqual({ done: 0, refused: [] });
    p.setToday('2026-12-03');
    expect(await payDueContracts(p.platform, '2026-12-03')).toEqual({ done: 1, refused: [] });
    expect(await calls.read(id)).toMatchObject({ status: 'PAID', paidOn: '2026-12-03' });
    expect(await available(p)).toBe(18_00n);
    const host = (code: string) => balance(p, 'host', p.hostEntityId, code);
    expect(await host('salary.payable')).toBe(82_21n);
    expect(await host('tax.payable')).toBe(10_28n);
    expect(await host('social.payable')).toBe(89_51n);
    expect(await payouts()).toEqual([
      {
        ...{ amount: 82_21n, status: 'DUE', due_on: '2026-12-03' },
        payee: p.memberIds['member-film'],
      },
    ]);
    await proved();
  });

  test('pays from the guarantee fund what the activity lacks before clients pay', async () => {
    await gives(p, 50_00n);
    await expects(p, 500_00n);
    await fundHas(p, 1_000_00n);
    await worked();
    p.setToday('2026-12-03');
    expect(await payDueContracts(p.platform, '2026-12-03')).toEqual({ done: 1, refused: [] });
    expect(await available(p)).toBe(0n);
    const activityId = p.activityIds['member-stage'];
    expect(await balance(p, 'activity', activityId, 'activity.advanced')).toBe(132_00n);
    expect(await balance(p, 'cooperative', p.cooperativeId, 'fund.available')).toBe(868_00n);
    await proved();
  });

  test('tells whom it cannot pay and why, and pays when the money is there', async () => {
    const id = await worked();
    p.setToday('2026-12-03');
    const { done, refused } = await payDueContracts(p.platform, '2026-12-03');
    expect(done).toBe(0);
    expect(refused.map(({ violations }) => violations.map(({ code }) => code))).toEqual([
      ['fund.rule-missing'],
    ]);
    expect((await calls.read(id))?.status).toBe('WORKED');
    expect(await payouts()).toEqual([]);
    await gives(p, 182_00n);
    expect((await payDueContracts(p.platform, '2026-12-03')).done).toBe(1);
    await proved();
  });

  test('pays each contract once, though four runs on two servers do it at once', async () => {
    await gives(p, 10_000_00n);
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];
    for (const day of days) await signed(day);
    p.setToday('2026-12-20');
    const second = await openTestPlatform(p.url, [], p.platform.clock);
    try {
      const servers = [p.platform, second, p.platform, second];
      await Promise.all(servers.map((one) => markPastContracts(one, '2026-12-20')));
      const runs = await Promise.all(servers.map((one) => payDueContracts(one, '2026-12-20')));
      expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(days.length);
      expect(runs.flatMap(({ refused }) => refused)).toEqual([]);
    } finally {
      await second.close();
    }
    expect(await payouts()).toHaveLength(days.length);
    expect(await available(p)).toBe(10_000_00n - 5n * 182_00n);
    await proved();
  });

  test('may be anticipated by who releases payouts, once and under one key', async () => {
    await gives(p, 182_00n);
    const id = await worked();
    const idempotencyKey = newId();
    const manager = await calls.tryPay(id);
    expect(manager.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const tried = await calls.pay(id, { as: 'finance' }, { dryRun: true });
    expect(tried).toEqual({ contract: null, violations: [] });
    const paid = await calls.pay(id, { as: 'finance' }, { idempotencyKey });
    expect(paid.contract?.status).toBe('PAID');
    const again = await calls.pay(id, { as: 'finance' }, { idempotencyKey });
    expect(again).toEqual(paid);
    const twice = await calls.pay(id, { as: 'finance' });
    expect(twice.violations.map(({ code }) => code)).toEqual(['contract.not-worked']);
    expect(await payouts()).toHaveLength(1);
    await proved();
  });
});
