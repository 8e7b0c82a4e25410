/** What is kept of people goes in time, and people who are no members are found by their words. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedEmployment } from '../../employment/reference.js';
import { insertWorked } from '../../employment/testing/worked-contracts.js';
import { newClient, newInvoice, receive } from '../../money/testing.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { openDownload } from '../../platform/files/downloads.js';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { patternOf } from './contact.js';
import { coreDuties } from './core-duties.js';
import { outOfTermBefore, purge } from './purge.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

type Table = { table: string; rows: number; keptYears?: number | null; before?: string };

const ask = async <T>(query: string, variables: object = {}, as: 'admin' | 'adviser' = 'admin') => {
  const { data, errors } = await p.graphql<Record<string, T>>(query, { ...variables }, { as });
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as T;
};

const due = () =>
  ask<{ tables: Table[]; violations: { code: string }[] }>(
    '{ purgeDue { tables { table rows before source } violations { code } } }',
  );

/** Everything of a table as one text, to look for a word in. */
const all = async (table: string): Promise<string> => {
  const [row] = await p.admin.query<{ text: string | null }>(
    `select string_agg(t::text, ' ') as text from ${table} t where cooperative_id = $1`,
    [p.cooperativeId],
  );
  return row?.text ?? '';
};

const hashOf = async (...tables: string[]) => (await Promise.all(tables.map(all))).join('\n');

describe('somebody who is no member', () => {
  const contact = (input: object, verb: 'erase' | 'export', as: 'admin' | 'adviser' = 'admin') =>
    ask<{
      done?: boolean;
      erased?: Table[];
      kept?: Table[];
      download?: { url: string; filename: string };
      violations: { code: string }[];
    }>(
      verb === 'erase'
        ? `mutation ($input: EraseContactDataInput!) { eraseContactData(input: $input) { done
            erased { table rows } kept { table rows keptYears ground } violations { code } } }`
        : `mutation ($input: ExportContactDataInput!) { exportContactData(input: $input) {
            download { url filename } violations { code } } }`,
      { input },
      as,
    );

  beforeAll(async () => {
    const named = async (id: string, name: string, email: string) =>
      p.admin.query(
        'update core.client set name = $3, email = $4 where cooperative_id = $1 and id = $2',
        [...[p.cooperativeId, id, name, email]],
      );
    const guest = await newClient(p, 'member-stage');
    await named(guest, 'Margaux (Peeters-Dubois)', 'Margaux@Example.org');
    const other = await newClient(p, 'member-stage');
    await named(other, 'Margaux Peeters', 'other@example.org');
    const billed = await newClient(p, 'member-stage');
    await named(billed, 'Dubois, Margaux', 'billed@example.org');
    await newInvoice(p, 'member-stage', undefined, billed);
  });

  test('is looked for by a whole name or an address, and by nothing vaguer', async () => {
    const codes = async (who: object) =>
      (await contact({ ...who, idempotencyKey: newId() }, 'erase')).violations.map(
        ({ code }) => code,
      );
    expect(await codes({})).toEqual(['privacy.contact-missing']);
    for (const name of ['', 'Margaux', ' . ', 'x'.repeat(500)]) {
      expect(await codes({ name })).toEqual(['privacy.contact-vague']);
    }
    await expect(contact({ name: 'Margaux Dubois' }, 'export', 'adviser')).rejects.toThrow(
      'privacy.erase',
    );
    const found = (who: Parameters<typeof patternOf>[0], text: string) =>
      p.admin.query<{ yes: boolean }>('select $1 ~* $2 as yes', [text, patternOf(who)]);
    const margaux = { email: null, name: 'margaux  dubois' };
    for (const [text, yes] of [
      ['MARGAUX DUBOIS', true],
      ['the Dubois, Margaux of last year', true],
      ['Margaux Duboisson', false],
      ['Margaux and Dubois', false],
    ] as const) {
      expect([text, await found(margaux, text)]).toEqual([text, [{ yes }]]);
    }
    const dots = { email: 'a.b+c@x.be', name: null };
    expect(await found(dots, '"mail": "A.B+C@X.BE"')).toEqual([{ yes: true }]);
    expect(await found(dots, 'aXb+c@x.be')).toEqual([{ yes: false }]);
    expect(await found({ email: null, name: '(.* [a-z]+' }, 'anything at all')).toEqual([
      { yes: false },
    ]);
  });

  test('is exported from every table that names them, by a link that names nobody', async () => {
    const who = { name: 'Margaux Dubois', email: 'margaux@example.org' };
    const { download } = await contact(who, 'export');
    const token = download?.url.split('/').at(-1) as string;
    const legible = Buffer.from(token.split('.')[1] as string, 'base64url').toString('utf8');
    expect(legible).not.toMatch(/margaux|dubois/i);
    const link = await openDownload(p.platform, token, newId());
    const opened = await link?.open();
    const chunks: Uint8Array[] = [];
    if (!opened) throw new Error('Nothing was opened.');
    for await (const chunk of opened.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const told = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      tables: { name: string; kept: boolean; ground: string; rows: object[] }[];
    };
    const rows = told.tables.filter(({ rows }) => rows.length > 0);
    expect(rows.map(({ name, kept }) => [name, kept])).toEqual([
      ['core.client', false],
      ['core.client', true],
      ['core.invoice', true],
    ]);
    expect(JSON.stringify(rows)).not.toContain('other@example.org');
    const audits = await p.admin.query<{ subject_id: string }>(
      `select subject_id from core.audit where action = 'privacy.export-contact'`,
    );
    expect(audits).toHaveLength(1);
    const again = { name: ' margaux   DUBOIS', email: 'MARGAUX@example.org' };
    await contact(again, 'export');
    const both = await p.admin.query(
      `select distinct subject_id from core.audit where action = 'privacy.export-contact'`,
    );
    expect(both).toEqual(audits);
  });

  test('is erased where nothing obliges to keep them, once, and told what is kept', async () => {
    const who = { email: 'margaux@example.org', name: 'Margaux Dubois', idempotencyKey: newId() };
    const tried = await contact({ ...who, dryRun: true }, 'erase');
    expect(tried).toMatchObject({ done: false, erased: [{ table: 'core.client', rows: 1 }] });
    expect(await all('core.client')).toContain('Margaux@Example.org');
    const { done, erased, kept } = await contact(who, 'erase');
    expect({ done, erased }).toEqual({ done: true, erased: [{ table: 'core.client', rows: 1 }] });
    expect(kept).toMatchObject([
      { table: 'core.client', rows: 1, keptYears: 10 },
      { table: 'core.invoice', rows: 1, keptYears: 10 },
    ]);
    const left = await all('core.client');
    expect(left).not.toContain('Margaux@Example.org');
    expect(left).toContain('other@example.org');
    expect(await contact(who, 'erase')).toMatchObject({ done: true, violations: [] });
    expect(await hashOf('core.audit', 'core.outbox', 'core.idempotency')).not.toMatch(
      /margaux|dubois/i,
    );
  });
});

