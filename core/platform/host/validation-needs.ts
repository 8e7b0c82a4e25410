import type {
  PluginDefinition,
  ValidationDefinition,
  ValidationInput,
  ValidationNeed,
} from '../../sdk/define.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import type { Tx } from '../database/transaction.js';
import type { Snapshot } from '../write/transition.js';
import type { CoreServices } from './core-port.js';
import { type EntityColumn, entityModel } from './entity-model.js';
import { allOf, conditionsOf } from './plugin-conditions.js';

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
  judged: Judged,
): Promise<Map<ValidationDefinition, Extensions>> {
  const wanted = rules.flatMap((rule) =>
    Object.entries(rule.needs ?? {}).map(([name, need]) => ({ rule, name, need })),
  );
  const loaded = new Map<ValidationDefinition, Extensions>();
  if (wanted.length === 0) return loaded;
  const selects = wanted.map(({ need }, i) => {
    return sql`(${selectOf(ctx, tx, need, judged)}) as ${raw(`n${i}`)}`;
  });
  const { text, values } = sql`select ${selects.reduce((all, one) => sql`${all}, ${one}`)}`;
  const [found] = await tx.query<Record<string, Record<string, unknown>[]>>(text, values);
  for (const [i, { rule, name, need }] of wanted.entries()) {
    const rows = found?.[`n${i}`] ?? [];
    if (rows.length > maximumRows) {
      throw new Error(`"${plugin.name}" needs more than ${maximumRows} rows for "${rule.name}".`);
    }
    const extensions = loaded.get(rule) ?? {};
    const read = rows.map((row) => restored(ctx, need, row));
    extensions[name] = await bindingOnly(ctx, need, judged, read);
    loaded.set(rule, extensions);
  }
  return loaded;
}

/** What a transition is about, and what its rules are shown of it. */
interface Judged {
  readonly subject: Snapshot;
  readonly input: ValidationInput;
  readonly services: CoreServices;
}

/** Two years of a person's days, several a day; beyond it something is wrong with the condition. */
const maximumRows = 4_000;

/** Where the contracts are in another database, those that bind are asked for after the rows. */
async function bindingOnly(
  ctx: Context,
  { inForce }: ValidationNeed,
  { services }: Judged,
  rows: Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  if (inForce === undefined || services.contractInForce(raw('t.id')) !== null) return rows;
  const ids = [...new Set(rows.map((row) => String(row[inForce])))];
  if (ids.length === 0) return rows;
  const binding = await ctx.platform.host.inForce(ctx, ids);
  return rows.filter((row) => binding.has(String(row[inForce])));
}

/** The id that a need's rows are about; a state that has none fails loudly. */
function equalTo(tx: Tx, subject: Snapshot, { equals }: ValidationNeed): string | null {
  if (equals === 'cooperativeId') return tx.cooperativeId;
  const id = (subject as unknown as Record<string, unknown>)[equals];
  if (typeof id === 'string') return id;
  if (equals === 'activityId') return null;
  throw new Error(`The state of the transition has no "${equals}".`);
}

function selectOf(
  ctx: Context,
  tx: Tx,
  need: ValidationNeed,
  { subject, input, services }: Judged,
): Fragment {
  const model = modelOf(ctx, need);
  const equal = equalTo(tx, subject, need);
  const parts = model.columns.map((column) => `'${column.property}', ${written(column)}`);
  const columnOf = (property: string) => raw(`t.${model.column(property).name}`);
  const rows = raw(`jsonb_build_object(${parts.join(', ')})`);
  const bound = need.inForce && services.contractInForce(columnOf(need.inForce));
  const where = allOf([...conditionsOf(model, need.where?.(input)), ...(bound ? [bound] : [])]);
  return sql`select coalesce(jsonb_agg(${rows}), '[]')
    from (select * from ${raw(model.table)} t where t."cooperative_id" = ${tx.cooperativeId}::uuid
      and t.${raw(model.column(need.by).name)} = ${equal}::uuid and ${where}
      order by t.${raw(model.key.name)} limit ${maximumRows + 1}) t`;
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
