import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum FundWriteOffStatus {
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}
registerEnumType(FundWriteOffStatus, {
  name: 'FundWriteOffStatus',
  description: 'How far the giving up of an advance has come.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for a second person to decide.' },
    APPROVED: {
      description: 'Booked as a loss; what the client pays later goes to the fund first.',
    },
    REJECTED: { description: 'Not given up; it can be proposed anew.' },
  },
});

/** What the guarantee fund gives up of what it advanced upon an invoice. */
@Entity({ tableName: 'fund_write_off', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the guarantee fund gives up of what it advanced upon an invoice.',
})
export class FundWriteOff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FundWriteOffStatus, { description: 'How far it has come.' })
  status: FundWriteOffStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  recoveredMinor: bigint;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why the client will not pay.' })
  reason: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  madeBy: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  madeAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was decided.' })
  decidedAt: Date | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What is given up; of a proposal, what is out upon it.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the client paid of it later after all.' })
  get recovered(): Money {
    return money(this.recoveredMinor, this.currency);
  }
}
