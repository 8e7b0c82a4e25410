/**
 * What the plugin host and the topologies cost: one operation that crosses from the core to a plugin,
 * by resolvers that are called as if written by hand, merged, federated in process, and with the
 * plugin on a server and a database of its own. Rounds in turns, medians of single calls.
 */

import { makeExecutableSchema } from '@graphql-tools/schema';
import { getDocumentNodeFromSchema, getResolversFromSchema } from '@graphql-tools/utils';
import { execute, type GraphQLSchema, Kind, parse } from 'graphql';
import { coreDomains } from '../core/domains.js';
import { known, type RequestContext } from '../core/platform/context.js';
import { loadPlugin } from '../core/platform/host/load-plugins.js';
import { buildCoreSchema } from '../core/platform/schema/build-core.js';
import { buildPluginSchema } from '../core/platform/schema/build-plugin.js';
import { type TestPlatform, testPlatform } from '../core/platform/testing/platform.js';
import {
  definePlugin,
  Field,
  ObjectType,
  type PluginDefinition,
  Query,
  Requires,
  Resolver,
} from '../core/sdk/index.js';
import { twoServers } from '../gateway/federation/testing/two-servers.js';
import { buildGraph } from '../gateway/graph/build-graph.js';

export interface TopologyFigure {
  /** Milliseconds of the operation, median. */
  readonly byHandMs: number;
  readonly mergedMs: number;
  readonly federatedMs: number;
  readonly remoteMs: number;
  /** Of what the gateway fetches from the plugin, alone. */
  readonly roundTripMs: number;
  /** Of twenty plugins: what they add to building the graph, and to an operation without them. */
  readonly twentyPluginsMs: number;
  readonly untouchedMs: number;
  readonly untouchedWithTwentyMs: number;
}

const performingArts = await loadPlugin('performing-arts');

const crossing = '{ activities(first: 50) { nodes { id name performingArts { companyName } } } }';
const untouched = '{ activities(first: 50) { nodes { id name status } } }';
const calls = 50;
const rounds = 40;

/** On a PostgreSQL of its own, as its owner. */
export async function benchTopologies(serverUrl: string): Promise<TopologyFigure> {
  process.env.GEZEL_TEST_SERVER = serverUrl;
  const here = await testPlatform({ plugins: [performingArts] });
  const away = await twoServers(performingArts);
  try {
    await describe(here);
    await describe(away.gateway);
    const federated = await buildGraph({
      ...{ domains: coreDomains, plugins: [performingArts], compose: false },
      topology: 'federated',
    });
    const medians = await inTurns({
      byHand: asking(here, byHand(here), crossing),
      merged: asking(here, here.schema, crossing),
      federated: asking(here, federated.schema, crossing),
      remote: asking(away.gateway, away.gateway.schema, crossing),
      roundTrip: fetching(away),
      untouched: asking(here, here.schema, untouched),
      untouchedWithTwenty: asking(here, (await builtWith(twentyPlugins())).schema, untouched),
    });
    return {
      ...{ byHandMs: medians.byHand, mergedMs: medians.merged, federatedMs: medians.federated },
      ...{ remoteMs: medians.remote, roundTripMs: medians.roundTrip },
      twentyPluginsMs: (await buildMs(twentyPlugins)) - (await buildMs(() => [])),
      untouchedMs: medians.untouched,
      untouchedWithTwentyMs: medians.untouchedWithTwenty,
    };
  } finally {
    await away.close();
    await here.close();
  }
}

type Call = () => Promise<unknown>;

