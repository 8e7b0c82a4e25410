import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inTransaction } from '../../platform/database/transaction.js';
import { globalId, newId } from '../../platform/ids.js';
import type { Asking, TestPlatform } from '../../platform/testing/platform.js';
import { testPlatform } from '../../platform/testing/platform.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { verifyLedger } from '../ledger/verify.js';
import { newKey, prove } from '../testing.js';
import { carryTransfers } from './carry-transfers.js';

let p: TestPlatform;
let here: string;
let there: string;
beforeAll(async () => {
  p = await testPlatform();
  here = globalId('Activity', p.activityIds['member-stage']);
  there = globalId('Activity', p.other.activityIds['member-stage']);
  await gives(p.cooperativeId, p.hostEntityId, p.activityIds['member-stage'], 100_000n);
});
afterAll(async () => {
  await prove(p);
  await p.close();
});

/** Money that an activity may spend at once, as if a client had paid long ago. */
const gives = (cooperativeId: string, host: string, activityId: string, amountMinor: bigint) =>
  inTransaction(p.platform.orm, cooperativeId, (tx) =>
    post(tx, cooperativeId, [
      {
        ...{ key: newId(), kind: 'TRANSFER', sourceType: 'test', sourceId: newId() },
        eventOn: '2026-11-01',
        lines: [
          debit(hostAccount(host, 'bank', 'EUR'), amountMinor),
          credit(activityAccount(activityId, 'activity.available', 'EUR'), amountMinor),
        ],
      },
    ]),
  );

async function one<Answer>(query: string, variables: object, asking: Asking): Promise<Answer> {
  const vars = variables as Record<string, unknown>;
  const { data, errors } = await p.graphql<Record<string, Answer>>(query, vars, asking);
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as Answer;
}
interface Said {
  readonly violations: readonly { readonly code: string }[];
}
const send = (input: object = {}, as: Asking['as'] = 'member-stage') =>
  one<Said & { transfer: { id: string; state: string } | null }>(
    `mutation ($input: TransferToCooperativeInput!) { transferToCooperative(input: $input) {
      transfer { id state } violations { code } } }`,
    {
      input: {
        ...{ fromActivityId: here, toCooperative: 'other', toActivityId: there },
        ...{ amount: '25.00', reason: 'Rehearsals', idempotencyKey: newKey(), ...input },
      },
    },
    { as },
  );
const settle = (input: object, asking: Asking) =>
  one<Said & { settled: boolean }>(
    `mutation ($input: SettleClearingInput!) { settleClearing(input: $input) {
      settled violations { code } } }`,
    { input: { idempotencyKey: newKey(), ...input } },
    asking,
  );
interface Clearing {
  readonly partner: string;
  readonly open: { readonly amount: string };
  readonly since: string | null;
  readonly underWay: number;
  readonly reconciled: boolean;
}
const clearing = (foreign = false) =>
  one<Clearing[]>(
    '{ intercoopClearing { partner open { amount } since underWay reconciled } }',
    {},
    { as: 'finance', foreign },
  );
const available = async (activityId: string) => {
  const [row] = await p.admin.query<{ posted: bigint }>(
    `select b.posted from ledger.balance b join ledger.account a on a.id = b.account_id
     where a.owner_id = $1 and a.code = 'activity.available'`,
    [activityId],
  );
  return row?.posted ?? 0n;
};
const balances = async () => [
  await available(p.activityIds['member-stage']),
  await available(p.other.activityIds['member-stage']),
];

test('money leaves one ledger, arrives in the other, and is paid through the banks', async () => {
  const sent = await send();
  expect(sent).toMatchObject({ transfer: { state: 'SENT' }, violations: [] });
  expect(await balances()).toEqual([97_500n, 0n]);
  expect(await clearing()).toMatchObject([
    { partner: 'other', open: { amount: '-25.00' }, underWay: 1, reconciled: true },
  ]);
  await carryTransfers(p.platform);
  expect(await balances()).toEqual([97_500n, 2_500n]);
  expect(await clearing(true)).toMatchObject([
    { partner: 'test', open: { amount: '25.00' }, underWay: 0, reconciled: true },
  ]);
  const state = `query ($id: ID!) { node(id: $id) { ... on IntercoopTransfer { state direction } } }`;
  expect(await one(state, { id: sent.transfer?.id }, { as: 'member-stage' })).toEqual({
    ...{ state: 'RECEIVED', direction: 'OUT' },
  });
  const inbound = await one(
    state,
    { id: sent.transfer?.id },
    { as: 'member-stage', foreign: true },
  );
  expect(inbound).toEqual({ state: 'RECEIVED', direction: 'IN' });

  const hostEntityId = globalId('HostEntity', p.hostEntityId);
  const pay = await settle({ partner: 'other', hostEntityId }, { as: 'finance' });
  expect(pay).toEqual({ settled: true, violations: [] });
  const twice = await settle({ partner: 'other', hostEntityId }, { as: 'finance' });
  expect(twice.violations).toEqual([{ code: 'intercoop.nothing-owed' }]);
  const bankLineId = await arrives('30.00');
  const tooMuch = await settle({ partner: 'test', bankLineId }, { as: 'finance', foreign: true });
  expect(tooMuch.violations).toEqual([{ code: 'intercoop.more-than-owed' }]);
  const exact = await arrives('25.00');
  const got = await settle(
    { partner: 'test', bankLineId: exact },
    { as: 'finance', foreign: true },
  );
  expect(got).toEqual({ settled: true, violations: [] });
  for (const side of [false, true]) {
    expect(await clearing(side)).toMatchObject([
      { open: { amount: '0.00' }, since: null, reconciled: true },
    ]);
  }
  expect(await verifyLedger(p.admin)).toMatchObject({ ok: true });
  const forge = 'update core.intercoop_settlement set amount_minor = amount_minor + $1';
  await p.admin.query(`${forge} where direction = 'OUT'`, [1]);
  const { ok, invariants } = await verifyLedger(p.admin);
  expect({ ok, broken: invariants.filter((one) => !one.ok) }).toMatchObject({
    ...{ ok: false, broken: [{ found: 1n, sample: [{ open: '0', expected: '1' }] }] },
  });
  await p.admin.query(`${forge} where direction = 'OUT'`, [-1]);
});

