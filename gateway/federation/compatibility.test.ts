import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { newId } from '../../core/platform/ids.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { type Composition, compose } from '../../core/platform/schema/compose.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { Directive, Query, Requires, Resolver } from '../../core/sdk/decorators.js';
import { definePlugin } from '../../core/sdk/define-plugin.js';
import { buildGraph } from '../graph/build-graph.js';
import { tinyDomain } from '../graph/testing/tiny-core.js';
import { localExecutor } from './federate.js';
import { pluginSubgraphSchema } from './subgraph-schema.js';
import { catalogue, lookups, takeover } from './testing/catalogue.js';
import { type Served, served } from './testing/served.js';
import { type Stranger, stranger } from './testing/stranger.js';

/**
 * Feature by feature what the public suite for subgraphs asks of one, for a subgraph that is written
 * with the SDK: its SDL, its entities, and its place beside subgraphs that are not ours.
 */
let here: TestPlatform;
let api: Served;
let url: string;
let sdl: string;

beforeAll(async () => {
  here = await testPlatform({ plugins: [catalogue] });
  api = await served(here);
  url = await api.listen();
  sdl = (await ask('{ _service { sdl } }')).data._service.sdl;
});
afterAll(async () => {
  await api.close();
  await here.close();
});

const ask = async (query: string, variables: object = {}, as: 'admin' | 'member-stage' = 'admin') =>
  (await api.post('/subgraphs/catalogue', { query, variables }, as)).body;

describe('the SDL of a subgraph of the SDK', () => {
  test.each([
    [
      '@link',
      /extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.7", import/,
    ],
    ['@key, one field', /type CatalogueProduct @catalogueCustom @key\(fields: "id"\)/],
    ['@key, several', /@key\(fields: "sku package"\) @key\(fields: "sku variation \{ id \}"\)/],
    ['@key, nested', /type CatalogueResearch @key\(fields: "study \{ caseNumber \}"\)/],
    ['@key, only to point at', /type Activity @key\(fields: "id", resolvable: false\)/],
    ['@shareable', /type CatalogueDimension @shareable/],
    ['@inaccessible', /unit: String @inaccessible/],
    ['@tag', /notes: String @tag\(name: "internal"\)/],
    ['@provides', /createdBy: ShopPerson @provides\(fields: "totalProductsCreated"\)/],
    ['@extends', /type ShopPerson @extends @key\(fields: "email"\)/],
    ['@external', /yearsOfEmployment: Int! @external/],
    ['@requires', /@requires\(fields: "totalProductsCreated yearsOfEmployment"\)/],
    ['@interfaceObject', /type ShopInventory @interfaceObject @key\(fields: "id"\)/],
    [
      '@link to a specification of its own',
      /@link\(url: "https:\/\/specs\.example\.org\/catalogue\/v1\.0", import: \["@catalogueCustom", "@catalogueSensitivity"\]\)/,
    ],
    ['@composeDirective', /@composeDirective\(name: "@catalogueCustom"\)/],
    ['a directive of its own', /directive @catalogueCustom on OBJECT/],
    ['what it puts it on', /type CatalogueProduct @catalogueCustom/],
    ['@deprecated', /@deprecated\(reason: "Use catalogueProduct instead"\)/],
  ])('has %s', (_what, pattern) => {
    expect(sdl).toMatch(pattern);
  });

  test('has @override, for whoever replaces a subgraph of their own', () => {
    expect(buildPluginSchema(takeover).sdl).toContain('name: String @override(from: "people")');
  });

  test('imports from federation what it uses and no more', () => {
    const own = buildPluginSchema(catalogue).sdl;
    const other = ['@link', '@deprecated', '@catalogueCustom', '@catalogueSensitivity'];
    const [imported] = /import: \[([^\]]*)\]/.exec(own) ?? [];
    for (const used of own.matchAll(/ (@[a-zA-Z]+)\(?/g)) {
      if (!other.includes(used[1] ?? '')) expect(imported).toContain(used[1]);
    }
    expect(imported).not.toContain('@override');
  });

  test('shows the machinery of federation to introspection', async () => {
    const { data } = await ask(`{
      service: __type(name: "_Service") { kind fields { name type { kind ofType { name } } } }
      entity: __type(name: "_Entity") { kind possibleTypes { name } }
      any: __type(name: "_Any") { kind }
    }`);
    expect(data.service).toEqual({
      kind: 'OBJECT',
      fields: [{ name: 'sdl', type: { kind: 'NON_NULL', ofType: { name: 'String' } } }],
    });
    expect(data.any).toEqual({ kind: 'SCALAR' });
    const names = (data.entity.possibleTypes as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['CatalogueProduct', 'CatalogueDeprecatedProduct', 'CatalogueResearch'],
        ...['ShopPerson', 'ShopInventory'],
      ]),
    );
  });
});

