import { Entity, Field, ID, Int, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What a show needs of the place where it plays. A rider that was sent is never altered. */
@Entity({ tableName: 'rider', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What a production needs of a place: one version of its technical rider.',
})
export class PerformingArtsRider {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its number, from 1; the highest holds.' })
  version: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Least width of the stage in centimetres.' })
  stageWidthCm: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Least depth of the stage in centimetres.' })
  stageDepthCm: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Least height under the grid in centimetres.' })
  stageHeightCm: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Power in amperes, on three phases of 400 V.' })
  powerAmperes: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How long it takes to build up, in minutes.' })
  getInMinutes: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How long it takes to clear, in minutes.' })
  getOutMinutes: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many hands the place provides.' })
  localHands: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is needed for the sound.' })
  sound: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is needed for the light.' })
  light: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is needed on and behind the stage.' })
  stage: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Meals, rooms, dressing rooms.' })
  hospitality: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  madeAt: Date;
}
