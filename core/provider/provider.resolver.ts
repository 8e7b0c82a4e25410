import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Activity } from '../activity/activity.entity.js';
import { activities } from '../activity/activity.policy.js';
import { JsonObject } from '../assignment/json-object.js';
import { Member } from '../member/member.entity.js';
import { members } from '../member/member.policy.js';
import { type Context, known, type RequestContext } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import { connectionType } from '../platform/read/connection-type.js';
import { type Page, page } from '../platform/read/page.js';
import { PageArgs } from '../platform/read/page-args.js';
import { byId } from '../platform/read/read.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { answerRequest, type DeskAnswer, refuseRequest, takeRequest } from './desk.js';
import { providerRequests } from './provider.policy.js';
import { ProviderAdapter, ProviderRequestState, ProviderSetting } from './provider.types.js';
import { ProviderRequest } from './provider-request.entity.js';
import { providersOf, setProvider } from './setting.js';

const ProviderRequestConnection = connectionType(ProviderRequest, 'ProviderRequest');

@InputType({ description: 'Which requests.' })
export class ProviderRequestFilter {
  @Field(() => [ProviderRequestState], { nullable: true, description: 'Standing at one of these.' })
  state?: ProviderRequestState[] | null;

  @Field(() => ProviderAdapter, { nullable: true, description: 'Answered by this.' })
  adapter?: ProviderAdapter | null;

  @Field(() => String, { nullable: true, description: 'To this supplier.' })
  provider?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that you have taken.' })
  mine?: boolean | null;
}

@InputType({ description: 'A request that you see to.' })
export class TakeProviderRequestInput {
  @Field(() => ID, { description: 'The request.' })
  requestId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'An answer in the supplier’s place.' })
export class AnswerProviderRequestInput extends TakeProviderRequestInput {
  @Field(() => JsonObject, { description: 'The answer, as the supplier’s JSON schema says.' })
  answer: Record<string, unknown>;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A refusal in the supplier’s place.' })
export class RefuseProviderRequestInput extends TakeProviderRequestInput {
  @Field(() => String, { description: 'Why: 1 to 1,000 characters.' })
  reason: string;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'Who answers what a supplier is asked.' })
export class SetProviderInput {
  @Field(() => String, { description: 'The supplier, from "providers".' })
  provider: string;

  @Field(() => ProviderAdapter, { description: 'Who answers from now on.' })
  adapter: ProviderAdapter;

  @Field(() => String, { nullable: true, description: 'Where, over HTTP: an https address.' })
  url?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'A request after a change, or why not.', simpleResolvers: true })
export class ProviderRequestPayload {
  @Field(() => ProviderRequest, { nullable: true, description: 'The request as it now is.' })
  request: ProviderRequest | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ description: 'Who answers from now on, or why not.', simpleResolvers: true })
export class SetProviderPayload {
  @Field(() => ProviderSetting, { nullable: true, description: 'The supplier as it now is.' })
  provider: ProviderSetting | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the supplier checks the signatures of requests with; only over HTTP.',
  })
  signingSecret: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => ProviderRequest)
export class ProviderResolver {
  @Requires('desk.work')
  @Query(() => [ProviderSetting], { description: 'The suppliers that plugins ask, by plugin.' })
  providers(@Ctx() ctx: RequestContext): Promise<ProviderSetting[]> {
    return providersOf(known(ctx));
  }

  @Requires('desk.work')
  @Query(() => ProviderRequestConnection, { description: 'What suppliers were asked.' })
  providerRequests(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ProviderRequestFilter, { nullable: true, description: 'Which.' })
    filter?: ProviderRequestFilter | null,
  ): Page<ProviderRequest> {
    const { state, adapter, provider, mine } = filter ?? {};
    const where = [
      ...(state == null ? [] : [sql`t.state = any(${state}::text[])`]),
      ...(adapter == null ? [] : [sql`t.adapter = ${adapter}`]),
      ...(provider == null ? [] : [sql`t.provider = ${provider}`]),
      ...(mine ? [sql`t.taken_by = ${known(ctx).viewer.memberId}`] : []),
    ];
    return page(known(ctx), providerRequests, args, { where });
  }

  @Requires('desk.work')
  @Mutation(() => ProviderRequestPayload, { description: 'Says that you see to a request.' })
  takeProviderRequest(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => TakeProviderRequestInput, { description: 'Which.' })
    input: TakeProviderRequestInput,
  ): Promise<ProviderRequestPayload> {
    return payload(known(ctx), takeRequest(known(ctx), input));
  }

  @Requires('desk.work')
  @Mutation(() => ProviderRequestPayload, {
    description: 'Answers in the supplier’s place; the tool that asked goes on.',
  })
  answerProviderRequest(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AnswerProviderRequestInput, { description: 'The answer.' })
    input: AnswerProviderRequestInput,
  ): Promise<ProviderRequestPayload> {
    return payload(known(ctx), answerRequest(known(ctx), input, onceOf(input)));
  }

  @Requires('desk.work')
  @Mutation(() => ProviderRequestPayload, {
    description: 'Refuses in the supplier’s place; the tool that asked hears why.',
  })
  refuseProviderRequest(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RefuseProviderRequestInput, { description: 'Why.' })
    input: RefuseProviderRequestInput,
  ): Promise<ProviderRequestPayload> {
    return payload(known(ctx), refuseRequest(known(ctx), input, onceOf(input)));
  }

  @Requires('plugin.enable')
  @Mutation(() => SetProviderPayload, {
    description: 'Decides who answers what a supplier is asked from now on.',
  })
  setProvider(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetProviderInput, { description: 'Who.' }) input: SetProviderInput,
  ): Promise<SetProviderPayload> {
    return setProvider(known(ctx), input);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that it is for.' })
  activity(@Ctx() ctx: RequestContext, @Root() request: ProviderRequest): Promise<Activity | null> {
    const { activityId } = request;
    return activityId === null ? Promise.resolve(null) : byId(known(ctx), activities, activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who sees to it at the desk.' })
  takenBy(@Ctx() ctx: RequestContext, @Root() request: ProviderRequest): Promise<Member | null> {
    const { takenBy } = request;
    return takenBy === null ? Promise.resolve(null) : byId(known(ctx), members, takenBy);
  }
}

const onceOf = (input: { readonly idempotencyKey: string }) => ({
  key: input.idempotencyKey,
  input,
});

async function payload(ctx: Context, work: Promise<DeskAnswer>): Promise<ProviderRequestPayload> {
  const { id, violations } = await work;
  return { request: id === null ? null : await byId(ctx, providerRequests, id), violations };
}
