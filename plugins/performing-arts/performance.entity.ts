import {
  CivilDate,
  DateTime,
  Entity,
  Field,
  ID,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';
import { PerformingArtsTimetableEntry } from './timetable.js';

export enum PerformanceStatus {
  OPTION = 'OPTION',
  CONFIRMED = 'CONFIRMED',
  PLAYED = 'PLAYED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(PerformanceStatus, {
  name: 'PerformingArtsPerformanceStatus',
  description: 'How certain a date is.',
  valuesConfig: {
    OPTION: { description: 'Asked for; nobody is bound.' },
    CONFIRMED: { description: 'Agreed with the organiser.' },
    PLAYED: { description: 'Confirmed, and the day has passed.' },
    CANCELLED: { description: 'It does not take place.' },
  },
});

/** A date of a production: a performance, or one of the days that lead to it. */
@Entity({ tableName: 'performance', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'A date of a production: a performance, a rehearsal, a day of travel …',
})
export class PerformingArtsPerformance {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  venueId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  tourId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  kindCode: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day, even when it ends after midnight.' })
  day: string;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it begins, if that is known.' })
  startsAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ends, if that is known.' })
  endsAt: Date | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PerformanceStatus, { description: 'How certain it is.' })
  status: PerformanceStatus;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [PerformingArtsTimetableEntry], { description: 'How its hours go.' })
  timetable: PerformingArtsTimetableEntry[];

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What everybody must know on that day.' })
  practical: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
