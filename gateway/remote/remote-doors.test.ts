import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { keepUpload } from '../../core/platform/files/keep-upload.js';
import { newId } from '../../core/platform/ids.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';
import { Field, ObjectType } from '../../core/sdk/decorators.js';
import type { PluginSpec } from '../../core/sdk/define.js';
import { definePlugin, fact, handler, job } from '../../core/sdk/define-plugin.js';
import type { JsonRecord } from '../../core/sdk/provider.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { connectPlugin } from '../commands/plugin-connect.js';
import { type TwoServers, twoServers } from '../federation/testing/two-servers.js';
import { manifestOf } from './manifest.js';

/** The doors of a plugin that runs elsewhere: files, facts, events and jobs, over HTTP. */
const plugin = (name: string, prefix: string, more: Partial<PluginSpec> = {}) =>
  definePlugin({
    ...{ name, version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix },
    title: { nl: name, fr: name, en: name, de: name },
    description: 'It.',
    migrations: new URL('./no-migrations/', import.meta.url),
    ...more,
  });

/** What it was told and has done, in the order in which it was. */
const happened: string[] = [];
let shoots: () => unknown = () => [];

@Entity({ tableName: 'scan', schema: 'films' })
@ObjectType({ description: 'A scan.', simpleResolvers: true })
class FilmsScan {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'Its id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  words: string;
}

const films = plugin('films', 'Films', {
  entities: [FilmsScan],
  uploads: [{ name: 'films.scan', permission: 'activity.read', mediaTypes: ['text/plain'] }],
  downloads: [
    {
      name: 'films.sheet',
      open: async (ctx, { activityId }) => {
        const activity = await ctx.core.activity(activityId as string);
        if (activity === null) return null;
        const body = (async function* () {
          yield Buffer.from('Sheet of ');
          // The core is there as long as the file is being sent.
          const facts = await ctx.core.member(activity.managerId);
          yield Buffer.from(`${facts?.displayName} é`);
        })();
        return { mediaType: 'text/plain', filename: 'feuille é.txt', body };
      },
    },
  ],
  facts: [
    fact({
      name: 'films.shoots',
      description: 'Shooting days: { day }.',
      rows: async (ctx, id) =>
        (await ctx.core.activity(id)) === null ? [] : ((await shoots()) as readonly JsonRecord[]),
    }),
  ],
  events: [
    handler({
      name: 'hear',
      on: ['activity.opened'],
      handle: async (_ctx, event) => void happened.push(`${event.type} ${event.subject.id}`),
    }),
  ],
  jobs: [
    job({
      name: 'nightly',
      cron: '0 3 * * *',
      run: async (ctx) => void happened.push(`nightly ${ctx.cooperativeId}`),
    }),
  ],
});
const covers = plugin('covers', 'Covers');
const bridge = plugin('film-covers', 'FilmCovers', {
  kind: 'bridge',
  bridges: ['films', 'covers'],
});

// In the middle of a change of secrets: each side signs with another, and verifies both.
const [old, fresh] = [
  'an-old-secret-of-thirty-two-characters',
  'a-new-secret-of-thirty-two-characters',
];
const secrets = { gateway: `${old}|${fresh}`, plugin: `${fresh}|${old}` };

let two: TwoServers;
beforeAll(async () => {
  two = await twoServers(films, { local: [covers, bridge], secrets });
  await two.own.query(`create schema if not exists films;
    create table films.scan (cooperative_id uuid, id uuid, member_id uuid not null,
      words text not null, primary key (cooperative_id, id));
    grant usage on schema films to gezel_app;
    grant select, insert, update, delete on films.scan to gezel_app`);
});
afterAll(() => two.close());
beforeEach(() => {
  happened.length = 0;
  shoots = () => [{ day: '2026-12-01' }];
});

/** What the plugin's own code has in a request of somebody. */
const there = (who: TestPerson) => {
  const { platform } = two.satellite;
  return platform.host.context({ ...two.gateway.ctx(who), platform }, 'films');
};