describe('the term of the law', () => {
  test('runs from 1 January after the year of the document', () => {
    expect(outOfTermBefore('2036-12-31', { years: 10 })).toBe('2026-01-01');
    expect(outOfTermBefore('2037-01-01', { years: 10 })).toBe('2027-01-01');
    expect(outOfTermBefore('2026-02-29', { years: 100 })).toBe('1926-01-01');
  });

  test('is known for every kind of document: each table has its purge, or ids and amounts', async () => {
    const duties = await p.admin.query<{ name: string; term: string }>(
      'select table_name as name, term from core.purge_duty',
    );
    const purged = new Map(duties.map(({ name, term }) => [name, term]));
    const kept = coreDuties.filter(({ term }) => term !== undefined);
    const without = kept.filter(({ table, term }) => purged.get(table) !== term);
    const names = [...new Set(without.map(({ table }) => table))];
    const columns = await p.admin.query<{ column: string }>(
      `select attrelid::regclass || '.' || attname as column from pg_attribute
       where attrelid = any ($1::text[]::regclass[]) and attnum > 0 and not attisdropped
         and format_type(atttypid, null) in ('text', 'jsonb') order by 1`,
      [names],
    );
    const code =
      /(_type|_key|\.key|_id|kind|status|state|service|role|code|sector|bearer|side|account|assumed_by)$/;
    const words = columns.filter(({ column }) => !code.test(column));
    // What these say of a person is an id: their words are codes and keys.
    expect(words).toEqual([]);
    expect(duties.filter(({ name }) => !kept.some(({ table }) => table === name))).toEqual([]);
  });

  test('is put off for the rows that the duties of privacy say are a person’s', async () => {
    const plain = (text: string) => text.replaceAll(/\s+/g, '');
    const told = await p.admin.query<{ name: string; whose: string }>(
      'select table_name as name, whose from core.purge_duty order by 1',
    );
    const said = told.map(({ name }) => {
      const duty = coreDuties.find(({ table, term }) => table === name && term !== undefined);
      return [name, plain(duty?.whose ?? '')];
    });
    expect(told.map(({ name, whose }) => [name, plain(whose)])).toEqual(said);
    // How a hold names several people at once.
    expect(told.filter(({ whose }) => /\$2/.test(whose.replaceAll('= $2', '')))).toEqual([]);
  });

  test('leaves apart what a table wants apart: no unique column becomes the same in every row', async () => {
    const alike = await p.admin.query(
      `select d.table_name || '.' || a.attname as column
       from core.purge_duty d
       cross join lateral unnest(d.columns, d.becomes) as c(name, becomes)
       join pg_index i on i.indrelid = d.table_name::regclass and i.indisunique
       join pg_attribute a on a.attrelid = i.indrelid and a.attname = c.name
         and a.attnum = any(i.indkey::int2[])
       where c.becomes not in ('null', 't.id::text')`,
    );
    expect(alike).toEqual([]);
  });

  test('ends, and what was kept goes: words, parties, pay; the ledger and what is open stay', async () => {
    const { cooperativeId } = p;
    await inTransaction(p.platform.orm, cooperativeId, (tx) => seedEmployment(tx, cooperativeId));
    const paid = await newInvoice(p, 'member-design');
    await receive(p, '1210.00', paid.structuredCommunication);
    const open = await newInvoice(p, 'member-design');
    await insertWorked(p.admin, {
      ...{ cooperativeId, count: 2, dueOn: '2026-03-30' },
      ...{
        activityIds: [p.activityIds['member-design']],
        workerIds: [p.memberIds['member-design']],
      },
    });
    await p.admin.query(
      `update core.contract set status = 'PAID', paid_on = due_on where cooperative_id = $1
         and id = (select id from core.contract where cooperative_id = $1 limit 1)`,
      [cooperativeId],
    );
    const untouched = ['ledger.txn', 'ledger.entry', 'ledger.account', 'core.audit'];
    const before = await hashOf(...untouched);
    p.setToday('2036-12-31');
    expect(await due()).toEqual({ tables: [], violations: [] });
    p.setToday('2037-01-01');
    const told = await due();
    expect(told.violations).toEqual([]);
    expect(told.tables).toEqual(
      expect.arrayContaining([
        { table: 'core.contract_pay', rows: 1, before: '2027-01-01', source: expect.any(String) },
        { table: 'core.invoice', rows: 1, before: '2027-01-01', source: expect.any(String) },
      ]),
    );
    const done = await purge(p.platform, cooperativeId);
    expect(done.tables.map(({ table, rows }) => ({ table, rows }))).toEqual(
      told.tables.map(({ table, rows }) => ({ table, rows })),
    );
    expect(await due()).toEqual({ tables: [], violations: [] });
    const [left] = await p.admin.query<{ parties: string; open: string }>(
      `select (select parties->'buyer'->>'name' from core.invoice where id = $1) as parties,
         (select parties->'buyer'->>'name' from core.invoice where id = $2) as open`,
      [paid.id, open.id],
    );
    expect(left).toEqual({ parties: '—', open: 'Client nv' });
    expect(await hashOf(...untouched)).toBe(before);
    const records = await ask<{ nodes: { table: string; rows: number }[] }>(
      '{ purges(first: 100) { nodes { table rows } } }',
    );
    expect(records.nodes).toHaveLength(done.tables.length);
    await purge(p.platform, cooperativeId);
    expect(await hashOf(...untouched)).toBe(before);
    expect(await all('core.contract_pay')).not.toBe('');
  });

  test('is never guessed, and nothing but a purge changes what is protected', async () => {
    const term = `update core.retention_rule set until_day = $1 where code = 'employment'`;
    await p.admin.query(term, ['2027-01-01']);
    expect(await due()).toMatchObject({ violations: [{ code: 'privacy.term-missing' }] });
    await p.admin.query(term, [null]);
    const attempt = (text: string, cooperativeId = p.cooperativeId) =>
      inTransaction(p.platform.orm, cooperativeId, async (tx) => {
        await tx.query(`select set_config('gezel.purge', 'on', true)`);
        await tx.query(text, text.includes('$1') ? [p.cooperativeId] : []);
      });
    await expect(attempt(`update core.invoice set reference = 'x'`)).rejects.toThrow('is issued');
    await expect(attempt('delete from core.audit')).rejects.toThrow('append-only');
    await expect(attempt('update core.purge_duty set due = null')).rejects.toThrow('permission');
    const foreign = `select core.purge_rows('core.client', $1, '2040-01-01', 10, '2040-01-01')`;
    await expect(attempt(foreign, p.other.cooperativeId)).rejects.toThrow('of its transaction');
  });

  test('is kept in the other co-operative too, and only there', async () => {
    const { tables } = await purge(p.platform, p.other.cooperativeId);
    expect(tables).toEqual([]);
  });
});
