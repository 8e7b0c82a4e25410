import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { Activity } from './activity.entity.js';
import * as inputs from './activity.inputs.js';
import { acceptInvitation, declineInvitation } from './answer-invitation.js';
import { closeActivity } from './close-activity.js';
import { endParticipation } from './end-participation.js';
import { handOverActivity } from './hand-over-activity.js';
import { inviteToActivity } from './invite-to-activity.js';
import { openActivity } from './open-activity.js';
import { updateActivity } from './update-activity.js';

@ObjectType({ description: 'The activity after a change, or why not.', simpleResolvers: true })
export class ActivityPayload {
  @Field(() => Activity, {
    nullable: true,
    description: 'The activity; null when refused or tried, or when you no longer see it.',
  })
  activity: Activity | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

const what = { description: 'What is asked.' };

@Resolver()
export class ActivityChangesResolver {
  @Requires('activity.open')
  @Mutation(() => ActivityPayload, { description: 'Opens an activity.' })
  openActivity(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.OpenActivityInput, what) input: inputs.OpenActivityInput,
  ): Promise<ActivityPayload> {
    return openActivity(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, { description: 'Renames an activity or describes it anew.' })
  updateActivity(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.UpdateActivityInput, what) input: inputs.UpdateActivityInput,
  ): Promise<ActivityPayload> {
    return updateActivity(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, { description: 'Closes an activity for new work.' })
  closeActivity(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.CloseActivityInput, what) input: inputs.CloseActivityInput,
  ): Promise<ActivityPayload> {
    return closeActivity(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, { description: 'Makes a participant the manager.' })
  handOverActivity(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.HandOverActivityInput, what) input: inputs.HandOverActivityInput,
  ): Promise<ActivityPayload> {
    return handOverActivity(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, { description: 'Invites a member into an activity.' })
  inviteToActivity(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.InviteToActivityInput, what) input: inputs.InviteToActivityInput,
  ): Promise<ActivityPayload> {
    return inviteToActivity(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, { description: 'Accepts an invitation of your own.' })
  acceptInvitation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.AnswerInvitationInput, what) input: inputs.AnswerInvitationInput,
  ): Promise<ActivityPayload> {
    return acceptInvitation(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, {
    description: 'Declines an invitation of your own; the activity stays unseen.',
  })
  declineInvitation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.AnswerInvitationInput, what) input: inputs.AnswerInvitationInput,
  ): Promise<ActivityPayload> {
    return declineInvitation(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => ActivityPayload, {
    description: 'Leaves an activity, ends another’s participation or withdraws an invitation.',
  })
  endParticipation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.EndParticipationInput, what) input: inputs.EndParticipationInput,
  ): Promise<ActivityPayload> {
    return endParticipation(known(ctx), input);
  }
}
