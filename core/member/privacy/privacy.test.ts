import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedEmployment } from '../../employment/reference.js';
import { insertWorked } from '../../employment/testing/worked-contracts.js';
import { newInvoice } from '../../money/testing.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { openDownload } from '../../platform/files/downloads.js';
import { keepFile } from '../../platform/files/stored-file.js';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { coreDuties } from './core-duties.js';
import { personlessTables } from './personless-tables.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

type Person = 'member-stage' | 'member-film' | 'member-design' | 'adviser' | 'admin';

interface Erased {
  readonly done: boolean;
  readonly erased: { table: string; rows: number; ground: string }[];
  readonly kept: Kept[];
  readonly violations: { code: string }[];
}

interface Kept {
  readonly table: string;
  readonly rows: number;
  readonly ground: string;
  readonly keptYears: number | null;
  readonly source: string | null;
}

const erase = async (who: Person, as: Person = 'admin', over: object = {}, foreign = false) => {
  const { data, errors } = await p.graphql<{ erasePersonalData: Erased }>(
    `mutation ($input: ErasePersonalDataInput!) { erasePersonalData(input: $input) {
      done erased { table rows ground } kept { table rows ground keptYears source } violations { code } } }`,
    { input: { memberId: `Member:${p.memberIds[who]}`, idempotencyKey: newId(), ...over } },
    { as, foreign },
  );
  if (errors) throw errors[0];
  return data?.erasePersonalData as Erased;
};

const link = async (who: Person, as: Person) => {
  const { data, errors } = await p.graphql<{ exportPersonalData: { download: { url: string } } }>(
    `mutation ($input: ExportPersonalDataInput!) { exportPersonalData(input: $input) {
      download { url filename } } }`,
    { input: { memberId: `Member:${p.memberIds[who]}` } },
    { as },
  );
  if (errors) throw errors[0];
  return data?.exportPersonalData.download.url as string;
};

const fetched = async (url: string) => {
  const found = await openDownload(p.platform, url.split('/').at(-1) as string, newId());
  const file = await found?.open();
  if (!file) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    tables: { name: string; rows: Record<string, unknown>[]; kept: boolean; ground: string }[];
  };
};

const leave = (who: Person) =>
  p.admin.query(
    `update core.member set status = 'LEFT', left_on = '2026-11-20', phone = '+32 2 555 01 02'
     where cooperative_id = $1 and id = $2`,
    [p.cooperativeId, p.memberIds[who]],
  );

describe('a person’s data', () => {
  test('are exported to the person, table by table, with what is kept and why', async () => {
    const data = await fetched(await link('member-stage', 'member-stage'));
    const byName = new Map(data?.tables.map((table) => [table.name, table]));
    expect(byName.get('core.member')?.rows).toMatchObject([
      { email: 'member-stage@example.org', display_name: 'Test member-stage' },
    ]);
    expect(byName.get('core.activity')).toMatchObject({
      kept: true,
      rows: [{ name: 'Activity of member-stage' }],
    });
    for (const { ground } of byName.values()) expect(ground).toMatch(/\.$/);
    expect(JSON.stringify(data)).not.toContain('member-film');
    expect(Object.keys(byName.get('core.member')?.rows[0] ?? {})).not.toContain('subject');
    const audits = await p.admin.query(
      `select action from core.audit where subject_id = $1 and action = 'privacy.export'`,
      [p.memberIds['member-stage']],
    );
    expect(audits).toHaveLength(1);
  });

  test('are exported to nobody else but who answers for it, and only while that holds', async () => {
    await expect(link('member-stage', 'adviser')).rejects.toThrow('privacy.erase');
    await expect(link('member-stage', 'member-film')).rejects.toThrow('There is no Member');
    const url = await link('member-stage', 'admin');
    expect(await fetched(url)).not.toBeNull();
    const grant = `update core.role_grant set until_day = $3 where cooperative_id = $1
      and member_id = $2 and role = 'ADMIN'`;
    const admin = [p.cooperativeId, p.memberIds.admin];
    await p.admin.query(grant, [...admin, '2020-01-01']);
    expect(await fetched(url)).toBeNull();
    await p.admin.query(grant, [...admin, null]);
  });
});

