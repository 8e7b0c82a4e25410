/** Months that get no contract by decision. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';

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
