import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { coreDomains } from '../../core/domains.js';
import { takenNames } from '../../core/platform/host/create-host.js';
import { newId } from '../../core/platform/ids.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { type TwoServers, testSecret, twoServers } from '../federation/testing/two-servers.js';
import { manifestOf, readManifest } from './manifest.js';
import { fetchLimitMs } from './remote-subgraph.js';
import { signed } from './signature.js';

let two: TwoServers;
let activityId: string;

beforeAll(async () => {
  two = await twoServers(samplePlugin);
  activityId = `Activity:${two.gateway.activityIds['member-stage']}`;
});
afterAll(() => two.close());

const readNote =
  'query ($activityId: ID!) { activity(id: $activityId) { name samplePlugin { text } } }';
const asMember = { as: 'member-stage' } as const;

describe('a plugin that lies', () => {
  const [real, timeout] = [globalThis.fetch, AbortSignal.timeout];
  const lies = (answer: (signal: AbortSignal) => Response | Promise<Response>) => {
    globalThis.fetch = (async (url, init) =>
      String(url).startsWith(two.urls.plugin)
        ? answer(init?.signal as AbortSignal)
        : real(url, init)) as typeof fetch;
  };
  afterEach(async () => {
    globalThis.fetch = real;
    AbortSignal.timeout = timeout;
    // Nobody holds it against a plugin once it is itself again.
    const { errors } = await two.gateway.graphql(readNote, { activityId }, asMember);
    expect(errors).toBeUndefined();
  });
  const said = (data: unknown) => JSON.stringify({ data });

  test.each<[string, () => string]>([
    ['a page', () => '<html>'],
    ['a list', () => said([])],
    ['entities that are none', () => said({ _entities: 'all' })],
    ['fewer entities than were asked for', () => said({ _entities: [] })],
    [
      'an object for a text',
      () => said({ _entities: [{ __typename: 'Activity', samplePlugin: { text: {} } }] }),
    ],
    ['errors that are none', () => '{"errors":[null,7]}'],
    ['depth without end', () => `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['more than anybody asks for', () => said('x'.repeat(17_000_000))],
  ])('by answering %s nulls its own part and no other', async (_what, answer) => {
    lies(() => new Response(answer()));
    const { data } = await two.gateway.graphql(readNote, { activityId }, asMember);
    expect(data).toEqual({ activity: { name: 'Activity of member-stage', samplePlugin: null } });
  });

  test('by silence is waited for five seconds and no longer', async () => {
    const limits: number[] = [];
    AbortSignal.timeout = (ms) => {
      limits.push(ms);
      return timeout.call(AbortSignal, 1);
    };
    lies((signal) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      signal.addEventListener('abort', () => reject(signal.reason));
      return promise;
    });
    const { data } = await two.gateway.graphql(readNote, { activityId }, asMember);
    expect(data).toMatchObject({ activity: { samplePlugin: null } });
    expect([limits, fetchLimitMs]).toEqual([[fetchLimitMs], 5_000]);
  });

  test('by naming what its caller may not see shows nothing of it', async () => {
    const { admin, other, activityIds } = two.gateway;
    const ofOthers = [other.activityIds['member-stage'], activityIds['member-film'], newId()];
    await admin.query(`update core.activity set name = 'Of others' where id = any($1::uuid[])`, [
      ofOthers,
    ]);
    const query = `query ($activityId: ID!) { samplePluginNote(activityId: $activityId) {
      text activity { id name balance { available { amount } } } } }`;
    for (const id of ofOthers) {
      const activity = { __typename: 'Activity', id: `Activity:${id}` };
      const note = { __typename: 'SamplePluginNote', text: 'Look', activity };
      lies(() => new Response(said({ samplePluginNote: note })));
      const { data } = await two.gateway.graphql(query, { activityId }, asMember);
      expect(data).toEqual({ samplePluginNote: { text: 'Look', activity: null } });
    }
  });

  const event = (over: object = {}) => ({
    ...{ id: newId(), type: 'sample-plugin.noted', subject: { type: 'Activity', id: newId() } },
    ...{ occurredAt: '2026-11-23T11:00:00.000000Z', payload: '{}', ...over },
  });
  const tell = async (events: readonly object[]) => {
    const { clock } = two.gateway.platform;
    const [url, { cooperativeId: cooperative }] = ['/port/sample-plugin', two.gateway];
    const query = 'mutation ($events: [ToldEvent!]!) { tell(events: $events) }';
    const payload = JSON.stringify({ query, variables: { events } });
    const sent = {
      ...{ to: 'core' as const, plugin: 'sample-plugin', path: url, body: payload },
      ...{ authorization: '', cooperative, session: '' },
    };
    const headers = { 'content-type': 'application/json', ...signed([testSecret], sent, clock) };
    const answer = await two.api.app.inject({ method: 'POST', url, payload, headers });
    return answer.json() as { data: unknown; errors?: { code: string }[] };
  };

  test.each<[string, readonly object[]]>([
    ['the core’s', [event(), event({ type: 'contract.signed' })]],
    ['another plugin’s', [event({ type: 'choir.sung' })]],
    ['of no id', [event({ id: 'one' })]],
    ['about nothing', [event({ subject: { type: '', id: newId() } })]],
    ['of no day', [event({ occurredAt: 'yesterday' })]],
    ['without words', [event({ payload: '{' })]],
    ['with a character that nothing keeps', [event({ payload: '{"a":"\\u0000"}' })]],
    ['without end', Array.from({ length: 1_001 }, () => event())],
  ])('by telling events that are %s is refused, and none is kept', async (_what, events) => {
    const kept = () => two.gateway.admin.query('select count(*) as n from core.outbox');
    const before = await kept();
    expect((await tell(events)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect(await kept()).toEqual(before);
  });

  test('by the name of something of the core is not taken in', () => {
    const all = ['contract', 'payment', 'member', 'choir'].map((name) => ({ name }));
    const refused = takenNames(all, coreDomains).map(({ code, place }) => `${code} ${place}`);
    expect(refused).toEqual(
      ['contract', 'payment', 'member'].map((name) => `PLG-050 plugin "${name}"`),
    );
  });

  test('by the version that it is for is not taken in', () => {
    const manifest = manifestOf(buildPluginSchema(samplePlugin));
    expect(() => readManifest({ ...manifest, platform: '^9.0.0' })).toThrow('admit this SDK');
  });
});
