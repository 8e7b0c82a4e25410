import {
  composeServices,
  compositionHasErrors,
  transformSupergraphToPublicSchema,
} from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import type { Subgraph } from './build-core.js';
import { CheckFailure, finding } from './finding.js';
import { sortedSdl } from './sorted-sdl.js';
import { withoutDirectives } from './without-directives.js';

/** All subgraphs as one graph: what a federation router reads, and what clients see. */
export interface Composition {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** Sorted, so that equal schemas have equal texts. */
  readonly apiSdl: string;
}

/** A subgraph of a composition; without a `url` it is served by this server itself. */
export interface ComposedSubgraph extends Pick<Subgraph, 'name' | 'sdl'> {
  readonly url?: string;
}

/** Where a server as it is started without any configuration serves a subgraph of its own. */
export const subgraphUrl = (name: string): string => `http://127.0.0.1:4000/subgraphs/${name}`;

/** Composes the subgraphs by the rules of federation; throws a `CheckFailure` with every reason. */
export function compose(subgraphs: readonly ComposedSubgraph[]): Composition {
  const result = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({
      name,
      typeDefs: parse(sdl, { noLocation: true }),
      url: url ?? subgraphUrl(name),
    })),
  );
  if (compositionHasErrors(result)) {
    throw new CheckFailure(
      result.errors.map((error) => finding('PLG-030', 'composition', error.message)),
    );
  }
  const supergraph = parse(result.supergraphSdl, { noLocation: true });
  const clients = withoutDirectives(transformSupergraphToPublicSchema(supergraph));
  const api = buildASTSchema(clients, { assumeValidSDL: true });
  return {
    supergraphSdl: `${result.supergraphSdl.trim()}\n`,
    apiSchema: api,
    apiSdl: sortedSdl(api),
  };
}
