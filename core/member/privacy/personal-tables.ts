import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { EntityColumn } from '../../platform/host/entity-model.js';
import { coreDuties } from './core-duties.js';
import type { CoreDuty } from './core-duty.js';
import { type PluginDuty, pluginDuties } from './plugin-duties.js';
import type { RetentionCode } from './retention.js';

/** A table that holds a person, and what becomes of it when the person is erased. */
export interface PersonalTable {
  /** Quoted, with its schema: wherever the rows are now. */
  readonly table: string;
  /** For people: the table, or the plugin's entity. */
  readonly name: string;
  /** Null: the core. */
  readonly plugin: string | null;
  /** Which rows of `t` are the member's: SQL, with the co-operative as $1 and the member as $2. */
  readonly whose: string;
  /** Null: kept as it is. */
  readonly erasure: Erasure | null;
  /** For how long the law has it kept; null: no term of the law, the ground tells. */
  readonly term: RetentionCode | null;
  readonly ground: string;
  /** Columns that nobody but the person reads, by their bare names. */
  readonly confidential: readonly string[];
}

/** The row goes, the vault destroys what it has, or these columns of it get other values. */
export type Erasure =
  | { readonly kind: 'row' }
  | { readonly kind: 'vault' }
  | { readonly kind: 'columns'; readonly set: readonly string[] };

/** Of the core, and of every plugin of this server: switched off and archived ones too. */
export async function personalTables(sql: Sql, platform: Platform): Promise<PersonalTable[]> {
  return [...coreDuties.map(ofCore), ...(await tablesOfPlugins(sql, platform))];
}

/** Of the plugins whose code runs in this process: their tables of members. */
export async function tablesOfPlugins(sql: Sql, platform: Platform): Promise<PersonalTable[]> {
  const duties = await pluginDuties(sql, platform);
  return duties.filter(({ duty }) => duty.subject !== 'contact').map(ofDuty);
}

const ofCore = ({ table, whose, erase, term, ground }: CoreDuty): PersonalTable => ({
  ...{ table, name: table, plugin: null, whose, term: term ?? null, ground, confidential: [] },
  erasure: erase === undefined ? null : coreErasure(erase),
});

function coreErasure(erase: NonNullable<CoreDuty['erase']>): Erasure {
  if (typeof erase === 'string') return { kind: erase };
  const set = Object.entries(erase).map(([column, value]) => `${column} = ${value}`);
  return { kind: 'columns', set };
}

function ofDuty({ plugin, duty, name, table, model, held }: PluginDuty): PersonalTable {
  const { subject, onErase, ground, until } = duty;
  const erasure = onErase === 'erase' ? erasureOf(held) : null;
  const whose = `${model.column(subject).name} = $2`;
  const confidential = (duty.confidential ?? []).map((one) => model.column(one).name.slice(1, -1));
  return { table, name, plugin, whose, erasure, term: until?.term ?? null, ground, confidential };
}

/** What may be empty is emptied; a row that cannot be without the person goes. */
export function erasureOf(held: readonly EntityColumn[]): Erasure {
  if (held.some(({ nullable }) => !nullable)) return { kind: 'row' };
  return { kind: 'columns', set: held.map(({ name }) => `${name} = null`) };
}
