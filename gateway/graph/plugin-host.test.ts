import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction } from '../../core/platform/database/transaction.js';
import { newId } from '../../core/platform/ids.js';
import type { Finding } from '../../core/platform/write/violation.js';
import { SamplePluginNote } from '../../plugins/_template/note.entity.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { happened, SickThing, sick } from './testing/sick-plugin.js';
import { type TinyPlatform, tinyPlatform } from './testing/tiny-platform.js';

let tiny: TinyPlatform;

beforeAll(async () => {
  tiny = await tinyPlatform([samplePlugin, sick]);
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.decide('sample-plugin', 'ENABLED');
  await tiny.decide('sick', 'ENABLED');
  await tiny.admin('delete from sample_plugin.note');
});

function judge(name: string, after: object = {}): Promise<readonly Finding[]> {
  const ctx = tiny.ctx();
  const state = { id: tiny.activityIds['member-stage'], ...after };
  return inTransaction(tiny.platform.orm, tiny.cooperativeId, (tx) =>
    tiny.platform.host.judge(...([ctx, tx, { name, subject: 'Activity', tags: [] }] as const), {
      before: state,
      after: state,
    }),
  );
}

const note = (text: string, resolved = false) => ({
  ...{ text, resolved, writtenAt: new Date('2026-11-23T10:00:00Z') },
  activityId: tiny.activityIds['member-stage'],
});

const storeOf = (ctx = tiny.ctx()) => tiny.platform.host.context(ctx, 'sample-plugin').store;

describe('the judgement of a transition', () => {
  test('has no finding and costs no statement where no validation names it', async () => {
    const sent = await tiny.statements(async () => {
      expect(await judge('nothing.known')).toEqual([]);
    });
    expect(sent.filter((text) => /template|plugin_decision/.test(text))).toEqual([]);
  });

  test('reads what it needs and answers the rule with its source', async () => {
    await storeOf().insert(SamplePluginNote, note('call back'));
    expect(await judge('activity.close')).toEqual([
      {
        code: 'sample-plugin.unresolved-note',
        rule: 'sample-plugin.unresolved-note',
        path: [],
        values: { text: 'call back' },
        severity: 'ERROR',
        plugin: 'sample-plugin',
        source: { title: 'The co-operative’s own rule on notes' },
        effectiveFrom: '2020-01-01',
      },
    ]);
    await storeOf().update(SamplePluginNote, tiny.activityIds['member-stage'], { resolved: true });
    expect(await judge('activity.close')).toEqual([]);
  });

  test('sees what the transaction itself has written', async () => {
    const ctx = tiny.ctx();
    const state = { id: tiny.activityIds['member-stage'] };
    const found = await inTransaction(tiny.platform.orm, tiny.cooperativeId, async (tx) => {
      await storeOf({ ...ctx, tx }).insert(SamplePluginNote, note('in here'));
      return tiny.platform.host.judge(
        ...([ctx, tx, { name: 'activity.close', subject: 'Activity', tags: [] }] as const),
        { before: state, after: state },
      );
    });
    expect(found).toHaveLength(1);
  });

  test('skips a plugin that is off', async () => {
    await storeOf().insert(SamplePluginNote, note('call back'));
    await tiny.decide('sample-plugin', 'DISABLED');
    expect(await judge('activity.close')).toEqual([]);
  });

  test.each(['throws', 'garbage', 'promise', 'slow', 'writes'])(
    'counts a validation that %s as unavailable, never as consent',
    async (way) => {
      expect(await judge(`sick.${way}`, { name: 'x' })).toEqual([
        expect.objectContaining({
          code: 'plugin.unavailable',
          severity: 'ERROR',
          plugin: 'sick',
          values: { plugin: 'sick', validation: `sick.${way}` },
        }),
      ]);
    },
  );

  test.each([
    ['2019-12-31', []],
    ['2020-01-01', ['sick.told']],
    ['2026-12-31', ['sick.told']],
    ['2027-01-01', []],
    ['2026-02-30', ['plugin.unavailable']],
    ['soon', ['plugin.unavailable']],
  ])('judges the day %s by the rule that held on it', async (day, codes) => {
    expect((await judge('sick.day', { day })).map(({ code }) => code)).toEqual(codes);
  });

  test('freezes what it shows: neither a managed entity nor its copy changes', async () => {
    const state = { name: 'before', inner: { at: new Date(0), amount: 5n } };
    await judge('sick.writes', state);
    expect(state).toEqual({ name: 'before', inner: { at: new Date(0), amount: 5n } });
    expect(Object.isFrozen(state)).toBe(false);
  });
});

