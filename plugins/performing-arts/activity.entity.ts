import { Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What the performing arts know of an activity; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'An activity in the performing arts.' })
export class PerformingArtsActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name that audiences know: of the company or artist.' })
  companyName: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, {
    description: 'Code of the discipline, e.g. "theatre", "dance", "circus".',
  })
  discipline: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The day on which its season begins, e.g. "09-01"; null: nobody has said.',
  })
  seasonBegins: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
