import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../money/ledger/verify.js';
import { globalId } from '../../platform/ids.js';
import { openTestPlatform } from '../../platform/testing/platform.js';
import { payDueContracts } from '../pay-run/pay-runner.js';
import {
  type ContractCalls,
  contractCalls,
  type SaidViolation,
  type TestPerson,
  type TestPlatform,
} from '../testing/calls.js';
import { insertWorked } from '../testing/worked-contracts.js';
import { balance, employmentWorld, gives } from '../testing/world.js';
import { payInstalments } from './pay-instalments.js';

let p: TestPlatform;
let calls: ContractCalls;
beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  await gives(p, 10_000_00n);
});
afterAll(() => p.close());

const choose = async (input: object, as: TestPerson = 'member-film') =>
  p.graphql<{ setPayChoice: { choice: object | null; violations: SaidViolation[] } }>(
    `mutation ($input: SetPayChoiceInput!) { setPayChoice(input: $input) {
       choice { from withholdingRate children single spouseWithoutIncome disabled
         monthlyInstalment { amount } } violations { code path message } } }`,
    { input },
    { as },
  );

const codes = async (input: object) =>
  (await choose(input)).data?.setPayChoice.violations.map(({ code }) => code);

async function reserve(as: TestPerson = 'member-film') {
  const { data, errors } = await p.graphql<{ member: { payReserve: object | null } | null }>(
    `query ($id: ID!) { member(id: $id) {
       payChoice { from } payReserve { kept { amount } monthlyAverage { amount } } } }`,
    { id: globalId('Member', p.memberIds['member-film']) },
    { as },
  );
  expect(errors).toBeUndefined();
  return data?.member ?? null;
}

const payouts = () =>
  p.admin.query<{ amount: bigint; source: string }>(
    `select amount_minor as amount, source_type as source from core.payout order by id`,
  );

async function due(count: number, dueOn: string, who: Worker = 'member-film'): Promise<void> {
  await insertWorked(p.admin, {
    ...{ cooperativeId: p.cooperativeId, count, dueOn },
    activityIds: [p.activityIds['member-stage'], p.activityIds['member-film']],
    workerIds: [p.memberIds[who]],
  });
}

type Worker = 'member-film' | 'member-design';

describe('a choice about pay', () => {
  test('is refused with all that is wrong with it, and for others', async () => {
    expect(
      await codes({
        ...{ from: '2026-11-22', monthlyInstalment: '0' },
        household: { children: 31, single: true, spouseWithoutIncome: true },
      }),
    ).toEqual([
      ...['pay.choice-in-the-past', 'pay.children-out-of-range', 'pay.single-with-spouse'],
      'pay.amount-out-of-range',
    ]);
    expect(await codes({ withholdingRate: '0.61' })).toEqual(['pay.rate-out-of-range']);
    const memberId = globalId('Member', p.memberIds['member-film']);
    const other = await choose({ memberId }, 'member-stage');
    expect(other.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('of a higher rate counts for contracts of its days, not before', async () => {
    await choose({ from: '2026-11-25', withholdingRate: '0.21' });
    const before = await calls.create({ days: [['2026-11-24', '8']] });
    const from = await calls.create({ days: [['2026-11-25', '8']] });
    expect(before.contract?.net?.amount).toBe('82.21');
    expect(from.contract?.net?.amount).toBe('73.07');
  });

  test('is the worker’s own matter: a manager does not see it, nor what is kept', async () => {
    p.setToday('2026-11-25');
    expect(await reserve('member-film')).toMatchObject({ payChoice: { from: '2026-11-25' } });
    expect(await reserve('member-stage')).toMatchObject({ payChoice: null, payReserve: null });
  });
});

describe('monthly parts', () => {
  test('keep net pay, which stays owed, and pay one part a month however often it runs', async () => {
    p.setToday('2026-11-26');
    await choose({ monthlyInstalment: '100.00' });
    await due(4, '2026-11-26');
    // Only one of the two activities has money: the other's contracts wait.
    expect(await payDueContracts(p.platform, '2026-11-26')).toEqual({ paid: 2, refused: 2 });
    expect(await payouts()).toEqual([]);
    expect(await reserve()).toMatchObject({
      payReserve: { kept: { amount: '164.42' }, monthlyAverage: { amount: '13.70' } },
    });
    expect(await balance(p, 'host', p.hostEntityId, 'salary.payable')).toBe(164_42n);
    p.setToday('2026-12-01');
    const second = await openTestPlatform(p.url, [], p.platform.clock);
    try {
      const servers = [p.platform, second, p.platform, second];
      const made = await Promise.all(servers.map((one) => payInstalments(one, '2026-12-01')));
      expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
    } finally {
      await second.close();
    }
    expect(await payInstalments(p.platform, '2026-12-31')).toBe(0);
    expect(await payouts()).toEqual([{ amount: 100_00n, source: 'pay_instalment' }]);
    expect(await reserve()).toMatchObject({ payReserve: { kept: { amount: '64.42' } } });
  });

  test('of one that break off are told, and everybody else is paid theirs', async () => {
    p.setToday('2026-12-10');
    await choose({ monthlyInstalment: '30.00' }, 'member-design');
    await due(2, '2026-12-10', 'member-design');
    await payDueContracts(p.platform, '2026-12-10');
    p.setToday('2027-01-01');
    await p.admin.query(`create function core.breaks() returns trigger language plpgsql
      as $$ begin raise exception 'broken'; end $$`);
    await p.admin.query(`create trigger breaks before insert on core.pay_reserve for each row
      when (new.member_id = '${p.memberIds['member-film']}') execute function core.breaks()`);
    await expect(payInstalments(p.platform, '2027-01-01')).rejects.toThrow('of 1 members');
    await p.admin.query('drop trigger breaks on core.pay_reserve');
    const made = (await payouts()).map(({ amount }) => amount);
    expect(made).toEqual([100_00n, 30_00n]);
  });

  test('end with the choice: what is left is paid out whole, and never more than was kept', async () => {
    p.setToday('2027-01-01');
    await choose({ from: '2027-01-01' });
    expect(await payInstalments(p.platform, '2027-01-01')).toBe(1);
    expect((await payouts()).map(({ amount }) => amount)).toEqual([100_00n, 30_00n, 64_42n]);
    // The other one’s next part.
    expect(await payInstalments(p.platform, '2027-02-01')).toBe(1);
    expect(await reserve()).toMatchObject({ payReserve: { kept: { amount: '0.00' } } });
    const report = await verifyLedger(p.admin);
    expect(report.invariants.filter(({ ok }) => !ok)).toEqual([]);
  });
});
