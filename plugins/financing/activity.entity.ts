import { Entity, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What the co-operative has lent to an activity: there from its first application on. */
@Entity({ tableName: 'activity', schema: 'financing' })
@ObjectType({ simpleResolvers: true, description: 'What the co-operative lends to an activity.' })
export class FinancingActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
