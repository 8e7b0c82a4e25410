import { buildSubgraphSchema } from '@apollo/subgraph';
import { getResolversFromSchema, type IResolvers } from '@graphql-tools/utils';
import { GraphQLNonNull, type GraphQLSchema, GraphQLString, isObjectType, parse } from 'graphql';
import { known, type RequestContext } from '../../core/platform/context.js';
import { localId } from '../../core/platform/ids.js';
import { byId } from '../../core/platform/read/read.js';
import type { Subgraph } from '../../core/platform/schema/build-core.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { judgeNames } from '../../core/platform/schema/judge-field.js';
import type { Rule } from '../../core/platform/schema-rules.js';
import { referring } from '../graph/hydrate.js';
import { copyExtensions, typesFromElsewhere } from '../graph/merge.js';
import { pluginResolvers } from '../graph/plugin-resolvers.js';
import type { Sources } from '../graph/sources.js';
import { judgeFor, type WrittenStep } from './judge-for.js';
import { ownReferences } from './own-references.js';
import { copyOf, type ResolveReference } from './resolve-reference.js';

/**
 * The core, or the core merged with plugins, as a subgraph that any federation router can ask: its
 * entities are read through their sources, so what the viewer may not see answers null. Things of
 * plugins elsewhere that bridges here put fields on are references, once the viewer sees them.
 */
export function coreSubgraphSchema(
  subgraph: Subgraph,
  sources: Sources,
  plugins: readonly PluginSubgraph[] = [],
): GraphQLSchema {
  const resolvers = getResolversFromSchema(subgraph.schema);
  const references = [...sources].map(([typeName, source]) => {
    const one: ResolveReference = async ({ id }, ctx) =>
      copyOf(await byId(known(ctx), source, localId(typeName, id)));
    return [typeName, one] as const;
  });
  const away = typesFromElsewhere(plugins).map((typeName) => referenceTo(typeName));
  const own = plugins.flatMap(ownReferences);
  return executable(subgraph, resolvers, [...references, ...away, ...own]);
}

/**
 * A plugin as a subgraph. Its resolvers are wrapped as in the merged graph; a thing of another is a
 * bare reference here, which must be one that the viewer sees before any entry on it answers.
 */
export function pluginSubgraphSchema(plugin: PluginSubgraph): GraphQLSchema {
  const resolvers = pluginResolvers(plugin, referring);
  const types = getResolversFromSchema(plugin.schema) as Record<string, Record<string, unknown>>;
  const references = [...plugin.extended].map(referenceTo);
  for (const [typeName, fields] of Object.entries(types)) {
    if (fields.id === undefined) continue;
    resolvers[typeName] = { ...(resolvers[typeName] as object), id: fields.id } as never;
  }
  const { definition } = plugin;
  const judge = judgeNames(definition.prefix).field;
  const judges = definition.validations.length > 0;
  if (judges) {
    const resolve = (_: unknown, args: { step: WrittenStep }, ctx: RequestContext) =>
      judgeFor(ctx, args.step);
    resolvers.Query = { ...(resolvers.Query as object), [judge]: { resolve } } as never;
  }
  const built = executable(plugin, resolvers, [...references, ...ownReferences(plugin)]);
  if (judges) ruleOn(built, judge, { kind: 'authenticated' });
  return built;
}

function referenceTo(typeName: string): readonly [string, ResolveReference] {
  return [typeName, ({ id }, ctx) => referring(known(ctx), typeName, localId(typeName, id))];
}

function executable(
  { sdl, schema }: Subgraph,
  resolvers: IResolvers,
  references: readonly (readonly [string, ResolveReference])[],
): GraphQLSchema {
  const entities = references.map(([typeName, resolve]) => [
    typeName,
    { ...(resolvers[typeName] as object), __resolveReference: resolve },
  ]);
  const built = buildSubgraphSchema([
    {
      typeDefs: parse(sdl, { noLocation: true }),
      resolvers: { ...resolvers, ...Object.fromEntries(entities) } as never,
    },
  ]);
  copyExtensions(schema, built);
  tellsItsSdl(built);
  ruleOn(built, '_service', { kind: 'public' });
  // There too for a plugin that only points at things of the core and adds nothing to them.
  const refers = built.getQueryType()?.getFields()._entities !== undefined;
  if (refers) ruleOn(built, '_entities', { kind: 'authenticated' });
  return built;
}

/** As federation has it; what builds the schema says that a subgraph may have none. */
function tellsItsSdl(schema: GraphQLSchema): void {
  const service = schema.getType('_Service');
  const field = isObjectType(service) ? service.getFields().sdl : undefined;
  if (field !== undefined) field.type = new GraphQLNonNull(GraphQLString);
}

/** What federation adds to `Query` has its rules too: nothing is reached without one. */
function ruleOn(schema: GraphQLSchema, name: string, rule: Rule): void {
  const field = schema.getQueryType()?.getFields()[name];
  if (field === undefined) throw new Error(`The subgraph has no "${name}".`);
  field.extensions = { ...field.extensions, rule };
}
