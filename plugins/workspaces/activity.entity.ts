import { DateTime, Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What an activity uses of workspaces; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'An activity that books rooms and desks.' })
export class WorkspacesActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it booked for the first time.' })
  since: Date;
}
