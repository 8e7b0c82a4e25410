import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { percentOf, type SubtotalRow, VatSubtotal, vatSubtotals } from '../document/vat.js';

export enum QuoteStatus {
  DRAFT = 'DRAFT',
  SENT = 'SENT',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  SUPERSEDED = 'SUPERSEDED',
}
registerEnumType(QuoteStatus, {
  name: 'QuoteStatus',
  description: 'How far a quote has come.',
  valuesConfig: {
    DRAFT: { description: 'A form: it may be changed and has no number.' },
    SENT: { description: 'Offered to the client, who may accept it until its last day.' },
    ACCEPTED: { description: 'The client took it: it can be invoiced.' },
    DECLINED: { description: 'The client refused it, for a reason.' },
    EXPIRED: { description: 'Its last day passed without an answer.' },
    SUPERSEDED: { description: 'A revision of it was offered in its place.' },
  },
});

/** An offer of an activity to a client. */
@Entity({ tableName: 'quote', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An offer of an activity to a client.',
})
export class Quote {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  /** As it is kept: a quote that was SENT is EXPIRED by the calendar alone, see the resolver. */
  @Property({ columnType: 'text', type: 'text', fieldName: 'status' })
  keptStatus: Exclude<QuoteStatus, QuoteStatus.EXPIRED>;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Given when it is sent, e.g. Q2026-00042.' })
  number: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is about, in a line; may be empty.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is agreed besides the price.' })
  conditions: string | null;

  @Property({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, { description: 'Which version of the offer it is, from 1.' })
  revision: number;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  revisesId: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day on which it can be accepted.' })
  validUntil: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day it was sent.' })
  sentOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of the client’s answer.' })
  decidedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the client declined.' })
  declineReason: string | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  netMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  vatMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  totalMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'vat_subtotals' })
  subtotalRows: readonly SubtotalRow[];

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  depositBps: number | null;

  @Property({ columnType: 'smallint', type: 'smallint', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description:
      'Within how many days of its issue an invoice of the deposit is to be paid; null: on the ' +
      'client’s usual term.',
  })
  depositTermDays: number | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Percent of the net amount that is asked in advance; null: none is agreed.',
  })
  get depositPercent(): string | null {
    return this.depositBps === null ? null : percentOf(this.depositBps);
  }

  @Field(() => Money, { description: 'The sum of the lines, without VAT.' })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Money, { description: 'The VAT, of all rates.' })
  get vat(): Money {
    return money(this.vatMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the client would pay.' })
  get total(): Money {
    return money(this.totalMinor, this.currency);
  }

  @Field(() => [VatSubtotal], { description: 'The VAT at each rate.' })
  get vatSubtotals(): VatSubtotal[] {
    return vatSubtotals(this.subtotalRows, this.currency);
  }
}
