import { CountryCode, Entity, Field, ID, Int, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** A place to play, in the address book of one activity: its contact is a person's data. */
@Entity({ tableName: 'venue', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'A place where an activity plays or rehearses.' })
export class PerformingArtsVenue {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the place is called.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Town or city.' })
  city: string;

  @Property({ columnType: 'char(2)', type: 'text' })
  @Field(() => CountryCode, { description: 'Country.' })
  country: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Seats or standing places for the audience.' })
  capacity: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Width of the stage in centimetres.' })
  stageWidthCm: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Depth of the stage in centimetres.' })
  stageDepthCm: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Whom to ask for there.' })
  contactName: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How to reach the contact: mail or phone.' })
  contactDetails: string | null;
}