/** A movement at the other co-operative's bank. */
let statements = 900;
async function arrives(amount: string): Promise<string> {
  const { statementId } = await importBankStatement(p.ctx('finance', { foreign: true }), {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++statements, currency: 'EUR' },
    lines: [
      { lineNo: 1, bookedOn: p.platform.clock.today(), amount, structuredCommunication: null },
    ],
    idempotencyKey: newKey(),
  });
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.bank_line where statement_id = $1',
    [statementId],
  );
  return globalId('BankLine', row?.id ?? '');
}

test('what the other side refuses comes back, and says nothing of what there is', async () => {
  const before = await balances();
  const foreign = globalId('Activity', p.other.activityIds['member-film']);
  for (const toActivityId of [foreign, globalId('Activity', newId())]) {
    const { transfer } = await send({ toActivityId });
    await carryTransfers(p.platform);
    const [row] = await p.admin.query(
      'select state, refusal from core.intercoop_transfer where id = $1',
      [transfer?.id.split(':')[1]],
    );
    expect(row).toEqual({ state: 'REFUSED', refusal: 'intercoop.no-activity' });
  }
  expect(await balances()).toEqual(before);
});

test('bad input is refused before anything moves, all at once', async () => {
  const refused = await send({ amount: '100000.00', reason: ' ', toCooperative: 'nowhere' });
  expect(refused.violations.map(({ code }) => code)).toEqual([
    ...['text.blank', 'intercoop.no-partner', 'money.insufficient-funds'],
  ]);
  expect((await send({ amount: '0.00' })).violations).toEqual([{ code: 'transfer.amount' }]);
  expect((await send({ toCooperative: 'test' })).violations).toEqual([
    { code: 'intercoop.no-partner' },
  ]);
  await expect(send({}, 'member-film')).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
  const hostEntityId = globalId('HostEntity', p.hostEntityId);
  await expect(
    settle({ partner: 'other', hostEntityId }, { as: 'member-stage' }),
  ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  await expect(settle({ partner: 'nobody' }, { as: 'finance' })).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
});

test('a repeat with the same key sends once', async () => {
  const before = await balances();
  const idempotencyKey = newKey();
  const [first, again] = [await send({ idempotencyKey }), await send({ idempotencyKey })];
  expect(again.transfer?.id).toBe(first.transfer?.id);
  await carryTransfers(p.platform);
  expect(await balances()).toEqual([(before[0] ?? 0n) - 2_500n, (before[1] ?? 0n) + 2_500n]);
});

test('a server that dies on the way, or two at once, carry each transfer once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3 }), async (failures) => {
      const before = await balances();
      await send({ amount: '1.00' });
      await send({ amount: '2.00' });
      for (let i = 0; i < failures; i++) {
        await Promise.allSettled([carryTransfers(dying(i)), carryTransfers(dying(i + 1))]);
        await dueAgain();
      }
      await Promise.all([carryTransfers(p.platform), carryTransfers(p.platform)]);
      await dueAgain();
      await carryTransfers(p.platform);
      expect(await balances()).toEqual([(before[0] ?? 0n) - 300n, (before[1] ?? 0n) + 300n]);
    }),
    { numRuns: 4 },
  );
});

/** What was claimed by somebody who died is due at once, rather than in a minute. */
const dueAgain = () =>
  p.admin.query(`update core.intercoop_transfer set next_at = '2020-01-01' where state = 'SENT'`);

/** A platform that fails at its so-many-th transaction, as a killed server would. */
function dying(after: number) {
  let left = after;
  const orm = new Proxy(p.platform.orm, {
    get: (target, property) => {
      if (property === 'em' && left-- <= 0) throw new Error('killed');
      return Reflect.get(target, property);
    },
  });
  return { ...p.platform, orm };
}
