import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { StudentYear, stateStudentHours } from './student-hours.js';

@InputType({ description: 'What a student works elsewhere in a calendar year.' })
export class StateStudentHoursInput {
  @Field(() => ID, { nullable: true, description: 'Who; you when absent.' })
  memberId?: string | null;

  @Field(() => Int, { description: 'The calendar year: this one, the last or the next.' })
  year: number;

  @Field(() => Decimal, {
    description: 'Hours with all other employers, worked and planned, from the public counter.',
  })
  hoursElsewhere: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'What is now known of the year, or why not.', simpleResolvers: true })
export class StudentHoursPayload {
  @Field(() => StudentYear, { nullable: true, description: 'The year as it is now known.' })
  studentYear: StudentYear | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class StudentResolver {
  @Requires('contract.write')
  @Mutation(() => StudentHoursPayload, {
    description: 'States the hours of a student elsewhere: they count for the quota of the year.',
  })
  stateStudentHours(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => StateStudentHoursInput, { description: 'Which hours.' })
    input: StateStudentHoursInput,
  ): Promise<StudentHoursPayload> {
    return stateStudentHours(known(ctx), input);
  }
}
