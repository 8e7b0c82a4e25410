import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { AuthorRightsGround, AuthorRightsWork } from './author-rights-codes.js';
import { declareElsewhere } from './declare-elsewhere.js';
import { lumpSum, withholdingOf } from './lump-sum.js';
import { payAuthorRights, type RightsOrder } from './pay-author-rights.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ today: '2024-06-03' });
  for (const manager of ['member-stage', 'member-film', 'member-design'] as const) {
    const { structuredCommunication } = await t.newInvoice(p, manager, [t.line('200000.00')]);
    await t.receive(p, '242000.00', structuredCommunication);
  }
});
afterAll(() => p?.close());

const { codes, newKey } = t;
const order = (manager: t.Manager, amount: string, over: Partial<RightsOrder> = {}) => ({
  ...{ activityId: p.activityIds[manager], memberId: p.memberIds[manager], amount },
  ...{ work: AuthorRightsWork.LITERARY_OR_ARTISTIC, ground: AuthorRightsGround.ATTESTATION },
  ...{ description: 'Score of a film, all rights', idempotencyKey: newKey(), ...over },
});
const pay = (
  manager: t.Manager,
  amount: string,
  over: Partial<RightsOrder> = {},
  as: TestPerson = manager,
) => payAuthorRights(p.ctx(as), order(manager, amount, over));

/** A contract that was worked on a day; only what the share of a year reads of it matters. */
async function worked(manager: t.Manager, grossMinor: bigint, day: string): Promise<void> {
  const [contract, coefficient] = [newId(), newId()];
  const [cooperative, member] = [p.cooperativeId, p.memberIds[manager]];
  await p.admin.query(`begin; set local session_replication_role = replica;
    insert into core.contract (cooperative_id, id, number, activity_id, worker_id, kind, status,
      currency, budget_minor, gross_minor, employee_contribution_minor, withholding_minor,
      net_minor, coefficient_id, due_on, signed_on, created_by)
    values ('${cooperative}', '${contract}', '${contract}', '${p.activityIds[manager]}',
      '${member}', 'test', 'WORKED', 'EUR', ${grossMinor * 2n}, ${grossMinor}, 0, 0,
      ${grossMinor}, '${coefficient}', '${day}', '${day}', '${member}');
    insert into core.contract_day (cooperative_id, contract_id, day, minutes, worker_id)
    values ('${cooperative}', '${contract}', '${day}', 480, '${member}'); commit`);
}

const of2024 = { halfUntilMinor: 1_948_000n, quarterUntilMinor: 3_897_000n };

