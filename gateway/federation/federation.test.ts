import { readFile } from 'node:fs/promises';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, execute, parse, print, validate } from 'graphql';
import { auditServer } from 'graphql-http';
import { coreDomains } from '../../core/domains.js';
import { newId } from '../../core/platform/ids.js';
import { compose } from '../../core/platform/schema/compose.js';
import { sortedSdl } from '../../core/platform/schema/sorted-sdl.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { comparable } from '../../core/sdk/testing/comparable.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { buildGraph, type Graph } from '../graph/build-graph.js';
import { type Served, served } from './testing/served.js';

let here: TestPlatform;
let api: Served;
let federated: Graph;
let activityId: string;
let foreignId: string;

beforeAll(async () => {
  here = await testPlatform({ plugins: [samplePlugin] });
  api = await served(here);
  federated = await buildGraph({
    ...{ domains: coreDomains, plugins: [samplePlugin], compose: true, topology: 'federated' },
  });
  activityId = `Activity:${here.activityIds['member-stage']}`;
  foreignId = `Activity:${here.other.activityIds['member-stage']}`;
  const written = await here.graphql(write, { activityId }, { as: 'member-stage' });
  expect(written.errors).toBeUndefined();
});
afterAll(async () => {
  await api.close();
  await here.close();
});

const write = `mutation ($activityId: ID!) {
  samplePluginWriteNote(input: { activityId: $activityId, text: "Ring the bell" }) {
    note { text activity { id name samplePlugin { text } } }
    violations { code }
  }
}`;

const through = async (query: string, variables: object = {}, as = 'member-stage' as const) => {
  const document = parse(query);
  const errors = validate(federated.schema, document);
  if (errors.length > 0) return { errors };
  return execute({
    ...{ schema: federated.schema, document, variableValues: { ...variables } },
    contextValue: here.ctx(as),
  }) as Promise<ExecutionResult>;
};

describe('federated in process', () => {
  test('the API is the merged one, to the letter', () => {
    expect(sortedSdl(federated.schema)).toBe(sortedSdl(here.schema));
    expect(federated.topology).toBe('federated');
  });

  test.each([
    ['a core thing', 'query ($activityId: ID!) { activity(id: $activityId) { id name } }'],
    [
      'an entry, and what it refers back to',
      `query ($activityId: ID!) { activity(id: $activityId) {
        name samplePlugin { text activity { name status samplePlugin { text } } } } }`,
    ],
    ['a node', 'query ($activityId: ID!) { node(id: $activityId) { __typename id } }'],
    [
      'an entry on a node',
      `query ($activityId: ID!) { node(id: $activityId) {
        ... on Activity { samplePlugin { text } } } }`,
    ],
    [
      'a list with an entry, and an alias',
      '{ activities(first: 5) { totalCount nodes { note: samplePlugin { said: text } } } }',
    ],
    ['what is not there', 'query ($foreignId: ID!) { activity(id: $foreignId) { name } }'],
    ['a malformed id', '{ activity(id: "x") { name } member(id: "y") { displayName } }'],
    ['a mutation', write],
    [
      'a mutation that is refused',
      `mutation ($foreignId: ID!) {
        samplePluginWriteNote(input: { activityId: $foreignId, text: "no" }) { note { text } } }`,
    ],
    [
      'a transition that answers violations',
      `mutation { openActivity(input: { name: "" }) {
        activity { id } violations { code path message } } }`,
    ],
    ['what nobody needs a token for', '{ platform { version plugins { name health breaker } } }'],
  ])('%s answers the same as merged', async (_what, query) => {
    const variables = used(query, { activityId, foreignId });
    const merged = await here.graphql(query, variables, { as: 'member-stage' });
    expect(told(await through(query, variables))).toEqual(told(merged));
  });

  test('takes as many statements as merged, however many rows there are', async () => {
    const query = '{ activities { nodes { name samplePlugin { text activity { name } } } } }';
    const merged = await here.statements(() => here.graphql(query, {}, { as: 'adviser' }));
    const fetched = await here.statements(() => through(query, {}, 'adviser' as never));
    expect(fetched).toHaveLength(merged.length);
  });

  test('a plugin that is off answers the same', async () => {
    await decide('DISABLED');
    const query =
      'query ($activityId: ID!) { activity(id: $activityId) { samplePlugin { text } } }';
    const merged = await here.graphql(query, { activityId }, { as: 'member-stage' });
    expect(merged.errors?.[0]?.extensions.code).toBe('PLUGIN_NOT_ENABLED');
    expect(told(await through(query, { activityId }))).toEqual(told(merged));
    // In a list each item has its error, where the item is.
    const list = '{ activities { nodes { note: samplePlugin { text } } } }';
    const listed = await here.graphql(list, {}, { as: 'adviser' });
    expect(listed.errors?.[1]?.path).toEqual(['activities', 'nodes', 1, 'note']);
    expect(told(await through(list, {}, 'adviser' as never))).toEqual(told(listed));
    await decide('ENABLED');
  });
});

