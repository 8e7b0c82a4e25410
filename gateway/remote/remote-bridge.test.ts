import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { runAssignments } from '../../core/assignment/runner.js';
import { newId } from '../../core/platform/ids.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';
import type { BroughtThing, PlannedThing } from '../../core/sdk/brought-thing.js';
import {
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Requires,
  Resolver,
  Root,
} from '../../core/sdk/decorators.js';
import type { PluginSpec, ToolSpec } from '../../core/sdk/define.js';
import { definePlugin, fact, reference, tool } from '../../core/sdk/define-plugin.js';
import type { PluginContext } from '../../core/sdk/plugin-context.js';
import { pluginType } from '../../core/sdk/tokens.js';
import { type TwoServers, twoServers } from '../federation/testing/two-servers.js';

/** A bridge in the gateway's process on the type of a plugin that runs elsewhere. */
const plugin = (name: string, prefix: string, more: Partial<PluginSpec> = {}) =>
  definePlugin({
    ...{ name, version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix },
    title: { nl: name, fr: name, en: name, de: name },
    description: 'It.',
    migrations: new URL('./no-migrations/', import.meta.url),
    ...more,
  });

@Entity({ tableName: 'scan', schema: 'films' })
@ObjectType({ description: 'A scan.', simpleResolvers: true })
class FilmsScan {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  words: string;
}

@Resolver()
class FilmsResolver {
  @Requires('activity.read')
  @Query(() => [FilmsScan], { nullable: true, description: 'The scans of the viewer.' })
  filmsScans(@Ctx() { store, viewer }: PluginContext): Promise<FilmsScan[]> {
    return store.find(FilmsScan, { memberId: viewer?.memberId });
  }
}

const day = { from: '2027-01-01', until: '2027-01-01' } as const;
const step = (name: string, more: Partial<ToolSpec<{ thing?: string }, null>>) =>
  tool<{ thing?: string }, null>({
    ...{ name, description: 'A step.', permission: 'activity.write' },
    title: { nl: name, fr: name, en: name, de: name },
    input: { type: 'object', properties: { thing: { type: 'string', format: 'step' } } },
    plan: async () => ({ costMinor: 0n, currency: 'EUR', findings: [], plan: null }),
    start: async () => ({ reference: null, state: 'DONE' }),
    cancel: async () => undefined,
    ...more,
  });

/** A step that brings a thing, and one for what the other side brings; what that was told. */
const things: PlannedThing[] = [];
const bringing = (name: string, brings: Omit<BroughtThing, 'from' | 'until'>) =>
  step(name, {
    input: { type: 'object' },
    propose: async () => ({}),
    plan: async () => ({
      ...{ costMinor: 0n, currency: 'EUR', findings: [], plan: null },
      brings: { ...brings, ...day },
    }),
    start: async ({ stepId }) => ({ reference: `Thing:${stepId}`, state: 'DONE' }),
  });
const made: (string | null | undefined)[] = [];
const guarding = (name: string, kind: string) =>
  step(name, {
    proposeFor: async (_, told) => {
      things.push(...told);
      return told.filter((one) => one.kind === kind).map((one) => ({ thing: one.step }));
    },
    start: async ({ done }, { thing }) => {
      made.push(done[String(thing)]);
      return { reference: null, state: 'DONE' };
    },
  });

const ownScan = async ({ store, viewer }: PluginContext, id: string) => {
  const scan = await store.get(FilmsScan, id);
  return scan?.memberId === viewer?.memberId ? scan : null;
};

const films = plugin('films', 'Films', {
  tools: [
    bringing('films.stall', { kind: 'stall', valueMinor: 12_345n, atRisk: true }),
    guarding('films.guard', 'set'),
  ],
  entities: [FilmsScan],
  resolvers: [FilmsResolver],
  references: [
    reference({
      ...{ type: FilmsScan, keys: ['id'], permission: 'activity.read' },
      find: (ctx, keys) =>
        Promise.all(keys.map(({ id }) => ownScan(ctx, String(id).split(':')[1] as string))),
    }),
  ],
  facts: [
    fact({
      name: 'films.scan-words',
      description: 'The words of a scan: { words }.',
      rows: async (ctx, id) => {
        const scan = await ownScan(ctx, id);
        return scan === null ? [] : [{ words: scan.words }];
      },
    }),
  ],
});
const covers = plugin('covers', 'Covers', {
  tools: [
    bringing('covers.set', { kind: 'set', valueMinor: null, description: 'A set' }),
    guarding('covers.guard', 'stall'),
  ],
});
const Scan = pluginType('films', 'FilmsScan');

@Resolver(() => Scan.type)
class FilmCoversResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Its words, and no more of it.' })
  async filmCoversWords(
    @Root() scan: { id: string; words?: string },
    @Ctx() { facts }: PluginContext,
  ): Promise<string | null> {
    const [told] = await facts.read('films.scan-words', scan.id);
    return told === undefined ? null : String(told.words);
  }
}

