import {
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  type Opening,
  PrimaryKey,
  Property,
  timeOf,
} from 'gezel/sdk';

@ObjectType({ simpleResolvers: true, description: 'Hours of a weekday for appointments.' })
export class GuidanceOpening {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => String, { description: 'e.g. "09:00", in the zone of Brussels.' })
  opensAt: string;

  @Field(() => String, { description: 'e.g. "12:30".' })
  closesAt: string;
}

/** Its key is the member’s id: whoever advises is a member of the co-operative’s own people. */
@Entity({ tableName: 'adviser', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'Somebody who gives advice, and when.' })
export class GuidanceAdviser {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name under which members meet them.' })
  name: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether they answer legal questions.' })
  legal: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether they can be booked and named.' })
  active: boolean;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where they meet people; null: nowhere.' })
  place: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  onlineAt: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Codes of the languages that they advise in: "nl".' })
  languages: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  openings: readonly Opening[];

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Minutes that an appointment lasts.' })
  slotMinutes: number;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  namedAt: Date;

  @Field(() => Boolean, { description: 'Whether they meet people online too.' })
  get online(): boolean {
    return this.onlineAt !== null;
  }

  @Field(() => [GuidanceOpening], { description: 'When they have time in an ordinary week.' })
  get hours(): GuidanceOpening[] {
    return this.openings.map(({ weekday, opens, closes }) => ({
      ...{ weekday, opensAt: timeOf(opens), closesAt: timeOf(closes) },
    }));
  }
}

@Entity({ tableName: 'portfolio', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A sector that an adviser looks after.' })
export class GuidancePortfolio {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the sector.' })
  sector: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it ended; null: now.' })
  untilDay: string | null;
}

/** Why is nobody’s business, so it is not kept. */
@Entity({ tableName: 'absence', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'Days on which an adviser has no time.' })
export class GuidanceAbsence {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day.' })
  untilDay: string;
}
