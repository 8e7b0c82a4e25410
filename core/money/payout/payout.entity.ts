import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum PayoutStatus {
  DUE = 'DUE',
  RELEASED = 'RELEASED',
  PAID = 'PAID',
  FAILED = 'FAILED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(PayoutStatus, {
  name: 'PayoutStatus',
  description: 'How far money that is owed to a member has come.',
  valuesConfig: {
    DUE: { description: 'Owed; waits for a second person to release it.' },
    RELEASED: { description: 'On its way to the bank.' },
    PAID: { description: 'A statement of the bank shows it.' },
    FAILED: { description: 'The bank refused it.' },
    UNKNOWN: { description: 'The bank has not said; it is neither paid nor failed.' },
  },
});

/** Money on its way to a member: made by one person, released by another. */
@Entity({ tableName: 'payout', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Money on its way to a member: made by one person, released by another.',
})
export class Payout {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  payeeId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  fileId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  settledLineId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it failed: a code of the bank (ISO 20022, e.g. "AC04") or a person’s words.',
  })
  failureReason: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PayoutStatus, { description: 'How far it has come.' })
  status: PayoutStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which the member must have it.' })
  dueOn: string;

  /** Shown to the payee and to those who release: see the resolver. */
  @Property({ columnType: 'text', type: 'text', nullable: true, fieldName: 'iban' })
  payeeIban: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  madeBy: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  releasedBy: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was released.' })
  releasedAt: Date | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What the member is paid.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
