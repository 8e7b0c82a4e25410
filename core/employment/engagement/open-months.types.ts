/** Months without a contract: what stands in their way, and what is decided about them. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';

@ObjectType({
  description: 'A month whose contract cannot be made yet; it is tried again every morning.',
  simpleResolvers: true,
})
export class EngagementRefusedMonth {
  @Field(() => CivilDate, { description: 'The first day of the month.' })
  month: string;

  @Field(() => CivilDate, { description: 'The day on which it was first refused.' })
  since: string;

  @Field(() => CivilDate, { description: 'The day on which it was last tried.' })
  triedOn: string;

  @Field(() => [Violation], { description: 'What stood in the way when it was last tried.' })
  violations: Violation[];
}

@ObjectType({
  description: 'A month in which nobody worked, by decision: it gets no contract.',
  simpleResolvers: true,
})
export class EngagementWaivedMonth {
  @Field(() => CivilDate, { description: 'The first day of the month.' })
  month: string;

  @Field(() => String, { description: 'Why.' })
  reason: string;

  @Field(() => CivilDate, { description: 'The day of the decision.' })
  waivedOn: string;

  waivedById: string;
}

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const ofMonth = { description: 'Any day of the month.' };

@InputType({ description: 'A month in which the person did not work.' })
export class WaiveEngagementMonthInput {
  @Field(() => ID, { description: 'The engagement.' })
  id: string;

  @Field(() => CivilDate, ofMonth)
  month: string;

  @Field(() => String, {
    description: 'Why, in one line of at most 500 characters; the worker and the manager read it.',
  })
  reason: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'A waived month that was worked after all.' })
export class RestoreEngagementMonthInput {
  @Field(() => ID, { description: 'The engagement.' })
  id: string;

  @Field(() => CivilDate, ofMonth)
  month: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}
