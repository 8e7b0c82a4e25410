import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definePlugin, job, type PluginContext } from 'gezel/sdk';
import { answer, ask, codes, errorCodes } from '../member/testing.js';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';

/** Each run says that it ran, as an event of the plugin. */
const nightly = job({
  name: 'nightly',
  cron: '0 3 * * *',
  run: async (ctx: PluginContext) => {
    const subject = { type: 'SampleRun', id: ctx.newId() };
    await ctx.attempt({ action: 'sample.run', about: subject }, async ({ emit }) => ({
      findings: [],
      write: async () => emit({ type: 'sample.ran', subject }),
    }));
  },
});

const sample = definePlugin({
  name: 'sample',
  version: '1.2.3',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Sample',
  title: { nl: 'Voorbeeld', fr: 'Exemple', en: 'Sample', de: 'Beispiel' },
  description: 'Does nothing, to be switched on and off.',
  migrations: new URL('./no-migrations/', import.meta.url),
  jobs: [nightly],
});

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [sample] });
});
afterAll(async () => {
  await p.close();
});

const mutation = (name: string) => `mutation ($input: DecidePluginInput!) { ${name}(input: $input) {
  plugin { name version kind title state since decision } violations { code path message } } }`;
const usual = { plugin: 'sample', reference: 'Board 2026-11-23, point 4' };
const enable = (over: object = {}, ctx = p.ctx('admin')) =>
  ask(p, ctx, mutation('enablePlugin'), { input: { ...usual, ...over } });
const disable = (over: object = {}, ctx = p.ctx('admin')) =>
  ask(p, ctx, mutation('disablePlugin'), { input: { ...usual, ...over } });
const isOn = async (id = p.cooperativeId) => (await p.platform.host.enabled(id)).has('sample');

