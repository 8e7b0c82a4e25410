import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { paySalary, salaryFindings } from './pay-salary.js';
import { setPayoutAccount } from './payout-account.js';
import { releasePayouts } from './release-payouts.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await t.withFund(p, 1_000_000n);
});
afterAll(() => p?.close());

const { codes, line, newKey } = t;
const salary = (over: object = {}) => ({
  ...{ activityId: p.activityIds['member-stage'], contractId: newId(), dueOn: '2026-12-02' },
  ...{ workerId: p.memberIds['member-stage'] },
  ...{ netMinor: 20_000n, taxMinor: 2_000n, socialMinor: 8_000n },
  ...over,
});
const pay = (over: object = {}, as: TestPerson = 'finance') =>
  t.within(p.ctx(as), (ctx) => paySalary(ctx.tx, ctx, salary(over)));
const release = (payoutIds: (string | null)[], as: TestPerson, over: object = {}) =>
  releasePayouts(p.ctx(as), {
    ...{ payoutIds: payoutIds as string[], idempotencyKey: newKey() },
    ...over,
  });
const payout = (id: string | null, as: TestPerson) =>
  t.ask(
    p,
    as,
    `{ node(id: "Payout:${id}") { ... on Payout { status amount { amount } dueOn iban
    payee { id } viewerCan } } }`,
  );

describe('a salary', () => {
  test('is refused when neither the activity nor the fund can pay it', async () => {
    const found = await t.within(p.ctx('finance'), (ctx) => salaryFindings(ctx.tx, ctx, salary()));
    expect(found).toMatchObject([{ code: 'fund.more-than-expected' }]);
    await expect(pay()).rejects.toMatchObject({ name: 'MoneyRefused', code: 'REFUSED' });
    await t.prove(p);
  });

  test('is paid before the client pays: the fund covers what is lacking', async () => {
    await t.newInvoice(p, 'member-stage', [line('10000.00')]);
    const { payoutId, advancedMinor } = await pay();
    expect(advancedMinor).toBe(30_000n);
    expect(await t.standing(p, 'member-stage')).toMatchObject({ available: 0n, advanced: 30_000n });
    expect(await t.balanceAt(p, 'salary.payable')).toBe(20_000n);
    expect(await t.balanceAt(p, 'tax.payable')).toBe(2_000n);
    expect(await t.balanceAt(p, 'social.payable')).toBe(8_000n);
    expect(await payout(payoutId, 'member-stage')).toMatchObject({
      ...{ status: 'DUE', amount: { amount: '200.00' }, dueOn: '2026-12-02', iban: null },
      payee: { id: `Member:${p.memberIds['member-stage']}` },
    });
    await t.prove(p);
  });

  test('is paid from what the activity has before the fund is asked', async () => {
    const { structuredCommunication } = await t.newInvoice(p, 'member-film', [line('100.00')]);
    await t.receive(p, '121.00', structuredCommunication);
    await t.newInvoice(p, 'member-film', [line('1000.00')]);
    const film = { activityId: p.activityIds['member-film'] };
    expect((await pay(film)).advancedMinor).toBe(20_650n);
    expect(await t.standing(p, 'member-film')).toMatchObject({ available: 0n, advanced: 20_650n });
    await t.prove(p);
  });

  test('of one contract is booked once', async () => {
    const contractId = newId();
    await pay({ contractId });
    await expect(pay({ contractId })).rejects.toMatchObject({
      findings: [{ code: 'salary.already-paid' }],
    });
    await t.prove(p);
  });

  test('leaves nothing behind when its transaction fails', async () => {
    const before = await t.standing(p, 'member-stage');
    const failed = t.within(p.ctx('finance'), async (ctx) => {
      await paySalary(ctx.tx, ctx, salary());
      throw new Error('the rest failed');
    });
    await expect(failed).rejects.toThrow('the rest failed');
    expect(await t.standing(p, 'member-stage')).toEqual(before);
  });
});

