import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { assetReport } from '../asset/asset.report.js';
import { assets } from '../asset/asset-door.js';
import { depreciateMonths } from '../asset/depreciate-assets.js';
import { writtenOffMinor } from '../asset/straight-line.js';
import { budgetDoor } from '../budget/judge-charge.js';
import * as t from '../testing.js';
import { charge } from './charge.js';
import { refund } from './refund.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', structuredCommunication);
});
afterAll(() => p?.close());

const order = (over: object = {}) => ({
  ...{ key: t.newKey(), activityId: p.activityIds['member-stage'], amountMinor: 10_000n },
  ...{
    currency: 'EUR',
    service: 'test.insurance',
    source: { type: 'AssignmentStep', id: newId() },
  },
  ...over,
});
const take = (over: object = {}) => charge(p.ctx('member-stage'), order(over));
const available = async () => (await t.standing(p, 'member-stage')).available;

test('a service is paid from what is available, and its price given back once', async () => {
  const before = await available();
  const key = t.newKey();
  await take({ key });
  expect(before - (await available())).toBe(10_000n);
  expect(await t.balanceAt(p, 'service.income')).toBe(10_000n);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), 'never-made');
  expect(await available()).toBe(before);
  expect(await t.balanceAt(p, 'service.income')).toBe(0n);
  await t.prove(p);
});

