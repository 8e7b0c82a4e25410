import {
  BigIntType,
  CivilDate,
  Client,
  type CoreReference,
  connectionType,
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
import { CancelledFor, DealKind, DealStatus, HouseSubsidy, TicketSeller } from './deal.codes.js';

/** What is agreed with an organiser about dates of a production. */
@Entity({ tableName: 'deal', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What is agreed with an organiser about dates: who risks what, and who gets what.',
})
export class PerformingArtsDeal {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DealKind, { description: 'Who takes the risk.' })
  kind: DealKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DealStatus, { description: 'How far it has come.' })
  status: DealStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  feeMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  guaranteeMinor: bigint | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  shareBps: number | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  rentMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TicketSeller, { description: 'Who sells the tickets.' })
  ticketsSoldBy: TicketSeller;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => HouseSubsidy, {
    nullable: true,
    description:
      'Cession: how the house is subsidised, so that its least fee is judged; else null.',
  })
  houseSubsidy: HouseSubsidy | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  travelMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  perDiemMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'For how many people per diems are paid.' })
  partySize: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'So many minutes may be recorded, for promotion only.' })
  promotionMinutes: number;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  riderId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of the signature.' })
  signedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of the cancellation.' })
  cancelledOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => CancelledFor, { nullable: true, description: 'Why it was cancelled.' })
  cancelledFor: CancelledFor | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Client.type, { nullable: true, description: 'The organiser.' })
  get organiser(): CoreReference {
    return { id: this.clientId };
  }

  @Field(() => Money, { nullable: true, description: 'Cession: the fee of a date, without VAT.' })
  get fee(): Money | null {
    return this.amount(this.feeMinor);
  }

  @Field(() => Money, { nullable: true, description: 'Co-realisation: the least that is paid.' })
  get guarantee(): Money | null {
    return this.amount(this.guaranteeMinor);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'Co-realisation: the company’s part of the receipts, in percent.',
  })
  get sharePercent(): string | null {
    return this.shareBps === null ? null : (this.shareBps / 100).toFixed(2);
  }

  @Field(() => Money, { nullable: true, description: 'Hall rental: the rent of a date.' })
  get rent(): Money | null {
    return this.amount(this.rentMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What is paid for the travel of a date.' })
  get travel(): Money | null {
    return this.amount(this.travelMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What a date pays for each who travels.' })
  get perDiem(): Money | null {
    return this.amount(this.perDiemMinor);
  }

  private amount(minor: bigint | null): Money | null {
    return minor === null ? null : money(minor, this.currency);
  }
}

/** Lists of deals, a page at a time. */
export const DealConnection = connectionType(PerformingArtsDeal);

/** A date that a deal is about. */
@Entity({ tableName: 'deal_date', schema: 'performing_arts' })
export class PerformingArtsDealDate {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  dealId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  performanceId: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  live: boolean;
}
