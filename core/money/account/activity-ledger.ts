/**
 * The statement of an activity: the entries of its accounts, newest first. Each account numbers its
 * entries without a gap, so a place in the statement is a cut through all of them, and a page merges
 * their heads: a late page costs what the first one does.
 */
import { Activity } from '../../activity/activity.entity.js';
import { takesPart } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import { badInput } from '../../platform/errors.js';
import { money } from '../../platform/money.js';
import type { Page } from '../../platform/read/page.js';
import { type PageArgs, type PageRequest, pageRequest } from '../../platform/read/page-args.js';
import { ActivityAccount, LedgerEntry } from './ledger-entry.js';

/** For each account, the number from which on its entries lie above the place. */
type Cut = Readonly<Record<string, bigint>>;

interface PlacedEntry {
  readonly activityId: string;
  readonly entry: LedgerEntry;
  readonly version: bigint;
}

interface Slice {
  readonly rows: readonly { readonly entry: LedgerEntry; readonly cursor: string }[];
  readonly more: boolean;
}

export function ledgerOf(
  ctx: Context,
  activity: Activity,
  args: PageArgs,
  accounts: readonly ActivityAccount[] | null,
): Page<LedgerEntry> {
  const request = pageRequest(args);
  const wanted = [...new Set(accounts ?? Object.values(ActivityAccount))].sort();
  const from = startOf(request, wanted);
  const key = JSON.stringify([request.size, request.backwards, request.cursor, wanted]);
  const load = (ids: readonly string[]) => slices(ctx, ids, request, from);
  let slice: Promise<Slice> | undefined;
  const loaded = () => {
    slice ??= ctx.loaders.batch<Slice>(LedgerEntry, key, load).load(activity.id);
    return slice;
  };
  return {
    edges: async () => (await loaded()).rows.map(({ entry, cursor }) => ({ node: entry, cursor })),
    nodes: async () => (await loaded()).rows.map(({ entry }) => entry),
    pageInfo: async () => {
      const { rows, more } = await loaded();
      const beyond = request.cursor !== null;
      return {
        hasNextPage: request.backwards ? beyond : more,
        hasPreviousPage: request.backwards ? more : beyond,
        startCursor: rows[0]?.cursor ?? null,
        endCursor: rows.at(-1)?.cursor ?? null,
      };
    },
    totalCount: () => {
      const counts = (ids: readonly string[]) => countEntries(ctx, ids, wanted);
      return ctx.loaders
        .batch<number>(LedgerEntry, `count:${wanted.join()}`, counts)
        .load(activity.id);
    },
  };
}

async function slices(
  ctx: Context,
  ids: readonly string[],
  request: PageRequest,
  from: Cut,
): Promise<Slice[]> {
  const side = request.backwards ? sql`>=` : sql`<`;
  const order = request.backwards ? sql`asc` : sql`desc`;
  const found = await ofAccounts(
    ctx,
    ids,
    Object.keys(from),
    sql`t.id, a.code, a.currency, a.normal_side, e.txn_id, e.line_no, e.amount, e.balance_after,
        e.account_version, x.kind, x.event_on, x.created_at, x.source_type`,
    sql`cross join lateral (
          select e.* from ledger.entry e
          where e.cooperative_id = a.cooperative_id and e.account_id = a.id
            and e.account_version ${side} (${textOf(from)}::jsonb->>a.code)::bigint
          order by e.account_version ${order} limit ${request.size + 1}
        ) e
        join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
        order by e.account_version ${order}`,
  );
  const byActivity = Map.groupBy(found.map(placed), ({ activityId }) => activityId);
  return ids.map((id) => merged(byActivity.get(id) ?? [], request, from));
}

/** Takes the newest of the heads, again and again; a backward walk takes the oldest. */
function merged(found: readonly PlacedEntry[], request: PageRequest, from: Cut): Slice {
  const queues = [...Map.groupBy(found, ({ entry }) => entry.account).values()].map((queue) => [
    ...queue,
  ]);
  const rows: { entry: LedgerEntry; cursor: string }[] = [];
  let cut = from;
  while (rows.length < request.size) {
    const queue = queues
      .filter(({ length }) => length > 0)
      .toSorted(([a], [b]) => (request.backwards ? 1 : -1) * compare(a, b))[0];
    const next = queue?.shift();
    if (next === undefined) break;
    const { account } = next.entry;
    rows.push({ entry: next.entry, cursor: encode(account, { ...cut, [account]: next.version }) });
    cut = { ...cut, [account]: request.backwards ? next.version + 1n : next.version };
  }
  if (request.backwards) rows.reverse();
  return { rows, more: queues.some(({ length }) => length > 0) };
}

