import {
  Activity,
  BigIntType,
  type CoreReference,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** A show of an activity, from its first rehearsal to its last date. */
@Entity({ tableName: 'production', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'A show that an activity makes and plays.' })
export class PerformingArtsProduction {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The title on the poster.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who wrote, composed or choreographed it.' })
  authors: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of the discipline, e.g. "dance"; null: that of the activity.',
  })
  discipline: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who plays in it, and which part.' })
  castList: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Before how many people it can be played.' })
  audienceCapacity: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How long it plays, in minutes.' })
  durationMinutes: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many people travel with it.' })
  peopleOnTour: number | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  valueOnTourMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text', nullable: true })
  currency: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Activity.type, { nullable: true, description: 'The activity that makes it.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What set, costumes and instruments are worth that travel with it.',
  })
  get valueOnTour(): Money | null {
    const { valueOnTourMinor: minor, currency } = this;
    return minor === null || currency === null ? null : money(minor, currency);
  }
}
