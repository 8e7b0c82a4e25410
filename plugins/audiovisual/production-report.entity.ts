import {
  type CoreReference,
  DateTime,
  Entity,
  Field,
  ID,
  Int,
  Member,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** One version of what was done on a shooting day; it never changes. */
@Entity({ tableName: 'production_report', schema: 'audiovisual' })
@ObjectType({
  simpleResolvers: true,
  description: 'A version of the production report of a day. Times are local at the place.',
})
export class AudiovisualProductionReport {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  shootingDayId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'The first is 1; the highest of a day holds.' })
  version: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When work began: "07:30".' })
  calledAt: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When it ended; not after the call: after midnight.' })
  wrappedAt: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Numbers of the scenes that were shot.' })
  scenesShot: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], {
    description: 'Numbers of the scenes on the call sheet that were not shot.',
  })
  scenesMissed: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], {
    description: 'Numbers of the scenes that were shot and were not on the call sheet.',
  })
  scenesAdded: string[];

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Eighths of pages of the call sheet that were shot; null without one.',
  })
  pageEighthsShot: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Eighths of pages of the call sheet that were not shot; null without one.',
  })
  pageEighthsMissed: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes after (or, negative, before) the general call; null without a call sheet.',
  })
  lateMinutes: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes longer (or, negative, shorter) than on the call sheet; null without one.',
  })
  overMinutes: number | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When this version was made.' })
  madeAt: Date;
}

/** What one of the crew worked on the day of a report. */
@Entity({ tableName: 'crew_hours', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'What one of the crew worked on a day.' })
export class AudiovisualCrewHours {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  reportId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  crewMemberId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  workerId: string;

  /** The shooting day’s. */
  @Property({ columnType: 'date', type: 'date' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When this person began: local time.' })
  beganAt: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'When this person ended; not after it: after midnight.' })
  endedAt: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Minutes of break.' })
  breakMinutes: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Minutes worked, without the break.' })
  minutes: number;

  @Field(() => Member.type, { nullable: true, description: 'Who worked.' })
  get worker(): CoreReference {
    return { id: this.workerId };
  }
}
