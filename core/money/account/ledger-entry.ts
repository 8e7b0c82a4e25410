import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, DateTime } from '../../platform/scalars.js';

/** The internal accounts of an activity. */
export enum ActivityAccount {
  AVAILABLE = 'activity.available',
  EXPECTED = 'activity.expected',
  RECEIVABLE = 'activity.receivable',
  ADVANCED = 'activity.advanced',
  EARMARKED = 'activity.earmarked',
}
registerEnumType(ActivityAccount, {
  name: 'ActivityAccount',
  description: 'An internal account of an activity.',
  valuesConfig: {
    AVAILABLE: { description: 'What it may spend.' },
    EXPECTED: { description: 'Its part of what is invoiced and not yet paid.' },
    RECEIVABLE: { description: 'What its clients owe.' },
    ADVANCED: { description: 'What the guarantee fund advanced.' },
    EARMARKED: { description: 'What members hold as an advance of expenses.' },
  },
});

/** A line of the ledger on an account of an activity; never changed, corrected by another. */
@ObjectType({
  simpleResolvers: true,
  description: 'A movement on an account of an activity; it never changes.',
})
export class LedgerEntry {
  @Field(() => String, { description: 'The transaction that it is a part of.' })
  transaction: string;

  @Field(() => Int, { description: 'Its line in the transaction.' })
  line: number;

  @Field(() => ActivityAccount, { description: 'The account.' })
  account: ActivityAccount;

  @Field(() => String, { description: 'What happened, e.g. INVOICE_ISSUED.' })
  kind: string;

  @Field(() => Money, { description: 'By how much the balance of the account changed.' })
  amount: Money;

  @Field(() => Money, { description: 'The balance of the account after it.' })
  balanceAfter: Money;

  @Field(() => CivilDate, { description: 'The day on which it happened.' })
  on: string;

  @Field(() => DateTime, { description: 'When it was booked.' })
  bookedAt: Date;

  @Field(() => String, { description: 'The kind of document behind it, e.g. invoice.' })
  sourceType: string;
}
