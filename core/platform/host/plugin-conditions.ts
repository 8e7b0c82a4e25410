import type { Condition, Where } from '../../sdk/plugin-store.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import type { EntityColumn, EntityModel } from './entity-model.js';

/** The conditions of a plugin as SQL on the alias `t`; what cannot be compared fails loudly. */
export function conditionsOf<T extends object>(
  model: EntityModel,
  where: Where<T> = {},
): readonly Fragment[] {
  return Object.entries(where)
    .filter(([, condition]) => condition !== undefined)
    .map(([property, condition]) =>
      conditionOn(model.column(property), condition as Condition<unknown>),
    );
}

export const allOf = (conditions: readonly Fragment[]): Fragment =>
  conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);

/** Names a filter in a batch: equal filters have equal names. */
export const filterKey = (where: object | undefined): string =>
  JSON.stringify(where ?? {}, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );

function conditionOn(column: EntityColumn, condition: Condition<unknown>): Fragment {
  if (/^json/.test(column.type)) {
    throw new Error(`"${column.property}" holds JSON: it cannot be compared.`);
  }
  const name = raw(`t.${column.name}`);
  if (condition === null) return sql`${name} is null`;
  if (!isPlain(condition)) return sql`${name} = ${condition}::${raw(column.type)}`;
  if ('in' in condition) {
    return sql`${name} = any(${condition.in}::${raw(column.type)}[])`;
  }
  if ('anyOf' in condition) {
    if (!column.type.endsWith('[]')) throw new Error(`"${column.property}" is no array.`);
    return sql`${name} && ${condition.anyOf}::${raw(column.type)}`;
  }
  if ('holds' in condition) {
    if (column.type !== 'datemultirange') {
      throw new Error(`"${column.property}" holds no ranges of days.`);
    }
    const days = condition.holds as readonly string[];
    return allOf(days.map((day) => sql`${name} @> ${day}::date`));
  }
  return rangeOn(column, name, condition);
}

function rangeOn(column: EntityColumn, name: Fragment, { orNull, ...bounds }: Values): Fragment {
  const given = Object.entries(bounds).filter(([, value]) => value !== undefined);
  const parts = given.map(([bound, value]) => {
    const operator = operators[bound];
    if (operator === undefined || value === null) {
      throw new Error(`"${bound}" of "${column.property}" is no bound with a value.`);
    }
    return sql`${name} ${raw(operator)} ${value}::${raw(column.type)}`;
  });
  if (parts.length === 0) throw new Error(`The range of "${column.property}" has no bound.`);
  const within = allOf(parts);
  return orNull === true ? sql`(${name} is null or (${within}))` : within;
}

type Values = Readonly<Record<string, unknown>>;

const operators: Readonly<Record<string, string>> = {
  from: '>=',
  after: '>',
  upTo: '<=',
  before: '<',
};

const isPlain = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
