import { readFile } from 'node:fs/promises';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  type DirectiveNode,
  execute,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validateSchema,
} from 'graphql';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { newId } from '../../core/platform/ids.js';
import { sortedSdl } from '../../core/platform/schema/sorted-sdl.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { comparable } from '../../core/sdk/testing/comparable.js';
import { testWith } from '../testing/with-plugins.js';
import { type Served, served } from './testing/served.js';

/** The committed supergraph, read from the file by who knows nothing of this gateway. */
const text = await readFile('schema/supergraph.graphql', 'utf8');

describe('schema/supergraph.graphql, as the specification of "join" has it', () => {
  const schema = buildSchema(text);
  const graphs = schema.getType('join__Graph');
  const known = new Set(isEnumType(graphs) ? graphs.getValues().map(({ name }) => name) : []);

  test('is a valid schema, of features that a router knows', () => {
    expect(validateSchema(schema)).toEqual([]);
    const features = [...text.matchAll(/@link\(url: "https:\/\/specs\.apollo\.dev\/([^"]+)"/g)];
    expect(features.map(([, feature]) => feature)).toEqual([
      ...['link/v1.0', 'join/v0.4', 'inaccessible/v0.2'],
    ]);
  });

  test('names and locates every subgraph', async () => {
    const values = isEnumType(graphs) ? graphs.getValues() : [];
    const all = await loadPlugins('auto');
    const there = new Set(all.map((plugin) => plugin.name));
    // A bridge has a part in the graph where both its sides are.
    const whole = all.filter(({ bridges = [] }) => bridges.every((side) => there.has(side)));
    expect(values).toHaveLength(whole.length + 1);
    for (const { name, astNode } of values) {
      const { name: its, url } = argumentsOf(named(astNode?.directives, 'join__graph')[0]);
      expect({ name, its, url }).toEqual({
        ...{ name, its: name.toLowerCase().replaceAll('_', '-') },
        url: `http://127.0.0.1:4000/subgraphs/${its}`,
      });
    }
  });

  test('says of each type and field which subgraphs have it, and by which keys', () => {
    const wrong: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (/^(join__|link__|__)/.test(type.name) || type.astNode === undefined) continue;
      const joined = named(type.astNode?.directives, 'join__type').map(argumentsOf);
      const builtIn = type.astNode?.kind === Kind.SCALAR_TYPE_DEFINITION && joined.length === 0;
      if (joined.length === 0 && !builtIn) wrong.push(`${type.name} is of no subgraph`);
      for (const { graph } of joined) if (!known.has(String(graph))) wrong.push(type.name);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      const fields = type.getFields();
      for (const key of joined.flatMap((one) => one.key ?? [])) {
        const missing = outer(String(key)).filter((name) => fields[name] === undefined);
        wrong.push(...missing.map((name) => `${type.name}: no "${name}" of key "${key}"`));
      }
      const owners = new Set(joined.map(({ graph }) => graph));
      for (const field of Object.values(fields)) {
        for (const { graph } of named(field.astNode?.directives, 'join__field').map(argumentsOf)) {
          if (graph === undefined || owners.has(graph)) continue;
          wrong.push(`${type.name}.${field.name} is of ${graph}, which has no ${type.name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a router that is not ours, given the file alone', () => {
  let here: TestPlatform;
  let api: Served;
  let router: GraphQLSchema;

  beforeAll(async () => {
    here = await testPlatform({ plugins: await loadPlugins('auto') });
    api = await served(here);
    const url = await api.listen();
    router = getStitchedSchemaFromSupergraphSdl({
      supergraphSdl: text.replaceAll('http://127.0.0.1:4000', url),
      httpExecutorOpts: { headers: { authorization: `Bearer ${await api.token('adviser')}` } },
    });
  });
  afterAll(async () => {
    await api.close();
    await here.close();
  });

  const routed = async (query: string, variableValues: Record<string, string> = {}) => {
    const document = parse(query);
    const { data, errors } = await execute({
      ...{ schema: router, document, variableValues, contextValue: {} },
    });
    const told = errors?.map(({ message }) => message);
    return comparable({ data, errors: told });
  };
  const merged = async (query: string, variables: Record<string, string> = {}) => {
    const { data, errors } = await here.graphql(query, variables, { as: 'adviser' });
    return comparable({ data, errors: errors?.map(({ message }) => message) });
  };

  test('has the committed API, to the letter', async () => {
    const committed = buildSchema(await readFile('schema/api.graphql', 'utf8'));
    expect(sortedSdl(router)).toBe(sortedSdl(committed));
  });

  test('plans over all of them at once: every entry of every plugin, in one list', async () => {
    const entries = here.platform.host.plugins
      .flatMap(({ definition }) => definition.fields)
      .filter(({ on }) => on.token === 'Activity')
      .map(({ name }) => `${name} { __typename }`);
    const query = `{ activities(first: 3) { totalCount
      nodes { id name member { id displayName } ${entries.join(' ')} } } }`;
    expect(await routed(query)).toEqual(await merged(query));
  });

  testWith(['performing-arts'], 'writes by two of them in one operation', async () => {
    const activityId = `Activity:${here.activityIds['member-stage']}`;
    const rename = `mutation ($id: ID!, $key: String!) {
      performingArtsDescribeActivity(
        input: { activityId: $id, companyName: "De Brug", discipline: "theatre" }) {
        activity { companyName } violations { code } }
      openActivity(input: { name: "", sector: "x", idempotencyKey: $key }) {
        activity { id } violations { code message } } }`;
    const variables = { id: activityId, key: newId() };
    expect(await routed(rename, variables)).toEqual(await merged(rename, { ...variables }));
  });

  test('refers back, and is refused as at the API', async () => {
    const open = `mutation ($key: String!) {
      openActivity(input: { name: "", sector: "x", idempotencyKey: $key }) {
        activity { id } violations { code message } } }`;
    const once = { key: newId() };
    expect(await routed(open, once)).toEqual(await merged(open, once));
    const absent = { id: `Activity:${newId()}` };
    const read = 'query ($id: ID!) { activity(id: $id) { name } node(id: $id) { id } }';
    expect(await routed(read, absent)).toEqual({ data: { activity: null, node: null } });
  });
});

const named = (directives: readonly DirectiveNode[] | undefined, name: string) =>
  (directives ?? []).filter((one) => one.name.value === name);

function argumentsOf(directive: DirectiveNode | undefined): Record<string, unknown> {
  const given = directive?.arguments ?? [];
  return Object.fromEntries(
    given.map(({ name, value }) => [name.value, 'value' in value ? value.value : null]),
  );
}

/** The outermost fields of a field set, which must itself be one. */
function outer(fieldSet: string): string[] {
  const document = parse(`{ ${fieldSet} }`, { noLocation: true });
  const [operation] = document.definitions as unknown as { selectionSet: SelectionSetNode }[];
  return (operation?.selectionSet.selections ?? []).map((one) =>
    one.kind === Kind.FIELD ? one.name.value : '',
  );
}
