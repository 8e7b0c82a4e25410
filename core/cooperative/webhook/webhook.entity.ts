import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** Where an application is told of events. Its secrets are not columns that reads know. */
@Entity({ tableName: 'webhook', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An address that is told of events by signed requests (Standard Webhooks 1.0).',
})
export class Webhook {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the requests go.' })
  url: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for, in its maker’s words.' })
  description: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Which events: "invoice.issued", "invoice.*" or "*".' })
  types: string[];

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: it is told.' })
  endedAt: Date | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '"DELETED", or "GONE": it answered 410.' })
  endReason: string | null;
}

export enum WebhookDeliveryState {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
  HIDDEN = 'HIDDEN',
  ENDED = 'ENDED',
}
registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'Where the telling of one event stands.',
  valuesConfig: {
    PENDING: { description: 'Will be sent, or sent again.' },
    DELIVERED: { description: 'Answered with a status of success.' },
    FAILED: { description: 'Given up after the last try; it can be replayed.' },
    HIDDEN: { description: 'Not told: its maker may not see it any more.' },
    ENDED: { description: 'Not told: the webhook ended before.' },
  },
});

/** One event on its way to one webhook. */
@Entity({ tableName: 'webhook_delivery', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One event on its way to a webhook.',
})
export class WebhookDelivery {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id; the uuid in it is the "webhook-id" of the request.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  webhookId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'The event, the same however often it is told.' })
  eventId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => WebhookDeliveryState, { description: 'Where it stands.' })
  state: WebhookDeliveryState;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often it was sent.' })
  attempts: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer.' })
  lastStatus: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the last try had no answer.' })
  lastError: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it is sent next; null: not.' })
  nextAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was decided to tell it.' })
  createdAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was delivered or given up.' })
  settledAt: Date | null;
}
