import {
  Activity,
  type CoreReference,
  DateTime,
  Entity,
  Field,
  ID,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** Dates of a production that were scheduled together; when it is and how it stands, they tell. */
@Entity({ tableName: 'tour', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'Dates of a production that were scheduled together.',
})
export class PerformingArtsTour {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was scheduled.' })
  madeAt: Date;

  @Field(() => Activity.type, { nullable: true, description: 'The activity that is on tour.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }
}
