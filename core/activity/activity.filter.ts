import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ActivityStatus } from './activity.entity.js';

export enum ActivityOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  NAME = 'NAME',
}
registerEnumType(ActivityOrder, {
  name: 'ActivityOrder',
  description: 'The order of a list of activities.',
  valuesConfig: {
    NEWEST: { description: 'Last opened first.' },
    OLDEST: { description: 'First opened first.' },
    NAME: { description: 'By name.' },
  },
});

@InputType({ description: 'Which activities: all conditions hold.' })
export class ActivityFilter {
  @Field(() => [ActivityStatus], { nullable: true, description: 'Any of these.' })
  status?: ActivityStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Any of these sector codes.' })
  sector?: string[] | null;

  @Field(() => String, { nullable: true, description: 'How the name begins.' })
  nameStartsWith?: string | null;

  @Field(() => ID, { nullable: true, description: 'Managed by this member.' })
  managerId?: string | null;
}
