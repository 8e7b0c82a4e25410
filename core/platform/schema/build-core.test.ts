import { describe, expect, test } from '@jest/globals';
import { execute, type GraphQLObjectType, parse } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Domain } from '../domain.js';
import { connectionType } from '../read/connection-type.js';
import type { Source } from '../read/source.js';
import { buildCoreSchema } from './build-core.js';
import { compose } from './compose.js';
import { CheckFailure } from './finding.js';

@ObjectType({ description: 'A probe.', simpleResolvers: true })
class Probe {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => Int, { description: 'A property.' })
  plain: number;

  @Field(() => Int, { name: 'outer', description: 'A property of another name.' })
  inner: number;

  @Field(() => Int, { description: 'A getter.' })
  get twice(): number {
    return this.plain * 2;
  }

  @Field(() => Int, { description: 'A method.' })
  times(@Arg('by', () => Int, { description: 'How often.' }) by: number): number {
    return this.plain * by;
  }
}

@InputType({ description: 'A pair.' })
class Pair {
  @Field(() => Int, { description: 'Left.' })
  left: number;

  @Field(() => [Pair], { nullable: true, description: 'More.' })
  more?: Pair[] | null;

  sum(): number {
    return (this.more ?? []).reduce((all, pair) => all + pair.sum(), this.left);
  }
}

@ArgsType()
class ProbeArgs {
  @Field(() => Pair, { name: 'with', nullable: true, description: 'A pair.' })
  pair?: Pair | null;

  @Field(() => Int, { defaultValue: 3, description: 'A number.' })
  n: number;
}

const ProbeConnection = connectionType(Probe, 'Probe');

@Resolver(() => Probe)
class ProbeResolver {
  readonly #made = { count: 0 };

  @Query(() => Probe, { nullable: true, description: 'A probe.' })
  probe(@Args(() => ProbeArgs) args: ProbeArgs, @Ctx('who') who: string): Probe {
    this.#made.count += 1;
    const plain = (args.pair?.sum() ?? 0) + args.n + who.length;
    return Object.assign(new Probe(), { id: 'x', plain, inner: this.#made.count });
  }

  @Query(() => ProbeConnection, { description: 'Probes.' })
  probes(): object {
    return { totalCount: async () => 7, nodes: async () => [] };
  }

  @FieldResolver(() => String, { description: 'From elsewhere.' })
  async told(@Root() probe: Probe, @Ctx() ctx: { who: string }): Promise<string> {
    return `${ctx.who} ${probe.plain}`;
  }
}

const domain = (more: Partial<Domain> = {}): Domain => ({
  ...{ name: 'probe', entities: [], sources: [], transitions: [], tools: [], messages: {} },
  resolvers: [ProbeResolver],
  ...more,
});

const source = { typeName: 'Probe', entity: Probe } as unknown as Source<{ id: string }>;

describe('the schema of the core', () => {
  const { schema, sdl } = buildCoreSchema([domain({ sources: [source] })]);
  const ask = async (query: string) => {
    const contextValue = { who: 'me' };
    const { data, errors } = await execute({ schema, document: parse(query), contextValue });
    return errors ?? data;
  };

  test('reads properties, getters, methods, other names and other classes', async () => {
    const fields = 'id plain outer twice times(by: 5) told';
    expect(await ask(`{ probe { ${fields} } }`)).toEqual({
      probe: { id: 'Probe:x', plain: 5, outer: 1, twice: 10, times: 25, told: 'me 5' },
    });
  });

  test('has a function only where something has to be called', () => {
    const fields = (schema.getType('Probe') as GraphQLObjectType).getFields();
    const called = Object.values(fields).filter(({ resolve }) => resolve !== undefined);
    expect(called.map(({ name }) => name).sort()).toEqual(['id', 'outer', 'times', 'told']);
  });

  test('makes instances of input classes, however deep', async () => {
    const pair = '{ left: 1, more: [{ left: 2, more: [{ left: 3 }] }, { left: 4 }] }';
    expect(await ask(`{ probe(n: 0, with: ${pair}) { plain } }`)).toEqual({ probe: { plain: 12 } });
  });

  test('loads of a connection only what is asked for', async () => {
    expect(await ask('{ probes { totalCount nodes { id } } }')).toEqual({
      probes: { totalCount: 7, nodes: [] },
    });
  });

  test('composes alone, with its keys and shared values', () => {
    expect(sdl).toContain('type Probe @key(fields: "id")');
    expect(sdl).toContain('type Money @shareable');
    expect(compose([{ name: 'core', sdl }]).apiSdl).toContain('type Probe {');
  });

  test('is refused as long as anything has no description', () => {
    @ObjectType()
    class Bare {
      @Field(() => Int)
      number: number;
    }
    @Resolver()
    class BareResolver {
      @Query(() => Bare)
      bare(@Arg('n', () => Int) n: number): Bare {
        return { number: n };
      }
    }
    const build = () => buildCoreSchema([domain({ resolvers: [BareResolver] })]);
    expect(build).toThrow(CheckFailure);
    try {
      build();
    } catch (error) {
      const places = (error as CheckFailure).findings.map(({ place }) => place);
      expect(places.sort()).toEqual(['Bare', 'Bare.number', 'Query.bare', 'Query.bare(n:)']);
    }
  });
});
