import {
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  type Locale,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

@Entity({ tableName: 'skill', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'A skill that is offered and sought.' })
export class MarketplaceSkill {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its code, e.g. "lighting".' })
  code: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the sector in which it is usual.' })
  sector: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  title: Readonly<Record<Locale, string>>;
}

@Entity({ tableName: 'place', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'A place where people work.' })
export class MarketplacePlace {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its code, e.g. "gent".' })
  code: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of its region: places of one region are near.' })
  region: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Millionths of a degree north, WGS 84.' })
  latitude: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Millionths of a degree east.' })
  longitude: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Who says where it is; null: nobody has, and no distance is known.',
  })
  locatedBy: string | null;
}

@Entity({ tableName: 'policy', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'What each part of a score counts for.' })
export class MarketplacePolicy {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Weight of the skills: 1 to 1000.' })
  skillsWeight: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Weight of the days: 0 to 1000.' })
  availabilityWeight: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Weight of the price: 0 to 1000.' })
  priceWeight: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Weight of the place: 0 to 1000.' })
  placeWeight: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Percent above the budget at which a price has no points.' })
  tolerancePercent: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Points of another place in the same region: 0 to 1000.' })
  sameRegionPoints: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Fewer people than this are never made a figure of.' })
  leastPeople: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Since when it holds.' })
  fromDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who decided it, and when.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for the demonstration.' })
  demonstration: boolean;
}
