import type { Context } from '../../platform/context.js';
import type { DomainDownload, OpenedFile } from '../../platform/files/downloads.js';
import { byId } from '../../platform/read/read.js';
import type { Member } from '../member.entity.js';
import { members } from '../member.policy.js';
import { secretColumns } from './core-duties.js';
import { type PersonalTable, personalTables } from './personal-tables.js';
import { retentionTerms } from './retention.js';

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

async function fileOf(ctx: Context, member: Member): Promise<OpenedFile> {
  return { ...exportedAs(member), body: written(ctx, member) };
}

/** Table by table, so that a long life in the co-operative is never in memory at once. */
async function* written(ctx: Context, { id }: Member): AsyncGenerator<Uint8Array> {
  const { platform, viewer } = ctx;
  const { database, clock } = platform;
  const tables = await personalTables(database, platform);
  const head = { memberId: id, exportedAt: clock.now().toISOString() };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"tables":[`);
  const terms = await retentionTerms(database, viewer.cooperativeId, clock.today());
  for (const [i, one] of tables.entries()) {
    const { name, plugin, ground, term } = one;
    const keptYears = term === null ? null : (terms.get(term)?.years ?? null);
    const about = { name, plugin, kept: one.erasure === null, keptYears, ground };
    const rows = await rowsOf(ctx, one, id);
    const text = `${JSON.stringify(about).slice(0, -1)},"rows":[${rows.join(',')}]}`;
    yield Buffer.from(`${i === 0 ? '' : ','}${text}`);
  }
  yield Buffer.from(']}\n');
}

/** Rows of one table that an export shows at most; nobody has more. */
const rowsLimit = 100_000;

/** As texts of JSON: amounts stay exact. */
async function rowsOf(
  { platform, viewer }: Context,
  { table, whose }: PersonalTable,
  memberId: string,
): Promise<string[]> {
  const rows = await platform.database.query<{ row: string }>(
    `select (to_jsonb(t) - $3::text[])::text as row from ${table} t
     where t.cooperative_id = $1 and (${whose}) limit ${rowsLimit}`,
    [viewer.cooperativeId, memberId, ['cooperative_id', ...secretColumns]],
  );
  return rows.map(({ row }) => row);
}
