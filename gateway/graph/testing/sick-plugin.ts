import {
  Activity,
  Args,
  ArgsType,
  type CoreReference,
  Ctx,
  definePlugin,
  Field,
  FieldResolver,
  handler,
  InputType,
  job,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  validation,
} from 'gezel/sdk';

/** A plugin that does everything wrong at run time, to see that only its own part suffers. */
@ObjectType({ description: 'Something sick.', simpleResolvers: true })
export class SickThing {
  @Field(() => String, { description: 'Fine by itself.' })
  name: string;

  @Field(() => [Activity.type], {
    nullable: 'itemsAndList',
    description: 'References to the core, some hidden, some that never were.',
  })
  activities: readonly CoreReference[];
}

@InputType({ description: 'A pair.' })
export class SickPair {
  @Field(() => String, { description: 'Left.' })
  left: string;

  @Field(() => SickPair, { nullable: true, description: 'Another.' })
  inner?: SickPair | null;

  get depth(): number {
    return 1 + (this.inner?.depth ?? 0);
  }
}

@ArgsType()
export class SickArgs {
  @Field(() => SickPair, { nullable: true, description: 'A pair.' })
  pair?: SickPair | null;

  @Field(() => [String], { nullable: true, description: 'Ids to refer to.' })
  ids?: string[] | null;
}

@Resolver(() => Activity.type)
export class SickActivityResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Reads more than it may.' })
  sickPeek(@Root() activity: Record<string, string>): string {
    return `${activity.id} ${activity.name}`;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Knows the id alone.' })
  sickId(@Root() activity: CoreReference): string {
    return activity.id;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Throws later.' })
  async sickThrow(): Promise<string> {
    throw new Error('secret 1234');
  }

  @FieldResolver(() => SickThing, { nullable: true, description: 'Answers nonsense.' })
  sickGarbage(): unknown {
    return { name: { toString: null }, activities: [{ id: 7 }] };
  }
}

@Resolver()
export class SickResolver {
  @Requires('activity.read')
  @Query(() => SickThing, { nullable: true, description: 'A thing.' })
  sickThing(@Ctx() _ctx: PluginContext, @Args(() => SickArgs) args: SickArgs): SickThing {
    const name = `depth ${args.pair?.depth ?? 0} ${args.pair instanceof SickPair}`;
    return { name, activities: (args.ids ?? []).map((id) => ({ id })) };
  }

  @Requires('activity.read')
  @Query(() => String, { nullable: true, description: 'Throws.' })
  sickQuery(): string {
    throw new TypeError('secret 5678');
  }
}

const because = { title: 'No rule at all' };
const effective = { from: '2020-01-01', until: '2027-01-01' };

/** What its handler and its job were given. */
export const happened: unknown[] = [];

export const sick = definePlugin({
  name: 'sick',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'Sick',
  title: { nl: 'Ziek', fr: 'Malade', en: 'Sick', de: 'Krank' },
  description: 'Fails in every way.',
  migrations: new URL('./none/', import.meta.url),
  resolvers: [SickActivityResolver, SickResolver],
  validations: [
    validation({
      ...{ name: 'sick.throws', on: 'sick.throws', because, effective },
      check: () => {
        throw new Error('no');
      },
    }),
    validation({
      ...{ name: 'sick.garbage', on: 'sick.garbage', because, effective },
      check: () => [{ code: 'somebody-elses.code' }],
    }),
    validation({
      ...{ name: 'sick.promise', on: 'sick.promise', because, effective },
      check: () => Promise.resolve([]) as never,
    }),
    validation({
      ...{ name: 'sick.slow', on: 'sick.slow', because, effective },
      check: () => {
        const end = performance.now() + 300;
        while (performance.now() < end);
        return [];
      },
    }),
    validation({
      ...{ name: 'sick.writes', on: 'sick.writes', because, effective },
      check: (change) => {
        (change.after as { name: string }).name = 'changed';
        return [];
      },
    }),
    validation({
      ...{ name: 'sick.day', on: 'sick.day', because, effective },
      at: ({ after }) => String(after.day),
      check: ({ at }) => [{ code: 'sick.told', values: { at }, severity: 'WARNING' }],
    }),
  ],
  events: [
    handler({
      ...{ name: 'note-it', on: ['thing.happened'] },
      handle: async (ctx, event) => {
        happened.push({ viewer: ctx.viewer, cooperativeId: ctx.cooperativeId, type: event.type });
      },
    }),
  ],
  jobs: [
    job({
      ...{ name: 'nightly', cron: '15 3 * * *' },
      run: async (ctx) => {
        happened.push({ job: ctx.cooperativeId });
      },
    }),
  ],
  messages: {
    'sick.told': { nl: 'Op {{at}}', fr: 'Le {{at}}', en: 'On {{at}}', de: 'Am {{at}}' },
  },
});
