import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { decimalOf, Money, money } from '../platform/money.js';
import { CivilDate, Decimal } from '../platform/scalars.js';

export enum FeeBase {
  TURNOVER = 'TURNOVER',
  MARGIN = 'MARGIN',
  INCOME = 'INCOME',
}
registerEnumType(FeeBase, {
  name: 'FeeBase',
  description: 'The amount, without VAT, of which the co-operative keeps its fee.',
  valuesConfig: {
    TURNOVER: { description: 'What is invoiced to clients.' },
    MARGIN: { description: 'What is invoiced, less the costs of producing it.' },
    INCOME: { description: 'What is invoiced, and grants and patronage too.' },
  },
});

/** A part of a degressive fee, as it is kept: `upToMinor` is minor units in decimal digits. */
export interface Bracket {
  readonly upToMinor: string | null;
  /** In hundred-thousandths: 6.5 % is 6500. */
  readonly rate: number;
}

@ObjectType({ description: 'A part of a degressive fee.', simpleResolvers: true })
export class FeeBracket {
  @Field(() => Money, {
    nullable: true,
    description: 'Holds up to this cumulative amount of the calendar year; null: without end.',
  })
  upTo: Money | null;

  @Field(() => Decimal, { description: 'In percent, e.g. "6.5".' })
  rate: string;
}

/** What the co-operative keeps of its members' income from a day on. */
@Entity({ tableName: 'fee_rule', schema: 'core' })
@ObjectType({
  simpleResolvers: true,
  description: 'What the co-operative keeps of its members’ income, from a day to a day.',
})
export class FeeRule {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FeeBase, { description: 'Of which amount it is kept.' })
  base: FeeBase;

  /** In hundred-thousandths: 6.5 % is 6500. Exactly one of rate and brackets is given. */
  @Property({ columnType: 'integer', type: 'integer', nullable: true, fieldName: 'rate' })
  ratePerHundredThousand: number | null;

  @Property({ columnType: 'jsonb', type: 'json', nullable: true, fieldName: 'brackets' })
  bracketRows: readonly Bracket[] | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  fixedMonthlyMinor: bigint;

  @Property({
    columnType: 'integer',
    type: 'integer',
    nullable: true,
    fieldName: 'internal_rate',
  })
  internalPerHundredThousand: number | null;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', nullable: true, fieldName: 'until_day' })
  @Field(() => CivilDate, { nullable: true, description: 'The first day on which it ended.' })
  until: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The decision or publication that set it.' })
  source: string;

  /** The currency of the co-operative, filled in by whoever reads the rule. */
  currency: string;

  @Field(() => Decimal, { nullable: true, description: 'In percent, e.g. "6.5"; null: brackets.' })
  get rate(): string | null {
    return this.ratePerHundredThousand === null ? null : percent(this.ratePerHundredThousand);
  }

  @Field(() => [FeeBracket], {
    nullable: true,
    description: 'The degressive parts, by cumulative amount of the year; null: one rate.',
  })
  get brackets(): FeeBracket[] | null {
    return (
      this.bracketRows?.map(({ upToMinor, rate }) => ({
        upTo: upToMinor === null ? null : money(BigInt(upToMinor), this.currency),
        rate: percent(rate),
      })) ?? null
    );
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'In percent, of invoices between activities; null: as of any other.',
  })
  get internalRate(): string | null {
    const rate = this.internalPerHundredThousand;
    return rate === null ? null : percent(rate);
  }

  @Field(() => Money, { description: 'A fixed part each month, besides.' })
  get fixedMonthly(): Money {
    return money(this.fixedMonthlyMinor, this.currency);
  }
}

/** 6500 → "6.5". */
const percent = (perHundredThousand: number): string =>
  decimalOf(BigInt(perHundredThousand), 3).replace(/\.?0+$/, '');
