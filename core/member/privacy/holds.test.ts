/** What a lawsuit is about stays, whatever its term, until the hold is over or lifted. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedEmployment } from '../../employment/reference.js';
import { insertWorked } from '../../employment/testing/worked-contracts.js';
import { newClient, newInvoice, receive } from '../../money/testing.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { heldNow, heldWhilePurging } from './holds.js';
import { purge } from './purge.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

type Table = { table: string; rows: number };

const ask = async <T>(query: string, variables: object = {}, as: 'admin' | 'adviser' = 'admin') => {
  const { data, errors } = await p.graphql<Record<string, T>>(query, { ...variables }, { as });
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as T;
};

/** Everything of a table as one text, to look for a word in. */
const all = async (table: string): Promise<string> => {
  const [row] = await p.admin.query<{ text: string | null }>(
    `select string_agg(t::text, ' ') as text from ${table} t where cooperative_id = $1`,
    [p.cooperativeId],
  );
  return row?.text ?? '';
};

describe('a lawsuit', () => {
  const hold = (input: object, as: 'admin' | 'adviser' = 'admin') =>
    ask<HoldAnswer>(
      `mutation ($input: HoldPurgeInput!) { holdPurge(input: $input) {
        hold { id subjectId until setBy { displayName } } violations { code path } } }`,
      { input: { reason: 'Case 26/1', until: '2038-12-31', idempotencyKey: newId(), ...input } },
      as,
    );
  const lift = (holdId: string, reason = 'Settled') =>
    ask<HoldAnswer>(
      `mutation ($input: LiftPurgeHoldInput!) { liftPurgeHold(input: $input) {
        hold { liftedAt liftReason liftedBy { displayName } } violations { code } } }`,
      { input: { holdId, reason } },
    );
  const buyer = async (id: string) => {
    const [row] = await p.admin.query<{ name: string }>(
      `select parties->'buyer'->>'name' as name from core.invoice where id = $1`,
      [id],
    );
    return row?.name;
  };
  const counted = (tables: readonly Table[]) =>
    Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
  const dueNow = () =>
    ask<{ tables: Table[]; held: Table[] }>(
      '{ purgeDue { tables { table rows } held { table rows } violations { code } } }',
    );
  const worker = () => `Member:${p.memberIds['member-film']}`;
  let [held, free]: string[] = [];
  let clientId: string;
  let once: { subjectId: string; idempotencyKey: string };

  beforeAll(async () => {
    const { cooperativeId } = p;
    await inTransaction(p.platform.orm, cooperativeId, (tx) => seedEmployment(tx, cooperativeId));
    clientId = await newClient(p, 'member-stage');
    for (const client of [clientId, undefined]) {
      const invoice = await newInvoice(p, 'member-stage', undefined, client);
      await receive(p, '1210.00', invoice.structuredCommunication);
      [held, free] = [held ?? invoice.id, invoice.id];
    }
    for (const member of ['member-film', 'member-design'] as const) {
      await insertWorked(p.admin, {
        ...{ cooperativeId, count: 1, dueOn: '2026-03-30' },
        ...{ activityIds: [p.activityIds[member]], workerIds: [p.memberIds[member]] },
      });
    }
    await p.admin.query(
      `update core.contract set status = 'PAID', paid_on = due_on where cooperative_id = $1
         and due_on = '2026-03-30'`,
      [cooperativeId],
    );
    p.setToday('2037-01-01');
  });

  test('may hold what is there, with a reason, for a time that ends, by who may', async () => {
    const idempotencyKey = newId();
    const found = async (input: object) =>
      (await hold({ idempotencyKey, ...input })).violations.map(({ code }) => code);
    const subjectId = worker();
    expect(await found({ subjectId, until: '2036-12-31' })).toEqual(['privacy.hold-past']);
    expect(await found({ subjectId, until: '2042-01-02', reason: ' ' })).toEqual([
      ...['text.blank', 'privacy.hold-too-long'],
    ]);
    await expect(hold({ subjectId: `Activity:${newId()}` })).rejects.toThrow('Held are');
    await expect(hold({ subjectId: 'nothing' })).rejects.toThrow('Held are');
    await expect(hold({ subjectId: `Invoice:${newId()}` })).rejects.toThrow(/Invoice/);
    const foreign = `Member:${p.other.memberIds.admin}`;
    await expect(hold({ subjectId: foreign })).rejects.toThrow(/Member/);
    await expect(hold({ subjectId }, 'adviser')).rejects.toThrow('privacy.hold');
    expect(await ask('{ purgeHolds { totalCount } }')).toEqual({ totalCount: 0 });
  });

  test('keeps what it is about from the purge, which lists it, and all else goes', async () => {
    const free = await dueNow();
    expect(free.held).toEqual([]);
    once = { subjectId: `Invoice:${held}`, idempotencyKey: newId() };
    const first = await hold(once);
    expect(first).toMatchObject({
      hold: {
        subjectId: `Invoice:${held}`,
        until: '2038-12-31',
        setBy: { displayName: expect.anything() },
      },
      violations: [],
    });
    expect((await hold(once)).hold?.id).toBe(first.hold?.id);
    await hold({ subjectId: worker() });
    const told = await dueNow();
    // The invoice with its lines and its client; the worker's contract, day and pay.
    expect(counted(told.held)).toEqual({
      ...{ 'core.invoice': 1, 'core.invoice_line': 1, 'core.client': 1 },
      ...{ 'core.contract_pay': 1, 'core.contract_day': 1 },
    });
    const sum = { ...counted(told.tables) };
    for (const { table, rows } of told.held) sum[table] = (sum[table] ?? 0) + rows;
    expect(sum).toEqual(counted(free.tables));
  });

  test('is looked at by every purge: what is held stays whole, the ledger anyway', async () => {
    const { tables } = await purge(p.platform, p.cooperativeId);
    expect(counted(tables)).toMatchObject({ 'core.invoice': 1, 'core.contract_pay': 1 });
    expect([await buyer(held as string), await buyer(free as string)]).toEqual(['Client nv', '—']);
    const left = await dueNow();
    expect(left.tables).toEqual([]);
    expect(counted(left.held)).toMatchObject({ 'core.invoice': 1, 'core.contract_pay': 1 });
    const asApplication = inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
      tx.query(`update core.purge_hold set until_day = '2000-01-01'`),
    );
    await expect(asApplication).rejects.toThrow('cannot be changed');
  });

  test('stands in the way of erasing whom it is about, and says until when', async () => {
    const codes = async (mutation: string, input: object) =>
      (
        await ask<{ done: boolean; violations: { code: string; message: string }[] }>(mutation, {
          input: { ...input, idempotencyKey: newId() },
        })
      ).violations;
    const person = await codes(
      `mutation ($input: ErasePersonalDataInput!) { erasePersonalData(input: $input) {
        done violations { code message } } }`,
      { memberId: worker() },
    );
    expect(person).toContainEqual({
      code: 'privacy.on-hold',
      message: 'Kept for a lawsuit until 2038-12-31 inclusive: nothing is erased before.',
    });
    const idle = await newClient(p, 'member-stage');
    await p.admin.query(`update core.client set name = 'Odile Vandamme' where id = $1`, [idle]);
    const { hold: own } = await hold({ subjectId: `Client:${idle}` });
    const erase = `mutation ($input: EraseContactDataInput!) { eraseContactData(input: $input) {
      done violations { code message } } }`;
    expect(await codes(erase, { name: 'Odile Vandamme' })).toEqual([
      { code: 'privacy.rows-on-hold', message: 'Rows of core.client are kept for a lawsuit (1).' },
    ]);
    expect(await all('core.client')).toContain('Odile Vandamme');
    await lift(own?.id as string);
    expect(await codes(erase, { name: 'Odile Vandamme' })).toEqual([]);
    expect(await all('core.client')).not.toContain('Odile Vandamme');
  });

  test('that is lifted, or over, keeps nothing: the next purge goes on', async () => {
    const { nodes } = await ask<{ nodes: { id: string; subjectId: string }[] }>(
      '{ purgeHolds(isActive: true) { nodes { id subjectId } } }',
    );
    expect(nodes).toHaveLength(2);
    const ofInvoice = nodes.find(({ subjectId }) => subjectId === `Invoice:${held}`)?.id as string;
    expect((await lift(ofInvoice, '')).violations).toMatchObject([{ code: 'text.blank' }]);
    expect(await lift(ofInvoice)).toMatchObject({
      hold: { liftReason: 'Settled', liftedBy: { displayName: expect.anything() } },
      violations: [],
    });
    expect((await lift(ofInvoice)).violations).toMatchObject([{ code: 'privacy.hold-over' }]);
    await purge(p.platform, p.cooperativeId);
    expect(await buyer(held as string)).toBe('—');
    expect(counted((await dueNow()).held)).toEqual({
      ...{ 'core.contract_pay': 1, 'core.contract_day': 1 },
    });
    p.setToday('2039-01-01');
    // What succeeded once is answered again, though its day is over: the key comes before any rule.
    expect(await hold(once)).toMatchObject({ hold: { id: ofInvoice }, violations: [] });
    await expect(hold({ ...once, reason: 'Case 26/2' })).rejects.toThrow(/key/i);
    expect((await dueNow()).held).toEqual([]);
    const { tables } = await purge(p.platform, p.cooperativeId);
    expect(counted(tables)).toMatchObject({ 'core.contract_pay': 1, 'core.contract_day': 1 });
    const audits = await p.admin.query(
      `select action, count(*)::integer as count from core.audit
       where action in ('privacy.hold', 'privacy.lift-hold') group by action order by action`,
    );
    expect(audits).toEqual([
      { action: 'privacy.hold', count: 3 },
      { action: 'privacy.lift-hold', count: 2 },
    ]);
    // The holds themselves are out of their term one day, in words.
    p.setToday('2050-01-01');
    expect(counted((await dueNow()).tables)).toMatchObject({ 'core.purge_hold': 3 });
    await purge(p.platform, p.cooperativeId);
    expect(await all('core.purge_hold')).not.toMatch(/Case 26|Settled/);
  });

  test('that is set while a purge is under way waits for it, and is seen by the next', async () => {
    const order: string[] = [];
    const open = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const purging = inTransaction(p.platform.orm, p.cooperativeId, async (tx) => {
      await heldWhilePurging(tx, '2050-01-01');
      begun.resolve();
      await open.promise;
      order.push('purged');
    });
    await begun.promise;
    const setting = hold({ subjectId: worker(), until: '2051-01-01' }).then(() => {
      order.push('held');
    });
    await waiting('advisory');
    open.resolve();
    await Promise.all([purging, setting]);
    expect(order).toEqual(['purged', 'held']);
    const { members } = await heldNow(p.admin, p.cooperativeId, '2050-01-01');
    expect(members).toEqual([p.memberIds['member-film']]);
  });
});

interface HoldAnswer {
  readonly hold: { readonly id: string; readonly subjectId: string } | null;
  readonly violations: readonly { readonly code: string }[];
}

/** Until somebody waits for a lock of this kind. */
async function waiting(kind: string): Promise<void> {
  for (;;) {
    const [row] = await p.admin.query<{ waits: boolean }>(
      `select exists (select from pg_locks where locktype = $1 and not granted
         and database = (select oid from pg_database where datname = current_database())) as waits`,
      [kind],
    );
    if (row?.waits) return;
  }
}
