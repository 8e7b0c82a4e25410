import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { buildSchemaSync, type ClassType, getMetadataStorage, ID } from 'type-graphql';
import type { PluginDefinition } from '../../sdk/define.js';
import { type MetadataStorage, storageOf, withStorage } from '../../sdk/metadata.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { ReferenceDefinition } from '../../sdk/reference.js';
import { type CoreReference, coreTokens, withStubs } from '../../sdk/tokens.js';
import { PageArgs } from '../read/page-args.js';
import { noTopics, type Subgraph, sharedTypes } from './build-core.js';
import { type Key, subgraphSdl } from './federation.js';
import { CheckFailure, finding, reasonOf, refuseOn } from './finding.js';
import { withJudge } from './judge-field.js';
import { connections, describeRoots, globalIds } from './passes.js';
import { pluginFindings } from './plugin-findings.js';
import { plainResolvers } from './resolvers.js';

/** A plugin's subgraph. Its resolvers take a `PluginContext` as their context. */
export interface PluginSubgraph extends Subgraph {
  readonly definition: PluginDefinition;
  /** The types of the core, and of plugins that it joins, that it puts entries on. */
  readonly extended: ReadonlySet<string>;
  /** The types of its own that others may refer to, by their names in the graph. */
  readonly references: ReadonlyMap<string, ReferenceDefinition>;
}

/**
 * Builds a plugin's schema from its own storage, with a private stub class for each type of others: the
 * core's schema and every other plugin's stay what they are, whatever this one contains.
 */
export function buildPluginSchema(definition: PluginDefinition): PluginSubgraph {
  const storage = storageOf(definition).clone() as MetadataStorage;
  const tokens = [...coreTokens, ...definition.extends];
  const stubs = new Map(tokens.map(({ token }) => [token, stubOf(storage, token)]));
  shareValues(storage);
  addEntries(storage, stubs, definition);
  const { schema, extended } = building(definition, () =>
    withStorage(storage, () =>
      withStubs(stubs, () => {
        const extended = extendedTypes(storage, stubs, definition);
        const schema = schemaOf(storage, stubs, definition, extended);
        return { schema, extended };
      }),
    ),
  );
  const references = referencesByName(storage, definition);
  refuseOn(pluginFindings({ definition, references }, schema));
  const keys = new Map<string, Key>([
    ...[...stubs.keys()].map((name) => [name, { resolvable: extended.has(name) }] as const),
    ...[...references].map(([name, one]) => [name, keyOf(one)] as const),
  ]);
  const sdl = subgraphSdl(
    schema,
    keys,
    sharedTypes.map(({ name }) => name),
    definition.directives,
  );
  const told = { name: definition.name, schema, sdl: withJudge(sdl, definition) };
  return { ...told, definition, extended, references };
}

/** How a subgraph says by which keys things of the type are found in it. */
export const keyOf = ({ keys, resolvable = true }: ReferenceDefinition): Key => ({
  ...{ keys, resolvable },
});

function referencesByName(
  storage: MetadataStorage,
  { references }: PluginDefinition,
): PluginSubgraph['references'] {
  return new Map(
    references.map((one) => {
      const type = storage.objectTypes.find(({ target }) => target === one.type);
      const place = `reference to "${one.type.name}"`;
      if (type === undefined) {
        throw new CheckFailure([finding('PLG-020', place, 'It is not decorated as a type.')]);
      }
      return [type.name, one] as const;
    }),
  );
}

type Stubs = ReadonlyMap<string, new () => CoreReference>;

function schemaOf(
  storage: MetadataStorage,
  stubs: Stubs,
  definition: PluginDefinition,
  extended: ReadonlySet<string>,
): GraphQLSchema {
  const resolvers = definition.resolvers.length > 0 ? definition.resolvers : [NoResolvers];
  const schema = buildSchemaSync({
    resolvers: resolvers as [ClassType],
    orphanedTypes: [
      ...[...extended].map((name) => stubs.get(name) as ClassType),
      ...definition.references.map(({ type }) => type),
    ],
    pubSub: noTopics,
    validate: false,
    skipCheck: true,
  });
  plainResolvers(schema, storage);
  connections(schema);
  globalIds(schema, [...stubs.keys(), ...ownNodes(storage, definition)]);
  for (const entry of definition.fields) {
    const type = schema.getType(entry.on.token);
    const field = isObjectType(type) ? type.getFields()[entry.name] : undefined;
    if (field !== undefined) {
      field.resolve = (parent: CoreReference, _args, ctx: PluginContext) => {
        ctx.require(entry.permission);
        return ctx.store.get(entry.type, parent.id);
      };
    }
  }
  describeRoots(schema);
  return schema;
}

