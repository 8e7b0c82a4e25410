import type { Platform } from '../../platform/context.js';
import type { EntityClass } from '../../platform/database/orm.js';
import type { Sql } from '../../platform/database/sql.js';
import { type EntityColumn, entityModel } from '../../platform/host/entity-model.js';
import { quoted, schemaNow } from '../../platform/host/plugin-tables.js';
import type { PluginDefinition, PrivacyDuty } from '../../sdk/define.js';
import { coreDuties, keptByLaw } from './core-duties.js';

/** A table that holds a person, and what becomes of it when the person is erased. */
export interface PersonalTable {
  /** Quoted, with its schema: wherever the rows are now. */
  readonly table: string;
  /** For people: the table, or the plugin's entity. */
  readonly name: string;
  /** Null: the core. */
  readonly plugin: string | null;
  /** The quoted columns with a member's id, any of them. */
  readonly subjects: readonly string[];
  /** Null: kept as it is. */
  readonly erasure: Erasure | null;
  readonly ground: string;
}

/** The row goes, or these columns of it get other values. */
export type Erasure =
  | { readonly kind: 'row' }
  | { readonly kind: 'columns'; readonly set: readonly string[] };

/** Of the core, and of every plugin of this server: switched off and archived ones too. */
export async function personalTables(sql: Sql, { host, orm }: Platform): Promise<PersonalTable[]> {
  const ofPlugins: PersonalTable[] = [];
  for (const { definition } of host.plugins) {
    const schema = await schemaNow(sql, definition);
    if (schema === null) continue;
    const about = definition.privacy.filter(({ subject }) => subject !== 'contact');
    ofPlugins.push(...about.map((duty) => ofDuty(orm, definition, schema, duty)));
  }
  return [...(await ofCore(sql)), ...ofPlugins];
}

/** What is declared, and every other table of the core that points at a member. */
async function ofCore(sql: Sql): Promise<PersonalTable[]> {
  const pointing = await sql.query<{ table: string; columns: string[] }>(
    `select c.conrelid::regclass::text as table,
       array_agg(distinct quote_ident(a.attname)) as columns
     from pg_constraint c
     join pg_class t on t.oid = c.conrelid
     join lateral unnest(c.conkey) k(number) on true
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
     where c.contype = 'f' and c.confrelid = 'core.member'::regclass
       and t.relnamespace = 'core'::regnamespace
       and a.attname <> 'cooperative_id'
     group by 1 order by 1`,
  );
  const declared = coreDuties.map(
    ({ table, subject, erase, ground }): PersonalTable => ({
      ...{ table, name: table, plugin: null, subjects: [subject], ground },
      erasure: {
        kind: 'columns',
        set: Object.entries(erase).map(([column, value]) => `${column} = ${value}`),
      },
    }),
  );
  const known = new Set(declared.map(({ table }) => table));
  const kept = pointing
    .filter(({ table }) => !known.has(table))
    .map(
      ({ table, columns }): PersonalTable => ({
        ...{ table, name: table, plugin: null, subjects: columns, erasure: null },
        ground: keptByLaw,
      }),
    );
  return [...declared, ...kept];
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
  const subjects = [model.column(subject).name];
  return { table, name: entity.name, plugin, subjects, erasure, ground };
}

/** What may be empty is emptied; a row that cannot be without the person goes. */
function erasureOf(held: readonly EntityColumn[]): Erasure {
  if (held.some(({ nullable }) => !nullable)) return { kind: 'row' };
  return { kind: 'columns', set: held.map(({ name }) => `${name} = null`) };
}
