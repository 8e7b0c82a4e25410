import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../platform/scalars.js';

export enum ParticipationRole {
  MANAGER = 'MANAGER',
  PARTICIPANT = 'PARTICIPANT',
}
registerEnumType(ParticipationRole, {
  name: 'ParticipationRole',
  description: 'What a member is in an activity.',
  valuesConfig: {
    MANAGER: {
      description: 'The one member who is responsible: decides and gives payment orders.',
    },
    PARTICIPANT: { description: 'Works for the activity and can be paid by it.' },
  },
});

export enum ParticipationStatus {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  DECLINED = 'DECLINED',
  LEFT = 'LEFT',
}
registerEnumType(ParticipationStatus, {
  name: 'ParticipationStatus',
  description: 'Where a member stands in an activity.',
  valuesConfig: {
    INVITED: { description: 'Invited and not yet answered.' },
    ACTIVE: { description: 'Takes part.' },
    DECLINED: { description: 'Declined the invitation.' },
    LEFT: { description: 'No longer takes part.' },
  },
});

/** A member in the team of an activity. */
@Entity({ tableName: 'participation', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'A member in the team of an activity.' })
export class Participation {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ParticipationRole, { description: 'What the member is in the activity.' })
  role: ParticipationRole;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ParticipationStatus, { description: 'Where the member stands in it.' })
  status: ParticipationStatus;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invitedBy: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of the invitation, then of joining.' })
  since: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of leaving or declining.' })
  leftOn: string | null;
}
