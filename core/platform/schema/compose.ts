import {
  composeServices,
  compositionHasErrors,
  transformSupergraphToPublicSchema,
} from '@theguild/federation-composition';
import {
  buildASTSchema,
  type GraphQLSchema,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import type { Subgraph } from './build-core.js';
import { CheckFailure, finding } from './finding.js';

/** All subgraphs as one graph: what a federation router reads, and what clients see. */
export interface Composition {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** Sorted, so that equal schemas have equal texts. */
  readonly apiSdl: string;
}

/** Composes the subgraphs by the rules of federation; throws a `CheckFailure` with every reason. */
export function compose(subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[]): Composition {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      typeDefs: parse(sdl, { noLocation: true }),
      url: `gezel://${name}`,
    })),
  );
  if (compositionHasErrors(result)) {
    throw new CheckFailure(
      result.errors.map((error) => finding('PLG-030', 'composition', error.message)),
    );
  }
  const supergraph = parse(result.supergraphSdl, { noLocation: true });
  const api = buildASTSchema(transformSupergraphToPublicSchema(supergraph), {
    assumeValidSDL: true,
  });
  return {
    supergraphSdl: `${result.supergraphSdl.trim()}\n`,
    apiSchema: api,
    apiSdl: sortedSdl(api),
  };
}

/** A schema's text in an order that does not depend on how it was put together. */
export const sortedSdl = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema)).trim()}\n`;
