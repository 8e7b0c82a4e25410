import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

type Person = 'member-stage' | 'member-film' | 'adviser' | 'admin';

interface Erased {
  readonly done: boolean;
  readonly erased: { table: string; rows: number; ground: string }[];
  readonly kept: { table: string; rows: number; ground: string }[];
  readonly violations: { code: string }[];
}

const erase = async (who: Person, as: Person = 'admin', over: object = {}, foreign = false) => {
  const { data, errors } = await p.graphql<{ erasePersonalData: Erased }>(
    `mutation ($input: ErasePersonalDataInput!) { erasePersonalData(input: $input) {
      done erased { table rows ground } kept { table rows ground } violations { code } } }`,
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
