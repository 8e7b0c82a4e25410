import type { Measured, Ranked, Ranking, RankPart } from '../../sdk/ranking.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import { type EntityModel, entityModel } from './entity-model.js';
import { allOf, conditionsOf } from './plugin-conditions.js';
import { metresOf, type Near, nearOf } from './plugin-nearness.js';
import { rowOf } from './plugin-rows.js';

/**
 * The best rows of a plugin's table in this co-operative, in one statement: 1 what the conditions
 * let in, 2 the points of every part, 3 the weighted sum as the order, the key where it is the same.
 */
export async function readRanked<T extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  ranking: Ranking<T> & { readonly limit: number },
): Promise<Ranked<T>[]> {
  const model = entityModel(ctx.platform.orm, entity);
  const near = ranking.near && nearOf(ctx, model, ranking.near);
  const scored = scoredRows(ctx, model, { ...ranking, near, only: sql`true` });
  const statement = sql`select ${scored.columns} from ${scored.from}
    order by ${scored.sum} desc, r.${raw(model.key.name)} limit ${ranking.limit}`;
  const found = await (ctx.tx ?? ctx.platform.database).query(statement.text, statement.values);
  return found.map((row) => ({
    row: rowOf(entity, model, row as Record<string, unknown>),
    ...scored.measured(row as Record<string, unknown>),
  }));
}

/** Rows with the points of their parts, behind the alias "r". */
export interface ScoredRows {
  /** The entity's, its points and how far it is. */
  readonly columns: Fragment;
  readonly from: Fragment;
  /** The weighted sum of the points. */
  readonly sum: Fragment;
  measured(row: Readonly<Record<string, unknown>>): Measured;
}

interface Scoring<T> extends Pick<Ranking<T>, 'where' | 'parts'> {
  readonly near: Near | undefined;
  /** What else the row "t" meets. */
  readonly only: Fragment;
}

/** `offset 0` keeps the points from being computed anew wherever they are named. */
export function scoredRows<T extends object>(
  ctx: Context,
  model: EntityModel,
  { where, parts, near, only }: Scoring<T>,
): ScoredRows {
  const weights = weightsOf(parts);
  const names = parts.map((_, i) => `points_${i}`);
  const points = parts.map(
    (part, i) => sql`${pointsOf(model, part, near)} as ${raw(names[i] as string)}`,
  );
  const needed = names.filter((_, i) => parts[i]?.required === true);
  const columns = (alias: string) => model.columns.map(({ name }) => `${alias}.${name}`).join(', ');
  const line = near === undefined ? sql`null::float8` : near.nearestLine('r');
  return {
    columns: sql`${raw(columns('r'))}, ${raw(names.join(', '))}, ${line} as near_line`,
    from: sql`(select ${raw(columns('t'))}, ${listed(points)} from ${raw(model.table)} t
      where t."cooperative_id" = ${ctx.viewer.cooperativeId}
        and ${allOf(conditionsOf(model, where))} and ${only} offset 0) r
      where ${raw(['true', ...needed.map((name) => `r.${name} > 0`)].join(' and '))}`,
    sum: sql`(${raw(names.map((name, i) => `r.${name} * ${weights[i]}`).join(' + '))})`,
    measured: (row) => {
      const given = names.map((name) => Number(row[name]));
      const all = given.reduce((sum, one, i) => sum + one * (weights[i] as number), 0);
      const score = Math.floor(all / total(weights));
      return { points: given, score, metres: metresOf(row.near_line) };
    },
  };
}

const total = (weights: readonly number[]): number => weights.reduce((all, one) => all + one, 0);

function weightsOf<T>(parts: readonly RankPart<T>[]): number[] {
  const weights = parts.map(({ weight }) => weight);
  const whole = weights.every((one) => Number.isInteger(one) && one >= 0 && one <= 1_000);
  if (parts.length < 1 || parts.length > 10 || !whole || total(weights) === 0) {
    throw new Error('A ranking has 1 to 10 parts of whole weights from 0 to 1000, not all 0.');
  }
  return weights;
}

function pointsOf<T extends object>(
  model: EntityModel,
  part: RankPart<T>,
  near: Near | undefined,
): Fragment {
  if ('share' in part) return shareOf(model, part.share, part.of);
  if ('cheapness' in part) {
    const { name, type } = model.column(part.cheapness);
    const [value, full, none] = [raw(`t.${name}`), part.full, part.none];
    if (!/^(bigint|integer|smallint)/.test(type) || none < full) {
      throw new Error(`"${part.cheapness}" is cheap up to a bound, and dear from a higher one on.`);
    }
    return sql`(case when ${value} <= ${full}::bigint then 1000
      when ${value} < ${none}::bigint
        then ((${none}::bigint - ${value}) * 1000 / (${none}::bigint - ${full}::bigint))::integer
      else 0 end)`;
  }
  const steps = part.steps.map(({ where, isNear, points }) => {
    if (isNear && near === undefined) throw new Error('A ranking says from where rows are near.');
    const met = [...conditionsOf(model, where), ...(isNear && near ? [near.isNear] : [])];
    return sql`when ${allOf(met)} then ${points}::integer`;
  });
  return sql`(case ${steps.reduce((all, one) => sql`${all} ${one}`)} else 0 end)`;
}

/** One term a value: no subquery, which would cost more than the rest of the row. */
function shareOf(model: EntityModel, property: string, of: readonly string[]): Fragment {
  const { name, type } = model.column(property);
  const holds = holding(type);
  if (holds === undefined || of.length < 1 || of.length > 100) {
    throw new Error(`A share is of 1 to 100 values that an array or ranges hold: "${property}".`);
  }
  const terms = of.map((value) => sql`(${holds(raw(`t.${name}`), value)})::integer`);
  const count = terms.reduce((all, one) => sql`${all} + ${one}`);
  return sql`coalesce((${count}) * 1000 / ${raw(String(of.length))}, 0)`;
}

type Holds = (column: Fragment, value: string) => Fragment;

function holding(type: string): Holds | undefined {
  const items = /^([a-z ]+)\[\]$/.exec(type)?.[1];
  if (items !== undefined) return (column, value) => sql`${value}::${raw(items)} = any(${column})`;
  if (type === 'datemultirange') return (column, value) => sql`${column} @> ${value}::date`;
  return undefined;
}

const listed = (fragments: readonly Fragment[]): Fragment =>
  fragments.reduce((all, one) => sql`${all}, ${one}`);
