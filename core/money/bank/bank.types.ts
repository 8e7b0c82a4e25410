import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Decimal, Iban } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { BankLine } from './bank-line.entity.js';

export enum BankLineOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  BOOKED_ON = 'BOOKED_ON',
}
registerEnumType(BankLineOrder, {
  name: 'BankLineOrder',
  description: 'The order of a list of movements of the bank.',
  valuesConfig: {
    NEWEST: { description: 'Last imported first.' },
    OLDEST: { description: 'First imported first.' },
    BOOKED_ON: { description: 'Last booked first.' },
  },
});

@InputType({ description: 'Which movements: all conditions hold.' })
export class BankLineFilter {
  @Field(() => Boolean, { nullable: true, description: 'With or without money left to match.' })
  open?: boolean | null;

  @Field(() => Iban, { nullable: true, description: 'With this account on the other side.' })
  counterpartyIban?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Booked on this day or later.' })
  bookedFrom?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Booked on this day or earlier.' })
  bookedUntil?: string | null;
}

@InputType({ description: 'Which invoice a movement of the bank pays.' })
export class MatchPaymentInput {
  @Field(() => ID, { description: 'The movement.' })
  bankLineId: string;

  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much of it is meant for the invoice; all that is open when absent.',
  })
  amount?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat pays nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'What was paid, or why not.', simpleResolvers: true })
export class MatchPaymentPayload {
  @Field(() => BankLine, { nullable: true, description: 'The movement as it is now.' })
  bankLine: BankLine | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now.' })
  invoice: Invoice | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

@ObjectType({ description: 'What came of an import.', simpleResolvers: true })
export class ImportBankStatementPayload {
  @Field(() => Int, { description: 'Movements that are new.' })
  imported: number;

  @Field(() => Int, { description: 'Movements that were known already.' })
  duplicates: number;

  @Field(() => Int, { description: 'Movements that met their invoice by its communication.' })
  matched: number;

  @Field(() => Int, { description: 'Payouts that its debits and returns have settled.' })
  settled: number;

  @Field(() => [BankLine], { description: 'The movements that were sent, as they are now.' })
  bankLines: BankLine[];

  @Field(() => [Violation], { description: 'What stands in the way; then nothing is imported.' })
  violations: Violation[];
}
