import { Field, InputType, Int } from 'type-graphql';
import { CivilDate, Currency, Decimal, Iban } from '../../platform/scalars.js';

@InputType({ description: 'A movement on a statement of the bank.' })
export class BankLineInput {
  @Field(() => Int, { description: 'Its number on the statement, from 1.' })
  lineNo: number;

  @Field(() => CivilDate, { description: 'The day on which the bank booked it.' })
  bookedOn: string;

  @Field(() => Decimal, { description: 'Positive: received; negative: paid; not zero.' })
  amount: string;

  @Field(() => String, { nullable: true, description: 'Who paid or was paid.' })
  counterpartyName?: string | null;

  @Field(() => Iban, { nullable: true, description: 'The account of who paid or was paid.' })
  counterpartyIban?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The structured communication: +++123/4567/89012+++ or its twelve digits.',
  })
  structuredCommunication?: string | null;

  @Field(() => String, { nullable: true, description: 'What was written in free words.' })
  communication?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What whoever ordered the payment called it: the end-to-end id of a payout.',
  })
  endToEndId?: string | null;
}

@InputType({ description: 'A statement of an account of the co-operative, or a part of one.' })
export class ImportBankStatementInput {
  @Field(() => Iban, { description: 'The account of the co-operative that it is of.' })
  iban: string;

  @Field(() => Int, { description: 'The year of the statement: banks number anew each year.' })
  year: number;

  @Field(() => Int, { description: 'Its number in that year.' })
  number: number;

  @Field(() => Currency, {
    nullable: true,
    description: 'The currency of the account; the co-operative’s when absent.',
  })
  currency?: string | null;

  @Field(() => [BankLineInput], { description: 'The movements: 1 to 400; send more in parts.' })
  lines: BankLineInput[];

  @Field(() => String, {
    description: 'Your key for this request: a repeat imports nothing twice.',
  })
  idempotencyKey: string;
}
