import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { DateTime } from '../../platform/scalars.js';

export enum LinePurpose {
  COSTS = 'COSTS',
  SOCIAL_SECURITY = 'SOCIAL_SECURITY',
  WITHHOLDING_TAX = 'WITHHOLDING_TAX',
  VAT = 'VAT',
}
registerEnumType(LinePurpose, {
  name: 'LinePurpose',
  description: 'What a movement was for that no document of an activity explains.',
  valuesConfig: {
    COSTS: { description: 'Costs of the co-operative itself, e.g. charges of the bank.' },
    SOCIAL_SECURITY: { description: 'Contributions that were owed to social security.' },
    WITHHOLDING_TAX: { description: 'Withholding tax that was owed to the state.' },
    VAT: { description: 'VAT that was paid to the state, or given back by it.' },
  },
});

/** The account of the legal entity that each purpose is. */
export const accountOfPurpose = {
  [LinePurpose.COSTS]: 'expenses',
  [LinePurpose.SOCIAL_SECURITY]: 'social.payable',
  [LinePurpose.WITHHOLDING_TAX]: 'tax.payable',
  [LinePurpose.VAT]: 'vat.settled',
} as const;

export type AssignedAccount =
  | (typeof accountOfPurpose)[LinePurpose]
  | 'bank.clearing'
  | 'purchase.payable';

/** What of a movement was for what; undoing it is its only change. */
@Entity({ tableName: 'line_assignment', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'What of a movement of the bank was for what.' })
export class LineAssignment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  bankLineId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  awaitedId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  account: AssignedAccount;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What whoever assigned it noted.' })
  note: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was said.' })
  assignedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was undone, if it was.' })
  reversedAt: Date | null;

  /** The currency of the movement, filled in by whoever reads its assignments. */
  @Property({ persist: false, type: 'text' })
  currency: string;

  @Field(() => Money, { description: 'Of the sign of the movement.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => LinePurpose, { nullable: true, description: 'Null where it was awaited.' })
  get purpose(): LinePurpose | null {
    const purposes = Object.values(LinePurpose);
    return purposes.find((one) => accountOfPurpose[one] === this.account) ?? null;
  }
}