describe('erasure', () => {
  test('is for those who left, and told before it is done', async () => {
    expect(await erase('member-film')).toMatchObject({
      done: false,
      violations: [{ code: 'privacy.still-member' }],
    });
    await leave('member-film');
    const tried = await erase('member-film', 'admin', { dryRun: true });
    expect(tried).toMatchObject({ done: false, violations: [] });
    expect(tried.erased).toMatchObject([{ table: 'core.member', rows: 1 }]);
    const [still] = await p.admin.query('select email from core.member where id = $1', [
      p.memberIds['member-film'],
    ]);
    expect(still).toEqual({ email: 'member-film@example.org' });
  });

  test('leaves the row and the documents, and no column with the person', async () => {
    await p.admin.query(
      `insert into core.api_token (cooperative_id, id, member_id, name, prefix, hash, scopes,
         expires_at)
       values ($1, $2, $3, 'Token of member-film', 'gz', 'x', '{member.read}', '2027-01-01')`,
      [p.cooperativeId, newId(), p.memberIds['member-film']],
    );
    const idempotencyKey = newId();
    const { done, erased, kept } = await erase('member-film', 'admin', { idempotencyKey });
    expect({ done, erased }).toMatchObject({
      done: true,
      erased: [
        { table: 'core.member', rows: 1 },
        { table: 'core.api_token', rows: 1 },
      ],
    });
    expect(kept.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['core.activity', 'core.participation', 'core.role_grant']),
    );
    const tables = await p.admin.query<{ table: string }>(
      `select c.oid::regclass::text as table from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'cooperative_id'
       where c.relnamespace = 'core'::regnamespace and c.relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { table } of tables) {
      const rows = await p.admin.query(
        `select 1 from ${table} t where cooperative_id = $1
           and t::text ~ 'member-film|555 01 02' and not t::text ~ 'Activity of'`,
        [p.cooperativeId],
      );
      if (rows.length > 0) found.push(table);
    }
    expect(found).toEqual([]);
    const again = await erase('member-film', 'admin', { idempotencyKey });
    expect(again).toMatchObject({ done: true, violations: [] });
    const [token] = await p.admin.query('select revoked_at from core.api_token where prefix = $1', [
      'gz',
    ]);
    expect(token?.revoked_at).not.toBeNull();
  });

  test('is for administrators of the same co-operative', async () => {
    await expect(erase('member-stage', 'adviser')).rejects.toThrow('privacy.erase');
    await expect(erase('member-stage', 'admin', {}, true)).rejects.toThrow('There is no Member');
  });
});

describe('every table of the core', () => {
  test('has a duty, or is one in which nobody is found', async () => {
    const tables = await p.admin.query<{ name: string; people: boolean }>(
      `select n.nspname || '.' || t.relname as name,
         exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'f'
           and c.confrelid = 'core.member'::regclass) as people
       from pg_class t join pg_namespace n on n.oid = t.relnamespace
       where t.relkind in ('r', 'p') and n.nspname in ('core', 'ledger', 'vault') order by 1`,
    );
    const withDuty = new Set(coreDuties.map(({ table }) => table));
    const declared = [...withDuty, ...personlessTables];
    expect(declared.sort()).toEqual(tables.map(({ name }) => name));
    const forgotten = tables.filter(({ name, people }) => people && !withDuty.has(name));
    expect(forgotten).toEqual([]);
  });
});

describe('a person with a life in the co-operative', () => {
  const own = () => p.memberIds['member-design'];
  const secret = { kind: 'national-number' } as const;

  beforeAll(async () => {
    const { cooperativeId } = p;
    await inTransaction(p.platform.orm, cooperativeId, async (tx) => {
      await seedEmployment(tx, cooperativeId);
      await p.platform.vault.keep(tx, { memberId: own(), ...secret }, '93051822361');
    });
    await newInvoice(p, 'member-design');
    const activityIds = [p.activityIds['member-stage']];
    const work = { cooperativeId, activityIds, workerIds: [own()], count: 1, dueOn: '2026-03-30' };
    await insertWorked(p.admin, work);
    await p.admin.query(
      `insert into core.pay_choice (cooperative_id, id, member_id, from_day, children, single,
         spouse_without_income, disabled, created_by)
       values ($1, $2, $3, '2026-01-01', 2, true, false, false, $3)`,
      [cooperativeId, newId(), own()],
    );
    await p.admin.query(
      `insert into core.payout_account (cooperative_id, id, member_id, iban, holder)
       values ($1, $2, $3, 'BE68539007547034', 'Test member-design')`,
      [cooperativeId, newId(), own()],
    );
    await keepFile(p.ctx('member-design'), {
      ...{ purpose: 'receipt', filename: 'member-design.pdf', mediaType: 'application/pdf' },
      ...{ sha256: '0'.repeat(64), content: new Blob(['x']) },
    });
  });

  test('gets all of it, but no secret', async () => {
    const data = await fetched(await link('member-design', 'member-design'));
    const rows = new Map(data?.tables.map(({ name, rows: found }) => [name, found.length]));
    const tables = ['core.invoice', 'core.invoice_line', 'core.client', 'core.contract'];
    const more = ['core.contract_pay', 'core.contract_day', 'core.pay_choice', 'ledger.entry'];
    expect([...tables, ...more].filter((table) => !rows.get(table))).toEqual([]);
    const text = JSON.stringify(data);
    expect(text).not.toMatch(/93051822361|"sealed"|"wrapped"|"fingerprint"/);
    expect(rows.get('vault.secret')).toBe(1);
  });

  test('is not erased while something is owed, worked or to be declared', async () => {
    await leave('member-design');
    const first = await erase('member-design');
    expect(first.violations.map(({ code }) => code)).toEqual(['privacy.open-work']);
    await p.admin.query(
      `update core.contract set status = 'PAID', paid_on = due_on where worker_id = $1`,
      [own()],
    );
    await p.admin.query(
      `insert into core.pay_reserve (cooperative_id, id, member_id, activity_id, currency,
         amount_minor, on_day, contract_id)
       select cooperative_id, id, worker_id, activity_id, 'EUR', 500, due_on, id
       from core.contract where worker_id = $1`,
      [own()],
    );
    p.setToday('2026-05-01');
    const then = await erase('member-design');
    const found = ['privacy.open-quarter', 'privacy.pay-reserved'];
    expect(then.violations.map(({ code }) => code)).toEqual(found);
    p.setToday('2026-11-23');
    await p.admin.query('delete from core.pay_reserve where member_id = $1', [own()]);
  });

  test('is not erased where a term of the law is not known', async () => {
    const term = `update core.retention_rule set until_day = $1 where code = 'employment'`;
    await p.admin.query(term, ['2026-01-01']);
    const { done, violations } = await erase('member-design', 'admin', { dryRun: true });
    expect({ done, violations }).toEqual({
      ...{ done: false, violations: [{ code: 'privacy.term-missing' }] },
    });
    await p.admin.query(term, [null]);
  });

  test('leaves documents that the law has kept, with term and ground, and nothing else', async () => {
    const { done, erased, kept } = await erase('member-design');
    expect(done).toBe(true);
    const gone = ['core.member', 'core.payout_account', 'core.stored_file', 'vault.secret'];
    expect(erased.map(({ table }) => table)).toEqual(expect.arrayContaining(gone));
    const byTable = new Map(kept.map((one) => [one.table, one]));
    for (const table of ['core.invoice', 'core.contract_pay', 'core.pay_choice', 'ledger.entry']) {
      const { keptYears, source, ground } = byTable.get(table) as Kept;
      expect([table, keptYears, source]).toEqual([table, 10, expect.stringMatching(/article/)]);
      expect(ground).toMatch(/^The law/);
    }
    expect(byTable.get('core.participation')).toMatchObject({ keptYears: null, source: null });
    const about = { type: 'Member', id: own() };
    const opened = await inTransaction(p.platform.orm, p.cooperativeId, (tx) => {
      const use = { purpose: 'test.open', about, actor: null };
      return p.platform.vault.open(tx, { memberId: own(), ...secret }, use);
    });
    expect(opened).toBeNull();
    const files = await p.admin.query(
      `select filename from core.stored_file where uploaded_by = $1 and expires_at <= now()`,
      [own()],
    );
    expect(files).toEqual([{ filename: '—' }]);
  });
});
