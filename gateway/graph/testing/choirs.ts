import {
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Requires,
  Resolver,
  Root,
} from '../../../core/sdk/decorators.js';
import type { PluginDefinition, PluginSpec } from '../../../core/sdk/define.js';
import { definePlugin, reference } from '../../../core/sdk/define-plugin.js';
import { pluginType } from '../../../core/sdk/tokens.js';

/** Plugins that meet on one type: its owner, a bridge and somebody who never joined. */
const plugin = (name: string, prefix: string, more: Partial<PluginSpec>): PluginDefinition =>
  definePlugin({
    ...{ name, version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix },
    title: { nl: name, fr: name, en: name, de: name },
    description: 'It.',
    migrations: new URL('./no-tables/', import.meta.url),
    ...more,
  });

/** Concerts, which others may refer to or not. */
export function choir(refers: 'by-id' | 'not'): PluginDefinition {
  @ObjectType({ description: 'A concert.', simpleResolvers: true })
  class ChoirConcert {
    @Field(() => ID, { description: 'Its id.' })
    id: string;
  }
  @Resolver()
  class ChoirResolver {
    @Requires('activity.read')
    @Query(() => ChoirConcert, { nullable: true, description: 'One of them.' })
    choirConcert(): ChoirConcert | null {
      return null;
    }
  }
  const concerts = reference({
    ...{ type: ChoirConcert, keys: ['id'], permission: 'activity.read' },
    find: async (_ctx, keys) => keys.map(() => null),
  });
  const references = refers === 'by-id' ? [concerts] : [];
  return plugin('choir', 'Choir', { resolvers: [ChoirResolver], references });
}

export const travel = (): PluginDefinition => plugin('travel', 'Travel', {});

/** Puts a field on a type of the choir. */
export function choirTravel(typeName = 'ChoirConcert'): PluginDefinition {
  const concert = pluginType('choir', typeName);
  @Resolver(() => concert.type)
  class ConcertResolver {
    @FieldResolver(() => String, { nullable: true, description: 'How to get there.' })
    choirTravelBus(@Root() { id }: { id: string }): string {
      return id;
    }
  }
  return plugin('choir-travel', 'ChoirTravel', {
    ...{ kind: 'bridge', bridges: ['choir', 'travel'] },
    ...{ extends: [concert], resolvers: [ConcertResolver] },
  });
}

/** Says that the type is of somebody outside, and puts a field on it all the same. */
export function gatecrasher(): PluginDefinition {
  @ObjectType('ChoirConcert', { description: 'A concert.', simpleResolvers: true })
  class Concert {
    @Field(() => ID, { description: 'Its id.' })
    id: string;

    @Field(() => String, { nullable: true, description: 'What it is not asked for.' })
    gatecrasherSong?: string | null;
  }
  return plugin('gatecrasher', 'Gatecrasher', {
    references: [
      reference({
        ...{ type: Concert, keys: ['id'], permission: 'activity.read', from: 'somebody' },
      }),
    ],
  });
}
