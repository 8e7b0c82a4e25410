import type { FieldExpansion, TypeExpansion } from 'graphql-jit';
import type { Source } from './source.js';

/**
 * What lists and references mostly show of a row. An operation that asks for no other field is
 * served by fewer columns: most of the time of a list went into columns that nobody had asked for.
 */
export interface Card {
  /** GraphQL fields that these properties are enough for. */
  readonly fields: ReadonlySet<string>;
  /** Properties of the entity; reading any other of a row that has only these throws. */
  readonly properties: readonly string[];
}

export const cardOf = (fields: readonly string[], properties: readonly string[]): Card => ({
  fields: new Set([...fields, '__typename', 'id']),
  properties: ['cooperativeId', 'id', ...properties],
});

/** What a compiled operation tells of a field: the fields that it asks for, by type. */
export interface Asked {
  readonly fieldExpansion?: FieldExpansion;
}

/** The source's card when the operation asks for no more of its rows; null: the whole row. */
export function wantedCard<T extends { id: string }>(
  { card, typeName }: Source<T>,
  asked: Asked | undefined,
): Card | null {
  const byType = asked?.fieldExpansion;
  if (card === undefined || byType === undefined) return null;
  let fields: TypeExpansion | undefined;
  for (const type in byType) {
    // A fragment on an interface says nothing of which fields the type has to have.
    if (type !== typeName) return null;
    fields = byType[type] as TypeExpansion;
  }
  for (const name in fields) if (!card.fields.has(name)) return null;
  return fields === undefined ? null : card;
}
