import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum PluginHealth {
  OK = 'OK',
  DEGRADED = 'DEGRADED',
  DOWN = 'DOWN',
}
registerEnumType(PluginHealth, {
  name: 'PluginHealth',
  description: 'Whether a plugin answers.',
  valuesConfig: {
    OK: { description: 'It answers.' },
    DEGRADED: { description: 'Some of its answers failed of late.' },
    DOWN: { description: 'It does not answer.' },
  },
});

export enum BreakerState {
  CLOSED = 'CLOSED',
  OPEN = 'OPEN',
  HALF_OPEN = 'HALF_OPEN',
}
registerEnumType(BreakerState, {
  name: 'BreakerState',
  description: 'Whether the platform asks a plugin at all.',
  valuesConfig: {
    CLOSED: { description: 'It is asked.' },
    OPEN: { description: 'It failed too often and is not asked for a while.' },
    HALF_OPEN: { description: 'It is tried again, carefully.' },
  },
});

@ObjectType({ description: 'A plugin of this server.', simpleResolvers: true })
export class PlatformPlugin {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { description: 'Its version.' })
  version: string;

  @Field(() => String, { description: 'sector, service or bridge.' })
  kind: string;

  @Field(() => PluginHealth, { description: 'Whether it answers.' })
  health: PluginHealth;

  @Field(() => BreakerState, { description: 'Whether it is asked at all.' })
  breaker: BreakerState;
}

@ObjectType({ description: 'What one request may ask of this server.', simpleResolvers: true })
export class PlatformLimits {
  @Field(() => Int, { description: 'Rows of a page.' })
  pageSize: number;

  @Field(() => Int, { description: 'Levels of an operation.' })
  depth: number;

  @Field(() => Int, { description: 'Cost of an operation.' })
  cost: number;

  @Field(() => Int, { description: 'Aliases in an operation.' })
  aliases: number;

  @Field(() => Int, { description: 'Lexical tokens in a document.' })
  tokens: number;

  @Field(() => Int, { description: 'Directives in a document.' })
  directives: number;

  @Field(() => Int, { description: 'Cost of all operations of one caller in a minute.' })
  costPerMinute: number;

  @Field(() => Int, { description: 'Requests of one caller in a minute.' })
  requestsPerMinute: number;

  @Field(() => Int, { description: 'Milliseconds that a request may take.' })
  requestTimeoutMs: number;
}

/** What runs here; anybody may know. */
@ObjectType('Platform', { description: 'The server that answers.', simpleResolvers: true })
export class PlatformFacts {
  @Field(() => String, { description: 'The version of the platform.' })
  version: string;

  @Field(() => [PlatformPlugin], { description: 'The plugins of this server.' })
  plugins: PlatformPlugin[];

  @Field(() => PlatformLimits, { description: 'What one request may ask.' })
  limits: PlatformLimits;
}
