import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, DateTime, Iban } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import type { Debtor } from './pain-001.js';

export enum PayoutFileStatus {
  MADE = 'MADE',
  RELEASED = 'RELEASED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(PayoutFileStatus, {
  name: 'PayoutFileStatus',
  description: 'How far a file of payments has come.',
  valuesConfig: {
    MADE: { description: 'Waits for a second person to release it; the bank cannot have it yet.' },
    RELEASED: { description: 'Can be fetched and given to the bank.' },
    WITHDRAWN: { description: 'Given up before release; its payouts can go in another.' },
  },
});

/** Payouts that go to the bank together: made by one person, released by another. */
@Entity({ tableName: 'payout_file', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Payouts that go to the bank together, as a pain.001.001.09 file.',
})
export class PayoutFile {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PayoutFileStatus, { description: 'How far it has come.' })
  status: PayoutFileStatus;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which the bank is asked to pay.' })
  executionOn: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  debtor: Debtor;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Iban, { description: 'The account that pays.' })
  debtorIban: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Payments in it.' })
  paymentCount: number;

  @Property({ columnType: 'bigint', type: 'bigint' })
  controlSumMinor: bigint;

  @Property({ columnType: 'uuid', type: 'uuid' })
  madeBy: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was made.' })
  madeAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was released.' })
  releasedAt: Date | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file in hexadecimal, to compare with what the bank received.',
  })
  contentHash: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'The sum of its payments: the control sum of the file.' })
  get controlSum(): Money {
    return money(this.controlSumMinor, this.currency);
  }
}