describe('releasing', () => {
  const iban = 'BE71096123456769';

  test('needs an account of the payee', async () => {
    const { payoutId } = await pay({}, 'adviser');
    expect(codes(await release([payoutId], 'finance'))).toEqual(['payout.without-account']);
    const set = { memberId: p.memberIds['member-stage'], iban };
    expect(codes(await setPayoutAccount(p.ctx('member-stage'), set))).toEqual([]);
    expect(await release([payoutId], 'finance')).toEqual({ released: true, violations: [] });
    const own = await payout(payoutId, 'member-stage');
    expect(own).toMatchObject({ status: 'RELEASED', iban, viewerCan: [] });
    expect(await t.balanceAt(p, 'payouts.clearing')).toBe(20_000n);
    await t.prove(p);
  });

  test('is not for whoever made it: four eyes', async () => {
    const { payoutId } = await pay({}, 'finance');
    expect((await payout(payoutId, 'finance')).viewerCan).toEqual([]);
    expect((await payout(payoutId, 'finance-2')).viewerCan).toEqual(['payout.release']);
    expect(codes(await release([payoutId], 'finance'))).toEqual(['payout.four-eyes']);
    expect(codes(await release([payoutId], 'finance-2'))).toEqual([]);
    // The database holds it too.
    await expect(
      p.admin.query(`update core.payout set released_by = made_by where id = $1`, [payoutId]),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('is of all or of none', async () => {
    const mine = await pay({ netMinor: 1_000n }, 'finance');
    const other = await pay({ netMinor: 1_000n }, 'finance-2');
    const both = [mine.payoutId, other.payoutId];
    const refused = await release(both, 'finance');
    expect([refused.released, codes(refused)]).toEqual([false, ['payout.four-eyes']]);
    expect((await payout(other.payoutId, 'finance')).status).toBe('DUE');
    await t.prove(p);
  });

  test('a dry run releases nothing; a repeat with the same key releases once', async () => {
    const { payoutId } = await pay({ netMinor: 1_000n }, 'finance-2');
    expect(await release([payoutId], 'finance', { dryRun: true })).toEqual({
      ...{ released: false, violations: [] },
    });
    const key = { idempotencyKey: newKey() };
    expect(await release([payoutId], 'finance', key)).toMatchObject({ released: true });
    expect(await release([payoutId], 'finance', key)).toMatchObject({
      released: true,
      violations: [],
    });
    expect(codes(await release([payoutId], 'finance'))).toEqual(['payout.not-due']);
    await t.prove(p);
  });

  test('two who release overlapping batches at the same moment release each once', async () => {
    const made: (string | null)[] = [];
    for (const by of ['adviser', 'adviser', 'adviser'] as const) {
      made.push((await pay({ netMinor: 1_000n }, by)).payoutId);
    }
    const [a, b, c] = made as [string, string, string];
    const before = await t.balanceAt(p, 'payouts.clearing');
    const outcomes = await Promise.all([release([a, b], 'finance'), release([c, b], 'finance-2')]);
    expect(outcomes.filter(({ released }) => released)).toHaveLength(1);
    expect((await t.balanceAt(p, 'payouts.clearing')) - before).toBe(2_000n);
    await t.prove(p);
  });

  test('what is not there, too many, none: said as such', async () => {
    await expect(release([newId()], 'finance')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(release([], 'finance')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const many = Array.from({ length: 101 }, newId);
    await expect(release(many, 'finance')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      await expect(release([newId()], as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('over the API', async () => {
    const { payoutId } = await pay({ netMinor: 1_000n }, 'finance-2');
    const mutation = `mutation ($input: ReleasePayoutsInput!) { releasePayouts(input: $input) {
      payouts { status activity { name } } violations { code } } }`;
    const input = { payoutIds: [`Payout:${payoutId}`], idempotencyKey: newKey() };
    expect(await t.ask(p, 'finance', mutation, { input })).toMatchObject({
      ...{ payouts: [{ status: 'RELEASED', activity: { name: 'Activity of member-stage' } }] },
      violations: [],
    });
    expect(await t.errorsOf(p, undefined, mutation, { input })).toEqual(['UNAUTHENTICATED']);
    const account = `mutation { setPayoutAccount(input: { iban: "BE71 0961 2345 6769" }) {
      iban violations { code } } }`;
    expect(await t.ask(p, 'member-design', account)).toEqual({ iban, violations: [] });
    const other = `mutation { setPayoutAccount(input: { iban: "${iban}",
      memberId: "Member:${p.memberIds['member-stage']}" }) { iban } }`;
    expect(await t.errorsOf(p, 'member-design', other)).toEqual(['NOT_FOUND']);
  });
});

test('payouts are seen by the payee, the manager and finance; accounts by fewer', async () => {
  const { payoutId } = await pay({ workerId: p.memberIds['member-design'] }, 'finance');
  await release([payoutId], 'finance-2');
  expect((await payout(payoutId, 'member-design')).iban).toBe('BE71096123456769');
  expect((await payout(payoutId, 'member-stage')).iban).toBeNull();
  expect((await payout(payoutId, 'finance')).iban).toBe('BE71096123456769');
  expect((await payout(payoutId, 'adviser')).iban).toBeNull();
  expect(await payout(payoutId, 'member-film')).toBeNull();
  const due = await t.ask(
    p,
    'finance',
    `{ payouts(first: 100, orderBy: DUE_ON,
    filter: { status: [RELEASED], payeeId: "Member:${p.memberIds['member-design']}" }) { totalCount } }`,
  );
  expect(due.totalCount).toBe(1);
});
