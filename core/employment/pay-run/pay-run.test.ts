import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../money/ledger/verify.js';
import { localId, newId } from '../../platform/ids.js';
import { openTestPlatform } from '../../platform/testing/platform.js';
import { markPastContracts } from '../contract/past-contracts.js';
import { type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { insertWorked } from '../testing/worked-contracts.js';
import { available, balance, employmentWorld, expects, fundHas, gives } from '../testing/world.js';
import { payRunProgress } from './pay-run-progress.js';
import { continueRuns, payDueContracts } from './pay-runner.js';

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

interface ReadRun {
  readonly id: string;
  readonly status: string;
  readonly paid: number;
  readonly refusals: readonly { readonly violations: readonly { readonly code: string }[] }[];
}

async function runs(locale: 'en' | 'fr' = 'en'): Promise<{ nodes: ReadRun[] }> {
  const { data, errors } = await p.graphql<{ payRuns: { nodes: ReadRun[] } }>(
    `{ payRuns(first: 10) { nodes { id status dueUntil total paid refused net { amount }
        advanced { amount } startedAt finishedAt
        refusals { contract { id } violations { code message } } } } }`,
    {},
    { as: 'finance', locale },
  );
  expect(errors).toBeUndefined();
  return data?.payRuns as { nodes: ReadRun[] };
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
    expect(await markPastContracts(p.platform, '2026-11-24')).toMatchObject({
      done: 0,
      refused: [],
    });
    p.setToday('2026-11-25');
    expect(await markPastContracts(p.platform, '2026-11-25')).toMatchObject({
      done: 1,
      refused: [],
    });
    expect(await markPastContracts(p.platform, '2026-11-25')).toMatchObject({
      done: 0,
      refused: [],
    });
    expect((await calls.read(id))?.status).toBe('WORKED');
  });

  test('costs as many statements for three contracts as for one', async () => {
    const marked = async (...days: string[]) => {
      p.setToday('2026-11-23');
      for (const day of days) await signed(day);
      p.setToday('2026-12-20');
      let done = 0;
      const sent = await p.statements(async () => {
        ({ done } = await markPastContracts(p.platform, '2026-12-20'));
      });
      expect(done).toBe(days.length);
      return sent.length;
    };
    const one = await marked('2026-11-25');
    expect(await marked('2026-11-26', '2026-11-27', '2026-11-30')).toBe(one);
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
    expect(await payDueContracts(p.platform, '2026-12-02')).toEqual({ paid: 0, refused: 0 });
    p.setToday('2026-12-03');
    expect(await payDueContracts(p.platform, '2026-12-03')).toEqual({ paid: 1, refused: 0 });
    expect(await calls.read(id)).toMatchObject({ status: 'PAID', paidOn: '2026-12-03' });
    expect(await available(p)).toBe(18_00n);
    const host = (code: string) => balance(p, 'host', p.hostEntityId, code);
    expect(await host('salary.payable')).toBe(82_21n);
    expect(await host('tax.payable')).toBe(10_28n);
    // 15.20 of the worker, 47.51 of the employer; what the budget has beyond that is shared.
    expect(await host('social.payable')).toBe(62_71n);
    expect(await balance(p, 'cooperative', p.cooperativeId, 'service.income')).toBe(26_80n);
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
    expect(await payDueContracts(p.platform, '2026-12-03')).toEqual({ paid: 1, refused: 0 });
    expect(await available(p)).toBe(0n);
    const activityId = p.activityIds['member-stage'];
    expect(await balance(p, 'activity', activityId, 'activity.advanced')).toBe(132_00n);
    expect(await balance(p, 'cooperative', p.cooperativeId, 'fund.available')).toBe(868_00n);
    await proved();
  });

  test('tells whom it cannot pay and why, and pays when the money is there', async () => {
    const id = await worked();
    p.setToday('2026-12-03');
    const outcome = await payDueContracts(p.platform, '2026-12-03');
    expect(outcome).toEqual({ paid: 0, refused: 1 });
    const [run] = (await runs('fr')).nodes;
    expect(run).toMatchObject({ status: 'DONE', total: 1, paid: 0, refused: 1 });
    expect(run?.refusals).toMatchObject([
      { contract: { id }, violations: [{ code: 'fund.rule-missing' }] },
    ]);
    expect((await calls.read(id))?.status).toBe('WORKED');
    expect(await payouts()).toEqual([]);
    await gives(p, 182_00n);
    expect((await payDueContracts(p.platform, '2026-12-03')).paid).toBe(1);
    await proved();
  });

  test('one that breaks the system is told, and everybody else is worked and paid', async () => {
    await gives(p, 1_000_00n);
    const ids = [
      await signed('2026-11-24'),
      await signed('2026-11-25'),
      await signed('2026-11-26'),
    ];
    const broken = ids[1] as string;
    await breaksAt(broken, 'WORKED');
    p.setToday('2026-11-27');
    expect(await markPastContracts(p.platform, '2026-11-27')).toEqual({
      ...{ done: 2, refused: [], failed: 1 },
    });
    await p.admin.query('drop trigger breaks on core.contract');
    expect(await markPastContracts(p.platform, '2026-11-27')).toMatchObject({ done: 1, failed: 0 });
    await breaksAt(broken, 'PAID');
    p.setToday('2026-12-08');
    expect(await payDueContracts(p.platform, '2026-12-08')).toEqual({ paid: 2, refused: 1 });
    const [run] = (await runs('fr')).nodes;
    expect(run).toMatchObject({ status: 'DONE', total: 3, paid: 2, refused: 1 });
    expect(run?.refusals).toMatchObject([
      {
        contract: { id: broken },
        violations: [{ code: 'pay-run.failed' }],
      },
    ]);
    await p.admin.query('drop trigger breaks on core.contract');
    expect(await payDueContracts(p.platform, '2026-12-08')).toEqual({ paid: 1, refused: 0 });
    await proved();
  });

  /** A database that cannot take one step of one contract. */
  async function breaksAt(id: string, status: string): Promise<void> {
    await p.admin.query(`create or replace function core.breaks() returns trigger language plpgsql
      as $$ begin raise exception 'broken'; end $$`);
    await p.admin.query(`create trigger breaks before update on core.contract for each row
      when (new.status = '${status}' and new.id = '${localId('Contract', id)}')
      execute function core.breaks()`);
  }

  test('pays each contract once, though four runs on two servers do it at once', async () => {
    await gives(p, 10_000_00n);
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];
    for (const day of days) await signed(day);
    p.setToday('2026-12-20');
    const second = await openTestPlatform(p.url, [], p.platform.clock);
    try {
      const servers = [p.platform, second, p.platform, second];
      await Promise.all(servers.map((one) => markPastContracts(one, '2026-12-20')));
      const went = await Promise.all(servers.map((one) => payDueContracts(one, '2026-12-20', 2)));
      expect(went.reduce((sum, { paid }) => sum + paid, 0)).toBe(days.length);
      expect(went.every(({ refused }) => refused === 0)).toBe(true);
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

describe('a pay run that finance starts', () => {
  const start = async (input: object = {}, as: 'finance' | 'member-stage' = 'finance') =>
    p.graphql<{ startPayRun: { payRun: ReadRun | null; violations: { code: string }[] } }>(
      `mutation ($input: StartPayRunInput!) { startPayRun(input: $input) {
         payRun { id status total } contracts net { amount } violations { code message } } }`,
      { input: { idempotencyKey: newId(), ...input } },
      { as },
    );
  const due = async (count: number) => {
    await insertWorked(p.admin, {
      ...{ cooperativeId: p.cooperativeId, count, dueOn: '2026-11-20' },
      activityIds: [p.activityIds['member-stage']],
      workerIds: [p.memberIds['member-film']],
    });
  };

  test('says what is due, begins once under a key, and one at a time', async () => {
    await due(3);
    const tried = await start({ dryRun: true });
    expect(tried.data?.startPayRun).toMatchObject({
      ...{ payRun: null, contracts: 3, net: { amount: '246.63' }, violations: [] },
    });
    const idempotencyKey = newId();
    const begun = await start({ idempotencyKey });
    expect(begun.data?.startPayRun).toMatchObject({ payRun: { status: 'RUNNING', total: 3 } });
    expect((await start({ idempotencyKey })).data).toEqual(begun.data);
    const second = await start();
    expect(second.data?.startPayRun.violations.map(({ code }) => code)).toEqual(['pay-run.going']);
  });

  test('is refused when nothing is due or for a day to come, and to others', async () => {
    const { data } = await start({ until: '2026-11-24' });
    expect(data?.startPayRun.violations.map(({ code }) => code)).toEqual([
      ...['pay-run.future', 'pay-run.nothing-due'],
    ]);
    const member = await start({}, 'member-stage');
    expect(member.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('is followed batch by batch until it is over; its payouts wait for a second person', async () => {
    await gives(p, 1_000_00n);
    await due(3);
    const { data } = await start();
    const id = data?.startPayRun.payRun?.id as string;
    const progress = await payRunProgress(p.ctx('finance'), id);
    const first = await progress.next();
    expect(first.value).toMatchObject({ status: 'RUNNING', paid: 0, total: 3 });
    await progress.return(undefined);
    expect(await continueRuns(p.platform, 2)).toEqual({ paid: 3, refused: 0 });
    const after = await payRunProgress(p.ctx('finance'), id);
    expect((await after.next()).value).toMatchObject({ status: 'DONE', paid: 3, refused: 0 });
    expect((await after.next()).done).toBe(true);
    const made = await p.admin.query('select distinct made_by from core.payout');
    expect(made).toEqual([{ made_by: p.memberIds.finance }]);
    await expect(payRunProgress(p.ctx('member-film'), id)).rejects.toThrow();
    await proved();
  });

  test('sends as many statements for two hundred contracts as for two', async () => {
    await gives(p, 100_000_00n);
    await due(2);
    await start();
    const few = await p.statements(() => continueRuns(p.platform, 200));
    await due(200);
    await start();
    const many = await p.statements(() => continueRuns(p.platform, 200));
    expect(many).toHaveLength(few.length);
  });

  test('refuses what neither activity nor fund can pay, and pays all others', async () => {
    await gives(p, 2n * 182_00n);
    await due(3);
    await start();
    expect(await continueRuns(p.platform, 200)).toEqual({ paid: 2, refused: 1 });
    expect(await available(p)).toBe(0n);
    const [run] = (await runs()).nodes;
    expect(run?.refusals.flatMap(({ violations }) => violations.map(({ code }) => code))).toEqual([
      'fund.rule-missing',
    ]);
    await proved();
  });
});
