import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { DomainDownload, OpenedFile } from '../../platform/files/downloads.js';
import type { PersonalRows } from '../../platform/host/remote-plugin.js';
import { byId } from '../../platform/read/read.js';
import type { Member } from '../member.entity.js';
import { members } from '../member.policy.js';
import { secretColumns } from './core-duties.js';
import { type PersonalTable, personalTables } from './personal-tables.js';
import { remotesOf } from './remotes-of.js';
import { type RetentionTerm, retentionTerms } from './retention.js';

/** All that the co-operative and its plugins know of a member, as one JSON file. */
export const personalData: DomainDownload = {
  name: 'personal-data',
  open: async (ctx, { memberId }) => {
    const member = memberId == null ? null : await byId(ctx, members, memberId);
    return member === null || !mayExport(ctx, member) ? null : fileOf(ctx, member);
  },
};

/** Oneself, or anybody for whom the co-operative answers such a request. */
export const mayExport = ({ viewer }: Context, { id }: Pick<Member, 'id'>): boolean =>
  id === viewer.memberId || viewer.grants.get('privacy.erase') === 'all';

export const exportedAs = (member: Pick<Member, 'id'>) => ({
  mediaType: 'application/json',
  filename: `personal-data-${member.id}.json`,
});

/** What runs elsewhere is asked before the file begins: one that does not answer is no empty table. */
async function fileOf(ctx: Context, member: Member): Promise<OpenedFile> {
  const { platform, viewer } = ctx;
  const here = { ...platform.database, cooperativeId: viewer.cooperativeId };
  const remotes = await remotesOf(here, platform);
  const elsewhere = await Promise.all(
    remotes.map((remote) =>
      remote.personal(viewer.cooperativeId, {
        ...{ memberId: member.id, isAsking: member.id === viewer.memberId },
      }),
    ),
  );
  return { ...exportedAs(member), body: written(ctx, member, elsewhere.flat()) };
}

/** Table by table, so that a long life in the co-operative is never in memory at once. */
async function* written(
  ctx: Context,
  { id }: Member,
  elsewhere: readonly PersonalRows[],
): AsyncGenerator<Uint8Array> {
  const tables = await personalTables(ctx.platform.database, ctx.platform);
  const who = { key: id, isAsking: id === ctx.viewer.memberId };
  yield* writtenTables(ctx, { memberId: id }, tables, who, elsewhere);
}

/** What the tables hold of a person, whom their conditions know by `$2`. */
export async function* writtenTables(
  { platform, viewer }: Context,
  about: object,
  tables: readonly PersonalTable[],
  who: Whom,
  elsewhere: readonly PersonalRows[],
): AsyncGenerator<Uint8Array> {
  const { database, clock } = platform;
  const head = { ...about, exportedAt: clock.now().toISOString() };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"tables":[`);
  const terms = await retentionTerms(database, viewer.cooperativeId, clock.today());
  for (const [i, one] of tables.entries()) {
    const rows = await personalRows(database, viewer.cooperativeId, one, who);
    yield Buffer.from(`${i === 0 ? '' : ','}${textOf(rows, terms)}`);
  }
  for (const rows of elsewhere) yield Buffer.from(`,${textOf(rows, terms)}`);
  yield Buffer.from(']}\n');
}

function textOf(
  { name, plugin, kept, ground, term, rows, withheld = [] }: PersonalRows,
  terms: ReadonlyMap<string, Pick<RetentionTerm, 'years'>>,
): string {
  const keptYears = (term && terms.get(term)?.years) ?? null;
  const about = { name, plugin, kept, keptYears, ground, ...(withheld.length > 0 && { withheld }) };
  return `${JSON.stringify(about).slice(0, -1)},"rows":[${rows.join(',')}]}`;
}

/** The person by the value of `$2`, and whether it is they who ask. */
export interface Whom {
  readonly key: string;
  readonly isAsking: boolean;
}

/** Rows of one table that an export shows at most; nobody has more. */
const rowsLimit = 100_000;

export async function personalRows(
  sql: Sql,
  cooperativeId: string,
  { table, name, plugin, whose, erasure, term, ground, confidential }: PersonalTable,
  { key, isAsking }: Whom,
): Promise<PersonalRows> {
  const withheld = isAsking ? [] : confidential;
  const secret = [...secretColumns].filter((one) => plugin === null || one !== 'subject');
  const rows = await sql.query<{ row: string }>(
    `select (to_jsonb(t) - $3::text[])::text as row from ${table} t
     where t.cooperative_id = $1 and (${whose}) limit ${rowsLimit}`,
    [cooperativeId, key, ['cooperative_id', ...secret, ...withheld]],
  );
  const texts = rows.map(({ row }) => row);
  return { name, plugin, kept: erasure === null, ground, term, withheld, rows: texts };
}