describe('uploads', () => {
  const subject = () => ({ type: 'FilmsScan', id: newId() });
  const sent = async (who: TestPerson) => {
    const body = (async function* () {
      yield Buffer.from('A scan');
    })();
    const incoming = { purpose: 'films.scan', filename: 'scan.txt', body };
    const { id, violations } = await keepUpload(two.gateway.ctx(who), incoming);
    expect(violations).toEqual([]);
    return { purpose: 'films.scan', ids: [id as string], path: ['uploadId'] };
  };

  test('are claimed by the plugin at the gateway, once, and read from there', async () => {
    const claim = await sent('member-stage');
    const row = subject();
    const strange = await there('member-film').transaction(({ files }) => files.claimable(claim));
    expect(strange).toMatchObject([{ code: 'file.not-usable', path: ['uploadId'] }]);
    await there('member-stage').transaction(async ({ files }) => {
      expect(await files.claimable(claim)).toEqual([]);
      await files.claim(claim.ids, row);
    });
    const { files } = there('member-stage');
    const [kept] = await files.of(row);
    expect(kept).toMatchObject({ filename: 'scan.txt', sizeBytes: 6n, mediaType: 'text/plain' });
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await files.open(row, kept?.id as string)) ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('A scan');
    expect(await files.open(subject(), kept?.id as string)).toBeNull();
    const again = await there('member-stage').transaction((own) => own.files.claimable(claim));
    expect(again).toHaveLength(1);
  });

  test('are not taken by who did not send them, nor for rows of others', async () => {
    const { ids } = await sent('member-stage');
    const taking = (who: TestPerson, row: { type: string; id: string }) =>
      there(who).transaction(({ files }) => files.claim(ids, row));
    await expect(taking('member-film', subject())).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(taking('member-stage', { ...subject(), type: 'Invoice' })).rejects.toThrow();
  });

  test('are let go when what claimed them is rolled back', async () => {
    const claim = await sent('member-stage');
    const row = subject();
    const failing = there('member-stage').transaction(async ({ files }) => {
      await files.claim(claim.ids, row);
      throw new Error('After all not.');
    });
    await expect(failing).rejects.toThrow('After all not.');
    expect(await there('member-stage').files.of(row)).toEqual([]);
    const usable = await there('member-stage').transaction((own) => own.files.claimable(claim));
    expect(usable).toEqual([]);
  });
});

describe('downloads', () => {
  const file = { mediaType: 'text/plain', filename: 'feuille é.txt' };
  const get = async (url: string) => two.api.app.inject({ method: 'GET', url });
  const link = (who: TestPerson) => {
    const params = { activityId: two.gateway.activityIds['member-stage'] };
    return there(who).files.link('films.sheet', params, file);
  };

  test('are linked to and served by the gateway, as whoever fetches them', async () => {
    const { url, expiresAt } = await link('member-stage');
    expect(expiresAt).toBeInstanceOf(Date);
    const answer = await get(url);
    expect([answer.statusCode, answer.payload]).toEqual([200, 'Sheet of Test member-stage é']);
    expect(answer.headers['content-disposition']).toContain("UTF-8''feuille%20%C3%A9.txt");
    expect((await get((await link('member-film')).url)).statusCode).toBe(404);
    expect((await get(`${url}x`)).statusCode).toBe(404);
  });

  test('are the plugin’s own only', async () => {
    const asked = there('member-stage').files.link('invoice-document', {}, file);
    await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of a plugin that is away are unavailable, not lost', async () => {
    const { url } = await link('member-stage');
    const real = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new Error('Nobody is there.'));
    const answer = await get(url).finally(() => {
      globalThis.fetch = real;
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.payload).toContain('PLUGIN_UNAVAILABLE');
  });
});

describe('facts', () => {
  const read = (who: TestPerson) => {
    const { platform, ctx, activityIds } = two.gateway;
    const { facts } = platform.host.context(ctx(who), 'film-covers');
    return facts.read('films.shoots', activityIds['member-stage']);
  };

  test('reach a bridge in the gateway, as whoever asks', async () => {
    expect(await read('member-stage')).toEqual([{ day: '2026-12-01' }]);
    expect(await read('member-film')).toEqual([]);
  });

  test('that are none make the plugin unavailable', async () => {
    shoots = () => 'rows';
    await expect(read('member-stage')).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
  });

  test('are not read by a plugin that joins nobody', async () => {
    const asked = there('member-stage').facts.read('films.shoots', newId());
    await expect(asked).rejects.toThrow();
  });
});

