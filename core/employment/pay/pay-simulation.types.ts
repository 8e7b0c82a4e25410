import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { decimalOf, Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import type { PayLine } from '../rules/pay-terms.js';
import type { Pay } from './compute-pay.js';
import type { PayAnswer } from './simulate-pay.js';

@InputType({ description: 'Of the worker’s household what withholding tax goes by.' })
export class HouseholdInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Dependent children, 0 to 30; one with a disability counts twice. 0 when absent.',
  })
  children?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Living alone; when absent, true unless the spouse has no income.',
  })
  single?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'A spouse without income of their own.' })
  spouseWithoutIncome?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The worker has a disability.' })
  disabled?: boolean | null;
}

@InputType({ description: 'A question about pay, from exactly one of the five amounts.' })
export class SimulatePayInput {
  @Field(() => String, { description: 'Code of the kind of contract.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'From what a client is invoiced, without VAT, e.g. "200.00".',
  })
  invoiced?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'From a work budget, e.g. "182.00".' })
  budget?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'From gross pay plus what the employer owes on it by law.',
  })
  employerCost?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'From gross pay, e.g. "107.69".' })
  gross?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'From net pay, e.g. "82.21".' })
  net?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The day by whose figures it is computed; today when absent.',
  })
  on?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Costs of the work that the client’s payment refunds besides pay; none when absent.',
  })
  defrayal?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Hours of work in the month, for figures of a full month; a full month when absent.',
  })
  hours?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'A higher rate of withholding tax that the worker chose, e.g. "0.21"; at most "0.6".',
  })
  withholdingRate?: string | null;

  @Field(() => HouseholdInput, { nullable: true, description: 'The worker’s household.' })
  household?: HouseholdInput | null;
}

@ObjectType({ description: 'One step of the computation of pay.', simpleResolvers: true })
export class PaySimulationLine {
  @Field(() => String, { description: 'What it is, e.g. "employee-contribution".' })
  code: string;

  @Field(() => String, { description: 'Its name in your language.' })
  title: string;

  @Field(() => Money, { nullable: true, description: 'What the rate is applied to.' })
  base: Money | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The figure: a share ("0.1307") or the coefficient by which a budget is divided.',
  })
  rate: string | null;

  @Field(() => Money, { description: 'The outcome, rounded half-up to the cent.' })
  amount: Money;

  @Field(() => String, { nullable: true, description: 'Where the figure comes from.' })
  source: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'The first day on which it holds.' })
  from: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The first day on which it holds no more; null: it still does.',
  })
  until: string | null;
}

@ObjectType({ description: 'All the amounts of pay.', simpleResolvers: true })
export class PaySimulation {
  @Field(() => Money, {
    nullable: true,
    description:
      'What a client is invoiced, without VAT; null without a fee rule or a coefficient.',
  })
  invoiced: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What the activity spends on the work in all; null without a coefficient.',
  })
  budget: Money | null;

  @Field(() => Money, {
    description: 'Gross pay and what the employer owes on it by law, reductions taken off.',
  })
  employerCost: Money;

  @Field(() => Money, { description: 'What the employer owes by law on top of gross pay.' })
  employerContribution: Money;

  @Field(() => Money, { description: 'Gross pay.' })
  gross: Money;

  @Field(() => Money, { description: 'The worker’s contributions, reductions taken off.' })
  employeeContribution: Money;

  @Field(() => Money, { description: 'Withholding tax.' })
  withholding: Money;

  @Field(() => Money, { description: 'What the worker receives as pay.' })
  net: Money;

  @Field(() => [PaySimulationLine], { description: 'Every step, in its order.' })
  lines: PaySimulationLine[];
}

@ObjectType({ description: 'An answer about pay, or why not.', simpleResolvers: true })
export class SimulatePayPayload {
  @Field(() => PaySimulation, { nullable: true, description: 'The computation.' })
  pay: PaySimulation | null;

  @Field(() => [Violation], { description: 'Which figure is missing, for which day.' })
  violations: Violation[];
}

export function simulationOf(ctx: Context, answer: PayAnswer): SimulatePayPayload {
  const { pay, currency, violations } = answer;
  return { pay: pay && simulation(ctx, pay, currency), violations };
}

/** The steps of a computation in the caller's language. */
export function payLines(
  ctx: Context,
  lines: readonly PayLine[],
  currency: string,
): PaySimulationLine[] {
  return lines.map(({ code, baseMinor, rate, amountMinor, source, from, until }) => ({
    code,
    title: ctx.platform.messages.say(ctx.locale, `pay-line.${code}`),
    base: baseMinor === null ? null : money(baseMinor, currency),
    rate: rate === null ? null : decimalOf(BigInt(rate), 5).replace(/\.?0+$/, ''),
    amount: money(amountMinor, currency),
    ...{ source, from, until },
  }));
}

/** A figure that is missing refuses the whole question, so these four amounts are always known. */
function simulation(ctx: Context, pay: Pay, currency: string): PaySimulation {
  const amount = (minor: bigint | null) => (minor === null ? null : money(minor, currency));
  const known = (minor: bigint | null) => money(minor as bigint, currency);
  return {
    invoiced: amount(pay.invoicedMinor),
    budget: amount(pay.budgetMinor),
    employerCost: known(pay.employerCostMinor),
    employerContribution: known(pay.employerContributionMinor),
    gross: known(pay.grossMinor),
    employeeContribution: known(pay.employeeContributionMinor),
    withholding: known(pay.withholdingMinor),
    net: known(pay.netMinor),
    lines: payLines(ctx, pay.lines, currency),
  };
}
