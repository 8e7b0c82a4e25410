import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PluginSpec } from '../../sdk/define.js';
import { definePlugin, fact, validation } from '../../sdk/define-plugin.js';
import type { JsonRecord } from '../../sdk/provider.js';
import { pluginType } from '../../sdk/tokens.js';
import { newId } from '../ids.js';
import { CheckFailure } from '../schema/finding.js';
import { type TestPlatform, testPlatform } from '../testing/platform.js';

const plugin = (name: string, prefix: string, more: Partial<PluginSpec> = {}) =>
  definePlugin({
    ...{ name, version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix },
    title: { nl: name, fr: name, en: name, de: name },
    description: 'It.',
    migrations: new URL('./no-migrations/', import.meta.url),
    ...more,
  });

/** What the shoots are, as the test has it; a function may throw or hang. */
let shoots: () => unknown = () => [];

const films = plugin('films', 'Films', {
  facts: [
    fact({
      name: 'films.shoots',
      description: 'Shooting days: { day }.',
      rows: async () => (await shoots()) as readonly JsonRecord[],
    }),
  ],
});
const covers = plugin('covers', 'Covers');
const bridge = plugin('film-covers', 'FilmCovers', {
  kind: 'bridge',
  bridges: ['films', 'covers'],
  validations: [
    validation({
      name: 'film-covers.uncovered',
      on: 'activity.close',
      because: { title: 'A rule' },
      effective: { from: '2020-01-01' },
      facts: { shoots: { fact: 'films.shoots', equals: 'id' } },
      check: ({ extensions }) =>
        (extensions.shoots ?? []).map(({ day }) => ({
          ...{ code: 'film-covers.uncovered', values: { day: String(day) } },
        })),
    }),
  ],
  messages: {
    'film-covers.uncovered': { nl: '{{day}}', fr: '{{day}}', en: '{{day}}', de: '{{day}}' },
  },
});

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [films, covers, bridge] });
});
afterAll(() => p.close());
beforeEach(() => {
  shoots = () => [{ day: '2026-12-01' }];
});

const decide = async (name: string, state: 'ENABLED' | 'DISABLED') => {
  await p.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, $3, $4, 'test')`,
    [p.cooperativeId, newId(), name, state],
  );
  p.platform.host.forget(p.cooperativeId);
};

const tryToClose = async () => {
  const { data, errors } = await p.graphql<{ closeActivity: { violations: { code: string }[] } }>(
    `mutation ($id: ID!) { closeActivity(input: { activityId: $id, dryRun: true }) {
      violations { code message } } }`,
    { id: `Activity:${p.activityIds['member-stage']}` },
    { as: 'member-stage' },
  );
  return errors?.[0]?.extensions.code ?? data?.closeActivity.violations;
};

const factsOf = (name: string) => p.platform.host.context(p.ctx('member-stage'), name).facts;

test('a bridge judges by what the plugins that it joins publish', async () => {
  expect(await tryToClose()).toMatchObject([
    { code: 'film-covers.uncovered', message: '2026-12-01' },
  ]);
});

test('a bridge works only where both its sides are on, and is switched on only then', async () => {
  await decide('covers', 'DISABLED');
  expect((await p.platform.host.enabled(p.cooperativeId)).has('film-covers')).toBe(false);
  expect(await tryToClose()).toEqual([]);
  await decide('film-covers', 'DISABLED');
  const { data } = await p.graphql<{ enablePlugin: { violations: { code: string }[] } }>(
    `mutation { enablePlugin(input: { plugin: "film-covers", reference: "x" }) {
      violations { code message } } }`,
    {},
    { as: 'admin' },
  );
  expect(data?.enablePlugin.violations).toMatchObject([
    { code: 'plugin.bridge-needs', message: expect.stringContaining('covers') },
  ]);
  await decide('covers', 'ENABLED');
  await decide('film-covers', 'ENABLED');
  expect((await p.platform.host.enabled(p.cooperativeId)).has('film-covers')).toBe(true);
});

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('secret');
    },
  ],
  ['answers nonsense', () => 'rows'],
  ['answers too much', () => Array.from({ length: 1_001 }, () => ({}))],
])('a side that %s lets nothing through', async (_, sick) => {
  shoots = sick;
  expect(await tryToClose()).toBe('PLUGIN_UNAVAILABLE');
});

test('only a bridge reads, and only of the two that it joins', async () => {
  const id = p.activityIds['member-stage'];
  expect(await factsOf('film-covers').read('films.shoots', id)).toEqual([{ day: '2026-12-01' }]);
  await expect(factsOf('covers').read('films.shoots', id)).rejects.toThrow('is no fact');
  await expect(factsOf('film-covers').read('films.budgets', id)).rejects.toThrow('is no fact');
});

test('only a bridge puts fields on a type, and only of the two that it joins', () => {
  const film = pluginType('films', 'FilmsFilm');
  const codes = (more: Partial<PluginSpec>) => {
    try {
      plugin('odd', 'Odd', { extends: [film], ...more });
      return [];
    } catch (error) {
      return (error as CheckFailure).findings.map(({ code }) => code);
    }
  };
  expect(codes({})).toEqual(['PLG-017']);
  expect(codes({ kind: 'bridge', bridges: ['covers', 'rights'] })).toEqual(['PLG-017']);
  expect(codes({ kind: 'bridge', bridges: ['films', 'covers'] })).toEqual([]);
  expect(codes({ kind: 'bridge', bridges: ['films', 'covers'], extends: [film, film] })).toEqual([
    'PLG-006',
  ]);
});

test.each<[string, Partial<PluginSpec>]>([
  ['joins nothing', { kind: 'bridge' }],
  ['joins one plugin with itself', { kind: 'bridge', bridges: ['films', 'films'] }],
  ['is none and joins', { kind: 'service', bridges: ['films', 'covers'] }],
])('a bridge that %s is refused', (_, more) => {
  expect(() => plugin('odd', 'Odd', more)).toThrow(CheckFailure);
});
