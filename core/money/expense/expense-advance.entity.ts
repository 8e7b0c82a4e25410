import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum ExpenseAdvanceStatus {
  REQUESTED = 'REQUESTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  SETTLED = 'SETTLED',
}
registerEnumType(ExpenseAdvanceStatus, {
  name: 'ExpenseAdvanceStatus',
  description: 'How far an advance of expenses has come.',
  valuesConfig: {
    REQUESTED: { description: 'Waits for an adviser.' },
    APPROVED: { description: 'On a payout to the member, who still owes receipts for a part.' },
    REFUSED: { description: 'Not given.' },
    SETTLED: { description: 'Accounted for: by receipts, or given back.' },
  },
});

/** Money of an activity that a member gets before spending it. */
@Entity({ tableName: 'expense_advance', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Money of an activity that a member gets before spending it on expenses.',
})
export class ExpenseAdvance {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ExpenseAdvanceStatus, { description: 'How far it has come.' })
  status: ExpenseAdvanceStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  openMinor: bigint;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for.' })
  reason: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it was asked.' })
  requestedOn: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was approved or refused.' })
  decidedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  refusalReason: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  payoutId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What was asked.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the member has and has not accounted for.' })
  get open(): Money {
    return money(this.openMinor, this.currency);
  }
}
