import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType, getMetadataStorage, type PubSub } from 'type-graphql';
import { type MetadataStorage, withStorage } from '../../sdk/metadata.js';
import type { Domain } from '../domain.js';
import { Download } from '../files/downloads.js';
import { Money } from '../money.js';
import { PageInfo } from '../read/connection-type.js';
import { Violation, ViolationSource } from '../write/violation.js';
import { descriptionFindings } from './descriptions.js';
import { subgraphSdl } from './federation.js';
import { refuseOn } from './finding.js';
import { connections, describeRoots, globalIds } from './passes.js';
import { plainResolvers } from './resolvers.js';

/** A subgraph: its executable schema and the SDL that federation reads. */
export interface Subgraph {
  /** "core", or the plugin's name. */
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

/** Classes that the core and the plugins share as values: the same type in every subgraph. */
export const sharedTypes: readonly ClassType[] = [
  ...[Money, Violation, ViolationSource, PageInfo, Download],
];

/**
 * The schema of the core, from all its domains. It is built first and from type-graphql's own
 * storage; plugins have storages of their own and cannot touch it.
 */
export function buildCoreSchema(domains: readonly Domain[]): Subgraph {
  const sources = domains.flatMap((domain) => domain.sources);
  const storage = unbuilt(getMetadataStorage());
  const schema = withStorage(storage, () =>
    buildSchemaSync({
      resolvers: domains.flatMap((domain) => domain.resolvers) as unknown as [ClassType],
      orphanedTypes: [...sources.map(({ entity }) => entity), ...sharedTypes] as ClassType[],
      pubSub: noTopics,
      validate: false,
      skipCheck: true,
    }),
  );
  const nodes = sources.map(({ typeName }) => typeName);
  plainResolvers(schema, storage);
  connections(schema);
  globalIds(schema, nodes);
  describeRoots(schema);
  refuseOn(descriptionFindings(schema, 'SCH-001'));
  const keys = new Map(nodes.map((name) => [name, { resolvable: true }]));
  return { name: 'core', schema, sdl: subgraphSdl(schema, keys, sharedTypes.map(nameOf)) };
}

/**
 * A copy that building may fill in: type-graphql adds the fields of the resolvers that it is given
 * to the storage's types, where they would stay for a graph of other domains in the same process.
 */
function unbuilt(storage: MetadataStorage): MetadataStorage {
  const copy = storage.clone() as MetadataStorage;
  copy.objectTypes = copy.objectTypes.map((type) => ({ ...type, fields: undefined }));
  copy.interfaceTypes = copy.interfaceTypes.map((type) => ({ ...type, fields: undefined }));
  return copy;
}

const nameOf = ({ name }: { name: string }): string => name;

/** type-graphql asks for topics even where every subscription brings its own iterator. */
export const noTopics: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('Subscriptions bring their own iterator: @Subscription({ subscribe }).');
  },
};
