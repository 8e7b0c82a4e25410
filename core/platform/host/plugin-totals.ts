import type { Totals, TotalsOptions } from '../../sdk/plugin-store.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import { type EntityColumn, type EntityModel, entityModel } from './entity-model.js';
import { allOf, conditionsOf, filterKey } from './plugin-conditions.js';

/** The most groups that one answer has. */
export const maximumGroups = 1_000;

type Options = TotalsOptions<object, never, never>;
type Row = Totals<object, never, never>;

/**
 * Counts and sums of a plugin's rows, computed by the database: one for each group, in the order of
 * the groups. Of one parent it is batched with its siblings of the request.
 */
export async function pluginTotals<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  options: TotalsOptions<T, never, never>,
): Promise<Row[]> {
  const model = entityModel(ctx.platform.orm, entity);
  const wanted = wantedOf(model, options as Options);
  const { by } = options;
  if (by === undefined) return listed(await read(ctx, model, wanted, sql`true`));
  const parent = model.column(by.property);
  const load = async (ids: readonly string[]) => {
    const among = sql`t.${raw(parent.name)} = any(${ids}::${raw(parent.type)}[])`;
    const rows = await read(ctx, model, { ...wanted, parent }, among);
    const byParent = Map.groupBy(rows, (row) => String(row.parent));
    return ids.map((id) =>
      listed(byParent.get(id) ?? []).concat(nothing(wanted, byParent.get(id))),
    );
  };
  if (ctx.tx !== undefined) return load([by.id]).then(([totals]) => totals ?? []);
  const { where, groupBy, sum } = options;
  const key = `plugin:totals:${filterKey({ parent: by.property, where, groupBy, sum })}`;
  return ctx.loaders.batch<Row[]>(entity, key, load).load(by.id);
}

interface Wanted {
  readonly where: Fragment;
  readonly groups: readonly EntityColumn[];
  readonly sums: readonly EntityColumn[];
  readonly parent?: EntityColumn;
}

function wantedOf(model: EntityModel, { where, groupBy = [], sum = [] }: Options): Wanted {
  const groups = groupBy.map((property) => model.column(property));
  const sums = sum.map((property) => model.column(property));
  const json = groups.find(({ type }) => /^json/.test(type));
  if (json !== undefined) throw new Error(`"${json.property}" holds JSON: it makes no groups.`);
  const odd = sums.find(({ type }) => !/^(bigint|integer|smallint)$/.test(type));
  if (odd !== undefined) throw new Error(`"${odd.property}" is no whole number: it has no sum.`);
  return { where: allOf(conditionsOf(model, where)), groups, sums };
}

async function read(
  ctx: Context,
  model: EntityModel,
  { where, groups, sums, parent }: Wanted,
  among: Fragment,
): Promise<Read[]> {
  const keys = parent === undefined ? groups : [parent, ...groups];
  const names = keys.map(({ name }) => `t.${name}`);
  const columns = raw(
    [
      ...names.map((name, at) => `${name} as k${at}`),
      'count(*)::bigint as n',
      ...sums.map(({ name }, at) => `coalesce(sum(t.${name}), 0)::bigint as s${at}`),
    ].join(', '),
  );
  const grouped = raw(names.length === 0 ? '' : `group by ${names} order by ${names}`);
  // Of many parents each has its own bound, which is judged when they are told apart.
  const limit = raw(parent === undefined ? `limit ${maximumGroups + 1}` : '');
  const { text, values } = sql`select ${columns} from ${raw(model.table)} t
    where t."cooperative_id" = ${ctx.viewer.cooperativeId} and ${where} and ${among}
    ${grouped} ${limit}`;
  const rows = await (ctx.tx ?? ctx.platform.database).query<Record<string, unknown>>(text, values);
  return rows.map((row) => {
    const at = parent === undefined ? 0 : 1;
    const group = groups.map(({ property }, i) => [property, row[`k${i + at}`]] as const);
    const sum = sums.map(({ property }, i) => [property, row[`s${i}`]] as const);
    return {
      parent: row.k0,
      totals: {
        count: Number(row.n),
        group: Object.fromEntries(group),
        sum: Object.fromEntries(sum),
      },
    };
  });
}

interface Read {
  /** Only meant where there are parents. */
  readonly parent: unknown;
  readonly totals: Row;
}

function listed(rows: readonly Read[]): Row[] {
  if (rows.length > maximumGroups) {
    throw new Error(`Totals have at most ${maximumGroups} groups: narrow them by "where".`);
  }
  return rows.map(({ totals }) => totals);
}

/** Without groups there is always one total, also of nothing. */
function nothing({ groups, sums }: Wanted, found: readonly Read[] | undefined): Row[] {
  if (groups.length > 0 || found !== undefined) return [];
  const sum = Object.fromEntries(sums.map(({ property }) => [property, 0n]));
  return [{ count: 0, group: {}, sum }];
}
