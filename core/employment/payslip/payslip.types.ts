import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { PaySimulationLine } from '../pay/pay-simulation.types.js';

@ObjectType({ description: 'What a contract paid, as it was agreed.', simpleResolvers: true })
export class Payslip {
  @Field(() => ID, { description: 'Global id of the contract.' })
  contractId: string;

  @Field(() => String, { description: 'The number of the contract.' })
  number: string;

  @Field(() => CivilDate, { description: 'The first day of work.' })
  from: string;

  @Field(() => CivilDate, { description: 'The last day of work.' })
  until: string;

  @Field(() => Int, { description: 'Days of work.' })
  days: number;

  @Field(() => Decimal, { description: 'Hours of work, e.g. "15.2".' })
  hours: string;

  @Field(() => Money, { description: 'Gross pay.' })
  gross: Money;

  @Field(() => Money, { description: 'The worker’s contributions, reductions taken off.' })
  employeeContribution: Money;

  @Field(() => Money, { description: 'Withholding tax.' })
  withholding: Money;

  @Field(() => Money, { description: 'What the worker receives.' })
  net: Money;

  @Field(() => Money, { description: 'What the employer owes by law on top of gross.' })
  employerContribution: Money;

  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was paid.' })
  paidOn: string | null;

  @Field(() => [PaySimulationLine], {
    description: 'Every step from gross to net, and what the employer owes, with its figure.',
  })
  lines: PaySimulationLine[];
}

@ObjectType({ description: 'What was paid in a year in one currency.', simpleResolvers: true })
export class PayStatement {
  @Field(() => ID, { description: 'Global id of the worker.' })
  memberId: string;

  @Field(() => Int, { description: 'The calendar year of the payments.' })
  year: number;

  @Field(() => Int, { description: 'Contracts that were paid in it.' })
  contracts: number;

  @Field(() => Int, { description: 'Their days of work.' })
  days: number;

  @Field(() => Decimal, { description: 'Their hours of work.' })
  hours: string;

  @Field(() => Money, { description: 'Gross pay.' })
  gross: Money;

  @Field(() => Money, { description: 'The worker’s contributions.' })
  employeeContribution: Money;

  @Field(() => Money, { description: 'What was taxable.' })
  taxable: Money;

  @Field(() => Money, { description: 'Withholding tax.' })
  withholding: Money;

  @Field(() => Money, { description: 'What the worker received, or is kept for them.' })
  net: Money;

  @Field(() => [PayStatementMonth], { description: 'The same by month of payment.' })
  months: PayStatementMonth[];
}

@ObjectType({ description: 'What was paid in a month.', simpleResolvers: true })
export class PayStatementMonth {
  @Field(() => Int, { description: '1 to 12.' })
  month: number;

  @Field(() => Int, { description: 'Contracts that were paid in it.' })
  contracts: number;

  @Field(() => Money, { description: 'Gross pay.' })
  gross: Money;

  @Field(() => Money, { description: 'Withholding tax.' })
  withholding: Money;

  @Field(() => Money, { description: 'Net pay.' })
  net: Money;
}
