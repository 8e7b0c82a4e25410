import { describe, expect, test } from '@jest/globals';
import { getMetadataStorage } from 'type-graphql';
import { buildPluginSchema } from '../platform/schema/build-plugin.js';
import { CheckFailure } from '../platform/schema/finding.js';
import type { PluginSpec } from './define.js';
import {
  Activity,
  Arg,
  definePlugin,
  Entity,
  Field,
  field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  PrimaryKey,
  Query,
  Requires,
  Resolver,
  tool,
  validation,
} from './index.js';
import { admits } from './version.js';

const title = { nl: 'Koor', fr: 'Chœur', en: 'Choir', de: 'Chor' };

const spec = (more: Partial<PluginSpec> = {}): PluginSpec => ({
  ...{ name: 'choir', version: '1.2.3', platform: '^0.1.0', kind: 'sector', prefix: 'Choir' },
  ...{ title, description: 'A choir.', migrations: new URL('./none/', import.meta.url) },
  ...more,
});

/** The codes and places of what is wrong, whether it was found by defining or by building. */
function wrong(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof CheckFailure) return error.findings.map((f) => `${f.code} ${f.place}`);
    throw error;
  }
}

const because = { title: 'The choir’s own rule' };

describe('definePlugin', () => {
  test('answers a definition that is complete, frozen and the same when asked again', () => {
    const one = definePlugin(spec());
    const two = definePlugin(spec());
    expect(one).toEqual(two);
    expect(one.validations).toEqual([]);
    expect(Object.isFrozen(one) && Object.isFrozen(one.title)).toBe(true);
  });

  test.each<[string, Partial<PluginSpec>, string[]]>([
    ['nothing at all', { name: undefined as never }, ['PLG-002 plugin "undefined"']],
    ['a name in capitals', { name: 'Choir' }, ['PLG-003 plugin "Choir"']],
    ['a version that is none', { version: 'new' }, ['PLG-004 plugin "choir"']],
    ['a range of another SDK', { platform: '^2.0.0' }, ['PLG-004 plugin "choir"']],
    ['a prefix in lower case', { prefix: 'choir' }, ['PLG-005 plugin "choir"']],
    ['a title without German', { title: { ...title, de: '' } }, ['PLG-007 plugin "choir" title']],
    ['a list that is none', { tools: {} as never }, ['PLG-002 plugin "choir"']],
    [
      'a message of somebody else',
      { messages: { 'invoice.wrong': title } },
      ['PLG-010 message "invoice.wrong"'],
    ],
    [
      'a promise of somebody else’s event, and one that is made twice',
      { tells: ['van.booked', 'choir.sung', 'choir.sung'] },
      ['PLG-010 event "van.booked"', 'PLG-006 event "choir.sung"'],
    ],
    [
      'a message without French',
      { messages: { 'choir.wrong': { ...title, fr: ' ' } } },
      ['PLG-007 message "choir.wrong"'],
    ],
    [
      'a job without a schedule',
      { jobs: [{ name: 'sing', cron: 'daily', run: async () => undefined }] },
      ['PLG-002 job "sing"'],
    ],
    [
      'a permission that a role has how far?',
      {
        permissions: [
          { name: 'choir.read', description: 'See.', roles: { MEMBER: 'some' as never } },
        ],
      },
      ['PLG-002 permission "choir.read"'],
    ],
    [
      'two handlers of one name',
      {
        events: [
          { name: 'a', on: ['x.y'], handle: async () => undefined },
          { name: 'a', on: ['x.z'], handle: async () => undefined },
        ],
      },
      ['PLG-006 event handler "a"'],
    ],
  ])('refuses %s', (_, more, expected) => {
    expect(wrong(() => definePlugin(spec(more)))).toEqual(expected);
  });

  test('refuses a validation without source, with wrong days, of a foreign name', () => {
    const rule = {
      on: 'contract.sign',
      because,
      effective: { from: '2020-01-01' },
      check: () => [],
    };
    const validations = [
      validation({ ...rule, name: 'choir.source', because: { title: '' } }),
      validation({ ...rule, name: 'choir.days', effective: { from: '2020-02-30' } }),
      validation({
        ...{ ...rule, name: 'choir.order' },
        effective: { from: '2020-02-02', until: '2020-02-02' },
      }),
      validation({ ...rule, name: 'other.name' }),
      validation({ ...rule, name: 'choir.on', on: 'sign' }),
    ];
    expect(wrong(() => definePlugin(spec({ validations })))).toEqual([
      'PLG-009 validation "choir.source"',
      'PLG-008 validation "choir.days"',
      'PLG-008 validation "choir.order"',
      'PLG-010 validation "other.name"',
      'PLG-002 validation "choir.on"',
    ]);
  });

  test('refuses an entry for which nobody can say who may see it', () => {
    const entry = { on: Activity, name: 'choir', type: class Song {}, description: 'A song.' };
    const fields = ['', 'other.read', 'choir.read'].map((permission, n) =>
      field({ ...entry, name: `choir${n}`, permission }),
    );
    const permissions = [{ name: 'choir.read', description: 'See.', roles: {} }];
    const entities = [entry.type];
    expect(wrong(() => definePlugin(spec({ entities, fields, permissions })))).toEqual([
      'PLG-013 Activity.choir0',
      'PLG-013 Activity.choir1',
    ]);
  });

  test('refuses a need that equals nothing, or the worker of what has none', () => {
    class Song {}
    const rule = (name: string, on: string, equals: string) =>
      validation({
        ...{ name: `choir.${name}`, on, because, effective: { from: '2020-01-01' } },
        needs: { songs: { entity: Song, by: 'songId', equals: equals as 'id' } },
        check: () => [],
      });
    const validations = [
      rule('one', 'contract.sign', 'workerId'),
      rule('two', 'invoice.issue', 'workerId'),
      rule('three', 'invoice.issue', 'clientId'),
    ];
    expect(wrong(() => definePlugin(spec({ entities: [Song], validations })))).toEqual([
      'PLG-002 validation "choir.two"',
      'PLG-002 validation "choir.three"',
    ]);
  });

  test('refuses a duty that does not say whose data it is', () => {
    class Song {}
    const duty = { entity: Song, holds: ['text'], onErase: 'erase', ground: 'None.' } as const;
    const privacy = [{ ...duty, subject: '' }];
    expect(wrong(() => definePlugin(spec({ entities: [Song], privacy })))).toEqual([
      'PLG-002 privacy of "Song"',
    ]);
    const known = [{ ...duty, subject: 'contact' }];
    expect(wrong(() => definePlugin(spec({ entities: [Song], privacy: known })))).toEqual([]);
  });

  test('refuses a tool that cannot be cancelled', () => {
    const half = tool({
      ...{ name: 'choir.sing', title, description: 'Sings.', permission: 'choir.sing', input: {} },
      plan: async () => ({ costMinor: 0n, currency: 'EUR', findings: [], plan: null }),
      start: async () => ({ reference: null, state: 'DONE' }),
      cancel: undefined as never,
    });
    expect(wrong(() => definePlugin(spec({ tools: [half] })))).toEqual([
      'PLG-002 tool "choir.sing"',
    ]);
  });
});