describe('a plugin’s store', () => {
  test('inserts, reads, changes and removes rows with their own types', async () => {
    const id = tiny.activityIds['member-stage'];
    const made = await storeOf().insert(SamplePluginNote, note('one'));
    expect(made).toBeInstanceOf(SamplePluginNote);
    expect(made).toMatchObject({ ...note('one'), cooperativeId: tiny.cooperativeId });
    expect(await storeOf().get(SamplePluginNote, id)).toEqual(made);
    expect(await storeOf().find(SamplePluginNote, { text: 'one', resolved: false })).toEqual([
      made,
    ]);
    expect(await storeOf().find(SamplePluginNote, { text: 'two' })).toEqual([]);
    expect(await storeOf().listBy(SamplePluginNote, 'activityId', id)).toEqual([made]);
    const changed = await storeOf().update(SamplePluginNote, id, { text: 'two' });
    expect(changed?.text).toBe('two');
    expect(await storeOf().remove(SamplePluginNote, id)).toBe(true);
    expect(await storeOf().remove(SamplePluginNote, id)).toBe(false);
    expect(await storeOf().update(SamplePluginNote, id, { text: 'x' })).toBeNull();
  });

  test('reads siblings in one statement', async () => {
    const store = storeOf();
    const ids = Object.values(tiny.activityIds);
    await store.insert(SamplePluginNote, note('one'));
    const sent = await tiny.statements(async () => {
      const lists = await Promise.all(
        ids.map((id) => store.listBy(SamplePluginNote, 'activityId', id)),
      );
      expect(lists.map((list) => list.length)).toEqual([1, 0, 0, 0]);
    });
    expect(sent).toHaveLength(1);
  });

  test('never leaves its co-operative', async () => {
    await storeOf().insert(SamplePluginNote, note('one'));
    const theirs = tiny.ctx(tiny.other.memberIds.admin, ['ADMIN'], tiny.other);
    expect(
      await storeOf(theirs).get(SamplePluginNote, tiny.activityIds['member-stage']),
    ).toBeNull();
    expect(await storeOf(theirs).find(SamplePluginNote, {})).toEqual([]);
    const forged = { ...note('two'), cooperativeId: tiny.other.cooperativeId };
    await expect(storeOf().insert(SamplePluginNote, forged)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('refuses what is not its own, what the entity lacks and what would change a key', async () => {
    const id = tiny.activityIds['member-stage'];
    expect(() => storeOf().get(SickThing, id)).toThrow('not a table of the plugin "sample-plugin"');
    await expect(storeOf().insert(SamplePluginNote, { nope: 1 } as never)).rejects.toThrow(
      '"nope"',
    );
    await expect(storeOf().update(SamplePluginNote, id, { activityId: newId() })).rejects.toThrow(
      'key',
    );
    expect(() => storeOf().find(SamplePluginNote, {}, { limit: 101 })).toThrow('1 to 100');
  });

  test('writes several rows or none', async () => {
    const context = tiny.platform.host.context(tiny.ctx(), 'sample-plugin');
    const failing = context.transaction(async ({ store }) => {
      await store.insert(SamplePluginNote, note('one'));
      expect(await store.get(SamplePluginNote, tiny.activityIds['member-stage'])).not.toBeNull();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await storeOf().get(SamplePluginNote, tiny.activityIds['member-stage'])).toBeNull();
  });
});

describe('the port to the core', () => {
  test('tells facts of what the viewer may see, and no more', async () => {
    const { core } = tiny.platform.host.context(tiny.ctx(), 'sample-plugin');
    const id = tiny.activityIds['member-stage'];
    const facts = await core.activity(id);
    expect(Object.keys(facts ?? {}).sort()).toEqual([
      ...['currency', 'hostEntityId', 'id', 'managerId', 'name', 'sector', 'status'],
    ]);
    expect(await core.activity(tiny.activityIds['member-film'])).toBeNull();
    await expect(core.requireActivity(id, 'payout.release')).rejects.toThrow('payout.release');
    await expect(
      core.requireActivity(tiny.activityIds['member-film'], 'activity.write'),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the work of plugins', () => {
  test('gets events as the co-operative itself', async () => {
    happened.length = 0;
    const id = newId();
    await tiny.admin(
      `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id)
       values ($1, $2, 'thing.happened', 'Thing', $2)`,
      [tiny.cooperativeId, id],
    );
    await tiny.platform.settle();
    const { cooperativeId } = tiny;
    expect(happened).toEqual([{ viewer: null, cooperativeId, type: 'thing.happened' }]);
  });

  test('runs jobs for each co-operative that has the plugin on', async () => {
    happened.length = 0;
    const [nightly] = tiny.platform.host.jobs(tiny.platform);
    await nightly?.run(tiny.platform);
    expect([nightly?.name, happened]).toEqual(['sick/nightly', [{ job: tiny.cooperativeId }]]);
    await tiny.decide('sick', 'DISABLED');
    happened.length = 0;
    await nightly?.run(tiny.platform);
    expect(happened).toEqual([]);
  });

  test('is offered to those who may use it: tools of plugins that are on', async () => {
    const names = async () =>
      (await tiny.platform.host.tools(tiny.cooperativeId)).map(({ tool }) => tool.name);
    expect(await names()).toEqual(['sample-plugin.write-note']);
    await tiny.decide('sample-plugin', 'DISABLED');
    expect(await names()).toEqual([]);
  });
});
