import { Field, InputType, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { decimalOf, Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import type { Pay, PayLine } from '../rules/country-rules.js';
import type { PayAnswer } from './simulate-pay.js';

@InputType({ description: 'A question about pay.' })
export class SimulatePayInput {
  @Field(() => String, { description: 'Code of the kind of contract.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => Decimal, { description: 'The work budget, e.g. "182.00".' })
  budget: string;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The day by whose figures it is computed; today when absent.',
  })
  on?: string | null;
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
}

@ObjectType({ description: 'What a work budget pays.', simpleResolvers: true })
export class PaySimulation {
  @Field(() => Money, { description: 'What employing costs in all.' })
  employerCost: Money;

  @Field(() => Money, { description: 'Gross pay.' })
  gross: Money;

  @Field(() => Money, { description: 'What the worker receives.' })
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

function simulation(ctx: Context, pay: Pay, currency: string): PaySimulation {
  const amount = (minor: bigint) => money(minor, currency);
  const line = ({ code, baseMinor, rate, amountMinor, source }: PayLine): PaySimulationLine => ({
    code,
    title: ctx.platform.messages.say(ctx.locale, `pay-line.${code}`),
    base: baseMinor === null ? null : amount(baseMinor),
    rate: rate === null ? null : decimalOf(BigInt(rate), 5).replace(/\.?0+$/, ''),
    amount: amount(amountMinor),
    source,
  });
  return {
    employerCost: amount(pay.budgetMinor),
    gross: amount(pay.grossMinor),
    net: amount(pay.netMinor),
    lines: pay.lines.map(line),
  };
}
