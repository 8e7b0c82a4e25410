import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { AuthorRightsGround, AuthorRightsWork } from './author-rights-codes.js';
import { AuthorRightsPayment } from './author-rights-payment.entity.js';

@InputType({ description: 'A payment for rights on a work.' })
export class PayAuthorRightsInput {
  @Field(() => ID, { description: 'The activity that pays, out of what it has available.' })
  activityId: string;

  @Field(() => ID, { description: 'The member whose rights they are: of the activity’s team.' })
  memberId: string;

  @Field(() => Decimal, { description: 'Gross, in the currency of the activity.' })
  amount: string;

  @Field(() => AuthorRightsWork, { description: 'On what kind of work.' })
  work: AuthorRightsWork;

  @Field(() => AuthorRightsGround, { description: 'Why the regime holds.' })
  ground: AuthorRightsGround;

  @Field(() => String, { description: 'The work and the rights on it: at most 140 characters.' })
  description: string;

  @Field(() => CivilDate, { nullable: true, description: 'By when; in seven days when absent.' })
  dueOn?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat pays once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'What was paid, or why not.', simpleResolvers: true })
export class PayAuthorRightsPayload {
  @Field(() => AuthorRightsPayment, { nullable: true, description: 'The payment.' })
  payment: AuthorRightsPayment | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

@InputType({ description: 'Author rights that a member had from others.' })
export class DeclareAuthorRightsInput {
  @Field(() => ID, { nullable: true, description: 'The member; you when absent.' })
  memberId?: string | null;

  @Field(() => Int, { description: 'The income year, up to this one.' })
  year: number;

  @Field(() => Decimal, {
    description: 'Gross, in the currency of the co-operative; not negative.',
  })
  amount: string;
}

@ObjectType({ description: 'Whether it is noted, or why not.', simpleResolvers: true })
export class DeclareAuthorRightsPayload {
  @Field(() => Boolean, { description: 'Whether it is noted.' })
  declared: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'Which payments: all conditions hold.' })
export class AuthorRightsFilter {
  @Field(() => ID, { nullable: true, description: 'By this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this member.' })
  memberId?: string | null;

  @Field(() => Int, { nullable: true, description: 'In this income year.' })
  year?: number | null;
}

@ObjectType({
  description: 'What a payment of author rights would come to.',
  simpleResolvers: true,
})
export class AuthorRightsPlan {
  @Field(() => Money, { nullable: true, description: 'The lump sum of costs; null: not known.' })
  costs: Money | null;

  @Field(() => Money, { nullable: true, description: 'The tax; null: not known.' })
  withheld: Money | null;

  @Field(() => Money, { nullable: true, description: 'What the member gets; null: not known.' })
  net: Money | null;

  @Field(() => Money, { nullable: true, description: 'What the ceiling of the year still allows.' })
  left: Money | null;

  @Field(() => Decimal, {
    description: 'Author rights of all remuneration of the year with this payment, in percent.',
  })
  share: string;

  @Field(() => [Violation], { description: 'What the law has against it.' })
  violations: Violation[];
}