describe('a decision about a plugin', () => {
  test('holds at once, is dated, and shows where it can be found', async () => {
    expect(await isOn()).toBe(true);
    const off = await answer(disable());
    expect(off).toEqual({
      plugin: {
        name: 'sample',
        version: '1.2.3',
        kind: 'service',
        title: 'Sample',
        state: 'DISABLED',
        since: '2026-11-23T11:00:00.000Z',
        decision: 'Board 2026-11-23, point 4',
      },
      violations: [],
    });
    expect(await isOn()).toBe(false);
    const query = '{ cooperative(slug: "test") { plugins { name title state decision } } }';
    const ctx = p.ctx('member-stage', { locale: 'de' });
    expect(await answer(ask(p, ctx, query))).toEqual({
      plugins: [
        { name: 'sample', title: 'Beispiel', state: 'DISABLED', decision: usual.reference },
      ],
    });
    expect((await answer(enable())).plugin.state).toBe('ENABLED');
    expect(await isOn()).toBe(true);
    const rows = await p.admin.query(
      'select state, decided_by from core.plugin_decision where cooperative_id = $1 order by id',
      [p.cooperativeId],
    );
    expect(rows.slice(-2)).toEqual([
      { state: 'DISABLED', decided_by: p.memberIds.admin },
      { state: 'ENABLED', decided_by: p.memberIds.admin },
    ]);
  });

  test('of one co-operative is not another’s', async () => {
    expect(await isOn(p.other.cooperativeId)).toBe(false);
    const query = '{ cooperative(slug: "other") { plugins { state since decision } } }';
    expect(await answer(ask(p, p.ctx('admin', { foreign: true }), query))).toEqual({
      plugins: [{ state: 'INSTALLED', since: null, decision: null }],
    });
  });

  test('lets the events go on that waited for it', async () => {
    const eventId = newId();
    await p.admin.query(
      `with event as (
         insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, fanned_out_at)
         values ($1, $2, 'x.y', 'Member', $2, now()) returning id)
       insert into core.delivery (cooperative_id, event_id, handler, state)
       select $1, id, h.name, 'HELD' from event, (values ('sample/one'), ('another/one')) h(name)`,
      [p.cooperativeId, eventId],
    );
    await answer(disable());
    await answer(enable());
    const held = await p.admin.query(
      'select handler, state from core.delivery where event_id = $1 order by handler',
      [eventId],
    );
    expect(held).toEqual([
      { handler: 'another/one', state: 'HELD' },
      { handler: 'sample/one', state: 'PENDING' },
    ]);
    await p.admin.query('delete from core.delivery where event_id = $1', [eventId]);
  });

  test('stops its work: no job runs, and webhooks hear of what happened before only', async () => {
    const made = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
      webhook { id } violations { code } } }`;
    const input = { url: 'https://hooks.example/', types: ['sample.*'] };
    await answer(ask(p, p.ctx('adviser'), made, { input }));
    const run = async () => {
      for (const one of p.platform.host.jobs(p.platform)) await one.run(p.platform);
    };
    const toTell = async () => {
      await p.platform.settle();
      const rows = await p.admin.query(
        `select o.type from core.webhook_delivery d
         join core.outbox o on o.cooperative_id = d.cooperative_id and o.id = d.event_id
         where d.state = 'PENDING'`,
      );
      return rows.map(({ type }) => type);
    };
    await run();
    await answer(disable());
    await run();
    expect(await toTell()).toEqual(['sample.ran']);
    await answer(enable());
    await run();
    expect(await toTell()).toEqual(['sample.ran', 'sample.ran']);
  });

  test('writes a fact and who decided', async () => {
    await answer(disable());
    const [event] = await p.admin.query(
      `select type, payload, actor from core.outbox where type like 'plugin.%'
       order by id desc limit 1`,
    );
    expect(event).toEqual({
      type: 'plugin.disabled',
      payload: { plugin: 'sample' },
      actor: p.memberIds.admin,
    });
    await answer(enable());
  });

  test('that changes nothing is refused, at the same moment too', async () => {
    expect(codes(await answer(enable()))).toEqual(['plugin.already-enabled']);
    const both = await Promise.all([disable(), disable(), disable()].map(answer));
    expect(both.flatMap(codes)).toEqual(['plugin.not-enabled', 'plugin.not-enabled']);
    await answer(enable());
  });

  test.each([
    ['a plugin that is not on this server', { plugin: 'nothing' }, ['plugin.unknown']],
    ['a plugin with an endless name', { plugin: 'x'.repeat(10_000) }, ['plugin.unknown']],
    ['a plugin that PostgreSQL could not store', { plugin: '\u0000' }, ['plugin.unknown']],
    ['no reference', { reference: ' ' }, ['text.blank', 'plugin.already-enabled']],
    [
      'an endless reference',
      { reference: 'r'.repeat(301) },
      ['text.too-long', 'plugin.already-enabled'],
    ],
  ])('about %s is refused', async (_what, over, expected) => {
    expect(codes(await answer(enable(over)))).toEqual(expected);
  });

  test('about an archived plugin waits until it is restored', async () => {
    await p.admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, $2, 'sample', 'ARCHIVED', 'x')`,
      [p.other.cooperativeId, newId()],
    );
    const ctx = () => p.ctx('admin', { foreign: true });
    expect(codes(await answer(enable({}, ctx())))).toEqual(['plugin.archived']);
    expect(codes(await answer(disable({}, ctx())))).toEqual(['plugin.archived']);
  });

  test('can be tried without deciding', async () => {
    expect(await answer(disable({ dryRun: true }))).toEqual({ plugin: null, violations: [] });
    expect(await isOn()).toBe(true);
  });

  test('is for administrators', async () => {
    for (const person of ['member-stage', 'adviser', 'finance'] as const) {
      expect(errorCodes(await disable({}, p.ctx(person)))).toEqual(['FORBIDDEN']);
    }
    expect(errorCodes(await p.graphql(mutation('enablePlugin'), { input: usual }))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});
