import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { JsonObject } from '../assignment/json-object.js';
import { DateTime } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';
import { ProviderAdapter, ProviderRequestState } from './provider.types.js';

/** What a supplier was asked, and its answer. */
@Entity({ tableName: 'provider_request', schema: 'core' })
@ObjectType('ProviderRequest', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a supplier outside was asked for a tool, and what it answered.',
})
export class ProviderRequest {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The plugin that asks.' })
  plugin: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The supplier, from "providers".' })
  provider: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => JsonObject, { description: 'What is asked, as its JSON schema says.' })
  request: object;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ProviderAdapter, { description: 'Who answers it.' })
  adapter: ProviderAdapter;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ProviderRequestState, { description: 'Where it stands.' })
  state: ProviderRequestState;

  @Property({ columnType: 'jsonb', type: 'json', nullable: true })
  @Field(() => JsonObject, { nullable: true, description: 'The answer.' })
  answer: object | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  reason: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  takenBy: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often a machine was asked.' })
  attempts: number;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the last try of a machine failed.' })
  lastError: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was asked.' })
  askedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was settled.' })
  settledAt: Date | null;
}

export const ticketColumns = 'id, provider, key, state, request, answer, reason';
