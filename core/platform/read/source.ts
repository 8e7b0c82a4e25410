import type { EntityClass } from '../database/orm.js';
import type { Fragment } from '../database/rows.js';
import type { Reach } from '../permissions.js';
import type { Viewer } from '../viewer.js';
import type { Card } from './card.js';

/**
 * Where the rows of a GraphQL type come from and who may see which: declared once beside the entity
 * and used by every loader, page, count and `node(id)`, so that no read can forget the visibility.
 */
export interface Source<T extends { id: string }> {
  /** The GraphQL type, which is also the first half of its global ids. */
  readonly typeName: string;
  readonly entity: EntityClass<T>;
  /** Without this permission nothing is visible. */
  readonly permission: string;
  /** The condition on the alias `t` under which the viewer sees a row; `all` is the whole tenant. */
  visible(viewer: Viewer, reach: Reach): Fragment;
  /** What lists and references mostly show; a source that is often listed has one. */
  readonly card?: Card;
  /** The property that holds the id where it is not "id": a UUID, e.g. that of a thing of the core. */
  readonly key?: string;
  /** Orders that clients may ask for: never-null properties; the id breaks ties. */
  readonly orders: Readonly<Record<string, Order>>;
}

export interface Order {
  readonly property: string;
  readonly direction: 'asc' | 'desc';
  /** The PostgreSQL type that a cursor's value is cast to. */
  readonly type: 'uuid' | 'text' | 'date' | 'timestamptz' | 'bigint' | 'float8';
}

/** The orders that every source has: ids are UUIDv7, so their order is that of creation. */
export const byAge = {
  NEWEST: { property: 'id', direction: 'desc', type: 'uuid' },
  OLDEST: { property: 'id', direction: 'asc', type: 'uuid' },
} as const satisfies Record<string, Order>;

/** The property of a source's rows that holds their id. */
export const keyOf = ({ key }: { readonly key?: string }): string => key ?? 'id';