describe('a subgraph, as a router sees it', () => {
  const entities = `query ($r: [_Any!]!) { _entities(representations: $r) {
    __typename ... on Activity { id samplePlugin { text } } } }`;
  const note = '/subgraphs/sample-plugin';
  const of = (id: string) => ({ __typename: 'Activity', id });

  test('tells its SDL, which composes', async () => {
    const { body } = await api.post(note, { query: '{ _service { sdl } }' });
    expect(body.data._service.sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2');
    expect(body.data._service.sdl).toContain('type Activity @key(fields: "id")');
    expect(body.data._service.sdl).toContain('type Violation @shareable');
    const core = await api.post('/subgraphs/core', { query: '{ _service { sdl } }' });
    const composed = compose([
      { name: 'core', sdl: core.body.data._service.sdl },
      { name: 'sample-plugin', sdl: body.data._service.sdl },
    ]);
    expect(composed.apiSdl).toBe(federated.composition?.apiSdl);
  });

  test('answers entities in their order, null for what is not there', async () => {
    const absent = `Activity:${here.cooperativeId}`;
    const variables = { r: [of(absent), of(activityId), of(foreignId), of(activityId)] };
    const { body } = await api.post(note, { query: entities, variables }, 'member-stage');
    const found = {
      ...{ __typename: 'Activity', id: activityId, samplePlugin: { text: 'Ring the bell' } },
    };
    expect(body).toEqual({ data: { _entities: [null, found, null, found] } });
  });

  test('reveals nothing to a stranger, and nothing without a token', async () => {
    const variables = { r: [of(activityId)] };
    const stranger = await api.post(note, { query: entities, variables }, 'member-film');
    expect(stranger.body).toEqual({ data: { _entities: [null] } });
    const nobody = await api.post(note, { query: entities, variables });
    expect(nobody.body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const core = await api.post(
      ...(['/subgraphs/core', { query: coreEntities, variables }, 'member-film'] as const),
    );
    expect(core.body).toEqual({ data: { _entities: [null] } });
  });

  const coreEntities = `query ($r: [_Any!]!) {
    _entities(representations: $r) { ... on Activity { name } } }`;

  test('refuses what is no representation of its own', async () => {
    const bad = [{ __typename: 'Nothing', id: 'x' }, of('nonsense')];
    for (const one of bad) {
      const answer = await api.post(note, { query: entities, variables: { r: [one] } }, 'admin');
      expect(answer.body.errors).toHaveLength(1);
      expect(JSON.stringify(answer.body)).not.toContain('Ring the bell');
    }
  });

  test('a rule of a root field holds there too', async () => {
    const query = '{ members { nodes { email } } }';
    const { body } = await api.post('/subgraphs/core', { query });
    expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('a router that knows nothing of us serves the supergraph over HTTP', async () => {
    const url = await api.listen();
    const token = await api.token('member-stage');
    const composed = federated.composition?.supergraphSdl ?? '';
    const schema = getStitchedSchemaFromSupergraphSdl({
      supergraphSdl: composed.replaceAll('http://127.0.0.1:4000', url),
      batch: true,
      httpExecutorOpts: { headers: { authorization: `Bearer ${token}` } },
    });
    const query = `{ activities { nodes { name samplePlugin { text activity { status } } } } }`;
    const answer = await execute({ schema, document: parse(query), contextValue: {} });
    const merged = await here.graphql(query, {}, { as: 'member-stage' });
    expect(comparable(answer)).toEqual(comparable(merged));
  });

  test('the committed supergraph names where this server serves each subgraph', async () => {
    const text = await readFile('schema/supergraph.graphql', 'utf8');
    expect(text).toContain('url: "http://127.0.0.1:4000/subgraphs/core"');
    expect(print(parse(text))).toContain('join__Graph');
  });
});

describe('GraphQL over HTTP', () => {
  test.each(['/graphql', '/subgraphs/sample-plugin'])(
    '%s passes every audit of what it must and should do',
    async (path) => {
      const url = await listening();
      const results = await auditServer({ url: `${url}${path}`, fetchFn: fetch });
      const others = results.filter(({ status }) => status !== 'ok');
      // By GET, which a server may take, only what no form of another site can send is taken.
      expect(others.map(({ name }) => name)).toEqual(
        others.map(() => expect.stringMatching(/^MAY .*(GET requests|in GETs)/)),
      );
      expect(results).toHaveLength(61);
    },
  );
});

let address: Promise<string> | undefined;
function listening(): Promise<string> {
  address ??= served(here).then((another) => {
    closing.push(() => another.close());
    return another.listen();
  });
  return address;
}
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** Data and what clients are told of errors. */
function told({ data, errors }: ExecutionResult): unknown {
  const shown = errors?.map(({ message, path, extensions }) => ({ message, path, extensions }));
  return comparable({ data, errors: shown });
}

function used(query: string, all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => query.includes(`$${name}`)));
}

async function decide(state: string): Promise<void> {
  await here.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, 'sample-plugin', $3, 'test')`,
    [here.cooperativeId, newId(), state],
  );
  here.platform.host.forget(here.cooperativeId);
}
