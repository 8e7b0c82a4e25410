import { Field, ID, InputType, Int } from 'type-graphql';
import { CivilDate, CountryCode, EmailAddress, NationalNumber } from '../platform/scalars.js';
import { MemberCategory, MemberStatus } from './member.entity.js';
import { Role } from './role-grant.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };

@InputType({ description: 'A new member: somebody else, or yourself in a co-operative you join.' })
export class RegisterMemberInput {
  @Field(() => String, {
    nullable: true,
    description: 'Short name of the co-operative that you join yourself; absent: your own one.',
  })
  cooperative?: string | null;

  @Field(() => String, { description: 'The name under which the member works.' })
  displayName: string;

  @Field(() => EmailAddress, { description: 'Unique in the co-operative.' })
  email: string;

  @Field(() => String, { nullable: true, description: 'Preferred language: nl, fr, en or de.' })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country?: string | null;

  @Field(() => MemberCategory, { nullable: true, description: 'USER when absent.' })
  category?: MemberCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the person’s sign-in, when the co-operative registers them.',
  })
  subject?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A repeat with the same key answers the same member.',
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'What changes about a member; what is absent stays.' })
export class UpdateMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => String, { nullable: true, description: 'The name under which the member works.' })
  displayName?: string | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Unique in the co-operative.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Preferred language: nl, fr, en or de.' })
  locale?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country?: string | null;
}

@InputType({ description: 'The identity of a member has been established.' })
export class IdentifyMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => String, { description: 'By what, e.g. "eid", "itsme", "passport"; never a number.' })
  means: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The national number of a member; it is never shown again.' })
export class SetNationalNumberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => NationalNumber, { description: 'A national or BIS number.' })
  nationalNumber: string;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Where a member will stand from now on.' })
export class ChangeMemberStatusInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => MemberStatus, { description: 'The new status.' })
  status: MemberStatus;

  @Field(() => Int, version)
  version?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Another adviser for a member, from today.' })
export class AssignAdviserInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => ID, { description: 'A member who holds the role ADVISER.' })
  adviserId: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Shares to buy at the price of today.' })
export class BuySharesInput {
  @Field(() => ID, { description: 'Who will hold them.' })
  memberId: string;

  @Field(() => ID, { description: 'The activity that you manage whose available money pays.' })
  activityId: string;

  @Field(() => String, { description: 'The class of shares, e.g. "A".' })
  class: string;

  @Field(() => Int, { description: 'How many: 1 to 10,000.' })
  quantity: number;

  @Field(() => String, { description: 'A repeat with the same key buys once.' })
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'A role for a member.' })
export class GrantRoleInput {
  @Field(() => ID, { description: 'The member, not yourself.' })
  memberId: string;

  @Field(() => Role, { description: 'The role.' })
  role: Role;

  @Field(() => CivilDate, { nullable: true, description: 'First day; today when absent.' })
  from?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'First day on which it is no longer held; absent: no end.',
  })
  until?: string | null;
}

@InputType({ description: 'A role to end today.' })
export class RevokeRoleInput {
  @Field(() => ID, { description: 'The member, not yourself.' })
  memberId: string;

  @Field(() => Role, { description: 'The role.' })
  role: Role;
}
