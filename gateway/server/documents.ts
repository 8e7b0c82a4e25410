import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../core/platform/config.js';
import { parseLimits, validationLimits, validationOptions } from './limits/document.js';

/** Documents that were parsed and found valid, the latest used of them. */
export type DocumentCache = LRUCache<string, DocumentNode>;

/**
 * What is prepared and compiled of a document lives as long as the document is in here. A parsed
 * document takes about a hundred times its text, so the texts together are bounded too.
 */
export const documentCache = (): DocumentCache =>
  new LRUCache({
    max: 1_000,
    maxSize: 500_000,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 1),
  });

/** The cache as Apollo wants it: under the hash of the text. */
export function documentStore(cache: DocumentCache) {
  return {
    get: async (key: string) => cache.get(key),
    set: async (key: string, document: DocumentNode) => {
      cache.set(key, document);
    },
    delete: async (key: string) => cache.delete(key),
  };
}

/** For WebSockets: the same parsing, limits and validation that Apollo does for HTTP. */
export function readDocument(
  schema: GraphQLSchema,
  config: Config,
  cache: DocumentCache,
  text: string,
): DocumentNode | readonly GraphQLError[] {
  const known = cache.get(text);
  if (known !== undefined) return known;
  let document: DocumentNode;
  try {
    document = parse(text, parseLimits(config));
  } catch (error) {
    return [error as GraphQLError];
  }
  const introspection = config.introspection ? [] : [NoSchemaIntrospectionCustomRule];
  const rules = [...specifiedRules, ...introspection, ...validationLimits(config)];
  const errors = validate(schema, document, rules, validationOptions);
  if (errors.length > 0) return config.introspection ? errors : errors.map(withoutSuggestion);
  cache.set(text, document);
  return document;
}

/** As Apollo does where introspection is off: a suggestion tells a name of the schema. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  error.message = error.message.replace(/ ?Did you mean(.+?)\?$/, '');
  return error;
}
