import 'reflect-metadata';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { execute, type GraphQLSchema, parse, subscribe } from 'graphql';
import { buildSchema, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../core/platform/context.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import { Authenticated, Public, Requires } from '../../core/platform/schema-rules.js';
import type { Viewer } from '../../core/platform/viewer.js';
import { guardedSchema, rootRules, ruleTree } from './rules.js';
import { playedSchema } from './testing/schema.js';

@ObjectType({ simpleResolvers: true })
class Thing {
  @Field(() => String)
  name: string;
}

@Resolver()
class Ruled {
  @Public()
  @Query(() => String)
  open(): string {
    return 'open';
  }

  @Authenticated()
  @Query(() => Thing, { nullable: true })
  thing(): Thing {
    return { name: 'a thing' };
  }

  @Requires('invoice.issue')
  @Mutation(() => String, { nullable: true })
  issue(): string {
    return 'issued';
  }
}

@Resolver()
class Forgotten {
  @Query(() => String)
  unruled(): string {
    return 'oops';
  }
}

function context(grants?: string[]): RequestContext {
  const known = new Map((grants ?? []).map((name) => [name, 'all' as const]));
  const viewer = grants === undefined ? null : ({ grants: known } as unknown as Viewer);
  return { viewer, loaders: new Loaders() } as unknown as RequestContext;
}

describe('the rules of type-graphql resolvers', () => {
  let schema: GraphQLSchema;
  let guarded: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildSchema({ resolvers: [Ruled], validate: false });
    guarded = guardedSchema(schema, rootRules(schema));
  });

  test('are read from their decorators', () => {
    expect([...rootRules(schema)]).toEqual([
      ['Query.open', { kind: 'public' }],
      ['Query.thing', { kind: 'authenticated' }],
      ['Mutation.issue', { kind: 'permission', permission: 'invoice.issue' }],
    ]);
  });

  test('are missed by name at the start', async () => {
    const partly = await buildSchema({ resolvers: [Ruled, Forgotten], validate: false });
    expect(() => rootRules(partly)).toThrow(
      'Nobody may call a root field without a rule: put @Public(), @Authenticated() or ' +
        '@Requires("…") on Query.unruled.',
    );
  });

  const ask = async (source: string, grants?: string[]) => {
    const document = parse(source);
    const result = await execute({ schema: guarded, document, contextValue: context(grants) });
    return result.errors?.map(({ extensions }) => extensions.code) ?? result.data;
  };

  test.each<[string, string, string[] | undefined, unknown]>([
    ['anybody reads what is public', '{ open }', undefined, { open: 'open' }],
    ['nobody reads what is not', '{ thing { name } }', undefined, ['UNAUTHENTICATED']],
    ['a caller reads what callers may', '{ thing { name } }', [], { thing: { name: 'a thing' } }],
    ['nobody does what needs a permission', 'mutation { issue }', undefined, ['UNAUTHENTICATED']],
    ['a caller without it does not', 'mutation { issue }', ['invoice.write'], ['FORBIDDEN']],
    ['a caller with it does', 'mutation { issue }', ['invoice.issue'], { issue: 'issued' }],
  ])('%s', async (_what, source, grants, answer) => {
    expect(await ask(source, grants)).toEqual(answer);
  });

  test('leave every other field as it was: without a resolver, for the compiler', () => {
    const fields = (guarded.getType('Thing') as never as { getFields(): object }).getFields();
    expect(fields).toMatchObject({ name: { resolve: undefined } });
    const open = guarded.getQueryType()?.getFields().open;
    expect(open?.resolve).toBe(schema.getQueryType()?.getFields().open?.resolve);
  });

  test('are one shield rule for each permission, by a name of its own', () => {
    const requires = { kind: 'permission', permission: 'a.b' } as const;
    const tree = ruleTree(
      new Map([
        ['Query.a', requires],
        ['Query.b', requires],
      ]),
    );
    expect(tree.Query?.a).toBe(tree.Query?.b);
    expect(tree.Query?.a).toMatchObject({ name: 'permission:a.b', cache: 'no_cache' });
  });
});

describe('the rules of subscriptions', () => {
  test('are judged before anything is subscribed to', async () => {
    const played = playedSchema();
    const schema = guardedSchema(played.schema, rootRules(played.schema));
    const ask = (grants?: string[]) =>
      subscribe({
        schema,
        document: parse('subscription { ticks { n } }'),
        contextValue: context(grants),
      });
    expect(await ask()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await ask(['invoice.write'])).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN', permission: 'activity.read' } }],
    });
    expect(played.counts.subscribed).toBe(0);
    const stream = (await ask(['activity.read'])) as AsyncGenerator;
    expect(played.counts.subscribed).toBe(1);
    await stream.return(undefined);
  });
});
