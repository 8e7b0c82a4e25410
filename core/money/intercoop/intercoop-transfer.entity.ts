import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum IntercoopDirection {
  OUT = 'OUT',
  IN = 'IN',
}
registerEnumType(IntercoopDirection, {
  name: 'IntercoopDirection',
  description: 'Which way money goes between two co-operatives, seen from this one.',
  valuesConfig: {
    OUT: { description: 'To the other.' },
    IN: { description: 'From the other.' },
  },
});

export enum IntercoopState {
  SENT = 'SENT',
  RECEIVED = 'RECEIVED',
  REFUSED = 'REFUSED',
}
registerEnumType(IntercoopState, {
  name: 'IntercoopState',
  description: 'How far a transfer between co-operatives has come.',
  valuesConfig: {
    SENT: { description: 'It left; the other side has not answered.' },
    RECEIVED: { description: 'It arrived.' },
    REFUSED: { description: 'The other side has no such activity; the money came back.' },
  },
});

/** Money from an activity here to one in another co-operative, or the other way. */
@Entity({ tableName: 'intercoop_transfer', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Money that a member moved from a co-operative to another; each side has its own.',
})
export class IntercoopTransfer {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id, the same on both sides.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => IntercoopDirection, { description: 'Which way.' })
  direction: IntercoopDirection;

  @Property({ columnType: 'uuid', type: 'uuid' })
  partnerId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What for, in the words of whoever sent it.' })
  reason: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was sent.' })
  onDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => IntercoopState, { description: 'How far it has come.' })
  state: IntercoopState;

  @Field(() => Money, { description: 'How much.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