describe('what a plugin decorates', () => {
  test('never reaches type-graphql’s own storage', () => {
    const before = getMetadataStorage().objectTypes.length;
    @ObjectType({ description: 'Mine.' })
    class ChoirVoice {
      @Field(() => ID, { description: 'Its id.' })
      id: string;
    }
    @Resolver()
    class ChoirResolver {
      @Requires('activity.read')
      @Query(() => ChoirVoice, { nullable: true, description: 'A voice.' })
      choirVoice(): ChoirVoice | null {
        return null;
      }
    }
    const plugin = definePlugin(spec({ resolvers: [ChoirResolver] }));
    expect(getMetadataStorage().objectTypes).toHaveLength(before);
    expect(buildPluginSchema(plugin).sdl).toContain('choirVoice: ChoirVoice');
    const again = definePlugin(spec({ resolvers: [ChoirResolver] }));
    expect(buildPluginSchema(again).sdl).toBe(buildPluginSchema(plugin).sdl);
  });

  test('belongs to the plugin that is defined after it, and to no other', () => {
    @ObjectType({ description: 'One’s.' })
    class OneThing {
      @Field(() => String, { description: 'A name.' })
      name: string;
    }
    @Resolver()
    class OneResolver {
      @Requires('activity.read')
      @Query(() => OneThing, { nullable: true, description: 'A thing.' })
      oneThing(): null {
        return null;
      }
    }
    const one = definePlugin(spec({ name: 'one', prefix: 'One', resolvers: [OneResolver] }));
    @Resolver()
    class TwoResolver {
      @Requires('activity.read')
      @Query(() => OneThing, { nullable: true, description: 'Another’s thing.' })
      twoThing(): null {
        return null;
      }
    }
    const two = definePlugin(spec({ name: 'two', prefix: 'Two', resolvers: [TwoResolver] }));
    expect(buildPluginSchema(one).sdl).toContain('oneThing');
    expect(wrong(() => buildPluginSchema(two))).toEqual(['PLG-020 plugin "two"']);
    expect(buildPluginSchema(one).sdl).toContain('oneThing');
  });

  test('is refused where it breaks the rules of the border', () => {
    @InputType({ description: 'Not prefixed.' })
    class PeriodInput {
      @Field(() => String, { description: 'A day.' })
      day: string;
    }
    @ObjectType({ description: 'A meeting.' })
    class ChoirMeeting {
      @Field(() => Activity.type, { description: 'Not nullable.' })
      activity: object;

      @Field(() => [Activity.type], { description: 'Items not nullable.' })
      activities: object[];

      @Field(() => String)
      undescribed: string;
    }
    @Entity({ tableName: 'voice', schema: 'choir' })
    @ObjectType({ description: 'The choir’s side.' })
    class ChoirActivity {
      @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
      activityId: string;

      @Field(() => String, { description: 'A name.' })
      name: string;
    }
    @Resolver()
    class ChoirResolver {
      @Query(() => ChoirMeeting, { description: 'Not nullable, nobody’s.' })
      meeting(): null {
        return null;
      }

      @Requires('activity.write')
      @Mutation(() => String, { nullable: true, description: 'Fine.' })
      choirPlan(@Arg('period', () => PeriodInput) _period: PeriodInput): null {
        return null;
      }
    }
    const choir = definePlugin(
      spec({
        entities: [ChoirActivity],
        resolvers: [ChoirResolver],
        fields: [
          field({
            ...{ on: Activity, name: 'choir', type: ChoirActivity, description: 'The choir.' },
            permission: 'activity.read',
          }),
        ],
      }),
    );
    expect(wrong(() => buildPluginSchema(choir)).sort()).toEqual([
      'PLG-021 PeriodInput',
      'PLG-021 Query.meeting',
      'PLG-022 ChoirMeeting.undescribed',
      'PLG-022 Mutation.choirPlan(period:)',
      'PLG-023 Query.meeting',
      'PLG-024 ChoirMeeting.activities',
      'PLG-024 ChoirMeeting.activity',
      'PLG-027 Query.meeting',
    ]);
  });

  test('may refer to the core only while its schema is built', () => {
    expect(() => Activity.type).toThrow('use () => type');
  });
});

describe('the range of the SDK', () => {
  test.each([
    ['^0.1.0', '0.1.0', true],
    ['^0.1.0', '0.1.9', true],
    ['^0.1.2', '0.1.1', false],
    ['^0.1.0', '0.2.0', false],
    ['^1.2.3', '1.9.0', true],
    ['^1.2.3', '1.2.2', false],
    ['^1.2.3', '2.0.0', false],
    ['^0.0.3', '0.0.3', true],
    ['^0.0.3', '0.0.4', false],
    ['>=0.1.0', '0.1.0', false],
    ['', '0.1.0', false],
  ])('%s admits %s: %s', (range, version, expected) => {
    expect(admits(range, version)).toBe(expected);
  });
});
