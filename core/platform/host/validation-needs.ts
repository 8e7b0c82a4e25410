import type { PluginDefinition, ValidationDefinition, ValidationNeed } from '../../sdk/define.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import type { Tx } from '../database/transaction.js';
import type { Snapshot } from '../write/transition.js';
import { type EntityColumn, entityModel } from './entity-model.js';

/** Rows by the need's name, as a validation gets them. */
export type Extensions = Record<string, Record<string, unknown>[]>;

/**
 * Loads what the rules of one plugin need in one statement, inside the transition's transaction.
 * Rows go through JSON, so each column is written as what survives it and read back as its type:
 * amounts as `bigint`, days and exact decimals as text, instants as ISO text.
 */
export async function loadNeeds(
  ctx: Context,
  tx: Tx,
  plugin: PluginDefinition,
  rules: readonly ValidationDefinition[],
  subject: Snapshot,
): Promise<Map<ValidationDefinition, Extensions>> {
  const wanted = rules.flatMap((rule) =>
    Object.entries(rule.needs ?? {}).map(([name, need]) => ({ rule, name, need })),
  );
  const loaded = new Map<ValidationDefinition, Extensions>();
  if (wanted.length === 0) return loaded;
  const selects = wanted.map(({ need }, i) => `(${selectOf(ctx, need)}) as n${i}`);
  const ids = [subject.id, subject.activityId ?? null];
  const [found] = await tx.query<Record<string, Record<string, unknown>[]>>(
    `select ${selects.join(', ')} from (select $1::uuid c, $2::uuid id, $3::uuid activity) a`,
    [tx.cooperativeId, ...ids],
  );
  for (const [i, { rule, name, need }] of wanted.entries()) {
    const rows = found?.[`n${i}`] ?? [];
    if (rows.length > maximumRows) {
      throw new Error(`"${plugin.name}" needs more than ${maximumRows} rows for "${rule.name}".`);
    }
    const extensions = loaded.get(rule) ?? {};
    extensions[name] = rows.map((row) => restored(ctx, need, row));
    loaded.set(rule, extensions);
  }
  return loaded;
}

const maximumRows = 1_000;

function selectOf(ctx: Context, need: ValidationNeed): string {
  const model = modelOf(ctx, need);
  const parts = model.columns.map((column) => `'${column.property}', ${written(column)}`);
  const equal = need.equals === 'id' ? 'a.id' : 'a.activity';
  return `select coalesce(jsonb_agg(jsonb_build_object(${parts.join(', ')})), '[]')
    from (select * from ${model.table} t where t."cooperative_id" = a.c
      and t.${model.column(need.by).name} = ${equal}
      order by t.${model.key.name} limit ${maximumRows + 1}) t`;
}

/** JSON numbers are floats: whatever is exact goes as text. */
const written = ({ name, type }: EntityColumn): string =>
  isExact(type) ? `t.${name}::text` : `t.${name}`;

const isExact = (type: string): boolean => /^(bigint|int8|numeric|decimal)/.test(type);

function restored(ctx: Context, need: ValidationNeed, row: Record<string, unknown>) {
  const restoredRow: Record<string, unknown> = {};
  for (const { property, type } of modelOf(ctx, need).columns) {
    const value = row[property] ?? null;
    const amount = value !== null && /^(bigint|int8)/.test(type);
    restoredRow[property] = amount ? BigInt(value as string) : value;
  }
  return restoredRow;
}

const modelOf = (ctx: Context, need: ValidationNeed) =>
  entityModel(ctx.platform.orm, need.entity as unknown as EntityClass);
