import type { Platform } from '../../platform/context.js';
import type { EntityClass } from '../../platform/database/orm.js';
import type { Sql } from '../../platform/database/sql.js';
import {
  type EntityColumn,
  type EntityModel,
  entityModel,
} from '../../platform/host/entity-model.js';
import { quoted, schemaNow } from '../../platform/host/plugin-tables.js';
import type { PrivacyDuty } from '../../sdk/privacy-duty.js';

/** What a plugin promised of a table, and where the table is now. */
export interface PluginDuty {
  readonly plugin: string;
  readonly duty: PrivacyDuty;
  /** The plugin's entity. */
  readonly name: string;
  /** Quoted, with its schema: wherever the rows are now. */
  readonly table: string;
  readonly model: EntityModel;
  readonly held: readonly EntityColumn[];
}

/** Of the plugins whose code runs in this process: switched off and archived ones too. */
export async function pluginDuties(sql: Sql, { host, orm }: Platform): Promise<PluginDuty[]> {
  const found: PluginDuty[] = [];
  for (const { definition } of host.plugins) {
    const schema = await schemaNow(sql, definition);
    if (schema === null) continue;
    for (const duty of definition.privacy) {
      const model = entityModel(orm, duty.entity as unknown as EntityClass);
      found.push({
        ...{ plugin: definition.name, duty, name: duty.entity.name, model },
        table: `${quoted(schema)}.${model.table.split('.')[1]}`,
        held: duty.holds.map((property) => model.column(property)),
      });
    }
  }
  return found;
}
