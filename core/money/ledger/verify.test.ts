/** Tests about the proof: each way of breaking a ledger that the triggers were switched off for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.js';
import { credit, debit, post, reserve, reversalOf } from './ledger.js';
import { accountOf, available, deposit, holdOn, newCooperative, posting } from './testing.js';
import { verifyLedger, verifyTable } from './verify.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
  // What the schema itself would refuse has to be switched off to be found.
  await db.admin.query(
    `alter table ledger.balance drop constraint balance_covers_floor;
     alter table ledger.txn drop constraint txn_idem_key_cooperative_id_key`,
  );
});
afterAll(() => db?.close());

const sums = 'every transaction sums to zero in each currency';
const lines = 'every transaction has the lines that its header counts';
const entries = 'every entry is of an account of its co-operative and currency';
const accounts = 'every account has one balance and the side of its chart';
const balance = 'every balance is the sum of its entries';
const chain = 'every running balance follows from the one before, without a gap';
const floor = 'no balance is below its floor';
const reserved = 'what is reserved is the sum of the pending holds';
const taken = 'every posted hold was taken by its transaction, from its account';
const keys = 'no idempotency key is used twice';
const live = 'a source has at most one live transaction of a kind that allows one';
const claims = 'the claims on sources are those of the live transactions';
const mirrored = 'every reversal mirrors a transaction that is not one itself';
const guarantee = 'accounts that mirror each other cancel out';

const one = (table: string, where = 'true') =>
  `ctid = (select ctid from ledger.${table} where cooperative_id = '$' and ${where} limit 1)`;
const inAccount = (code: string) =>
  `account_id in (select id from ledger.account where cooperative_id = '$' and code = '${code}')`;
/** Entries and headers that no reversal has to do with. */
const plain = "kind = 'TRANSFER'";
const ofPlain = `txn_id in (select id from ledger.txn where cooperative_id = '$' and ${plain})`;
const invoice = "kind = 'INVOICE_ISSUED'";

test.each<[string, string, string[]]>([
  ['nothing', 'select', []],
  [
    'an amount',
    `update ledger.entry set amount = amount + 1 where ${one('entry', ofPlain)}`,
    [...[sums, balance, chain]],
  ],
  [
    'a line taken out',
    `delete from ledger.entry where ${one('entry', `${ofPlain} and ${inAccount('bank')}`)}`,
    [...[sums, lines, balance, chain]],
  ],
  [
    'a transaction taken out',
    `delete from ledger.txn where ${one('txn', `${invoice} order by id desc`)}`,
    [entries, claims],
  ],
  [
    'a header without lines',
    `insert into ledger.txn select cooperative_id, gen_random_uuid(), 'x', req_hash, 'OTHER',
       source_type, source_id, event_on, created_at, line_count, xact
     from ledger.txn where ${one('txn')}`,
    [lines],
  ],
  [
    'an account taken out',
    `delete from ledger.account where cooperative_id = '$' and code = 'fund.contributed'`,
    [entries],
  ],
  [
    'a currency',
    `update ledger.entry set currency = 'USD' where ${one('entry', ofPlain)}`,
    [sums, entries],
  ],
  ['a balance', `update ledger.balance set posted = posted + 1 where ${one('balance')}`, [balance]],
  [
    'a count of entries',
    `update ledger.balance set version = 9 where ${one('balance')}`,
    [balance],
  ],
  [
    'a balance taken out',
    `delete from ledger.balance where ${one('balance', inAccount('fund.contributed'))}`,
    [accounts],
  ],
  [
    'a running balance',
    `update ledger.entry set balance_after = 0 where ${one('entry', `${ofPlain} and ${inAccount('bank')}`)}`,
    [chain],
  ],
  [
    'a gap in the versions',
    `update ledger.entry set account_version = 50 where ${one('entry', `${ofPlain} and ${inAccount('bank')}`)}`,
    [chain],
  ],
  [
    'a floor',
    `update ledger.balance set floor = 5000 where ${one('balance', inAccount('activity.available'))}`,
    [floor],
  ],
  [
    'a reservation',
    `update ledger.balance set reserved = reserved + 1 where reserved > 0
     and cooperative_id = '$'`,
    [reserved],
  ],
  [
    'a pending hold',
    `update ledger.hold set state = 'VOIDED', settled_at = now()
     where ${one('hold', "state = 'PENDING'")}`,
    [reserved],
  ],
  [
    'a posted hold',
    `update ledger.hold set posted_amount = 1 where ${one('hold', "state = 'POSTED'")}`,
    [taken],
  ],
  ['a key', `update ledger.txn set idem_key = 'same' where cooperative_id = '$'`, [keys]],
  [
    'a source',
    `update ledger.txn set source_id = (select source_id from ledger.txn t
       where t.cooperative_id = '$' and t.${invoice} limit 1)
     where cooperative_id = '$' and ${invoice}`,
    [live, claims],
  ],
  ['a claim', `delete from ledger.source_claim where ${one('source_claim')}`, [claims]],
  [
    'a reversal',
    `update ledger.entry set amount = 2 * amount where cooperative_id = '$' and txn_id in
       (select id from ledger.txn where reverses is not null)`,
    [balance, chain, mirrored],
  ],
  [
    'what the fund claims',
    `update ledger.balance set posted = posted + 1 where ${one('balance', inAccount('fund.claims'))}`,
    [balance, guarantee],
  ],
])('the proof finds %s that was changed', async (_, statement, broken) => {
  const coop = await books();
  const untouched = await books();
  await db.admin.query(
    `set local session_replication_role = replica;
     ${statement.replaceAll('$', coop)}`,
  );
  const report = await verifyLedger(db.sql, coop);
  expect(report.invariants.filter(({ ok }) => !ok).map(({ invariant }) => invariant)).toEqual(
    broken,
  );
  expect(report.ok).toBe(broken.length === 0);
  for (const { ok, found, sample } of report.invariants) {
    expect(sample.length > 0 && sample.length <= 5 && found >= BigInt(sample.length)).toBe(!ok);
  }
  expect(await verifyLedger(db.sql, untouched)).toMatchObject({ ok: true });
});

