import type { RequestContext } from '../../core/platform/context.js';

/** Answers a representation `{ __typename, id }` that a router sends. */
export type ResolveReference = (
  reference: { id: string },
  ctx: RequestContext,
) => Promise<object | null>;

/** Federation writes the type's name on what it is answered: rows are shared, so it gets a copy. */
export function copyOf(row: object | null): object | null {
  if (row === null) return null;
  return Object.assign(Object.create(Object.getPrototypeOf(row) as object) as object, row);
}
