import {
  BigIntType,
  CivilDate,
  Contract,
  type CoreReference,
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

export enum TaxShelterEligibility {
  NO = 'NO',
  EEA_DIRECT = 'EEA_DIRECT',
  BELGIAN_DIRECT = 'BELGIAN_DIRECT',
  BELGIAN_INDIRECT = 'BELGIAN_INDIRECT',
}
registerEnumType(TaxShelterEligibility, {
  name: 'AudiovisualTaxShelterEligibility',
  description: 'How a cost counts for the tax shelter (Income Tax Code 1992, art. 194ter).',
  valuesConfig: {
    NO: { description: 'It does not count.' },
    EEA_DIRECT: { description: 'Directly linked, spent in the EEA outside Belgium.' },
    BELGIAN_DIRECT: { description: 'Directly linked, spent in Belgium.' },
    BELGIAN_INDIRECT: { description: 'Spent in Belgium, not directly linked.' },
  },
});

export enum SpendNature {
  COST = 'COST',
  PRODUCER_FEE = 'PRODUCER_FEE',
  GENERAL_COST = 'GENERAL_COST',
}
registerEnumType(SpendNature, {
  name: 'AudiovisualSpendNature',
  description: 'What a cost is, as far as the tax shelter caps it.',
  valuesConfig: {
    COST: { description: 'A cost of making it.' },
    PRODUCER_FEE: { description: 'What the producers pay themselves.' },
    GENERAL_COST: { description: 'A lump sum of general costs.' },
  },
});

/** A line of cost of a production that was typed by hand or is a line of an expense. */
@Entity({ tableName: 'spend', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'A line of cost of a production.' })
export class AudiovisualSpend {
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
  contractId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SpendNature, { description: 'What it is.' })
  nature: SpendNature;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The line of an expense that it is; null: another document.',
  })
  expenseRef: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was spent.' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What for.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The document that proves it, once in a production.' })
  evidence: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TaxShelterEligibility, { description: 'How it counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => Money, { description: 'The amount, without VAT that is deducted.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Contract.type, { nullable: true, description: 'The contract whose cost it is.' })
  get contract(): CoreReference | null {
    return this.contractId === null ? null : { id: this.contractId };
  }
}
