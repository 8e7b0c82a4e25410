import { expect } from '@jest/globals';
import { eraseContact } from '../../member/privacy/contact-data.js';
import { erasePerson } from '../../member/privacy/erase-person.js';
import { personalRows } from '../../member/privacy/export-person.js';
import { personalTables } from '../../member/privacy/personal-tables.js';
import { purgeTablesOfPlugins } from '../../member/privacy/purge-tables.js';
import type { EntityClass } from '../../platform/database/orm.js';
import type { Sql } from '../../platform/database/sql.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { entityModel } from '../../platform/host/entity-model.js';
import { pluginSchema } from '../../platform/host/plugin-migrations.js';
import { quoted, tablesIn } from '../../platform/host/plugin-tables.js';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { PrivacyDuty } from '../privacy-duty.js';
import type { Declare } from './declare.js';
import { seed } from './row-tests.js';

/** A person who leaves and is erased is nowhere in what the plugin promised to erase. */
export function privacyTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
): void {
  contactTest(test, plugin, platform);
  termTest(test, plugin, platform);
  const duties = plugin.privacy.filter(({ subject }) => subject !== 'contact');
  if (duties.length === 0) return;

  test('holds nobody any more after erasure, but what it keeps on a ground', async () => {
    const here = platform();
    await seed(plugin, here);
    const memberId = here.memberIds['member-startup'];
    for (const duty of duties) await becomeTheirs(here, duty, memberId);
    for (const duty of duties) {
      if (duty.onErase === 'erase') await withFile(here, duty, memberId);
    }
    const told = await personalTables(here.admin, here.platform);
    expect(told.filter((one) => one.plugin === plugin.name)).toHaveLength(duties.length);
    for (const one of told.filter(({ confidential }) => confidential.length > 0)) {
      const asks = { key: memberId, isAsking: false };
      const { rows } = await personalRows(here.admin, here.cooperativeId, one, asks);
      const shown = rows.flatMap((row) => Object.keys(JSON.parse(row) as object));
      expect(one.confidential.filter((column) => shown.includes(column))).toEqual([]);
    }
    const outcome = await leaveAndErase(here, memberId);
    expect(outcome).toMatchObject({ done: true, violations: [] });
    expect(await marked(here, plugin, duties, mark)).toEqual([]);
    const files = await here.admin.query(
      'select subject_type from core.stored_file where filename = $1',
      [mark],
    );
    expect(files).toEqual([]);
  });
}

/**
 * Erases a person at a gateway whose plugin is elsewhere; answers the tables of its own database in
 * which they still stand, or why nobody was erased.
 */
export async function erasedAlone(
  plugin: PluginDefinition,
  gateway: TestPlatform,
  there: TestPlatform,
): Promise<readonly unknown[]> {
  const duties = plugin.privacy.filter(({ subject }) => subject !== 'contact');
  const memberId = gateway.memberIds['member-startup'];
  for (const duty of duties) await becomeTheirs(there, duty, memberId);
  const { done, violations } = await leaveAndErase(gateway, memberId);
  return done ? marked(there, plugin, duties, mark) : violations;
}

async function leaveAndErase(here: TestPlatform, memberId: string) {
  await here.admin.query(
    `update core.member set status = 'LEFT', left_on = '2026-11-20'
     where cooperative_id = $1 and id = $2`,
    [here.cooperativeId, memberId],
  );
  const key = { key: newId(), input: null };
  return erasePerson(here.ctx('admin'), { memberId: `Member:${memberId}` }, key);
}

/** A person without an account is found by their name, told, and erased like anybody. */
function contactTest(test: Declare, plugin: PluginDefinition, platform: () => TestPlatform): void {
  const duties = plugin.privacy.filter(({ subject }) => subject === 'contact');
  if (duties.length === 0) return;

  test('finds people who are no members by their names, and erases them', async () => {
    const here = platform();
    await seed(plugin, here);
    for (const duty of duties) await named(here, duty);
    const there = await marked(here, plugin, [], guest);
    const who = { name: guest, email: null };
    const ctx = here.ctx('admin');
    const once = () => ({ key: newId(), input: null });
    const { erased, kept } = await eraseContact(ctx, { ...who, dryRun: true }, once());
    const told = [...erased, ...kept].filter((one) => one.plugin === plugin.name);
    const promised = duties.filter((duty) => there.includes(modelOf(here, duty).table));
    expect(told.map(({ table }) => table).sort()).toEqual(
      promised.map(({ entity }) => entity.name).sort(),
    );
    const outcome = await eraseContact(ctx, who, once());
    expect(outcome).toMatchObject({ done: true, violations: [] });
    expect(await marked(here, plugin, duties, guest)).toEqual([]);
  });
}

