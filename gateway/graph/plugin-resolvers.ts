import { getResolversFromSchema, type IResolvers } from '@graphql-tools/utils';
import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from 'graphql';
import { known, type RequestContext } from '../../core/platform/context.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { isRoot, namesOfOthers } from '../../core/platform/schema/plugin-findings.js';
import type { PluginContext } from '../../core/sdk/plugin-context.js';
import type { CoreReference } from '../../core/sdk/tokens.js';
import { coded } from './coded.js';
import { type Refer, referred } from './hydrate.js';
import { mask } from './mask.js';

/**
 * A plugin's resolvers for a graph. Its entries (root fields, fields on types of others) answer only
 * where the plugin is on; all that it resolves gets a `PluginContext`, its references to the core
 * become what `refer` makes of them, and what it throws becomes a coded error.
 */
export function pluginResolvers(plugin: PluginSubgraph, refer: Refer): IResolvers {
  const resolvers = getResolversFromSchema(plugin.schema) as Record<string, object>;
  for (const type of Object.values(plugin.schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const wrapped = wrappedFields(plugin, refer, type);
    if (Object.keys(wrapped).length === 0) delete resolvers[type.name];
    else resolvers[type.name] = wrapped;
  }
  return resolvers as IResolvers;
}

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type PluginResolve = GraphQLFieldResolver<unknown, PluginContext>;
type Wrapped = Record<string, { resolve: Resolve }>;

function wrappedFields(plugin: PluginSubgraph, refer: Refer, type: GraphQLObjectType): Wrapped {
  const wrapped: Wrapped = {};
  const others = namesOfOthers(plugin.definition);
  const entries = others.has(type.name);
  for (const field of Object.values(type.getFields())) {
    if (entries && field.name === 'id') continue;
    const seen = entries && !generated(plugin, type.name, field.name) ? mask(plugin.name) : asIs;
    const inner = innerResolver(plugin.name, field, { others, refer, seen });
    if (inner === undefined) continue;
    const entry = entries || isRoot(plugin.schema, type);
    wrapped[field.name] = { resolve: entry ? whereEnabled(plugin.name, inner) : inner };
  }
  return wrapped;
}

interface Border {
  /** The types of others that the plugin names. */
  readonly others: ReadonlySet<string>;
  readonly refer: Refer;
  readonly seen: (parent: CoreReference) => unknown;
}

/** The plugin's resolver with its own context; undefined where GraphQL reads a property. */
function innerResolver(
  name: string,
  field: GraphQLField<unknown, unknown>,
  { others, refer, seen }: Border,
): Resolve | undefined {
  const typeName = getNamedType(field.type).name;
  const refers = others.has(typeName);
  if (field.resolve === undefined && !refers) return undefined;
  const own = (field.resolve ?? property(field.name)) as PluginResolve;
  const call: Resolve = (parent, args, ctx, info) => {
    const pluginContext = ctx.platform.host.context(known(ctx), name);
    return own(seen(parent as CoreReference), args, pluginContext, info);
  };
  if (!refers) return coded(name, call);
  return coded(name, (parent, args, ctx, info) =>
    referred(known(ctx), typeName, refer, call(parent, args, ctx, info)),
  );
}

/** PLUGIN_NOT_ENABLED where the co-operative has the plugin off. */
export function whereEnabled(plugin: string, resolve: Resolve): Resolve {
  return (parent, args, ctx, info) => {
    const { host } = ctx.platform;
    const { cooperativeId } = known(ctx).viewer;
    const now = host.enabledNow(cooperativeId);
    if (now !== undefined) {
      host.requireEnabled(now, plugin);
      return resolve(parent, args, ctx, info);
    }
    return host.enabled(cooperativeId).then((enabled) => {
      host.requireEnabled(enabled, plugin);
      return resolve(parent, args, ctx, info);
    });
  };
}

const asIs = (parent: unknown): unknown => parent;

/** The resolver of an entry of `fields` is the platform's own: it reads the id and no more. */
const generated = ({ definition }: PluginSubgraph, type: string, field: string): boolean =>
  definition.fields.some(({ on, name }) => on.token === type && name === field);

const property = (name: string): PluginResolve => {
  return (parent) => (parent as Record<string, unknown>)[name];
};