describe('its entities', () => {
  const entities = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on CatalogueProduct { id sku }
    ... on CatalogueDeprecatedProduct { reason }
    ... on CatalogueResearch { study { description } } } }`;
  const product = (key: object) => ({ __typename: 'CatalogueProduct', ...key });
  const federation = { id: 'apollo-federation', sku: 'federation' };

  test.each<[string, object, object | null]>([
    ['one field', product({ id: 'apollo-federation' }), federation],
    ['two fields', product({ sku: 'federation', package: '@apollo/federation' }), federation],
    ['a nested field', product({ sku: 'federation', variation: { id: 'OSS' } }), federation],
    ['a key that nothing has', product({ sku: 'federation', package: 'x' }), null],
    [
      'fields that only together are a key',
      {
        ...{ __typename: 'CatalogueDeprecatedProduct', sku: 'apollo-federation-v1' },
        package: '@apollo/federation-v1',
      },
      { reason: 'Migrate' },
    ],
    [
      'an object',
      { __typename: 'CatalogueResearch', study: { caseNumber: '1234' } },
      { study: { description: 'Federation Study' } },
    ],
  ])('are found by %s', async (_what, representation, found) => {
    expect(await ask(entities, { of: [representation] })).toEqual({ data: { _entities: [found] } });
  });

  test('of others are told with what is provided of them, and no more is needed', async () => {
    const query = `{ catalogueProduct(id: "apollo-federation") {
      createdBy { email totalProductsCreated } } }`;
    const createdBy = { email: 'maker@example.org', totalProductsCreated: 1_337 };
    expect(await ask(query)).toEqual({ data: { catalogueProduct: { createdBy } } });
  });

  test('are answered in their order, and looked for once a type however many', async () => {
    lookups.length = 0;
    const one = product({ id: 'apollo-federation' });
    const of = [product({ id: 'none' }), one, product({ id: 'apollo-studio' }), one];
    const { data } = await ask(entities, { of });
    const studio = { id: 'apollo-studio', sku: 'studio' };
    expect(data._entities).toEqual([null, federation, studio, federation]);
    expect(lookups).toEqual([{ type: 'product', count: 3 }]);
  });

  test('are for callers with a token, the permission, and where the plugin is on', async () => {
    const variables = { of: [product({ id: 'apollo-federation' })] };
    const codes = async (as?: 'adviser' | 'admin') => {
      const { body } = await api.post('/subgraphs/catalogue', { query: entities, variables }, as);
      return [body.data?._entities?.[0] ?? null, body.errors?.[0]?.extensions.code ?? null];
    };
    expect(await codes()).toEqual([null, 'UNAUTHENTICATED']);
    expect(await codes('adviser')).toEqual([null, 'FORBIDDEN']);
    expect(await codes('admin')).toEqual([federation, null]);
    await decide('DISABLED');
    expect(await codes('admin')).toEqual([null, 'PLUGIN_NOT_ENABLED']);
    await decide('ENABLED');
  });

  test('of a `find` that answers too few make the plugin unavailable, not the graph', async () => {
    const short = buildPluginSchema(catalogue);
    const [reference] = short.references.values();
    const references = new Map([
      ['CatalogueProduct', { ...reference, find: async () => [] } as never],
    ]);
    const schema = pluginSubgraphSchema({ ...short, references });
    const answer = await execute({
      ...{ schema, document: parse(entities), contextValue: here.ctx('admin') },
      variableValues: { of: [product({ id: 'x' })] },
    });
    expect(answer.data).toEqual({ _entities: [null] });
    expect(answer.errors?.[0]?.message).toContain('catalogue');
  });
});

describe('beside subgraphs that are not ours, through a router that is not', () => {
  let people: Stranger;
  let inventory: Stranger;
  let composition: Composition;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    people = await stranger('people', peopleSdl, {
      ShopPerson: {
        __resolveReference: ({ email }: { email: string }) => person(email),
      },
      Query: { person: (_: unknown, { email }: { email: string }) => person(email) },
    });
    inventory = await stranger('inventory', inventorySdl, {
      ShopInventory: { __resolveType: () => 'ShopWarehouse' },
      ShopWarehouse: { __resolveReference: ({ id }: { id: string }) => ({ id, city: 'Gent' }) },
      Query: { inventory: () => ({ __typename: 'ShopWarehouse', id: '7', city: 'Gent' }) },
    });
    const takes = buildPluginSchema(takeover);
    composition = compose([
      { name: 'catalogue', sdl, url: `${url}/subgraphs/catalogue` },
      ...[takes, people, inventory].map(({ name, sdl }) => ({ name, sdl })),
    ]);
    // The plugin "takeover" is on this host as the one that is there: only its name is another.
    const asHere = { ...takes, definition: { ...takes.definition, name: 'catalogue' } };
    const executors = { PEOPLE: people.execute, INVENTORY: inventory.execute };
    schema = getStitchedSchemaFromSupergraphSdl({
      supergraphSdl: composition.supergraphSdl,
      httpExecutorOpts: { headers: { authorization: `Bearer ${await api.token('admin')}` } },
      onSubschemaConfig: (config) => {
        const name = config.name.toUpperCase();
        if (name === 'TAKEOVER') config.executor = localExecutor(pluginSubgraphSchema(asHere));
        else if (name in executors) config.executor = executors[name as keyof typeof executors];
      },
    });
  });

  afterAll(() => {
    people?.close();
    inventory?.close();
  });

  const routed = async (query: string) => {
    const contextValue = here.ctx('admin');
    return execute({ schema, document: parse(query), contextValue });
  };

  test('what is required is brought along', async () => {
    const query = '{ person(email: "p@example.org") { catalogueProductsPerYear } }';
    expect(await routed(query)).toEqual({ data: { person: { catalogueProductsPerYear: 8 } } });
  });

  test('what is overridden is answered by who took it', async () => {
    expect(await routed('{ person(email: "p@example.org") { name } }')).toEqual({
      data: { person: { name: 'Renamed p@example.org' } },
    });
  });

  test('a field on every implementation of an interface is there through its object', async () => {
    const query = `{ inventory { id ... on ShopWarehouse { city }
      catalogueDeprecatedProducts { sku } } }`;
    expect(await routed(query)).toEqual({
      data: {
        inventory: {
          ...{ id: '7', city: 'Gent' },
          catalogueDeprecatedProducts: [{ sku: 'apollo-federation-v1' }],
        },
      },
    });
  });

  test('what is inaccessible is not in the API, and tags reach the router', () => {
    expect(composition.apiSdl).toContain('type CatalogueDimension');
    expect(composition.apiSdl).not.toContain('unit: String');
    expect(composition.supergraphSdl).toContain('unit: String @inaccessible');
    expect(composition.supergraphSdl).toContain('@tag(name: "internal")');
  });

  test('directives of a plugin’s own reach the router with their specification, and no client', () => {
    const { supergraphSdl, apiSdl } = composition;
    expect(supergraphSdl).toMatch(
      /@link\(\s*url: "https:\/\/specs\.example\.org\/catalogue\/v1\.0"\s+import: \["@catalogueCustom", "@catalogueSensitivity"\]/,
    );
    expect(supergraphSdl).toContain(
      'directive @catalogueSensitivity(level: Int!) on OBJECT | FIELD_DEFINITION',
    );
    expect(supergraphSdl).toMatch(/type CatalogueProduct @catalogueCustom/);
    expect(supergraphSdl).toMatch(/notes: String @catalogueSensitivity\(level: 2\)/);
    expect(apiSdl).not.toMatch(/catalogueCustom|catalogueSensitivity|composeDirective/);
  });

  test('a directive that is not as composition keeps it is named before anything is composed', () => {
    const spec = 'https://specs.example.org/catalogue/v1.0';
    const withOne =
      (definition: string, at = spec) =>
      () =>
        definePlugin({ ...catalogue, directives: [{ definition, spec: at }] });
    expect(withOne('type Odd { id: ID }')).toThrow(/PLG-002 directive "type Odd/);
    expect(withOne('directive @catalogueX on')).toThrow(/PLG-002 directive/);
    expect(withOne('"""X.""" directive @x on OBJECT')).toThrow(/PLG-021 directive "@x"/);
    expect(withOne('directive @catalogueX on OBJECT')).toThrow(/PLG-022 directive "@catalogueX"/);
    expect(withOne('"""X.""" directive @catalogueX on QUERY')).toThrow(/PLG-028 .*QUERY/);
    expect(withOne('"""X.""" directive @catalogueX(a: [Date!]) on OBJECT')).toThrow(
      /PLG-028 .*type of "a"/,
    );
    for (const at of ['http://x.org/a/v1.0', 'nowhere', 'https://specs.apollo.dev/tag/v0.3']) {
      expect(withOne('"""X.""" directive @catalogueX on OBJECT', at)).toThrow(/PLG-002 .*"spec"/);
    }
    const undeclared = definePlugin({ ...takeover, references: [], resolvers: [OddResolver] });
    expect(() => buildPluginSchema(undeclared)).toThrow(/PLG-028 directive "@takeoverOdd"/);
  });

  test('behind this gateway they are one graph, with what plugins of this process add', async () => {
    const graph = await buildGraph({
      ...{ domains: [tinyDomain], plugins: [catalogue], compose: true },
      remotes: [people, inventory],
    });
    expect(graph.topology).toBe('mixed');
    const query = `{ person(email: "p@example.org") { name catalogueProductsPerYear }
      inventory { catalogueDeprecatedProducts { reason } } }`;
    const contextValue = here.ctx('admin');
    expect(await execute({ schema: graph.schema, document: parse(query), contextValue })).toEqual({
      data: {
        person: { name: 'Person p@example.org', catalogueProductsPerYear: 8 },
        inventory: { catalogueDeprecatedProducts: [{ reason: 'Migrate' }] },
      },
    });
  });

  test('what a plugin of this process keeps from clients a subgraph elsewhere may require', async () => {
    const shelves = await stranger(
      'shelves',
      `type CatalogueProduct @key(fields: "id") {
        id: ID! shelf: String @external way: String @requires(fields: "shelf") }`,
      { CatalogueProduct: { way: ({ shelf }: { shelf: string }) => `to ${shelf}` } },
    );
    const graph = await buildGraph({
      ...{ domains: [tinyDomain], plugins: [catalogue], compose: true },
      remotes: [people, inventory, shelves],
    });
    const run = async (query: string) => {
      const document = parse(query);
      const errors = validate(graph.schema, document);
      if (errors.length > 0) return { errors };
      return execute({ schema: graph.schema, document, contextValue: here.ctx('admin') });
    };
    expect(await run('{ catalogueProduct(id: "apollo-studio") { sku way } }')).toEqual({
      data: { catalogueProduct: { sku: 'studio', way: 'to A7' } },
    });
    expect(await run('{ catalogueProduct(id: "apollo-studio") { shelf } }')).toMatchObject({
      errors: [{ message: 'Cannot query field "shelf" on type "CatalogueProduct".' }],
    });
    shelves.close();
  });

  test('in this platform’s own graph nobody takes a field, wherever it runs', async () => {
    const domains = [tinyDomain];
    const local = () =>
      buildGraph({ domains, plugins: [takeover], compose: true, remotes: [people] });
    await expect(local()).rejects.toThrow(/PLG-051 .*"takeover" takes "name"/);
    const greedy = await stranger(
      'greedy',
      'type Activity @key(fields: "id") { id: ID! name: String @override(from: "core") }',
    );
    greedy.close();
    const remote = () => buildGraph({ domains, plugins: [], compose: true, remotes: [greedy] });
    await expect(remote()).rejects.toThrow(/PLG-051 .*"greedy" takes "name"/);
  });
});

@Resolver()
class OddResolver {
  @Requires('member.read')
  @Directive('@takeoverOdd')
  @Query(() => String, { nullable: true, description: 'Odd.' })
  takeoverOdd(): string {
    return 'odd';
  }
}

const person = (email: string) => ({
  ...{ email, name: `Person ${email}`, totalProductsCreated: 42, yearsOfEmployment: 5 },
});

const peopleSdl = `
  type ShopPerson @key(fields: "email") {
    email: ID!
    name: String
    totalProductsCreated: Int @shareable
    yearsOfEmployment: Int!
  }
  type Query { person(email: ID!): ShopPerson }`;

const inventorySdl = `
  interface ShopInventory @key(fields: "id") { id: ID! }
  type ShopWarehouse implements ShopInventory @key(fields: "id") { id: ID! city: String }
  type Query { inventory: ShopInventory }`;

async function decide(state: string): Promise<void> {
  await here.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, 'catalogue', $3, 'test')`,
    [here.cooperativeId, newId(), state],
  );
  here.platform.host.forget(here.cooperativeId);
}