describe('the lump sum of costs and the tax', () => {
  test.each([
    [900_000n, 450_000n, 67_500n],
    [2_000_000n, 987_000n, 151_950n],
    // Half a cent is rounded up: 3,653.625.
    [3_897_000n, 1_461_250n, 365_363n],
    [7_307_000n, 1_461_250n, 876_863n],
    [0n, 0n, 0n],
  ])('of %s in 2024 are %s and %s', (grossMinor, costMinor, withheldMinor) => {
    expect(lumpSum(grossMinor, of2024)).toBe(costMinor);
    const sums = withholdingOf({ beforeMinor: 0n, grossMinor }, of2024, 1_500n);
    expect(sums).toMatchObject({ costMinor, withheldMinor });
  });

  test('add up to the same, however a year is cut into payments', () => {
    const payments = fc.array(fc.bigInt({ min: 1n, max: 900_000n }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(payments, (amounts) => {
        let beforeMinor = 0n;
        const all = { costMinor: 0n, withheldMinor: 0n, netMinor: 0n };
        for (const grossMinor of amounts) {
          const sums = withholdingOf({ beforeMinor, grossMinor }, of2024, 1_500n);
          expect(sums.netMinor + sums.withheldMinor).toBe(grossMinor);
          expect(sums.withheldMinor >= 0n && sums.costMinor >= 0n).toBe(true);
          beforeMinor += grossMinor;
          all.costMinor += sums.costMinor;
          all.withheldMinor += sums.withheldMinor;
          all.netMinor += sums.netMinor;
        }
        const whole = withholdingOf({ beforeMinor: 0n, grossMinor: beforeMinor }, of2024, 1_500n);
        expect({ ...all, grossMinor: beforeMinor }).toEqual(whole);
      }),
    );
  });
});

describe('a payment', () => {
  test('may be no more than its share of all remuneration of the year', async () => {
    // Nothing else was earned: all would be author rights.
    const { violations } = await pay('member-stage', '9000.00');
    expect(violations).toMatchObject([
      { code: 'author-rights.share', message: expect.stringContaining('100.00 %') },
    ]);
    await worked('member-stage', 1_349_999n, '2024-03-04');
    // 40 % in 2024: 9,000 of 22,499.99 is above it by a hair.
    expect(codes(await pay('member-stage', '9000.00'))).toEqual(['author-rights.share']);
    await worked('member-stage', 1n, '2024-03-05');
    // Of another year, or only planned, counts for nothing.
    await worked('member-stage', 9_000_000n, '2023-03-05');
    expect(codes(await pay('member-stage', '9000.01'))).toEqual(['author-rights.share']);
    expect(codes(await pay('member-stage', '9000.00', { dryRun: true }))).toEqual([]);
  });

  test('withholds the tax, owes the rest, and comes from what the activity has', async () => {
    const before = await t.standing(p, 'member-stage');
    const tax = await t.balanceAt(p, 'tax.payable');
    const key = { idempotencyKey: newKey() };
    const { after } = await pay('member-stage', '9000.00', key);
    expect(after?.withholding).toEqual({
      ...{ grossMinor: 900_000n, costMinor: 450_000n },
      ...{ withheldMinor: 67_500n, netMinor: 832_500n },
    });
    expect((await pay('member-stage', '9000.00', key)).after?.id).toBe(after?.id);
    const standing = await t.standing(p, 'member-stage');
    expect(standing.available).toBe(before.available - 900_000n);
    expect(await t.balanceAt(p, 'tax.payable')).toBe(tax + 67_500n);
    expect(await t.balanceAt(p, 'payouts.payable')).toBe(832_500n);
    const query = `{ node(id: "AuthorRightsPayment:${after?.id}") { ... on AuthorRightsPayment {
      year paidOn costs { amount } withheld { amount } net { amount } member { id }
      payout { status amount { amount } dueOn viewerCan } } } }`;
    expect(await t.ask(p, 'finance', query)).toEqual({
      ...{ year: 2024, paidOn: '2024-06-03', costs: { amount: '4500.00' } },
      ...{ withheld: { amount: '675.00' }, net: { amount: '8325.00' } },
      member: { id: `Member:${p.memberIds['member-stage']}` },
      payout: {
        ...{ status: 'DUE', amount: { amount: '8325.00' }, dueOn: '2024-06-10' },
        viewerCan: ['payout.release'],
      },
    });
    await t.prove(p);
  });

  test('goes on in the bands where the year was', async () => {
    await worked('member-stage', 6_000_000n, '2024-04-04');
    const { after } = await pay('member-stage', '11000.00');
    // 20,000 in all: 9,870 of costs and 1,519.50 of tax, of which 4,500 and 675 are taken.
    expect(after?.withholding).toMatchObject({ costMinor: 537_000n, withheldMinor: 84_450n });
    await t.prove(p);
  });

  test('stops at the ceiling of the year, wherever the rest was earned', async () => {
    await worked('member-film', 20_000_000n, '2024-04-04');
    const memberId = p.memberIds['member-film'];
    const elsewhere = (year: number, amount: string) =>
      declareElsewhere(p.ctx('member-film'), { memberId, year, amount });
    expect(codes(await elsewhere(2024, '70000.00'))).toEqual([]);
    expect(codes(await elsewhere(2024, '-1.00'))).toEqual(['author-rights.elsewhere-amount']);
    expect(codes(await elsewhere(2025, '1.00'))).toEqual(['author-rights.elsewhere-year']);
    const { violations } = await pay('member-film', '3070.01');
    expect(violations).toMatchObject([
      {
        code: 'author-rights.ceiling',
        message: 'The ceiling of the year is 73070.00, of which 3070.00 is left.',
        source: { title: expect.stringContaining('artetloibelge') },
      },
    ]);
    // The newest word holds.
    expect(codes(await elsewhere(2024, '0.00'))).toEqual([]);
    expect(codes(await pay('member-film', '3070.01', { dryRun: true }))).toEqual([]);
  });

  test('is refused when the mean of the four years before is above the ceiling', async () => {
    await worked('member-design', 20_000_000n, '2024-04-04');
    const memberId = p.memberIds['member-design'];
    const elsewhere = (year: number, amount: string) =>
      declareElsewhere(p.ctx('member-design'), { memberId, year, amount });
    await elsewhere(2020, '200000.00');
    await elsewhere(2023, '92280.00');
    await elsewhere(2019, '900000.00');
    expect(codes(await pay('member-design', '100.00', { dryRun: true }))).toEqual([]);
    await elsewhere(2021, '0.01');
    expect(codes(await pay('member-design', '100.00'))).toEqual(['author-rights.four-years']);
  });

  test.each<[string, string, readonly string[]]>([
    ['2025-03-03', '100.00', ['author-rights.figure-missing']],
    ['2026-11-23', '100.00', ['author-rights.figure-missing']],
    ['2017-03-03', '100.00', ['author-rights.figure-missing']],
    ['2015-03-03', '100.00', Array(4).fill('author-rights.figure-missing')],
  ])('on %s fails loudly where the figures of the year are missing', async (day, amount, found) => {
    p.setToday(day);
    const outcome = await pay('member-film', amount);
    p.setToday('2024-06-03');
    expect(codes(outcome)).toEqual(found);
    expect(outcome.violations[0]?.message).toContain(day.slice(0, 4));
  });

  test('is judged by the law of its day: the share of 2023, programs until 2022', async () => {
    const plan = async (on: string, work: string) => {
      const query = `{ authorRightsPlan(activityId: "Activity:${p.activityIds['member-stage']}",
        memberId: "Member:${p.memberIds['member-stage']}", amount: "90000.01", work: ${work},
        on: "${on}") { share violations { code message } } }`;
      return t.ask(p, 'member-stage', query);
    };
    const { share, violations } = await plan('2023-12-31', 'LITERARY_OR_ARTISTIC');
    expect(share).toBe('50.00');
    expect(violations.map(({ code }: { code: string }) => code)).toEqual([
      ...['author-rights.ceiling', 'author-rights.share'],
    ]);
    expect(violations[1].message).toContain('50.00 %');
    const of = async (on: string) =>
      (await plan(on, 'COMPUTER_PROGRAM')).violations.map(({ code }: { code: string }) => code);
    expect(await of('2022-12-31')).toEqual(['author-rights.ceiling']);
    expect(await of('2023-01-01')).toContain('author-rights.program');
  });

  test('of nothing, to a stranger, beyond what there is: all said at once', async () => {
    const stranger = { memberId: p.memberIds['member-startup'], description: '\u202e' };
    expect(codes(await pay('member-film', '400000.00', stranger))).toEqual([
      ...['text.blank', 'text.unfit-characters', 'author-rights.not-in-team'],
      ...['author-rights.ceiling', 'author-rights.share', 'money.insufficient-funds'],
    ]);
    expect(codes(await pay('member-film', '0.00'))).toEqual(['author-rights.amount']);
    expect(codes(await pay('member-film', '1.00', { dueOn: '2024-06-02' }))).toEqual([
      ...['author-rights.due-past'],
    ]);
    await expect(pay('member-film', '1.00', {}, 'member-stage')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const nobody = { memberId: newId() };
    await expect(pay('member-film', '1.00', nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = payAuthorRights(
      p.ctx('member-film', { foreign: true }),
      order('member-film', '1.00'),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pay('member-film', '1.00', {}, 'admin')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('twice at the same moment stays under the ceiling together', async () => {
    const amounts = Array.from({ length: 6 }, () => pay('member-film', '20000.00'));
    const outcomes = await Promise.all(amounts);
    expect(outcomes.filter(({ after }) => after !== null)).toHaveLength(3);
    expect(outcomes.flatMap(codes)).toEqual(Array(3).fill('author-rights.ceiling'));
    const whole = withholdingOf({ beforeMinor: 0n, grossMinor: 6_000_000n }, of2024, 1_500n);
    const [sum] = await p.admin.query(
      `select sum(withheld_minor)::bigint as withheld from core.author_rights_payment
       where member_id = $1`,
      [p.memberIds['member-film']],
    );
    expect(sum).toEqual({ withheld: whole.withheldMinor });
    await t.prove(p);
  });

  test('is never changed afterwards', async () => {
    const change = 'update core.author_rights_payment set gross_minor = 1';
    await expect(p.admin.query(change)).rejects.toMatchObject({ code: 'GZ010' });
  });
});

test('the sheet of a year sums what each was paid; everybody sees their own', async () => {
  const query = `{ authorRightsSheets(year: 2024, first: 10) { totalCount nodes { year paymentCount
    member { id } gross { amount } costs { amount } taxable { amount } withheld { amount } } } }`;
  const all = await t.ask(p, 'finance', query);
  expect(all.totalCount).toBe(2);
  const own = await t.ask(p, 'member-stage', query);
  expect(own.nodes).toEqual([
    {
      ...{ year: 2024, paymentCount: 2, member: { id: `Member:${p.memberIds['member-stage']}` } },
      ...{ gross: { amount: '20000.00' }, costs: { amount: '9870.00' } },
      ...{ taxable: { amount: '10130.00' }, withheld: { amount: '1519.50' } },
    },
  ]);
  expect((await t.ask(p, 'member-startup', query)).nodes).toEqual([]);
  expect(await t.errorsOf(p, undefined, query)).toEqual(['UNAUTHENTICATED']);
});

test.each([2_147_483_647, -1])('of the year %i nobody was paid anything', async (year) => {
  const lists = `query ($year: Int!) {
    authorRightsSheets(year: $year) { nodes { year } }
    authorRightsPayments(filter: { year: $year }) { nodes { id } } }`;
  expect(await p.graphql(lists, { year }, { as: 'finance' })).toEqual({
    data: { authorRightsSheets: { nodes: [] }, authorRightsPayments: { nodes: [] } },
  });
});
