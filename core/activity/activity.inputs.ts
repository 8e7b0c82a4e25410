import { Field, ID, InputType, Int } from 'type-graphql';
import { EmailAddress } from '../platform/scalars.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };

@InputType({ description: 'A new activity.' })
export class OpenActivityInput {
  @Field(() => ID, { nullable: true, description: 'Who will manage it; you when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'Its name, at most 200 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What it does, at most 5,000 characters.' })
  description?: string | null;

  @Field(() => String, { description: 'Code of the sector, in lower case and hyphens.' })
  sector: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The legal entity; may be absent where there is one only.',
  })
  hostEntityId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A repeat with the same key answers the same activity.',
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'What changes about an activity; what is absent stays.' })
export class UpdateActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, at most 5,000 characters.' })
  description?: string | null;
}

@InputType({ description: 'The activity to close.' })
export class CloseActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Whom to invite: exactly one of "memberId" and "email".' })
export class InviteToActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'A member of the same co-operative.' })
  memberId?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'The e-mail address of a member.' })
  email?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The invitation to answer.' })
export class AnswerInvitationInput {
  @Field(() => ID, { description: 'The activity, from "viewer { invitations }".' })
  activityId: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Who leaves an activity.' })
export class EndParticipationInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'Who leaves or is uninvited; you when absent.' })
  memberId?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The next manager of an activity.' })
export class HandOverActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { description: 'A participant, active and identified.' })
  memberId: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}
