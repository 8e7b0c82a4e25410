import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { badInput } from '../../../platform/errors.js';
import { newId } from '../../../platform/ids.js';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Requires,
  Resolver,
  Root,
} from '../../decorators.js';
import type { PluginDefinition } from '../../define.js';
import {
  definePlugin,
  handler,
  job,
  permission,
  privacy,
  reference,
  validation,
} from '../../define-plugin.js';
import type { PluginContext } from '../../plugin-context.js';
import { Activity, type CoreReference, pluginType } from '../../tokens.js';

/** A promise of the contract that the plugin breaks; `none`: it keeps them all. */
export type Fault =
  | 'none'
  | 'unsaid-sentence'
  | 'uneven-sentence'
  | 'unknown-finding'
  | 'moody-rule'
  | 'unguarded-field'
  | 'reads-the-core'
  | 'asks-for-each'
  | 'shows-strangers'
  | 'lost-column'
  | 'leaks-a-table'
  | 'grows-when-seeded'
  | 'broken-example'
  | 'writes-on-trial'
  | 'counts-events'
  | 'keeps-the-person'
  | 'keeps-the-guest'
  | 'keeps-for-ever'
  | 'forgets-a-migration'
  | 'meddles-with-its-life'
  | 'answers-by-mood'
  | 'untold-sentence'
  | 'refuses-by-mood'
  | 'refers-strangers'
  | 'looks-for-each'
  | 'joins-nobody'
  | 'refuses-what-is-not-its';

/**
 * Made anew for each fault: its classes are decorated inside, so that each has a storage of its own.
 * Everything that it does wrong is in one of its parts below, beside what it does right.
 */