describe('work', () => {
  test('an event is handled there, once however often it arrives', async () => {
    const { admin, cooperativeId, platform } = two.gateway;
    const id = newId();
    await admin.query(
      `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id)
       values ($1, $2, 'activity.opened', 'Activity', $3)`,
      [cooperativeId, newId(), id],
    );
    await platform.settle();
    expect(happened).toEqual([`activity.opened ${id}`]);
    await admin.query(
      `update core.delivery set state = 'PENDING', next_attempt_at = now() - interval '1 s'
       where handler = 'films/hear'`,
    );
    await platform.settle();
    expect(happened).toHaveLength(1);
    const [told] = await admin.query(
      `select state from core.delivery where handler = 'films/hear'`,
    );
    expect(told).toEqual({ state: 'DONE' });
  });

  test('a job runs there, for each co-operative that has the plugin on', async () => {
    const { platform, cooperativeId } = two.gateway;
    const nightly = platform.host.jobs(platform).find(({ name }) => name.includes('nightly'));
    await nightly?.run(platform);
    expect(happened).toEqual([`nightly ${cooperativeId}`]);
  });
});

test('a refusal of the core is said there in whole sentences, in each language', () => {
  const code = 'closing.advance-open';
  for (const locale of ['nl', 'fr', 'en', 'de'] as const) {
    const said = (platform: typeof two.gateway.platform) => platform.messages.say(locale, code);
    expect(said(two.satellite.platform)).toBe(said(two.gateway.platform));
    expect(said(two.satellite.platform)).not.toBe(code);
  }
});

test('a gateway is connected to what it has not got itself, by one command', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gezel-connect-'));
  const place = { folder, clock: two.gateway.platform.clock };
  const env = { REMOTE_PLUGINS: `films=${two.urls.plugin}`, PLUGIN_SECRETS: `films=${old}` };
  const file = await connectPlugin('films', { ...env, LOG_LEVEL: 'silent' }, place);
  const written = JSON.parse(await readFile(file, 'utf8')) as object;
  expect(written).toEqual(JSON.parse(JSON.stringify(manifestOf(buildPluginSchema(films)))));
  await expect(connectPlugin('choir', env, place)).rejects.toThrow('not among REMOTE_PLUGINS');
  const misled = { REMOTE_PLUGINS: `choir=${two.urls.plugin}`, PLUGIN_SECRETS: `choir=${old}` };
  await expect(
    connectPlugin('choir', { ...misled, LOG_LEVEL: 'silent' }, place),
  ).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
  await rm(folder, { recursive: true });
});

describe('in the database of the core', () => {
  let shared: TwoServers;
  beforeAll(async () => {
    shared = await twoServers(samplePlugin, { database: 'shared' });
  });
  afterAll(() => shared.close());

  test('a plugin alone keeps its rows there, with their keys to the core', async () => {
    const activityId = `Activity:${shared.gateway.activityIds['member-stage']}`;
    const written = await shared.gateway.graphql(
      `mutation ($activityId: ID!) { samplePluginWriteNote(
         input: { activityId: $activityId, text: "Here" }) { note { text } violations { code } } }`,
      { activityId },
      { as: 'member-stage' },
    );
    expect(written).toEqual({
      data: { samplePluginWriteNote: { note: { text: 'Here' }, violations: [] } },
    });
    const { admin } = shared.gateway;
    expect(await admin.query('select text from sample_plugin.note')).toEqual([{ text: 'Here' }]);
    const [keys] = await admin.query(
      `select count(*)::int as count from pg_constraint
       where contype = 'f' and conrelid = 'sample_plugin.note'::regclass`,
    );
    expect(keys).toEqual({ count: 1 });
  });
});
