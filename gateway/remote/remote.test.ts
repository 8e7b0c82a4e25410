import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runAssignments } from '../../core/assignment/runner.js';
import { coreDomains } from '../../core/domains.js';
import { clockAt } from '../../core/platform/clock.js';
import type { GezelError } from '../../core/platform/errors.js';
import { newId } from '../../core/platform/ids.js';
import { sortedSdl } from '../../core/platform/schema/sorted-sdl.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { type TwoServers, testSecret, twoServers } from '../federation/testing/two-servers.js';
import { buildGraph } from '../graph/build-graph.js';
import { failuresToOpen } from './link.js';
import { type SignedMessage, signatureHeaders, signed, toleranceSeconds } from './signature.js';

let two: TwoServers;
let activityId: string;

beforeAll(async () => {
  two = await twoServers(samplePlugin);
  activityId = `Activity:${two.gateway.activityIds['member-stage']}`;
});
afterAll(() => two.close());

const write = `mutation ($activityId: ID!) {
  samplePluginWriteNote(input: { activityId: $activityId, text: "From afar" }) {
    note { text activity { id name samplePlugin { text } } }
    violations { code }
  }
}`;
const readNote =
  'query ($activityId: ID!) { activity(id: $activityId) { name samplePlugin { text } } }';

describe('a plugin elsewhere, through the graph', () => {
  test('the API is the one of the merged graph, to the letter', async () => {
    const parts = { domains: coreDomains, plugins: [samplePlugin], compose: false };
    const merged = await buildGraph(parts);
    expect(two.gateway.graph.topology).toBe('mixed');
    expect(sortedSdl(two.gateway.schema)).toBe(sortedSdl(merged.schema));
  });

  test('writes, refers back, and reads through an entry', async () => {
    const written = await two.gateway.graphql(write, { activityId }, { as: 'member-stage' });
    const activity = {
      ...{ id: activityId, name: 'Activity of member-stage' },
      samplePlugin: { text: 'From afar' },
    };
    expect(written).toEqual({
      data: {
        samplePluginWriteNote: { note: { text: 'From afar', activity }, violations: [] },
      },
    });
    const [row] = await two.own.query('select text from sample_plugin.note');
    expect(row).toEqual({ text: 'From afar' });
  });

  test('a stranger gets the answers of one, in their own language', async () => {
    const read = await two.gateway.graphql(readNote, { activityId }, { as: 'member-film' });
    expect(read).toEqual({ data: { activity: null } });
    const asking = { as: 'member-film', locale: 'nl' } as const;
    const { data, errors } = await two.gateway.graphql(write, { activityId }, asking);
    expect(data).toEqual({ samplePluginWriteNote: null });
    expect(errors?.[0]?.path).toEqual(['samplePluginWriteNote']);
    expect(originOf(errors?.[0])).toMatchObject({
      ...{ code: 'NOT_FOUND', values: { thing: 'Activity', id: activityId } },
    });
  });

  test('a list with an entry is one fetch, however long it is', async () => {
    const fetched: string[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (...args) => {
      fetched.push(String(args[0]));
      return real(...args);
    };
    try {
      const query = '{ activities { nodes { name samplePlugin { text } } } }';
      const { data, errors } = await two.gateway.graphql(query, {}, { as: 'adviser' });
      expect(errors).toBeUndefined();
      expect((data as { activities?: { nodes: unknown[] } }).activities?.nodes).toHaveLength(4);
    } finally {
      globalThis.fetch = real;
    }
    expect(fetched.filter((url) => url === `${two.urls.plugin}/graphql`)).toHaveLength(1);
    // The plugin asks once who this is, once whether it is on, once what they see.
    expect(fetched.filter((url) => url.startsWith(two.urls.gateway)).length).toBeLessThan(4);
  });

  test('a tool elsewhere is a step like any other, and its work happens once', async () => {
    await two.own.query('delete from sample_plugin.note');
    const planned = await two.gateway.graphql<Planned>(plan, { activityId }, asMember);
    expect(planned.errors).toBeUndefined();
    expect(planned.data?.planAssignment.violations).toEqual([]);
    const id = planned.data?.planAssignment.assignment.id;
    await two.gateway.graphql(start, { id, key: newId() }, asMember);
    await settled(String(id));
    const notes = await two.own.query('select text from sample_plugin.note');
    expect(notes).toEqual([{ text: 'By a tool' }]);
    const done = await two.own.query(`select key from core.inbox where key like 'step:%:start'`);
    expect(done).toHaveLength(1);
    const told = await two.gateway.admin.query(
      `select subject_id from core.outbox where type = 'sample-plugin.note-written'`,
    );
    expect(told).toEqual([{ subject_id: two.gateway.activityIds['member-stage'] }]);
  });

  test('a step that the gateway has kept is settled, one that it has not is undone', async () => {
    const open = `select key, settled_at is null as open from core.inbox where key like 'step:%:start'`;
    await two.own.query(`update core.inbox set done_at = now() - interval '1 hour'`);
    await two.satellite.settle();
    expect(await two.own.query(open)).toMatchObject([{ open: false }]);
    expect(await two.own.query('select text from sample_plugin.note')).toHaveLength(1);
    // As it is left when the gateway is lost after the plugin has committed.
    await two.own.query(
      `update core.inbox set settled_at = null, key = 'step:' || $1 || ':start',
         work = jsonb_build_object('tool', 'sample-plugin.write-note', 'step', 'start',
           'stepId', $1::text, 'input', jsonb_build_object('activityId', $2::text),
           'assignment', '{}'::jsonb, 'done', '{}'::jsonb)
       where key like 'step:%:start'`,
      [newId(), activityId],
    );
    await two.satellite.settle();
    await two.satellite.settle();
    expect(await two.own.query('select text from sample_plugin.note')).toEqual([]);
    expect(await two.own.query(open)).toMatchObject([{ open: false }]);
  });

  test('off, its entry answers so, and the rest answers', async () => {
    await decide('DISABLED');
    const { data, errors } = await two.gateway.graphql(readNote, { activityId }, asMember);
    expect(data).toEqual({ activity: { name: 'Activity of member-stage', samplePlugin: null } });
    expect(originOf(errors?.[0])).toMatchObject({ code: 'PLUGIN_NOT_ENABLED' });
    await decide('ENABLED');
  });
});

const body = JSON.stringify({ query: '{ __typename }' });
const message: SignedMessage = {
  ...{ to: 'plugin', plugin: 'sample-plugin', path: '/graphql', body },
  ...{ authorization: '', cooperative: '', session: '' },
};

describe('who is not the gateway', () => {
  const clock = clockAt(() => new Date('2026-11-23T12:00:00+01:00'));
  const send = (headers: Record<string, string>, sent = body, path = '/graphql') =>
    two.satellite.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json', ...headers },
      payload: sent,
    });

  test('with the signature it is answered', async () => {
    const response = await send(signed([testSecret], message, clock));
    expect(response.statusCode).toBe(200);
  });

  const later = (seconds: number) =>
    clockAt(() => new Date(clock.now().getTime() + seconds * 1_000));
  test.each<readonly [string, () => Record<string, string>]>([
    ['no signature', () => ({})],
    ['another secret', () => signed(['another-secret-of-thirty-two-characters'], message, clock)],
    ['what was signed for the core', () => signed([testSecret], { ...message, to: 'core' }, clock)],
    [
      'what was signed for another path',
      () => signed([testSecret], { ...message, path: '/x' }, clock),
    ],
    ['another plugin', () => signed([testSecret], { ...message, plugin: 'choir' }, clock)],
    [
      'a signature of another version',
      () => {
        const headers = signed([testSecret], message, clock);
        const { [signatureHeaders.signature]: of = '' } = headers;
        return { ...headers, [signatureHeaders.signature]: of.replaceAll('v1=', 'v2=') };
      },
    ],
    ['an old request', () => signed([testSecret], message, later(-toleranceSeconds - 2))],
    ['one from the future', () => signed([testSecret], message, later(toleranceSeconds + 2))],
    [
      'a token that was put in afterwards',
      () => ({ ...signed([testSecret], message, clock), authorization: 'Bearer x' }),
    ],
    [
      'a co-operative that was put in afterwards',
      () => ({ ...signed([testSecret], message, clock), [signatureHeaders.cooperative]: newId() }),
    ],
    [
      'a nonce that is none',
      () => ({ ...signed([testSecret], message, clock), [signatureHeaders.nonce]: '' }),
    ],
  ])('with %s it is refused before anything is parsed', async (_what, headers) => {
    const response = await send(headers());
    expect(response.statusCode).toBe(401);
    expect(response.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('a body that was changed is refused', async () => {
    const response = await send(signed([testSecret], message, clock), `${body} `);
    expect(response.statusCode).toBe(401);
  });

  test('a request is good once', async () => {
    const headers = signed([testSecret], message, clock);
    expect((await send(headers)).statusCode).toBe(200);
    expect((await send(headers)).statusCode).toBe(401);
  });

  test('malformed bodies are refused for their signature first', async () => {
    expect((await send({}, '{')).statusCode).toBe(401);
    const signedBad = signed([testSecret], { ...message, body: '{' }, clock);
    expect((await send(signedBad, '{')).statusCode).toBe(400);
  });

  test.each(['/manifest', '/work/tool', '/work/event', '/work/job'])(
    '%s is closed to them too',
    async (path) => {
      expect((await send({}, '{}', path)).statusCode).toBe(401);
    },
  );

  test('the port of the core is closed to everybody but the plugin', async () => {
    const url = '/port/sample-plugin';
    const query = JSON.stringify({ query: '{ cooperative { name } }' });
    const ask = (headers: Record<string, string>) =>
      two.api.app.inject({
        ...{ method: 'POST', url, payload: query },
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await ask({})).statusCode).toBe(401);
    const port = { ...message, to: 'core' as const, path: url, body: query };
    const own = { ...port, cooperative: two.gateway.cooperativeId };
    const good = await ask(signed([testSecret], own, clock));
    expect(good.json().data.cooperative.name).toBe('Co-operative test');
    // Where the plugin is not on, it is told no more than that.
    const elsewhere = { ...port, cooperative: two.gateway.other.cooperativeId };
    const refused = JSON.stringify({ query: '{ sees(type: "Activity", ids: []) }' });
    const headers = signed([testSecret], { ...elsewhere, body: refused }, clock);
    const response = await two.api.app.inject({
      ...{ method: 'POST', url, payload: refused },
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect(response.json().errors[0].code).toBe('PLUGIN_NOT_ENABLED');
  });

  test('entities are checked again by the plugin, whoever vouches for the request', async () => {
    await two.gateway.graphql(write, { activityId }, asMember);
    const entities = JSON.stringify({
      query: `query ($r: [_Any!]!) { _entities(representations: $r) {
        ... on Activity { samplePlugin { text } } } }`,
      variables: { r: [{ __typename: 'Activity', id: activityId }] },
    });
    const as = async (token: string) => {
      const one = { ...message, body: entities, authorization: token };
      return (await send(signed([testSecret], one, clock), entities)).json();
    };
    const own = await as(`Bearer ${await two.api.token('member-stage')}`);
    expect(own.data._entities).toEqual([{ samplePlugin: { text: 'From afar' } }]);
    const stranger = await as(`Bearer ${await two.api.token('member-film')}`);
    expect(stranger).toEqual({ data: { _entities: [null] } });
    const foreign = await as(`Bearer ${await two.api.token('member-stage', 'other')}`);
    expect(JSON.stringify(foreign)).not.toContain('From afar');
    const forged = await as('Bearer forged');
    expect(forged.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const nobody = await as('');
    expect(nobody.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('events and jobs elsewhere', () => {
  test('an event for a handler that it does not have is refused, and said', async () => {
    const event = (body: object) => two.remotes.plugins[0]?.handle('nobody', body as never);
    await expect(event({ ...anEvent, cooperativeId: two.gateway.cooperativeId })).rejects.toThrow(
      'There is no handler "nobody" here.',
    );
  });

  test('what happens there is told here, each event once', async () => {
    const { cooperativeId } = two.gateway;
    const told = () =>
      two.gateway.admin.query(`select type from core.outbox where type like 'sample-plugin.%'`);
    await two.own.query(
      `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id)
       values ($1, $2, 'sample-plugin.noted', 'Activity', $3)`,
      [cooperativeId, newId(), two.gateway.activityIds['member-stage']],
    );
    const before = (await told()).length;
    await two.satellite.tell();
    expect(await told()).toHaveLength(before + 1);
    await two.own.query('update core.outbox set fanned_out_at = null');
    await two.satellite.tell();
    expect(await told()).toHaveLength(before + 1);
  });

  test('a job of a name that it does not have is refused, and said', async () => {
    const { cooperativeId } = two.gateway;
    await expect(two.remotes.plugins[0]?.run('nightly', cooperativeId)).rejects.toThrow('nightly');
  });
});

const anEvent = {
  ...{ id: newId(), type: 'x', subject: { type: 'Activity', id: newId() } },
  ...{ activityId: null, actor: null, occurredAt: new Date(), payload: {} },
};

describe('a plugin that is away', () => {
  beforeEach(async () => {
    await two.satellite.app.close();
  });

  test('nulls its own part only, is left alone after a while, and says so', async () => {
    const ask = () => two.gateway.graphql(readNote, { activityId }, asMember);
    const { data, errors } = await ask();
    expect(data).toEqual({ activity: { name: 'Activity of member-stage', samplePlugin: null } });
    expect(originOf(errors?.[0])).toMatchObject({
      ...{ code: 'PLUGIN_UNAVAILABLE', values: { plugin: 'sample-plugin' } },
    });
    const facts = '{ platform { plugins { name version health breaker } } }';
    const known = async () => (await two.gateway.graphql<Facts>(facts)).data?.platform.plugins[0];
    expect(await known()).toMatchObject({ name: 'sample-plugin', health: 'DEGRADED' });
    for (let i = 0; i < failuresToOpen; i++) await ask();
    expect(await known()).toMatchObject({ health: 'DOWN', breaker: 'OPEN', version: '0.1.0' });
    expect(sortedSdl(two.gateway.schema)).toContain('samplePlugin: SamplePluginNote');
  });
});

const asMember = { as: 'member-stage' } as const;

interface Facts {
  readonly platform: { readonly plugins: readonly object[] };
}

interface Planned {
  readonly planAssignment: {
    readonly assignment: { readonly id: string };
    readonly violations: readonly unknown[];
  };
}

const plan = `mutation ($activityId: ID!) {
  planAssignment(input: {
    activityId: $activityId, title: "A note"
    steps: [{ tool: "sample-plugin.write-note"
      input: { activityId: $activityId, text: "By a tool" } }]
  }) { assignment { id } violations { code message } }
}`;
const start = `mutation ($id: ID!, $key: String!) {
  startAssignment(input: { id: $id, idempotencyKey: $key }) { violations { code message } }
}`;

/** What was thrown, under what graphql wrapped around it. */
function originOf(error: { readonly originalError?: unknown } | undefined): object {
  let origin = error;
  while (origin?.originalError != null) origin = origin.originalError as typeof error;
  const { code, values } = origin as GezelError;
  return { code, values };
}

/** Runs what is due, and expects the assignment to be done. */
async function settled(id: string): Promise<void> {
  await runAssignments(two.gateway.platform);
  const query =
    'query ($id: ID!) { assignment(id: $id) { status steps { status violations { code } } } }';
  const { data } = await two.gateway.graphql(query, { id }, asMember);
  expect(data).toEqual({
    assignment: { status: 'DONE', steps: [{ status: 'DONE', violations: [] }] },
  });
}

async function decide(state: string): Promise<void> {
  const { admin, cooperativeId, platform } = two.gateway;
  await admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, 'sample-plugin', $3, 'test')`,
    [cooperativeId, newId(), state],
  );
  platform.host.forget(cooperativeId);
  two.satellite.platform.host.forget(cooperativeId);
}