export function unruly(fault: Fault): PluginDefinition {
  const is = (one: Fault) => fault === one;
  let mood = 0;
  let first: string | undefined;

  @Entity({ tableName: 'thing', schema: 'unruly' })
  @ObjectType({ description: 'A thing.', simpleResolvers: true })
  class UnrulyThing {
    @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
    cooperativeId: string;

    @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
    @Field(() => ID, { description: 'Its id.' })
    id: string;

    @Property({ columnType: 'uuid', type: 'uuid' })
    activityId: string;

    @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
    memberId: string | null;

    @Property({
      ...{ columnType: 'text', type: 'text', nullable: true },
      fieldName: is('lost-column') ? 'wrods' : 'words',
    })
    words: string | null;
  }

  @Entity({ tableName: 'guest', schema: 'unruly' })
  @ObjectType({ description: 'A guest.', simpleResolvers: true })
  class UnrulyGuest {
    @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
    cooperativeId: string;

    @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
    @Field(() => ID, { description: 'Its id.' })
    id: string;

    @Property({ columnType: 'text', type: 'text' })
    name: string;

    @Property({ columnType: 'date', type: 'date', nullable: true })
    metOn: string | null;
  }

  @InputType({ description: 'What to write.' })
  class UnrulyWriteInput {
    @Field(() => ID, { description: 'The activity.' })
    activityId: string;

    @Field(() => Boolean, { nullable: true, description: 'Only try.' })
    dryRun?: boolean | null;
  }

  @ObjectType({ description: 'What was written.', simpleResolvers: true })
  class UnrulyWritePayload {
    @Field(() => Boolean, { description: 'Whether it was.' })
    done: boolean;
  }

  @Resolver()
  class UnrulyResolver {
    @Requires('unruly.use')
    @Query(() => [UnrulyThing], { nullable: 'itemsAndList', description: 'Things.' })
    async unrulyThings(@Ctx() ctx: PluginContext): Promise<readonly UnrulyThing[]> {
      const things = await ctx.store.find(UnrulyThing, {});
      if (is('shows-strangers')) return [Object.assign(new UnrulyThing(), { id: newId() })];
      const seen = await Promise.all(things.map((one) => ctx.core.activity(one.activityId)));
      return things.filter((_, i) => seen[i] !== null);
    }

    @Requires('unruly.use')
    @Query(() => Boolean, { nullable: true, description: 'An example.' })
    unrulyBroken(@Ctx() { viewer }: PluginContext): boolean {
      first ??= viewer?.memberId;
      if (is('refuses-by-mood') && viewer?.memberId !== first) {
        throw badInput(`Mood ${++mood}.`, 'mood');
      }
      if (is('broken-example')) throw new Error('The example does not work.');
      mood += 1;
      return is('answers-by-mood') ? mood < 3 : true;
    }

    @Requires('unruly.use')
    @Mutation(() => UnrulyWritePayload, { nullable: true, description: 'Writes.' })
    async unrulyWrite(
      @Ctx() ctx: PluginContext,
      @Arg('input', () => UnrulyWriteInput, { description: 'What.' }) input: UnrulyWriteInput,
    ): Promise<UnrulyWritePayload> {
      const activityId = input.activityId.split(':')[1] as string;
      const thing = { activityId, words: 'written' };
      if (is('writes-on-trial')) await ctx.store.insert(UnrulyThing, thing);
      const step = { action: 'unruly.write', dryRun: input.dryRun };
      const { done } = await ctx.attempt(step, async ({ store }) => ({
        findings: [],
        write: () => store.insert(UnrulyThing, thing),
      }));
      return { done: done !== null };
    }
  }

  @Resolver()
  class UnrulyOpenResolver {
    @Query(() => Boolean, { nullable: true, description: 'For anybody.' })
    unrulyOpen(): boolean {
      return true;
    }
  }

  @Resolver(() => Activity.type)
  class UnrulyActivityResolver {
    @FieldResolver(() => String, { nullable: true, description: 'Words on an activity.' })
    async unrulyWords(
      @Ctx() ctx: PluginContext,
      @Root() activity: CoreReference & { readonly name?: string },
    ): Promise<string | null> {
      ctx.require('unruly.use');
      if (is('reads-the-core')) return activity.name ?? null;
      if (is('asks-for-each')) {
        const [thing] = await ctx.store.find(UnrulyThing, { activityId: activity.id });
        return thing?.words ?? null;
      }
      const [thing] = await ctx.store.listBy(UnrulyThing, 'activityId', activity.id);
      return thing?.words ?? null;
    }
  }

  const finding = is('unknown-finding') ? 'unruly.nowhere' : 'unruly.no';
  return definePlugin({
    ...{ name: 'unruly', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Unruly' },
    title: { nl: 'Wild', fr: 'Indocile', en: 'Unruly', de: 'Wild' },
    description: 'Breaks one promise.',
    entities: [UnrulyThing, UnrulyGuest],
    migrations: new URL(folderOf(fault), import.meta.url),
    resolvers: [
      ...[UnrulyResolver, UnrulyActivityResolver],
      ...(is('unguarded-field') ? [UnrulyOpenResolver] : []),
    ],
    extends: is('joins-nobody') ? [pluginType('choir', 'ChoirConcert')] : [],
    references: [
      reference({
        ...{ type: UnrulyThing, keys: ['id'], permission: 'unruly.use' },
        find: async ({ store }, keys) => {
          if (is('refers-strangers')) {
            return keys.map(() => Object.assign(new UnrulyThing(), { id: newId() }));
          }
          const ids = keys.map(({ id }) => String(id).split(':')[1] as string);
          if (!is('looks-for-each'))
            return Promise.all(ids.map((id) => store.get(UnrulyThing, id)));
          const each = await Promise.all(ids.map((id) => store.find(UnrulyThing, { id })));
          return each.map(([thing]) => thing ?? null);
        },
      }),
    ],
    validations: [
      validation({
        name: 'unruly.rule',
        on: is('refuses-what-is-not-its') ? 'invoice.issue' : 'activity.close',
        because: { title: 'A rule' },
        effective: { from: '2020-01-01', until: '2030-01-01' },
        check: () => {
          mood += 1;
          return is('moody-rule') && mood % 2 === 0 ? [] : [{ code: finding }];
        },
      }),
    ],
    events: [
      handler({
        name: 'hear',
        on: ['contract.signed'],
        handle: async (ctx, event) => {
          const thing = { activityId: event.activityId ?? event.subject.id, words: event.type };
          if (is('counts-events')) await ctx.store.insert(UnrulyThing, thing);
          else if ((await ctx.store.get(UnrulyThing, event.id)) === null) {
            await ctx.store.insert(UnrulyThing, { ...thing, id: event.id });
          }
        },
      }),
    ],
    jobs: [job({ name: 'work', cron: '0 3 * * *', run: async () => undefined })],
    permissions: [
      permission({
        ...{ name: 'unruly.use', description: 'Use it.' },
        roles: { MEMBER: 'own', ADMIN: 'all' },
      }),
    ],
    privacy: [
      privacy({
        ...{ entity: UnrulyThing, subject: 'memberId', onErase: 'erase', ground: 'None.' },
        holds: ['words', 'memberId'],
      }),
      privacy({
        ...{ entity: UnrulyGuest, subject: 'contact', holds: ['name'], ground: 'None.' },
        ...(is('keeps-the-guest')
          ? { onErase: 'erase' }
          : { onErase: 'retain', until: { term: 'accounting', from: 'metOn' } }),
      }),
    ],
    messages: {
      'unruly.no': {
        ...{ nl: 'Nee.', fr: 'Non.', en: is('uneven-sentence') ? 'No {{why}}.' : 'No.' },
        de: 'Nein.',
      },
      ...(is('untold-sentence') && {
        'unruly.hushed': { nl: 'Stil.', fr: 'Chut.', en: 'Hush.', de: 'Still.' },
      }),
      ...(is('unsaid-sentence') && {
        // In two parts, or this file would say it.
        [`unruly.${'never'}`]: { nl: 'Nooit.', fr: 'Jamais.', en: 'Never.', de: 'Nie.' },
      }),
    },
    seeds: {
      demo: async (ctx, activities) => {
        const [first] = activities;
        if (first === undefined) return;
        const there = await ctx.store.find(UnrulyThing, { words: 'seeded' });
        if (there.length > 0 && !is('grows-when-seeded')) return;
        await ctx.store.insert(UnrulyThing, { activityId: first.id, words: 'seeded' });
        const metOn = is('keeps-for-ever') ? null : '2026-05-01';
        await ctx.store.insert(UnrulyGuest, { name: 'Guest', metOn });
      },
    },
  });
}

/** The migrations: some break a promise by themselves. */
function folderOf(fault: Fault): string {
  if (fault === 'leaks-a-table') return './leaking/';
  if (fault === 'forgets-a-migration') return './forgetful/';
  if (fault === 'meddles-with-its-life') return './meddling/';
  return fault.startsWith('keeps-the-') ? './echoing/' : './migrations/';
}
