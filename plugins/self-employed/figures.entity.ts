import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum Occupation {
  MAIN = 'MAIN',
  SECONDARY = 'SECONDARY',
}
registerEnumType(Occupation, {
  name: 'SelfEmployedOccupation',
  description: 'How somebody is self-employed.',
  valuesConfig: {
    MAIN: { description: 'As the main occupation.' },
    SECONDARY: { description: 'Beside another that makes one a worker.' },
  },
});

/** A bracket as it is kept: the amount as text, the rate in millionths. */
export interface Bracket {
  readonly upToMinor: string;
  readonly rate: number;
}

@Entity({ tableName: 'scale', schema: 'self_employed' })
@ObjectType({ simpleResolvers: true, description: 'What contributions are from a day on.' })
export class SelfEmployedScale {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Occupation, { description: 'For whom.' })
  occupation: Occupation;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  freeBelowMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  leastIncomeMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json' })
  brackets: readonly Bracket[];

  @Property({ columnType: 'integer', type: 'integer' })
  feeRate: number;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for the demonstration.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'Income of a year below which nothing is due.' })
  get freeBelow(): Money {
    return money(this.freeBelowMinor, this.currency);
  }

  @Field(() => Money, { description: 'Income of a year on which at least is paid.' })
  get leastIncome(): Money {
    return money(this.leastIncomeMinor, this.currency);
  }
}

@Entity({ tableName: 'threshold', schema: 'self_employed' })
@ObjectType({ simpleResolvers: true, description: 'Up to where a small enterprise is exempt.' })
export class SelfEmployedThreshold {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  turnoverMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figure comes from.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for the demonstration.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The turnover of a year, without VAT.' })
  get turnover(): Money {
    return money(this.turnoverMinor, this.currency);
  }
}
