import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { deleteWebhook, replayWebhook, rotateWebhookSecret } from './change-webhook.js';
import { createWebhook } from './create-webhook.js';
import { Webhook } from './webhook.entity.js';
import { webhookDeliveries, webhooks } from './webhook.policy.js';
import * as types from './webhook.types.js';

const what = { description: 'What is asked.' };

@Resolver(() => Webhook)
export class WebhookResolver {
  @Requires('webhook.write')
  @Query(() => types.WebhookConnection, { description: 'Your webhooks, ended ones too.' })
  webhooks(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), webhooks, args);
  }

  @Requires('webhook.write')
  @Mutation(() => types.CreateWebhookPayload, {
    description: 'Has an application told of events by signed requests.',
  })
  async createWebhook(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CreateWebhookInput, what) input: types.CreateWebhookInput,
  ): Promise<types.CreateWebhookPayload> {
    const { webhookId, secret, violations } = await createWebhook(known(ctx), input);
    const webhook = webhookId === null ? null : await byId(known(ctx), webhooks, webhookId);
    return { webhook, secret, violations };
  }

  @Requires('webhook.write')
  @Mutation(() => types.DeleteWebhookPayload, { description: 'Ends a webhook at once.' })
  async deleteWebhook(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.WebhookInput, what) { webhookId }: types.WebhookInput,
  ): Promise<types.DeleteWebhookPayload> {
    return { webhook: await deleteWebhook(known(ctx), webhookId), violations: [] };
  }

  @Requires('webhook.write')
  @Mutation(() => types.CreateWebhookPayload, {
    description: 'Gives a webhook a new secret; the one before signs too for 24 hours.',
  })
  async rotateWebhookSecret(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.WebhookInput, what) { webhookId }: types.WebhookInput,
  ): Promise<types.CreateWebhookPayload> {
    const secret = await rotateWebhookSecret(known(ctx), webhookId);
    return { webhook: await byGlobalId(known(ctx), webhooks, webhookId), secret, violations: [] };
  }

  @Requires('webhook.write')
  @Mutation(() => types.ReplayWebhookPayload, {
    description: 'Tells a webhook again what it was told, or what was given up.',
  })
  async replayWebhook(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ReplayWebhookInput, what) input: types.ReplayWebhookInput,
  ): Promise<types.ReplayWebhookPayload> {
    return { replayed: await replayWebhook(known(ctx), input), violations: [] };
  }

  @FieldResolver(() => types.WebhookDeliveryConnection, {
    description: 'What it was told and will be, the newest first.',
  })
  deliveries(
    @Ctx() ctx: RequestContext,
    @Root() webhook: Webhook,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.WebhookDeliveryFilter, { nullable: true, description: 'Which.' })
    filter?: types.WebhookDeliveryFilter | null,
  ) {
    const where = filter?.state == null ? [] : [sql`t.state = any(${filter.state}::text[])`];
    const options = { where, filterKey: JSON.stringify(filter ?? null) };
    const scope = { property: 'webhookId', parentId: webhook.id };
    return page(known(ctx), webhookDeliveries, args, options, scope);
  }
}
