import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphQLInterfaceType } from 'graphql';
import { Activity } from '../../core/activity/activity.entity.js';
import { newId } from '../../core/platform/ids.js';
import { narrowed } from '../../core/platform/permissions.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { schemaFiles } from '../commands/schema-files.js';
import { buildGraph } from './build-graph.js';
import { choir, choirTravel, gatecrasher, travel } from './testing/choirs.js';
import { sick } from './testing/sick-plugin.js';
import { tinyDomain } from './testing/tiny-core.js';
import { type TinyPlatform, tinyPlatform } from './testing/tiny-platform.js';

let tiny: TinyPlatform;
let activityId: string;

beforeAll(async () => {
  tiny = await tinyPlatform([samplePlugin, sick]);
  activityId = `Activity:${tiny.activityIds['member-stage']}`;
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.decide('sample-plugin', 'ENABLED');
  await tiny.decide('sick', 'ENABLED');
  await tiny.admin('delete from sample_plugin.note');
});

const write = `mutation ($activityId: ID!, $text: String!) {
  samplePluginWriteNote(input: { activityId: $activityId, text: $text }) {
    note { text resolved writtenAt activity { id name } }
    violations { code message plugin severity }
  }
}`;

const codes = (answer: { errors?: readonly { extensions: object; message: string }[] }) =>
  (answer.errors ?? []).map(({ extensions }) => extensions);

describe('the merged graph', () => {
  test('is the composed graph, to the letter', async () => {
    const graph = await buildGraph({
      domains: [tinyDomain],
      plugins: [samplePlugin, sick],
      compose: true,
    });
    expect(graph.subgraphs.map(({ name }) => name)).toEqual(['core', 'sample-plugin', 'sick']);
    expect(graph.composition?.supergraphSdl).toContain('@join__graph');
  });

  test('has the fields of a bridge on the type of another, where both that it joins are there', async () => {
    const parts = { domains: [tinyDomain], compose: true };
    const plugins = [choir('by-id'), travel(), choirTravel()];
    const { composition } = await buildGraph({ ...parts, plugins });
    expect(composition?.apiSdl).toContain('choirTravelBus: String');
    for (const lacking of ['choir', 'travel']) {
      const rest = await buildGraph({
        ...parts,
        plugins: plugins.filter(({ name }) => name !== lacking),
      });
      expect(rest.composition?.apiSdl).not.toContain('choirTravelBus');
    }
  });

  test.each<[string, PluginDefinition[], RegExp]>([
    [
      'nobody joined',
      [choir('by-id'), gatecrasher()],
      /PLG-052 plugin "gatecrasher": It has "ChoirConcert" of "choir", which it does not join/,
    ],
    [
      'its plugin does not hand out',
      [choir('not'), travel(), choirTravel()],
      /PLG-052 plugin "choir-travel": "choir" does not hand out "ChoirConcert"/,
    ],
    [
      'is none',
      [choir('by-id'), travel(), choirTravel('ChoirTour')],
      /PLG-052 plugin "choir-travel": "choir" has no type "ChoirTour"/,
    ],
  ])('takes no fields on a type that %s, composed or not', async (_, plugins, finding) => {
    for (const compose of [true, false]) {
      await expect(buildGraph({ domains: [tinyDomain], plugins, compose })).rejects.toThrow(
        finding,
      );
    }
  });

  test('is compared with the committed API where that was composed of the same subgraphs', async () => {
    const parts = { domains: [tinyDomain], compose: true };
    const committed = schemaFiles(await buildGraph({ ...parts, plugins: [samplePlugin] }));
    const again = await buildGraph({ ...parts, plugins: [samplePlugin], committed });
    expect(again.composition).toBeNull();
    const more = await buildGraph({ ...parts, plugins: [samplePlugin, sick], committed });
    expect(more.composition?.apiSdl).toContain('sick');
    expect((await buildGraph({ ...parts, plugins: [], committed })).composition).not.toBeNull();
    const api = committed.get('api.graphql')?.replace('samplePluginWriteNote', 'samplePluginNote');
    const other = new Map([...committed, ['api.graphql', api ?? '']]);
    await expect(
      buildGraph({ ...parts, plugins: [samplePlugin], committed: other }),
    ).rejects.toThrow(/SCH-003|differ/);
  });

  test('is the same whatever the order of the plugins', async () => {
    const build = async (plugins: (typeof sick)[]) =>
      (await buildGraph({ domains: [tinyDomain], plugins, compose: true })).composition?.apiSdl;
    expect(await build([sick, samplePlugin])).toBe(await build([samplePlugin, sick]));
  });

  test('of the core is untouched by plugins that were imported', async () => {
    const { schema, subgraphs } = await buildGraph({
      ...{ domains: [tinyDomain], plugins: [], compose: true },
    });
    expect(subgraphs[0]?.sdl).not.toMatch(/sick|samplePlugin/i);
    expect(schema.getType('SamplePluginNote')).toBeUndefined();
  });

  test('says at once of what type a node is: a compiled operation cannot wait', async () => {
    const { schema } = await buildGraph({
      ...{ domains: [tinyDomain], plugins: [samplePlugin], compose: false },
    });
    const { resolveType } = schema.getType('Node') as GraphQLInterfaceType;
    expect(resolveType?.(new Activity(), {}, {} as never, {} as never)).toBe('Activity');
  });

  test('has no function on a field that only reads a property', async () => {
    const { schema } = await buildGraph({
      ...{ domains: [tinyDomain], plugins: [samplePlugin], compose: false },
    });
    const fields = (name: string) =>
      Object.values((schema.getType(name) as { getFields?(): object })?.getFields?.() ?? {}) as {
        name: string;
        resolve?: unknown;
      }[];
    const resolved = (name: string) =>
      fields(name)
        .filter(({ resolve }) => resolve !== undefined)
        .map((field) => field.name);
    expect(resolved('Activity')).toEqual(['id', 'samplePlugin']);
    expect(resolved('SamplePluginNote')).toEqual(['activity']);
    expect(resolved('Violation')).toEqual([]);
  });
});

