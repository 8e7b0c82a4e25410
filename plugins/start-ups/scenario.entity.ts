import {
  BigIntType,
  CivilDate,
  Decimal,
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
import type { ForecastLine } from './forecast.js';

/** What is assumed of the months to come; the team and the investments come from their own lists. */
@Entity({ tableName: 'scenario', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'What is assumed of the months to come.' })
export class StartUpScenario {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its name, e.g. "cautious"; one of each in an activity.' })
  name: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day of the first month.' })
  fromDay: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many months it looks ahead.' })
  months: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  openingMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json' })
  lines: ForecastLine[];

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'The cash at the beginning.' })
  get opening(): Money {
    return money(this.openingMinor, this.currency);
  }
}

@ObjectType({ simpleResolvers: true, description: 'A month of a forecast.' })
export class StartUpForecastMonth {
  @Field(() => CivilDate, { description: 'Its first day.' })
  month: string;

  @Field(() => Money, { description: 'What comes in: lines, and investments that are sold.' })
  in: Money;

  @Field(() => Money, { description: 'What goes out: lines, team and investments.' })
  out: Money;

  @Field(() => Money, { description: 'The cash at its end.' })
  balance: Money;
}

@ObjectType({ simpleResolvers: true, description: 'The cash by month, and how long it lasts.' })
export class StartUpForecast {
  @Field(() => [StartUpForecastMonth], { description: 'The months in their order.' })
  months: StartUpForecastMonth[];

  @Field(() => Int, {
    nullable: true,
    description: 'Runway: whole months before the cash is below nothing; null: longer than this.',
  })
  runwayMonths: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The cash at the beginning divided by the average burn, in months, cut off at one decimal; ' +
      'null: nothing is burnt.',
  })
  averageRunwayMonths: string | null;

  @Field(() => Money, { description: 'What a month costs more than it brings, on average.' })
  averageBurn: Money;
}
