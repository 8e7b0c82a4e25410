import { buildASTSchema, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { Manifest } from './manifest.js';

/**
 * A remote plugin's schema with the rules of its root fields on it. They are applied before anything
 * is fetched, and again by the plugin; a root field without one is for callers with a token.
 */
export function ruledSchema({ sdl, rules }: Manifest): GraphQLSchema {
  const schema = buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true });
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = rules[`${type.name}.${field.name}`] ?? { kind: 'authenticated' };
      field.extensions = { ...field.extensions, rule };
    }
  }
  return schema;
}