/** What is retained until a term is there before it, and gone after it. */
function termTest(test: Declare, plugin: PluginDefinition, platform: () => TestPlatform): void {
  const duties = plugin.privacy.filter(({ until }) => until !== undefined);
  if (duties.length === 0) return;

  test('holds nothing of what it retains beyond the term of the law', async () => {
    const here = platform();
    await seed(plugin, here);
    const { cooperativeId } = here;
    const all = await purgeTablesOfPlugins(here.admin, here.platform);
    const tables = all.filter((one) => one.plugin === plugin.name);
    expect(tables).toHaveLength(duties.length);
    for (const [i, table] of tables.entries()) {
      const { table: name } = modelOf(here, duties[i] as PrivacyDuty);
      const due = (sql: Sql, before: string) => table.due(sql, cooperativeId, before, nothingHeld);
      expect(await due(here.admin, '1950-01-01')).toEqual({ rows: 0, held: 0 });
      const [rows] = await here.admin.query<{ any: boolean }>(
        `select exists (select from ${name} where cooperative_id = $1) as any`,
        [cooperativeId],
      );
      // Only tried: the tests after this one want the rows.
      const purged = inTransaction(here.platform.orm, cooperativeId, async (tx) => {
        const batch = { before: '2950-01-01', most: 100_000, held: nothingHeld };
        const gone = await table.purge(tx, here.platform, batch);
        const { rows: left } = await due(tx, batch.before);
        throw new Tried({ name, any: gone.length > 0, left });
      });
      await expect(purged).rejects.toMatchObject({ told: { name, any: rows?.any, left: 0 } });
    }
  });
}

const nothingHeld = { today: '2950-01-01', members: [], things: [], ids: [] };

/** Carries out of a transaction what it rolls back. */
class Tried extends Error {
  constructor(readonly told: object) {
    super('It was only tried.');
  }
}

/** The plugin's tables in which a mark stands, but those that it retains. */
async function marked(
  here: TestPlatform,
  plugin: PluginDefinition,
  duties: readonly PrivacyDuty[],
  text: string,
): Promise<string[]> {
  const kept = duties.filter(({ onErase }) => onErase === 'retain');
  const retained = new Set(kept.map((duty) => modelOf(here, duty).table));
  const schema = pluginSchema(plugin.name);
  const found: string[] = [];
  for (const { name } of await tablesIn(here.admin, schema)) {
    const table = `${quoted(schema)}.${quoted(name)}`;
    if (retained.has(table)) continue;
    const left = await here.admin.query(`select from ${table} t where t::text ~ $1`, [text]);
    if (left.length > 0) found.push(table);
  }
  return found;
}

/** What a member is told by in these tests, and somebody who is none; no other text has it. */
const mark = 'Someone Unmistakable';
const guest = 'Somebody Unforgettable';

const modelOf = ({ platform }: TestPlatform, { entity }: PrivacyDuty) =>
  entityModel(platform.orm, entity as unknown as EntityClass);

/** A row of the duty's table names the person wherever it may. */
async function named(here: TestPlatform, duty: PrivacyDuty): Promise<void> {
  const { table, key, column } = modelOf(here, duty);
  for (const property of duty.holds) {
    const { name, type } = column(property);
    const isList = type === 'text[]';
    const value =
      isList || /^(text|varchar|character)/.test(type) ? guest : JSON.stringify([guest]);
    // What a constraint refuses is no place for a person.
    await here.admin
      .query(
        `update ${table} set ${name} = ${isList ? 'array[$1]' : '$1'}
         where cooperative_id = $2 and ${key.name} = (
           select ${key.name} from ${table} where cooperative_id = $2 order by 1 limit 1)`,
        [value, here.cooperativeId],
      )
      .catch(() => undefined);
  }
}

/** A row of the duty's table becomes the member's, with the mark wherever a text may hold it. */
async function becomeTheirs(here: TestPlatform, duty: PrivacyDuty, memberId: string) {
  const model = modelOf(here, duty);
  const [row] = await here.admin.query<{ ctid: string }>(
    `select ctid::text as ctid from ${model.table} where cooperative_id = $1 limit 1`,
    [here.cooperativeId],
  );
  if (row === undefined) return;
  const whose = model.column(duty.subject).name;
  // What a constraint refuses is no place for a person.
  const set = (column: string, value: string, which: string, one: string) =>
    here.admin
      .query(
        `update ${model.table} set ${column} = $1 where cooperative_id = $2 and ${which}::text = $3`,
        [value, here.cooperativeId, one],
      )
      .catch(() => undefined);
  await set(whose, memberId, 'ctid', row.ctid);
  for (const property of duty.holds) {
    const { name, type } = model.column(property);
    if (/^(text|varchar|character)/.test(type)) await set(name, mark, whose, memberId);
  }
}

/** A file of theirs that a row of theirs has claimed. */
async function withFile(here: TestPlatform, duty: PrivacyDuty, me: string) {
  const model = modelOf(here, duty);
  const whose = model.column(duty.subject).name;
  await here.admin.query(
    `insert into core.stored_file (cooperative_id, id, purpose, filename, media_type, size_bytes,
       sha256, uploaded_by, complete, subject_type, subject_id, claimed_at, expires_at)
     select $1, $2, 'kit', $3, 'text/plain', 1, repeat('0', 64), $4::uuid, true, $5,
       (to_jsonb(t) ->> 'id')::uuid, now(), now() + interval '1 day'
     from ${model.table} t where cooperative_id = $1 and ${whose}::text = $4::uuid::text
       and to_jsonb(t) ->> 'id' is not null limit 1`,
    [here.cooperativeId, newId(), mark, me, duty.entity.name],
  );
}
