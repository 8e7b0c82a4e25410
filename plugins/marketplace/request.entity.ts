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

/** What an activity does on the marketplace; its key is the activity's, so at most one. */
@Entity({ tableName: 'activity', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'An activity that looks for people.' })
export class MarketplaceActivity {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it first looked for somebody.' })
  since: Date;
}

export enum RequestStatus {
  OPEN = 'OPEN',
  FILLED = 'FILLED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(RequestStatus, {
  name: 'MarketplaceRequestStatus',
  description: 'How far a search is.',
  valuesConfig: {
    OPEN: { description: 'People are still sought.' },
    FILLED: { description: 'As many have accepted as were sought.' },
    WITHDRAWN: { description: 'Nobody is sought any more.' },
  },
});

@Entity({ tableName: 'request', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'People whom an activity looks for.' })
export class MarketplaceRequest {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  clientId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the work is, in a line.' })
  title: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Codes of the skills that are needed in all.' })
  skills: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CivilDate], { description: 'The days of the work, in order.' })
  days: string[];

  @Property({ columnType: 'date', type: 'date' })
  firstDay: string;

  @Property({ columnType: 'date', type: 'date' })
  lastDay: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the place; null: anywhere.' })
  place: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Kilometres around the place that are near; null: its region is.',
  })
  radiusKm: number | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  budgetMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many people are sought.' })
  seats: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RequestStatus, { description: 'How far the search is.' })
  status: RequestStatus;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  quoteId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When the search began.' })
  requestedAt: Date;

  @Field(() => Money, {
    nullable: true,
    description: 'What a person may cost a day, without VAT; null: nothing is said.',
  })
  get budget(): Money | null {
    return this.budgetMinor === null ? null : money(this.budgetMinor, this.currency);
  }
}

export enum ProposalStatus {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProposalStatus, {
  name: 'MarketplaceProposalStatus',
  description: 'What became of a proposal.',
  valuesConfig: {
    PROPOSED: { description: 'An answer is awaited.' },
    ACCEPTED: { description: 'The days are taken.' },
    DECLINED: { description: 'Not wanted.' },
    WITHDRAWN: { description: 'Taken back; days that were taken are free again.' },
  },
});

@Entity({ tableName: 'proposal', schema: 'marketplace' })
@ObjectType({ simpleResolvers: true, description: 'Work that was proposed to who offers it.' })
export class MarketplaceProposal {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  requestId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  offerId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name under which it was offered.' })
  offeredAs: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the work is.' })
  title: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Codes of the skills for which this person is asked.' })
  skills: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CivilDate], { description: 'The days of the work.' })
  days: string[];

  @Property({ columnType: 'bigint', type: BigIntType })
  dayPriceMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ProposalStatus, { description: 'What became of it.' })
  status: ProposalStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was answered; null: not yet.' })
  answeredAt: Date | null;

  @Field(() => Money, { description: 'The price of a day when it was proposed, without VAT.' })
  get dayPrice(): Money {
    return money(this.dayPriceMinor, this.currency);
  }
}