describe('a plugin’s entry', () => {
  test('writes, reads and refers back to the core', async () => {
    const written = await tiny.ask(write, { activityId, text: 'hello' });
    expect(written).toEqual({
      data: {
        samplePluginWriteNote: {
          note: {
            text: 'hello',
            resolved: false,
            writtenAt: '2026-11-23T11:00:00.000Z',
            activity: { id: activityId, name: 'Activity of member-stage' },
          },
          violations: [],
        },
      },
    });
    const read = await tiny.ask(
      'query ($id: ID!) { activity(id: $id) { id samplePlugin { text } } }',
      {
        id: activityId,
      },
    );
    expect(read.data).toEqual({ activity: { id: activityId, samplePlugin: { text: 'hello' } } });
  });

  test('answers null where there is no row', async () => {
    const read = await tiny.ask('{ activities { nodes { name samplePlugin { text } } } }');
    expect(read).toEqual({
      data: { activities: { nodes: [{ name: 'Activity of member-stage', samplePlugin: null }] } },
    });
  });

  test('answers its violations in the caller’s language', async () => {
    const ctx = { ...tiny.ctx(), locale: 'nl' as const };
    const { data } = await tiny.ask(write, { activityId, text: ' ' }, ctx);
    expect(data).toMatchObject({
      samplePluginWriteNote: {
        note: null,
        violations: [
          {
            code: 'sample-plugin.empty-note',
            message: 'Een notitie zegt iets.',
            plugin: 'sample-plugin',
            severity: 'ERROR',
          },
        ],
      },
    });
  });

  test('answers null and PLUGIN_NOT_ENABLED where the plugin is off', async () => {
    await tiny.ask(write, { activityId, text: 'kept' });
    await tiny.decide('sample-plugin', 'DISABLED');
    const off = await tiny.ask('{ activities { nodes { name samplePlugin { text } } } }');
    expect(off.data).toMatchObject({ activities: { nodes: [{ samplePlugin: null }] } });
    expect(codes(off)).toEqual([{ code: 'PLUGIN_NOT_ENABLED', plugin: 'sample-plugin' }]);
    const refused = await tiny.ask(write, { activityId, text: 'no' });
    expect(refused.data).toEqual({ samplePluginWriteNote: null });
    expect(codes(refused)).toEqual([{ code: 'PLUGIN_NOT_ENABLED', plugin: 'sample-plugin' }]);
    await tiny.decide('sample-plugin', 'ENABLED');
    const on = await tiny.ask('{ activities { nodes { samplePlugin { text } } } }');
    expect(on.data).toEqual({ activities: { nodes: [{ samplePlugin: { text: 'kept' } }] } });
  });

  test('asks for its permission: a token without that scope gets null and FORBIDDEN', async () => {
    await tiny.ask(write, { activityId, text: 'not for all' });
    const whole = tiny.ctx();
    const scoped = (...scopes: string[]) => ({
      ...tiny.ctx(),
      viewer: { ...whole.viewer, grants: narrowed(whole.viewer.grants, scopes) },
    });
    const query = '{ activities { nodes { name samplePlugin { text } } } }';
    const without = await tiny.ask(query, {}, scoped('activity.read'));
    expect(without.data).toEqual({
      activities: { nodes: [{ name: 'Activity of member-stage', samplePlugin: null }] },
    });
    expect(codes(without)).toEqual([{ code: 'FORBIDDEN' }]);
    expect(without.errors?.[0]?.message).toContain('sample-plugin.read');
    const within = await tiny.ask(query, {}, scoped('activity.read', 'sample-plugin.read'));
    expect(within.data).toMatchObject({
      activities: { nodes: [{ samplePlugin: { text: 'not for all' } }] },
    });
  });

  test('is closed to callers without a token', async () => {
    const nobody = { ...tiny.ctx(), viewer: null } as never;
    const answer = await tiny.ask(write, { activityId, text: 'x' }, nobody);
    expect(answer.data).toEqual({ samplePluginWriteNote: null });
    expect(codes(answer)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  });

  test('of another’s activity is not there, whether it exists or not', async () => {
    const theirs = `Activity:${tiny.activityIds['member-film']}`;
    const nothing = `Activity:${newId()}`;
    for (const id of [theirs, nothing]) {
      const answer = await tiny.ask(write, { activityId: id, text: 'x' });
      expect(answer.data).toEqual({ samplePluginWriteNote: null });
      expect(codes(answer)).toEqual([{ code: 'NOT_FOUND' }]);
    }
    const malformed = await tiny.ask(write, { activityId: 'Member:1', text: 'x' });
    const said = { code: 'input.no-id', values: { id: 'Member:1', type: 'Activity' } };
    expect(codes(malformed)).toEqual([{ code: 'BAD_USER_INPUT', path: 'activityId', said }]);
  });

  test('costs one statement for any number of parents, and none where nobody asks', async () => {
    const admin = () => tiny.ctx(tiny.memberIds.admin, ['ADMIN']);
    const plain = '{ activities(first: 100) { nodes { name } } }';
    const entry = '{ activities(first: 100) { nodes { name samplePlugin { text } } } }';
    const count = async (query: string) =>
      (await tiny.statements(() => tiny.ask(query, {}, admin()))).length;
    await count(entry);
    expect([await count(plain), await count(entry)]).toEqual([1, 2]);
    await tiny.admin(
      `insert into core.activity (cooperative_id, id, name, manager_id, host_entity_id, sector,
         status, currency, opened_on)
       select $1, gen_random_uuid(), 'more ' || n, $2, $3, 'x', 'OPEN', 'EUR', '2020-01-01'
       from generate_series(1, 90) n`,
      [tiny.cooperativeId, tiny.memberIds['member-stage'], tiny.hostEntityId],
    );
    expect([await count(plain), await count(entry)]).toEqual([1, 2]);
  });
});

describe('a sick plugin', () => {
  test('sees the id of a core thing and nothing else', async () => {
    const answer = await tiny.ask('{ activities { nodes { name sickId sickPeek } } }');
    const [id] = activityId.split(':').slice(1);
    expect(answer.data).toEqual({
      activities: { nodes: [{ name: 'Activity of member-stage', sickId: id, sickPeek: null }] },
    });
    expect(codes(answer)).toEqual([{ code: 'PLUGIN_UNAVAILABLE', plugin: 'sick' }]);
  });

  test('that throws nulls its own part, names itself and tells nothing', async () => {
    const answer = await tiny.ask(
      '{ activities { nodes { name sickThrow samplePlugin { text } } } }',
    );
    expect(answer.data).toEqual({
      activities: {
        nodes: [{ name: 'Activity of member-stage', sickThrow: null, samplePlugin: null }],
      },
    });
    expect(codes(answer)).toEqual([{ code: 'PLUGIN_UNAVAILABLE', plugin: 'sick' }]);
    expect(JSON.stringify(answer)).not.toContain('secret');
    const root = await tiny.ask('{ sickQuery }');
    expect(root.data).toEqual({ sickQuery: null });
    expect(JSON.stringify(root)).not.toContain('secret');
  });

  test('that answers garbage nulls its own part', async () => {
    const answer = await tiny.ask(
      '{ activities { nodes { name sickGarbage { activities { name } } } } }',
    );
    expect(answer.data).toMatchObject({
      activities: { nodes: [{ name: 'Activity of member-stage' }] },
    });
    expect(codes(answer)).toEqual([{ code: 'PLUGIN_UNAVAILABLE', plugin: 'sick' }]);
  });

  test('gets references to the core hydrated in one batch, hidden ones as null', async () => {
    const own = tiny.activityIds['member-stage'];
    const ids = [own, tiny.activityIds['member-film'], tiny.other.activityIds['member-stage'], own];
    const query = 'query ($ids: [String!]) { sickThing(ids: $ids) { activities { id name } } }';
    const thing = { id: activityId, name: 'Activity of member-stage' };
    await tiny.platform.host.enabled(tiny.cooperativeId);
    const sent = await tiny.statements(async () => {
      const answer = await tiny.ask(query, { ids });
      expect(answer).toEqual({ data: { sickThing: { activities: [thing, null, null, thing] } } });
    });
    expect(sent).toHaveLength(1);
  });

  test('gets its arguments as instances of its classes', async () => {
    const answer = await tiny.ask(
      '{ sickThing(pair: { left: "a", inner: { left: "b", inner: { left: "c" } } }) { name } }',
    );
    expect(answer).toEqual({ data: { sickThing: { name: 'depth 3 true' } } });
  });
});
