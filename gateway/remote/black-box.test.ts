import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { checkUrl } from '../commands/plugin-check-url.js';
import { type TwoServers, testSecret, twoServers } from '../federation/testing/two-servers.js';
import { outsidePromises } from './black-box.js';
import { type SignedMessage, signed } from './signature.js';

/** Of the package that the server itself writes traces with. */
const { Trace } = createRequire(createRequire(import.meta.url).resolve('@apollo/server'))(
  '@apollo/usage-reporting-protobuf',
);

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: { readonly ftv1?: string };
}

/** A subgraph that breaks one promise at a time is found out by the test of that promise. */
const servers: Server[] = [];
afterAll(() => {
  for (const one of servers) one.close();
});

const sdl = `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@override"])
  "A choir."
  type ChoirNote { "What it says." text: String }
  type Activity @key(fields: "id") { id: ID! "The note." choirNote: ChoirNote }
  type Query { "Notes." choirNotes: [ChoirNote!] }`;

interface Behaviour {
  readonly sdl?: string;
  readonly entity?: unknown;
  readonly entities?: number;
  readonly nonsense?: number;
  readonly careless?: boolean;
}

async function broken(behaviour: Behaviour, promise: RegExp): Promise<string[]> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const say = (status: number, answer: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    if (!behaviour.careless && request.headers.signature !== body) return say(401, {});
    const asked = queryOf(body);
    if (asked === null) return say(behaviour.nonsense ?? 400, { errors: [{}] });
    if (asked.includes('_service')) {
      return say(200, { data: { _service: { sdl: behaviour.sdl ?? sdl } } });
    }
    if (asked.includes('noSuchField')) return say(400, { errors: [{}] });
    const { representations: of = [] } = {
      representations: JSON.parse(body).variables?.of as unknown[],
    };
    const entity = { __typename: 'Activity', choirNote: behaviour.entity ?? null };
    const entities = of.slice(0, behaviour.entities ?? of.length).map(() => entity);
    return say(200, { data: { __typename: 'Query', _entities: entities } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  const found: string[] = [];
  const outside = {
    ...{ name: 'choir', prefix: 'Choir', url: () => `http://127.0.0.1:${port}/` },
    headers: (body: string) => ({ signature: body }),
  };
  for (const one of outsidePromises(outside).filter(({ name }) => promise.test(name))) {
    if ((await one.broken()).length > 0) found.push(one.name);
  }
  return found;
}

function queryOf(body: string): string | null {
  try {
    const { query } = JSON.parse(body) as { query?: unknown };
    return typeof query === 'string' && query.length > 1 ? query : null;
  } catch {
    return null;
  }
}

test.each<[string, Behaviour, RegExp]>([
  ['keeps them all', {}, /./],
  ['is of another federation', { sdl: sdl.replace('v2.7', 'v1.0') }, /of federation 2/],
  ['does not compose', { sdl: sdl.replace('id: ID!', 'id: Int!') }, /composes with the core/],
  [
    'takes a field of the core',
    { sdl: sdl.replace('id: ID!', 'id: ID! name: String! @override(from: "core")') },
    /composes with the core/,
  ],
  ['names a type as it likes', { sdl: sdl.replaceAll('ChoirNote', 'Note') }, /prefix/],
  ['describes nothing', { sdl: sdl.replace('"A choir."', '') }, /describes everything/],
  ['must not be null', { sdl: sdl.replace('[ChoirNote!]', '[ChoirNote!]!') }, /nullable/],
  ['knows what is not there', { entity: { text: 'x' } }, /answers null for what is not there/],
  ['answers some', { entities: 99 }, /each of a hundred/],
  ['falls over', { nonsense: 500 }, /no request of GraphQL/],
  ['answers everybody', { careless: true }, /nobody without the signature/],
])('a subgraph that %s', async (what, behaviour, promise) => {
  const found = await broken(behaviour, promise);
  expect(found).toHaveLength(what === 'keeps them all' ? 0 : 1);
});

describe('a plugin that is served alone, asked from outside as the command does', () => {
  let two: TwoServers;
  beforeAll(async () => {
    two = await twoServers(samplePlugin);
  });
  afterAll(() => two.close());

  const check = (env: NodeJS.ProcessEnv, prefix?: string) =>
    checkUrl(
      {
        ...{ name: 'sample-plugin', url: `${two.urls.plugin}/graphql`, prefix },
        clock: two.gateway.platform.clock,
      },
      env,
    );
  const secret = { PLUGIN_SECRETS: `sample-plugin=${testSecret}` };

  test('it keeps every promise that can be told from there', async () => {
    expect(await check(secret)).toEqual([]);
  });

  test('where nothing is, one finding says so', async () => {
    const nowhere = { name: 'sample-plugin', url: 'http://127.0.0.1:1/graphql' };
    const found = await checkUrl(nowhere, {});
    const reason = expect.stringMatching(/^Nothing answers there: /);
    expect(found.map((one) => one.reason)).toEqual([reason]);
  });

  test('it passes the audits of GraphQL over HTTP', async () => {
    const { clock } = two.gateway.platform;
    const secrets = [testSecret];
    const fetchFn = (url: string, init: RequestInit = {}) => {
      const { pathname, search } = new URL(url);
      const asked: SignedMessage = {
        ...{ to: 'plugin', plugin: 'sample-plugin', path: `${pathname}${search}` },
        ...{ body: String(init.body ?? ''), authorization: '', cooperative: '', session: '' },
      };
      return fetch(url, {
        ...init,
        headers: { ...(init.headers as object), ...signed(secrets, asked, clock) },
      });
    };
    const results = await auditServer({ url: `${two.urls.plugin}/graphql`, fetchFn });
    const others = results.filter(({ status }) => status !== 'ok');
    // Of a plugin GET is no way in: only what is posted is signed.
    expect(others.map(({ name }) => name)).toEqual(
      others.map(() => expect.stringMatching(/^MAY .*(GET requests|in GETs)/)),
    );
  });

  test('it answers a federated trace to who signs and asks for one, and to nobody else', async () => {
    const header = { 'apollo-federation-include-trace': 'ftv1' };
    const query = `{ samplePluginNote(activityId: "Activity:${two.gateway.activityIds['member-stage']}") {
      text } failing: samplePluginNote(activityId: "Invoice:none") { text } }`;
    const authorization = `Bearer ${await two.api.token('member-stage')}`;
    const asked: SignedMessage = {
      ...{ to: 'plugin', plugin: 'sample-plugin', path: '/graphql' },
      ...{ body: JSON.stringify({ query }), authorization, cooperative: '', session: '' },
    };
    const post = async (url: string, headers: Record<string, string>) => {
      const all = { 'content-type': 'application/json', authorization, ...headers };
      const response = await fetch(url, { method: 'POST', headers: all, body: asked.body });
      return { status: response.status, body: (await response.json()) as Answer };
    };
    const url = `${two.urls.plugin}/graphql`;
    const sign = () => signed([testSecret], asked, two.gateway.platform.clock);
    const plain = await post(url, sign());
    expect(plain.body.extensions).toBeUndefined();
    const { extensions, ...same } = (await post(url, { ...sign(), ...header })).body;
    expect(same).toEqual(plain.body);
    const trace = Trace.toObject(Trace.decode(Buffer.from(extensions?.ftv1 ?? '', 'base64')));
    expect(trace.root).toMatchObject({
      child: [
        { responseName: 'samplePluginNote', parentType: 'Query', type: 'SamplePluginNote' },
        { responseName: 'failing', originalFieldName: 'samplePluginNote' },
      ],
    });
    // What went wrong is told without its words: a trace goes to whoever collects traces.
    expect(JSON.stringify(trace)).toContain('<masked>');
    expect(JSON.stringify(trace)).not.toContain('Invoice');
    expect(await post(url, header)).toMatchObject({ status: 401 });
    // Where anybody may ask, nobody is traced.
    const open = await post(`${two.urls.gateway}/graphql`, header);
    expect(open.body.extensions).toBeUndefined();
  });

  test('it is found out where it does not: by its names, by its silence', async () => {
    const found = await check(secret, 'Choir');
    expect(found.every(({ code }) => code === 'PLG-070')).toBe(true);
    expect(found.map(({ reason }) => reason)).toContain('SamplePluginNote lacks the prefix.');
    const silent = await check({});
    expect(silent.map(({ reason }) => reason)).toEqual([
      'It answers 401: PLUGIN_SECRETS has no secret of it, or not the one that it verifies.',
    ]);
  });
});
