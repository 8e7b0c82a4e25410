import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/read/connection-type.js';
import { DateTime } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Webhook, WebhookDelivery, WebhookDeliveryState } from './webhook.entity.js';

export const WebhookConnection = connectionType(Webhook, 'Webhook');
export const WebhookDeliveryConnection = connectionType(WebhookDelivery, 'WebhookDelivery');

@InputType({ description: 'An address to tell of events.' })
export class CreateWebhookInput {
  @Field(() => String, {
    description: 'Where the requests go: https, and http outside production.',
  })
  url: string;

  @Field(() => [String], { description: 'Which events: "invoice.issued", "invoice.*" or "*".' })
  types: string[];

  @Field(() => String, { nullable: true, description: 'What it is for, at most 200 characters.' })
  description?: string | null;
}

@ObjectType({ description: 'A webhook, or why not.', simpleResolvers: true })
export class CreateWebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook.' })
  webhook: Webhook | null;

  @Field(() => String, {
    nullable: true,
    description: 'What its requests are signed with, "whsec_…". It is shown only now.',
  })
  secret: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'A webhook of yours.' })
export class WebhookInput {
  @Field(() => ID, { description: 'Its id.' })
  webhookId: string;
}

@ObjectType({ description: 'The webhook as it now is.', simpleResolvers: true })
export class DeleteWebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook, ended.' })
  webhook: Webhook | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'What to tell again: one delivery, or all of a time.' })
export class ReplayWebhookInput {
  @Field(() => ID, { description: 'The webhook.' })
  webhookId: string;

  @Field(() => ID, { nullable: true, description: 'Only this delivery.' })
  deliveryId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only of what was told from then on.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only of what was told before then.' })
  until?: Date | null;
}

@ObjectType({ description: 'How much is told again.', simpleResolvers: true })
export class ReplayWebhookPayload {
  @Field(() => Int, { description: 'Deliveries; at most 1,000 a call, the oldest first.' })
  replayed: number;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'Which deliveries.' })
export class WebhookDeliveryFilter {
  @Field(() => [WebhookDeliveryState], { nullable: true, description: 'Standing at one of these.' })
  state?: WebhookDeliveryState[] | null;
}