test('the proof covers every co-operative when none is named', async () => {
  const whole = await verifyLedger(db.sql);
  expect(whole.ok).toBe(false);
  expect(whole.invariants.every(({ ok }) => ok)).toBe(false);
  const table = verifyTable(whole);
  expect(table).toContain(`FAIL  ${sums}: broken `);
  expect(table).toContain('The ledger is BROKEN');
});

test('the report says how much was proved', async () => {
  const coop = await books();
  const table = verifyTable(await verifyLedger(db.sql, coop));
  expect(table).toMatch(/^8 transactions, 18 entries, 6 accounts, 2 holds\n {2}ok {2}every/);
  expect(table).toMatch(/\nThe ledger is proved\.$/);
});

/** A co-operative in which everything that the proof looks at has happened. */
async function books(): Promise<string> {
  const coop = await newCooperative(db.admin);
  const a = available(newId());
  const fund = (code: 'fund.available' | 'fund.claims' | 'fund.contributed') =>
    accountOf('cooperative', coop, code);
  const [spent, kept] = [newId(), newId()];
  const issued = () => deposit(a, 10n, { kind: 'INVOICE_ISSUED', sourceType: 'invoice' });
  await db.transaction(coop, async (sql) => {
    const [posted] = await post(sql, coop, [
      ...[issued(), issued(), issued()],
      posting([debit(fund('fund.contributed'), 500n), credit(fund('fund.available'), 500n)]),
      posting([
        ...[debit(accountOf('activity', a.owner.id, 'activity.advanced'), 40n), credit(a, 40n)],
        ...[debit(fund('fund.available'), 40n), credit(fund('fund.claims'), 40n)],
      ]),
      deposit(a, 100n),
    ]);
    const correction = { key: newId(), eventOn: '2026-11-23' };
    await post(sql, coop, [await reversalOf(sql, coop, posted?.id as string, correction)]);
    await reserve(sql, coop, [holdOn(a, 20n, { id: spent }), holdOn(a, 30n, { id: kept })]);
    await post(sql, coop, [posting([debit(a, 15n, spent), credit(fund('fund.contributed'), 15n)])]);
  });
  return coop;
}
