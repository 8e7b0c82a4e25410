import type { EntityClass, MikroORM } from '../database/orm.js';

/** A plugin's table as its entity describes it. */
export interface EntityModel {
  /** Quoted, with its schema. */
  readonly table: string;
  readonly columns: readonly EntityColumn[];
  readonly column: (property: string) => EntityColumn;
  /** The key besides the co-operative. */
  readonly key: EntityColumn;
}

export interface EntityColumn {
  readonly property: string;
  /** Quoted. */
  readonly name: string;
  /** The PostgreSQL type, lower-case, e.g. "uuid" or "char(3)". */
  readonly type: string;
  readonly nullable: boolean;
}

/** Reads the model of an entity from the ORM; fails loudly when it is not a tenant's table. */
export function entityModel(orm: MikroORM, entity: EntityClass): EntityModel {
  let models = modelsOf.get(orm);
  if (models === undefined) {
    models = new Map();
    modelsOf.set(orm, models);
  }
  let model = models.get(entity);
  if (model === undefined) {
    model = readModel(orm, entity);
    models.set(entity, model);
  }
  return model;
}

/** A memory of what the ORM knows; it ends with the ORM. */
const modelsOf = new WeakMap<MikroORM, Map<EntityClass, EntityModel>>();

function readModel(orm: MikroORM, entity: EntityClass): EntityModel {
  const metadata = orm.getMetadata().get(entity);
  const columns = Object.values(metadata.properties)
    .filter((property) => property.persist !== false)
    .map((property) => ({
      property: property.name as string,
      name: quote(property.fieldNames[0] as string),
      type: (property.columnTypes[0] as string).toLowerCase(),
      nullable: property.nullable === true,
    }));
  const byProperty = new Map(columns.map((column) => [column.property, column]));
  const column = (property: string) => {
    const found = byProperty.get(property);
    if (found === undefined) throw new Error(`${entity.name} has no property "${property}".`);
    return found;
  };
  const keys = metadata.primaryKeys.filter((property) => property !== 'cooperativeId');
  if (keys.length !== 1 || !byProperty.has('cooperativeId')) {
    throw new Error(`${entity.name} must be keyed by the co-operative and one other property.`);
  }
  return {
    table: `${quote(metadata.schema ?? 'public')}.${quote(metadata.collection)}`,
    columns,
    column,
    key: column(keys[0] as string),
  };
}

const quote = (name: string): string => `"${name}"`;
