import { makeExecutableSchema } from '@graphql-tools/schema';
import { getDocumentNodeFromSchema, getResolversFromSchema } from '@graphql-tools/utils';
import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  visit,
} from 'graphql';
import { globalId } from '../../core/platform/ids.js';
import type { Subgraph } from '../../core/platform/schema/build-core.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { hydrating } from './hydrate.js';
import { pluginResolvers } from './plugin-resolvers.js';
import type { Sources } from './sources.js';

/**
 * One executable schema from the subgraphs' own: the core's resolvers as they are, a plugin's behind
 * its wrappers. What no plugin touches costs what it costs without plugins. The accessible part is
 * what clients see; the whole is what other subgraphs are told beside it.
 */
export function mergeSubgraphs(
  core: Subgraph,
  plugins: readonly PluginSubgraph[],
  sources: Sources,
  part: 'accessible' | 'whole' = 'accessible',
): GraphQLSchema {
  const subgraphs = [core, ...plugins];
  const told = part === 'whole' ? typeDefs : (of: GraphQLSchema) => accessible(typeDefs(of));
  const merged = makeExecutableSchema({
    typeDefs: subgraphs.map(({ schema }) => told(schema)),
    resolvers: [
      getResolversFromSchema(core.schema),
      ...plugins.map((plugin) => pluginResolvers(plugin, hydrating(sources))),
      Object.fromEntries(
        typesFromElsewhere(plugins).map((name) => [name, { id: globalIdOf(name) }]),
      ),
    ],
    assumeValid: true,
    assumeValidSDL: true,
    // What is inaccessible has resolvers and no place here.
    resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
  });
  for (const { schema } of subgraphs) copyExtensions(schema, merged);
  return merged;
}

/** Types that bridges of this process put fields on, and whose plugin is not in it. */
export function typesFromElsewhere(plugins: readonly PluginSubgraph[]): string[] {
  const here = new Set(plugins.map(({ name }) => name));
  const named = plugins.flatMap(({ definition }) => definition.extends);
  const away = named.filter(({ plugin }) => !here.has(plugin)).map(({ token }) => token);
  return [...new Set(away)];
}

const globalIdOf = (typeName: string) => (thing: { readonly id: string }) =>
  globalId(typeName, thing.id);

/** A root type without fields would not merge: a plugin need not have queries. */
function typeDefs(schema: GraphQLSchema): DocumentNode {
  const printed = getDocumentNodeFromSchema(schema);
  const definitions = printed.definitions.filter(
    (node) =>
      node.kind !== Kind.SCHEMA_DEFINITION &&
      !(node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.fields?.length ?? 0) === 0),
  );
  return { kind: Kind.DOCUMENT, definitions };
}

/** Without what a composition keeps from clients. */
function accessible(document: DocumentNode): DocumentNode {
  const kept = <T extends { readonly directives?: readonly DirectiveNode[] }>(node: T) =>
    node.directives?.some(({ name }) => name.value === 'inaccessible') ? null : undefined;
  return visit(document, {
    ...{ ObjectTypeDefinition: kept, InputObjectTypeDefinition: kept, FieldDefinition: kept },
    ...{ EnumTypeDefinition: kept, EnumValueDefinition: kept, InputValueDefinition: kept },
  });
}

/** Rules and costs stand in the fields' extensions, which SDL does not carry. */
export function copyExtensions(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap())) {
    const target = to.getType(type.name);
    if (!isObjectType(type) || !isObjectType(target)) continue;
    for (const field of Object.values(type.getFields())) {
      const merged = target.getFields()[field.name];
      if (merged !== undefined) merged.extensions = { ...merged.extensions, ...field.extensions };
    }
  }
}
