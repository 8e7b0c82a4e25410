import { Field, ID, ObjectType } from 'type-graphql';
import { CivilDate } from '../platform/scalars.js';

/** An invitation of the viewer: as much of the activity as one needs to answer. */
@ObjectType({ simpleResolvers: true, description: 'An invitation into an activity.' })
export class Invitation {
  @Field(() => ID, { description: 'The activity, for "acceptInvitation"; seen once accepted.' })
  activityId: string;

  @Field(() => String, { description: 'Its name.' })
  activityName: string;

  @Field(() => String, { description: 'The name of the member who manages it.' })
  managerName: string;

  @Field(() => CivilDate, { description: 'The day of the invitation.' })
  invitedOn: string;
}