async function inTurns<Name extends string>(
  all: Record<Name, Call>,
): Promise<Record<Name, number>> {
  const names = Object.keys(all) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      for (let call = 0; call < calls; call++) {
        const begun = performance.now();
        await all[name]();
        // The first rounds warm up.
        if (round > 8) times[name].push(performance.now() - begun);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as never;
}

function asking(on: TestPlatform, schema: GraphQLSchema, query: string): Call {
  const document = parse(query);
  return async () => {
    const answer = await execute({ schema, document, contextValue: on.ctx('adviser') });
    if (answer.errors !== undefined) throw answer.errors[0];
  };
}

/** The fetch that the crossing operation makes, and nothing else. */
function fetching({ gateway, remotes }: Awaited<ReturnType<typeof twoServers>>): Call {
  const document = parse(`query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Activity { __typename id performingArts { companyName } } } }`);
  const r = Object.values(gateway.activityIds).map((id) => {
    return { __typename: 'Activity', id: `Activity:${id}` };
  });
  return async () => {
    const context = gateway.ctx('adviser');
    const answer = await remotes.subgraphs[0]?.execute({ document, variables: { r }, context });
    if (JSON.stringify(answer).includes('errors')) throw new Error(JSON.stringify(answer));
  };
}

/** The plugin's own resolvers beside the core's, as a schema without plugins would call them. */
function byHand({ platform }: TestPlatform): GraphQLSchema {
  const core = buildCoreSchema(coreDomains);
  const plugin = buildPluginSchema(performingArts);
  const own = getResolversFromSchema(plugin.schema) as Record<string, Record<string, unknown>>;
  const entry = plugin.schema.getType('Activity') as unknown as {
    getFields(): Record<
      string,
      { resolve(p: unknown, a: object, c: unknown, i: unknown): unknown }
    >;
  };
  const { performingArts: field } = entry.getFields();
  const resolve = (parent: unknown, args: object, ctx: RequestContext, info: unknown) =>
    field?.resolve(parent, args, platform.host.context(known(ctx), performingArts.name), info);
  return makeExecutableSchema({
    typeDefs: [core.schema, plugin.schema].map((schema) => ({
      kind: Kind.DOCUMENT,
      definitions: getDocumentNodeFromSchema(schema).definitions.filter(
        (node) =>
          node.kind !== Kind.SCHEMA_DEFINITION &&
          !(node.kind === Kind.OBJECT_TYPE_DEFINITION && node.fields?.length === 0),
      ),
    })),
    resolvers: [
      Object.fromEntries(Object.entries(own).filter(([name]) => name.startsWith('PerformingArts'))),
      getResolversFromSchema(core.schema),
      { Activity: { performingArts: resolve } },
    ] as never,
    assumeValid: true,
    assumeValidSDL: true,
  });
}

async function builtWith(
  more: readonly PluginDefinition[],
): Promise<{ ms: number; schema: GraphQLSchema }> {
  const begun = performance.now();
  const plugins = [performingArts, ...more];
  const { schema } = await buildGraph({ domains: coreDomains, plugins, compose: true });
  return { ms: performance.now() - begun, schema };
}

/** The graph is built a few times: the first ones compile the code that builds it. */
async function buildMs(more: () => readonly PluginDefinition[]): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < 5; i++) taken.push((await builtWith(more())).ms);
  return median(taken);
}

/** Twenty plugins with a type and a query each, whose names are their own. */
const twentyPlugins = (): PluginDefinition[] =>
  Array.from({ length: 20 }, (_, i) => aPlugin(String.fromCharCode(97 + i)));

function aPlugin(letter: string): PluginDefinition {
  const prefix = `Bench${letter}`;
  class Thing {}
  ObjectType(`${prefix}Thing`, { description: 'A thing.', simpleResolvers: true })(Thing);
  Field(() => String, { description: 'What it is called.' })(Thing.prototype, 'name');
  class Things {
    thing(): Thing {
      return Object.assign(new Thing(), { name: letter });
    }
  }
  const about = { nullable: true, description: 'A thing.', name: `bench${letter}Thing` };
  Requires('activity.read')(Things.prototype, 'thing', {} as never);
  Query(() => Thing, about)(Things.prototype, 'thing', {} as never);
  Resolver()(Things);
  const title = { nl: letter, fr: letter, en: letter, de: letter };
  return definePlugin({
    ...{ name: `bench${letter}`, version: '0.1.0', platform: '^0.1.0', kind: 'service' },
    ...{ prefix, title, description: 'For measuring.', resolvers: [Things] },
    migrations: new URL('./none/', import.meta.url),
  });
}

/** One activity is described, so that the plugin has something to answer. */
async function describe(on: TestPlatform): Promise<void> {
  const activityId = `Activity:${on.activityIds['member-stage']}`;
  const mutation = `mutation ($activityId: ID!) { performingArtsDescribeActivity(
    input: { activityId: $activityId, companyName: "Zoutmeer", discipline: "theatre" }
  ) { violations { message } } }`;
  const { errors } = await on.graphql(mutation, { activityId }, { as: 'member-stage' });
  if (errors !== undefined) throw errors[0];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