test('a part is given back once a key, and never more than is left', async () => {
  const before = await available();
  const [key, first] = [t.newKey(), t.newKey()];
  const part = (amountMinor: bigint, of = t.newKey()) =>
    refund(p.ctx('member-stage'), key, { key: of, amountMinor });
  await expect(part(1n)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await take({ key });
  await part(3_000n, first);
  await part(3_000n, first);
  expect(before - (await available())).toBe(7_000n);
  await expect(part(2_999n, first)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  for (const amountMinor of [0n, -1n]) {
    await expect(part(amountMinor)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  const refused = { code: 'REFUSED', findings: [{ code: 'charge.more-than-left' }] };
  await expect(part(7_001n)).rejects.toMatchObject(refused);
  const many = await Promise.allSettled([1, 2, 3, 4].map(() => part(2_000n)));
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(before - (await available())).toBe(1_000n);
  await refund(p.ctx('member-stage'), key);
  await refund(p.ctx('member-stage'), key);
  expect(await available()).toBe(before);
  await expect(part(1n)).rejects.toMatchObject(refused);
  await t.prove(p);
});

test('a charge that was given back in parts to the last cent is over', async () => {
  const before = await available();
  const key = t.newKey();
  await take({ key });
  for (const amountMinor of [4_000n, 6_000n]) {
    await refund(p.ctx('member-stage'), key, { key: t.newKey(), amountMinor });
  }
  await refund(p.ctx('member-stage'), key);
  expect(await available()).toBe(before);
  await t.prove(p);
});

test('the same key takes it once, on a later day and at the same moment too', async () => {
  const before = await available();
  const once = order();
  const all = await Promise.all([1, 2, 3].map(() => charge(p.ctx('member-stage'), once)));
  p.setToday('2026-11-25');
  all.push(await charge(p.ctx('member-stage'), once));
  p.setToday('2026-11-23');
  expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(1);
  expect(before - (await available())).toBe(10_000n);
  const other = { ...once, amountMinor: 5n };
  await expect(charge(p.ctx('member-stage'), other)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
});

test('more than is available is refused by a code that plugins can tell apart', async () => {
  await expect(take({ amountMinor: 10_000_000n })).rejects.toMatchObject({
    code: 'INSUFFICIENT_FUNDS',
    findings: [{ code: 'money.insufficient-funds' }],
  });
});

test('many who spend at the same moment never spend more than there is', async () => {
  const before = await available();
  const wishes = Array.from({ length: 10 }, () => take({ amountMinor: before / 4n }));
  const done = (await Promise.allSettled(wishes)).filter(({ status }) => status === 'fulfilled');
  expect(done).toHaveLength(4);
  expect(await available()).toBeGreaterThanOrEqual(0n);
  await t.prove(p);
});

test('bad amounts, another currency and others’ activities are refused', async () => {
  for (const amountMinor of [0n, -1n, 10n ** 15n]) {
    await expect(take({ amountMinor })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  await expect(take({ currency: 'USD' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(charge(p.ctx('member-film'), order())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

const bought = (over: object = {}) => ({
  ...{ assetId: newId(), service: 'test.things', activityId: p.activityIds['member-stage'] },
  ...{ title: 'A lathe', costMinor: 100_00n, residualMinor: 10_00n, months: 4, currency: 'EUR' },
  ...over,
});
const owned = () => assets(p.ctx('member-stage'));
const books = async () =>
  Promise.all(
    ['asset.cost', 'asset.depreciated', 'asset.funded'].map((code) => t.balanceAt(p, code)),
  );
const endOf = async (month: string) => {
  p.setToday(month);
  // Twice, and on two servers at once: a month is booked once.
  const runs = [1, 2].map(() => depreciateMonths(p.platform, p.cooperativeId));
  await Promise.all(runs);
};

test('what is bought to last is written off once a month, and leaves with the rest', async () => {
  const order = bought();
  const both = await Promise.all([1, 2].map(() => owned().acquire(order)));
  expect(both[1]).toEqual(both[0]);
  expect(await books()).toEqual([100_00n, 0n, 100_00n]);
  await endOf('2026-11-30');
  expect(await books()).toEqual([100_00n, 0n, 100_00n]);
  await endOf('2026-12-01');
  expect(await books()).toEqual([100_00n, 22_50n, 77_50n]);
  // Two months that were missed are made good, each in its own month.
  await endOf('2027-02-01');
  expect(await books()).toEqual([100_00n, 67_50n, 32_50n]);
  const days = await p.admin.query<{ on: string }>(
    `select event_on::text as on from ledger.txn where source_type = 'asset'
       and kind = 'ASSET_DEPRECIATED' and source_id = $1 order by 1`,
    [order.assetId],
  );
  expect(days.map(({ on }) => on)).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
  await expect(owned().cancel(order.assetId)).rejects.toMatchObject({ code: 'CONFLICT' });
  const gone = { status: 'DISPOSED', depreciatedMinor: 67_50n, bookValueMinor: 0n };
  for (const _ of [1, 2]) expect(await owned().dispose(order.assetId)).toMatchObject(gone);
  expect(await books()).toEqual([0n, 0n, 0n]);
  await endOf('2027-12-01');
  expect(await books()).toEqual([0n, 0n, 0n]);
  p.setToday('2026-11-23');
  await t.prove(p);
});

test('what was called off was never owned, and nobody’s thing is anybody else’s', async () => {
  const order = bought();
  await owned().acquire(order);
  const foreign = assets(p.ctx('member-film'));
  expect(await foreign.state(order.assetId)).toBeNull();
  expect(await foreign.dispose(order.assetId)).toBeNull();
  await expect(foreign.acquire(order)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(owned().acquire({ ...order, months: 5 })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
  for (const over of [
    { costMinor: 0n },
    { residualMinor: 101_00n },
    { months: 0 },
    { title: ' ' },
  ]) {
    await expect(owned().acquire(bought(over))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  for (const _ of [1, 2]) {
    expect(await owned().cancel(order.assetId)).toMatchObject({ status: 'CANCELLED' });
  }
  expect(await books()).toEqual([0n, 0n, 0n]);
  await expect(owned().dispose(order.assetId)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await owned().state(newId())).toBeNull();
  await t.prove(p);
});

test('a policy says over how many months, from its day, and what is a cost at once', async () => {
  const decide = `mutation ($input: DecideAssetPolicyInput!) { decideAssetPolicy(input: $input) {
    decided violations { code } } }`;
  const policy = {
    ...{ service: 'test', threshold: '50.00', shortestMonths: 36, longestMonths: 60 },
    ...{ from: '2026-11-24', source: 'Board, 20 November 2026' },
  };
  const ask = async (over: object = {}) => {
    const asked = await t.ask(p, 'finance', decide, { input: { ...policy, ...over } });
    return t.codes(asked);
  };
  expect(await ask({ from: '2026-11-22', longestMonths: 35, source: ' ', service: 'X' })).toEqual([
    ...['asset.no-service', 'asset.months-out-of-range', 'asset.policy-in-past', 'text.blank'],
  ]);
  expect(await ask()).toEqual([]);
  expect(await ask()).toEqual(['asset.policy-same-day']);
  expect(await t.errorsOf(p, 'member-stage', decide, { input: policy })).toEqual(['FORBIDDEN']);
  expect(await owned().judge(bought())).toEqual([]);
  p.setToday('2026-11-24');
  expect(await owned().judge(bought())).toMatchObject([
    { code: 'asset.useful-life', values: { months: 4, shortest: 36, longest: 60 } },
  ]);
  expect(await owned().judge(bought({ costMinor: 49_99n }))).toEqual([]);
  expect(await owned().acquire(bought({ costMinor: 49_99n }))).toBeNull();
  expect(await owned().judge(bought({ months: 36 }))).toEqual([]);

  await owned().acquire(bought({ months: 36, costMinor: 360_00n, residualMinor: 0n }));
  await endOf('2027-01-01');
  const report = `{ assetReport(from: "2026-12-01", until: "2026-12-31") { opening { amount }
    acquired { amount } depreciated { amount } disposed { amount } closing { amount }
    download { url } } }`;
  const told = (await t.ask(p, 'finance', report)) as Record<string, { amount: string }>;
  expect(told).toMatchObject({
    // With the lathe that leaves in February.
    ...{ opening: { amount: '427.50' }, acquired: { amount: '0.00' } },
    ...{ depreciated: { amount: '32.50' }, disposed: { amount: '0.00' } },
    closing: { amount: '395.00' },
  });
  expect(await t.errorsOf(p, 'member-stage', report, {})).toEqual(['FORBIDDEN']);
  const scope = { cooperativeId: p.cooperativeId, currency: 'EUR', hostEntityId: p.hostEntityId };
  const period = { from: '2026-12-01', until: '2026-12-31' };
  const rows = await assetReport.rows(p.platform.database, { ...scope, ...period }, null, 100);
  expect(rows.map(({ row }) => row)).toMatchObject([
    { title: 'A lathe', endedOn: null, writtenOffMinor: 22_50n },
    {
      ...{ title: 'A lathe', acquiredOn: '2026-11-24', writtenOffBeforeMinor: 10_00n },
      ...{ writtenOffMinor: 10_00n, bookValueMinor: 340_00n },
    },
  ]);
  p.setToday('2026-11-23');
  await t.prove(p);
});

test('months written off never pass what there is, and are all of it at the last', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 11n });
  const months = fc.integer({ min: 1, max: 600 });
  fc.assert(
    fc.property(amount, amount, months, fc.integer({ min: 0, max: 700 }), (a, b, life, n) => {
      const [residualMinor, costMinor] = a < b ? [a, b] : [b, a];
      const thing = { residualMinor, costMinor, months: life, fromDay: '2026-11-23' };
      const month = (k: number) => new Date(Date.UTC(2026, 10 + k, 1)).toISOString().slice(0, 10);
      const [off, next] = [writtenOffMinor(thing, month(n)), writtenOffMinor(thing, month(n + 1))];
      const all = costMinor - residualMinor;
      return off <= next && next <= all && (n < life - 1 || off === all);
    }),
  );
});

test('a thing that is bought counts among purchases, once, and so does what goes back of it', async () => {
  const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', structuredCommunication);
  const create = `mutation ($input: CreateBudgetInput!) { createBudget(input: $input) {
    budget { id } violations { code } } }`;
  const lines = ['PURCHASES', 'SERVICES'].map((kind) => ({ kind, planned: '150.00' }));
  const plan = {
    title: 'A year',
    from: '2026-11-01',
    until: '2027-10-31',
    policy: 'REFUSE',
    lines,
  };
  const activityId = `Activity:${p.activityIds['member-stage']}`;
  const made = await t.ask(p, 'member-stage', create, { input: { activityId, ...plan } });
  const spent = async () => {
    const query = `query ($id: ID!) { budget(id: $id) { lines { kind spent { amount } } } }`;
    const budget = await t.ask(p, 'member-stage', query, { id: made.budget.id });
    return budget.lines.map((line: { spent: { amount: string } }) => line.spent.amount);
  };
  const before = await spent();
  const key = t.newKey();
  const { key: _, ...asked } = order({ budget: 'PURCHASES' });
  const judge = (over: object = {}) =>
    budgetDoor(p.ctx('member-stage')).judge({ ...asked, ...over });
  expect(await judge()).toEqual([]);
  await take({ key, budget: 'PURCHASES' });
  expect(await spent()).toEqual(['100.00', before[1]]);
  const values = { title: 'A year', kind: 'PURCHASES', bound: '200.00' };
  expect(await judge()).toMatchObject([{ code: 'budget.passed', severity: 'ERROR', values }]);
  expect(await judge({ amountMinor: 50_00n })).toEqual([]);
  await refund(p.ctx('member-stage'), key, { key: t.newKey(), amountMinor: 40_00n });
  expect(await spent()).toEqual(['60.00', before[1]]);
  await refund(p.ctx('member-stage'), key);
  expect(await spent()).toEqual(['0.00', before[1]]);
  await expect(budgetDoor(p.ctx('member-film')).judge(asked)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
