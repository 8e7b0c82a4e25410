import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** Booked as paid, and not yet on a statement of the bank. */
@Entity({ tableName: 'awaited_payment', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What is booked as paid by a card or direct debit, or owed back by a supplier.',
})
export class AwaitedPayment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  sourceType: 'expense' | 'purchase';

  @Property({ columnType: 'uuid', type: 'uuid' })
  sourceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  openMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Since when it waits.' })
  since: string;

  @Field(() => Money, { description: 'Of the movement that is awaited; negative: a debit.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What of it the bank has not shown yet.' })
  get open(): Money {
    return money(this.openMinor, this.currency);
  }
}
