import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { globalId } from '../ids.js';

/**
 * Passes over a built schema: the few resolvers that are the same for every type, so that no type
 * has to declare them.
 */
export function globalIds(schema: GraphQLSchema, typeNames: Iterable<string>): void {
  for (const name of typeNames) {
    const field = objectType(schema, name)?.getFields().id;
    if (field !== undefined) field.resolve = (row: { id: string }) => globalId(name, row.id);
  }
}

/** The fields of connections are loaded when asked for: they call the methods of a `Page`. */
export function connections(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.name.endsWith('Connection')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!pageMethods.has(field.name)) continue;
      const method = field.name;
      field.resolve = (page: Record<string, (info: unknown) => unknown>, _args, _ctx, info) =>
        page[method]?.(info);
    }
  }
}

const pageMethods: ReadonlySet<string> = new Set(['edges', 'nodes', 'pageInfo', 'totalCount']);

/** type-graphql cannot describe the root types. */
export function describeRoots(schema: GraphQLSchema): void {
  describe(schema.getQueryType(), 'What can be read.');
  describe(schema.getMutationType(), 'What can be done; each answers what changed and violations.');
  describe(schema.getSubscriptionType(), 'What can be followed while it happens.');
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}

const objectType = (schema: GraphQLSchema, name: string): GraphQLObjectType | undefined => {
  const type = schema.getType(name);
  return isObjectType(type) ? type : undefined;
};
