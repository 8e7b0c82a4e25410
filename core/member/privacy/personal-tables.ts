import type { Platform } from '../../platform/context.js';
import type { EntityClass } from '../../platform/database/orm.js';
import type { Sql } from '../../platform/database/sql.js';
import { type EntityColumn, entityModel } from '../../platform/host/entity-model.js';
import { quoted, schemaNow } from '../../platform/host/plugin-tables.js';
import type { PluginDefinition, PrivacyDuty } from '../../sdk/define.js';
import { type CoreDuty, coreDuties } from './core-duties.js';
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

/** Of the plugins whose code runs in this process. */
export async function tablesOfPlugins(sql: Sql, { host, orm }: Platform): Promise<PersonalTable[]> {
  const ofPlugins: PersonalTable[] = [];
  for (const { definition } of host.plugins) {
    const schema = await schemaNow(sql, definition);
    if (schema === null) continue;
    const about = definition.privacy.filter(({ subject }) => subject !== 'contact');
    ofPlugins.push(...about.map((duty) => ofDuty(orm, definition, schema, duty)));
  }
  return ofPlugins;
}

const ofCore = ({ table, whose, erase, term, ground }: CoreDuty): PersonalTable => ({
  ...{ table, name: table, plugin: null, whose, term: term ?? null, ground },
  erasure: erase === undefined ? null : coreErasure(erase),
});

function coreErasure(erase: NonNullable<CoreDuty['erase']>): Erasure {
  if (typeof erase === 'string') return { kind: erase };
  const set = Object.entries(erase).map(([column, value]) => `${column} = ${value}`);
  return { kind: 'columns', set };
}

function ofDuty(
  orm: Platform['orm'],
  { name: plugin }: PluginDefinition,
  schema: string,
  { entity, subject, holds, onErase, ground }: PrivacyDuty,
): PersonalTable {
  const model = entityModel(orm, entity as unknown as EntityClass);
  const table = `${quoted(schema)}.${model.table.split('.')[1]}`;
  const held = holds.map((property) => model.column(property));
  const erasure = onErase === 'erase' ? erasureOf(held) : null;
  const whose = `${model.column(subject).name} = $2`;
  return { table, name: entity.name, plugin, whose, erasure, term: null, ground };
}

/** What may be empty is emptied; a row that cannot be without the person goes. */
function erasureOf(held: readonly EntityColumn[]): Erasure {
  if (held.some(({ nullable }) => !nullable)) return { kind: 'row' };
  return { kind: 'columns', set: held.map(({ name }) => `${name} = null`) };
}