/** A plugin that has nothing but fields has no resolvers; type-graphql insists on one. */
class NoResolvers {}

/** The plugin's entities that have an `id` of their own. */
function ownNodes(storage: MetadataStorage, definition: PluginDefinition): string[] {
  return storage.objectTypes
    .filter((type) => definition.entities.includes(type.target as ClassType))
    .filter((type) => type.fields?.some((field) => field.schemaName === 'id'))
    .map((type) => type.name);
}

function stubOf(storage: MetadataStorage, token: string): new () => CoreReference {
  const Stub = { [token]: class {} }[token] as new () => CoreReference;
  storage.collectObjectMetadata({
    name: token,
    target: Stub,
    interfaceClasses: undefined,
    simpleResolvers: true,
  });
  storage.collectClassFieldMetadata({
    ...{ name: 'id', schemaName: 'id', target: Stub, getType: () => ID, typeOptions: {} },
    ...{ description: undefined, deprecationReason: undefined, complexity: undefined },
  });
  return Stub;
}

/** One nullable field on the stub for each entry of the definition. */
function addEntries(storage: MetadataStorage, stubs: Stubs, definition: PluginDefinition): void {
  for (const { on, name, type, description } of definition.fields) {
    storage.collectClassFieldMetadata({
      target: stubs.get(on.token) as ClassType,
      ...{ name, schemaName: name, description, getType: () => type },
      ...{ typeOptions: { nullable: true }, deprecationReason: undefined, complexity: undefined },
    });
  }
}

/** Copies of what the core's storage knows about the values that all subgraphs share. */
function shareValues(storage: MetadataStorage): void {
  const core = getMetadataStorage();
  const shared = new Set<unknown>([...sharedTypes, PageArgs]);
  const types = core.objectTypes.filter(({ target }) => shared.has(target));
  storage.objectTypes.push(...types.map((type) => ({ ...type, fields: undefined })));
  const args = core.argumentTypes.filter(({ target }) => shared.has(target));
  storage.argumentTypes.push(...args.map((one) => ({ ...one, fields: undefined })));
  storage.fields.push(...core.fields.filter(({ target }) => shared.has(target)).map(copy));
  storage.enums.push(...core.enums.filter(({ name }) => name === 'Severity'));
}

const copy = <T extends object>(one: T): T => ({ ...one });

/** Types of others with an entry: from `fields`, or from a resolver class on the type. */
function extendedTypes(
  storage: MetadataStorage,
  stubs: Stubs,
  definition: PluginDefinition,
): ReadonlySet<string> {
  const names = new Set(definition.fields.map(({ on }) => on.token));
  const tokenOf = new Map<unknown, string>([...stubs].map(([name, stub]) => [stub, name]));
  for (const resolver of storage.fieldResolvers) {
    if (!definition.resolvers.includes(resolver.target as ClassType)) continue;
    const owner = storage.resolverClasses.find(({ target }) => target === resolver.target);
    const name = tokenOf.get(owner && typeOf(owner));
    if (name !== undefined) names.add(name);
  }
  return names;
}

function typeOf(owner: MetadataStorage['resolverClasses'][number]): unknown {
  try {
    return owner.getObjectType();
  } catch {
    // type-graphql's way to say that the resolver class is not about one type.
    return undefined;
  }
}

/** Whatever type-graphql throws about a plugin's classes becomes a finding about the plugin. */
function building<T>(definition: PluginDefinition, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof CheckFailure) throw error;
    const place = `plugin "${definition.name}"`;
    throw new CheckFailure([finding('PLG-020', place, reasonOf(error))]);
  }
}
