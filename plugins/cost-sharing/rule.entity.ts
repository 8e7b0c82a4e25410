import {
  BigIntType,
  CivilDate,
  DateTime,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum RuleStatus {
  PROPOSED = 'PROPOSED',
  DECIDED = 'DECIDED',
  REJECTED = 'REJECTED',
}
registerEnumType(RuleStatus, {
  name: 'CostSharingRuleStatus',
  description: 'Whether a rule was decided.',
  valuesConfig: {
    PROPOSED: { description: 'Somebody else decides it.' },
    DECIDED: { description: 'The ledger applies it from its day on.' },
    REJECTED: { description: 'It never holds.' },
  },
});

@Entity({ tableName: 'rule', schema: 'cost_sharing' })
@ObjectType({ simpleResolvers: true, description: 'Who bears the price of a service.' })
export class CostSharingRule {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, {
    description: 'One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility".',
  })
  service: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'For this sector; null: for all.' })
  sector: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'The first day on which it holds no more, of a rule for one activity.',
  })
  untilDay: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Thousandths that the activity itself bears.' })
  userShare: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Thousandths that are passed on to the client.' })
  clientShare: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Thousandths that the sector of the activity bears.' })
  sectorShare: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Thousandths that the community bears.' })
  communityShare: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The decision that it rests on.' })
  source: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RuleStatus, { description: 'Whether it was decided.' })
  status: RuleStatus;

  @Property({ columnType: 'uuid', type: 'uuid' })
  proposerId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  deciderId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was decided or rejected.' })
  decidedAt: Date | null;
}

/** What an activity passed on; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'cost_sharing' })
@ObjectType({ simpleResolvers: true, description: 'An activity that passes costs on.' })
export class CostSharingActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it first did.' })
  since: Date;
}

@Entity({ tableName: 'passed_on', schema: 'cost_sharing' })
@ObjectType({ simpleResolvers: true, description: 'A client’s part that is on an invoice.' })
export class CostSharingPassedOn {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The service.' })
  service: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was put on the invoice.' })
  passedOnAt: Date;

  @Field(() => Money, { description: 'How much, without VAT.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
