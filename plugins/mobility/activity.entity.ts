import { DateTime, Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What an activity uses of mobility; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'mobility' })
@ObjectType({ simpleResolvers: true, description: 'An activity that travels.' })
export class MobilityActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it first booked a van or asked for tickets.' })
  since: Date;
}
