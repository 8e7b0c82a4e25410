import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { EntityColumn } from '../../platform/host/entity-model.js';
import { type ContactDuty, contactDuties } from './contact-duties.js';
import { type Erasure, erasureOf, type PersonalTable } from './personal-tables.js';
import { type PluginDuty, pluginDuties } from './plugin-duties.js';

/**
 * The tables that name people who are no members, of the core and of every plugin of this server. In
 * their conditions $2 is not a member but the pattern of a person's words.
 */
export async function contactTables(sql: Sql, platform: Platform): Promise<PersonalTable[]> {
  return [...contactDuties.map(ofCore), ...(await contactTablesOfPlugins(sql, platform))];
}

/** Of the plugins whose code runs in this process. */
export async function contactTablesOfPlugins(
  sql: Sql,
  platform: Platform,
): Promise<PersonalTable[]> {
  const duties = await pluginDuties(sql, platform);
  return duties.filter(({ duty }) => duty.subject === 'contact').map(ofPlugin);
}

/** Matches case aside, as PostgreSQL does it. */
const named = (columns: readonly string[]): string =>
  columns.map((column) => `${column}::text ~* $2`).join(' or ');

function ofCore({ table, names, when, erase, term, ground }: ContactDuty): PersonalTable {
  const whose = when === undefined ? named(names) : `(${named(names)}) and (${when})`;
  const set = Object.entries(erase ?? {}).map(([column, value]) => `${column} = ${value}`);
  const erasure: Erasure | null = erase === undefined ? null : { kind: 'columns', set };
  const about = { table, name: table, plugin: null, whose, erasure, confidential: [] };
  return { ...about, term: term ?? null, ground };
}

function ofPlugin({ plugin, duty, name, table, held }: PluginDuty): PersonalTable {
  const whose = named(held.map((column) => `t.${column.name}`));
  const erasure = duty.onErase === 'erase' ? withoutThem(held) : null;
  const { ground, until } = duty;
  const about = { table, name, plugin, whose, erasure, confidential: [] };
  return { ...about, term: until?.term ?? null, ground };
}

/** A list loses those entries that name the person, all else the row holds of them is emptied. */
function withoutThem(held: readonly EntityColumn[]): Erasure {
  const lists = held.filter(({ type }) => type === 'jsonb' || type === 'text[]');
  const rest = held.filter((column) => !lists.includes(column));
  const own = rest.length > 0 ? erasureOf(rest) : null;
  if (own?.kind === 'row') return own;
  const set = own?.kind === 'columns' ? own.set : [];
  return { kind: 'columns', set: [...set, ...lists.map(entriesLeft)] };
}

const entriesLeft = ({ name, type, nullable }: EntityColumn): string =>
  type === 'text[]'
    ? `${name} = array(select e from unnest(t.${name}) e where e !~* $2)`
    : `${name} = case when t.${name}::text !~* $2 then t.${name}
         when jsonb_typeof(t.${name}) = 'array' then coalesce((select jsonb_agg(e)
           from jsonb_array_elements(t.${name}) e where e::text !~* $2), '[]'::jsonb)
         else ${nullable ? 'null' : `'{}'::jsonb`} end`;
