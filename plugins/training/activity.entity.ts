import { DateTime, Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What an activity uses of training; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'training' })
@ObjectType({ simpleResolvers: true, description: 'An activity whose people take courses.' })
export class TrainingActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it first registered somebody.' })
  since: Date;
}