/** By transaction, of which the ids are in the order of time, and by line. */
function compare(a: PlacedEntry | undefined, b: PlacedEntry | undefined): number {
  const [x, y] = [a?.entry, b?.entry];
  if (x === undefined || y === undefined) return 0;
  if (x.transaction !== y.transaction) return x.transaction < y.transaction ? -1 : 1;
  return x.line - y.line;
}

async function countEntries(
  ctx: Context,
  ids: readonly string[],
  accounts: readonly string[],
): Promise<number[]> {
  const columns = sql`t.id, sum(b.version)::bigint`;
  const balances = sql`join ledger.balance b on b.cooperative_id = a.cooperative_id
    and b.account_id = a.id and b.currency = a.currency group by t.id`;
  const found = await ofAccounts(ctx, ids, accounts, columns, balances);
  const counts = new Map(found.map(([id, count]) => [id as string, Number(count)]));
  return ids.map((id) => counts.get(id) ?? 0);
}

/** Rows of these accounts of the activities that the viewer may see; `rest` joins and orders. */
async function ofAccounts(
  ctx: Context,
  ids: readonly string[],
  codes: readonly string[],
  columns: Fragment,
  rest: Fragment,
): Promise<unknown[][]> {
  const reach = ctx.viewer.grants.get('ledger.read');
  if (reach === undefined) return [];
  const visible = takesPart(ctx.viewer, reach, 't.id');
  // The condition stands in a subquery, so that what follows can join, group and order.
  return ctx.platform.rows(Activity).values(
    sql`select ${columns}
        from (select t.cooperative_id, t.id from core.activity t
              where t.cooperative_id = ${ctx.viewer.cooperativeId}
                and t.id = any(${idsOf(ids)}) and ${visible}) t
        join ledger.account a on a.cooperative_id = t.cooperative_id
          and a.owner_type = 'activity' and a.owner_id = t.id and a.code = any(${codes}::text[])
        ${rest}`,
  );
}

function placed(row: unknown[]): PlacedEntry {
  const [activityId, account, currency, side, transaction, line, ...rest] = row as EntryRow;
  const [amount, balance, version, kind, on, bookedAt, sourceType] = rest;
  const entry = Object.assign(new LedgerEntry(), {
    ...{ transaction, line, account, kind, on, bookedAt, sourceType },
    amount: money(side === 'debit' ? amount : -amount, currency),
    balanceAfter: money(balance, currency),
  });
  return { activityId, entry, version };
}

type EntryRow = [
  ...[string, ActivityAccount, string, string, string, number],
  ...[bigint, bigint, bigint, string, string, Date, string],
];

/** Where the walk begins: beyond everything, or beside the row of the cursor. */
function startOf({ cursor, backwards }: PageRequest, accounts: readonly string[]): Cut {
  const edge = backwards ? 0n : beyondAll;
  if (cursor === null) return Object.fromEntries(accounts.map((account) => [account, edge]));
  const { account, cut } = decode(cursor);
  if (Object.keys(cut).sort().join() !== accounts.join()) {
    throw badInput('That cursor comes from a list of other accounts.');
  }
  return backwards ? { ...cut, [account]: (cut[account] ?? 0n) + 1n } : cut;
}

const textOf = (cut: Cut): string =>
  JSON.stringify(Object.fromEntries(Object.entries(cut).map(([code, at]) => [code, `${at}`])));

const encode = (account: string, cut: Cut): string =>
  Buffer.from(`${account} ${textOf(cut)}`).toString('base64url');

function decode(cursor: string): { account: string; cut: Cut } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const match = cursorShape.exec(text);
  try {
    const places = JSON.parse(match?.[2] ?? '') as Record<string, string>;
    const entries = Object.entries(places).map(([code, at]) => [code, BigInt(at)] as const);
    if (entries.every(([, at]) => at <= beyondAll)) {
      return { account: match?.[1] as string, cut: Object.fromEntries(entries) };
    }
  } catch {
    // Falls through: whatever it was, it is not a cursor of ours.
  }
  throw badInput('That cursor does not come from a list of ledger entries.');
}

/** A place in each of the accounts at most. */
const cursorShape = new RegExp(
  `^([a-z.]+) (\\{("[a-z.]+":"\\d{1,19}",?){1,${Object.keys(ActivityAccount).length}}\\})$`,
);

/** The largest number of an entry that the database can hold. */
const beyondAll = 9_223_372_036_854_775_807n;
