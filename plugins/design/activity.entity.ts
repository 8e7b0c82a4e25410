import { Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What design knows of an activity; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'An activity in design.' })
export class DesignActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that clients know: of the studio or designer.' })
  studioName: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the discipline, e.g. "graphic", "product".' })
  discipline: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
