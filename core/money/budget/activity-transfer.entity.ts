import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** Money that one activity gave another; never changed, corrected by one that goes back. */
@Entity({ tableName: 'activity_transfer', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Money that one activity gave another of the same legal entity.',
})
export class ActivityTransfer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  fromActivityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  toActivityId: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why.' })
  reason: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'on_day' })
  @Field(() => CivilDate, { description: 'When.' })
  on: string;

  @Field(() => Money, { description: 'How much.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