const bridge = plugin('film-covers', 'FilmCovers', {
  kind: 'bridge',
  bridges: ['films', 'covers'],
  extends: [Scan],
  resolvers: [FilmCoversResolver],
});

let two: TwoServers;
beforeAll(async () => {
  two = await twoServers(films, { local: [covers, bridge] });
  await two.own.query(`create schema if not exists films;
    create table films.scan (cooperative_id uuid, id uuid, member_id uuid not null,
      words text not null, primary key (cooperative_id, id));
    grant usage on schema films to gezel_app;
    grant select on films.scan to gezel_app`);
});
afterAll(() => two.close());

describe('fields of a bridge here on things of a plugin there', () => {
  const asked = '{ filmsScans { id filmCoversWords } }';
  const scanned = (words: readonly string[]) =>
    two.own.query(
      `insert into films.scan (cooperative_id, id, member_id, words)
       select $1, gen_random_uuid(), $2, unnest($3::text[])`,
      [two.gateway.cooperativeId, two.gateway.memberIds['member-film'], words],
    );
  const ask = () =>
    two.gateway.graphql<{ filmsScans: { id: string; filmCoversWords: string }[] | null }>(
      asked,
      {},
      { as: 'member-film' },
    );
  /** How often the plugin is asked meanwhile. */
  const requests = async (fetching: typeof fetch, work: () => Promise<unknown>) => {
    const real = globalThis.fetch;
    let count = 0;
    globalThis.fetch = (...sent) => {
      count += 1;
      return fetching(...sent);
    };
    await work().finally(() => {
      globalThis.fetch = real;
    });
    return count;
  };

  test('are asked for all of a level at once', async () => {
    await scanned(['one']);
    await ask();
    const one = await requests(fetch, ask);
    await scanned(['two', 'three', 'four']);
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    expect(data?.filmsScans?.map(({ filmCoversWords }) => filmCoversWords).sort()).toEqual([
      ...['four', 'one', 'three', 'two'],
    ]);
    expect(data?.filmsScans?.every(({ id }) => id.startsWith('FilmsScan:'))).toBe(true);
    expect(await requests(fetch, ask)).toBe(one);
  });

  test('are there for who sees the thing, in its own plugin’s words', async () => {
    const [row] = await two.own.query<{ id: string }>('select id from films.scan limit 1');
    const { host } = two.gateway.platform;
    const sees = (who: TestPerson, type = 'FilmsScan', id = row?.id as string) =>
      host.sees(two.gateway.ctx(who), type, id);
    expect(await sees('member-film')).toBe(true);
    expect(await sees('member-stage')).toBe(false);
    expect(await sees('member-film', 'FilmsScan', newId())).toBe(false);
    expect(await sees('member-film', 'FilmsNothing')).toBe(false);
  });

  test('are unavailable with their plugin, by its name', async () => {
    const away = () => Promise.reject(new Error('Nobody is there.'));
    let answer: Awaited<ReturnType<typeof ask>> = {};
    await requests(away, async () => {
      answer = await ask();
    });
    expect(answer.data).toEqual({ filmsScans: null });
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'PLUGIN_UNAVAILABLE', plugin: 'films' },
    });
  });
});

test('in one plan, what either side brings is seen by the other, and found when its turn comes', async () => {
  const does = async (field: string, type: string, input: object) => {
    const { data, errors } = await two.gateway.graphql<Record<string, { assignment: object }>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) {
        assignment { id steps { tool { name } reference } } violations { code } } }`,
      { input },
      { as: 'member-stage' },
    );
    expect(errors).toBeUndefined();
    return data?.[field]?.assignment as {
      id: string;
      steps: { tool: { name: string }; reference: string | null }[];
    };
  };
  const activityId = `Activity:${two.gateway.activityIds['member-stage']}`;
  const wish = { activityId, title: 'All of it', allInclusive: true };
  const { id, steps } = await does('planAssignment', 'PlanAssignmentInput', wish);
  expect(steps.map(({ tool }) => tool.name)).toEqual([
    ...['covers.set', 'films.stall', 'covers.guard', 'films.guard'],
  ]);
  const set = { kind: 'set', valueMinor: null, description: 'A set', ...day, step: 'covers.set#1' };
  const stall = { kind: 'stall', valueMinor: 12_345n, atRisk: true, ...day, step: 'films.stall#1' };
  expect(things).toEqual([set, stall, set, stall]);
  await does('startAssignment', 'AssignmentStepInput', { id, idempotencyKey: newId() });
  await runAssignments(two.gateway.platform);
  const { data } = await two.gateway.graphql<{ assignment: { steps: { reference: string }[] } }>(
    'query ($id: ID!) { assignment(id: $id) { steps { reference } } }',
    { id },
    { as: 'member-stage' },
  );
  const [first, second] = data?.assignment.steps ?? [];
  expect(made).toEqual([second?.reference, first?.reference]);
  expect(first?.reference).toMatch(/^Thing:/);
});
