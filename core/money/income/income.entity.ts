import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum IncomeSort {
  SUBSIDY = 'SUBSIDY',
  PATRONAGE = 'PATRONAGE',
  OTHER = 'OTHER',
}
registerEnumType(IncomeSort, {
  name: 'IncomeSort',
  description: 'What an income is that no invoice asks for.',
  valuesConfig: {
    SUBSIDY: { description: 'A grant of a public authority or a fund.' },
    PATRONAGE: { description: 'A gift or sponsorship.' },
    OTHER: { description: 'Anything else that comes without an invoice.' },
  },
});

/** Money that an activity received without an invoice; it never changes, and can be reversed. */
@Entity({ tableName: 'income', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An income of an activity that is no invoice: a subsidy, patronage.',
})
export class Income {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => IncomeSort, { description: 'What it is.' })
  kind: IncomeSort;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who gave it.' })
  payer: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The decision or agreement that it rests on.' })
  reference: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  bankLineId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which the bank booked it.' })
  receivedOn: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  feeMinor: bigint;

  @Property({ columnType: 'uuid', type: 'uuid' })
  transactionId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  reversalId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was reversed; null: it stands.' })
  reversalReason: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What came in.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the co-operative keeps of it.' })
  get fee(): Money {
    return money(this.feeMinor, this.currency);
  }
}
