import {
  badInput,
  CivilDate,
  Decimal,
  Field,
  InputType,
  Money,
  minorOf,
  money,
  ObjectType,
  type PaySimulated,
  type PluginContext,
  Violation,
} from 'gezel/sdk';
import { contributionsOn, type Scale, SelfEmployedLine } from './contributions.js';
import { Occupation } from './figures.entity.js';
import { missing, scaleOn } from './figures.js';

@InputType({ description: 'An income, looked at under both statuses.' })
export class SelfEmployedCompareInput {
  @Field(() => Decimal, { description: 'What clients are invoiced a month, without VAT.' })
  invoiced: string;

  @Field(() => Decimal, { nullable: true, description: 'Costs of the work a month; 0 if absent.' })
  costs?: string | null;

  @Field(() => Occupation, { description: 'How one would be self-employed.' })
  occupation: Occupation;

  @Field(() => String, { description: 'Code of the kind of contract one would have.' })
  contractKind: string;

  @Field(() => String, { nullable: true, description: 'Its joint committee.' })
  jointCommittee?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'By the figures of this day; today.' })
  on?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What one status makes of a month.' })
export class SelfEmployedStatusResult {
  @Field(() => Money, {
    description: 'What is left of a month after contributions and before tax on income.',
  })
  beforeTax: Money;

  @Field(() => [SelfEmployedLine], { description: 'How, step by step.' })
  lines: SelfEmployedLine[];
}

@ObjectType({ simpleResolvers: true, description: 'The same income under both statuses.' })
export class SelfEmployedComparison {
  @Field(() => SelfEmployedStatusResult, {
    nullable: true,
    description: 'Under a contract of the co-operative; null when something is not known.',
  })
  employed: SelfEmployedStatusResult | null;

  @Field(() => SelfEmployedStatusResult, {
    nullable: true,
    description: 'Self-employed; null when something is not known.',
  })
  selfEmployed: SelfEmployedStatusResult | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What being self-employed leaves more (or, below nothing, less) a month.',
  })
  difference: Money | null;

  @Field(() => [Violation], { description: 'What is not known: each missing figure by name.' })
  violations: Violation[];
}

/**
 * Before tax on income, which depends on all of a person's income and is therefore not guessed. Pay
 * is the core's own simulation; contributions are those of a year of such months.
 */
export async function compareStatuses(
  ctx: PluginContext,
  input: SelfEmployedCompareInput,
): Promise<SelfEmployedComparison> {
  const on = input.on ?? ctx.today;
  const costs = input.costs ?? '0';
  const { contractKind: kind, jointCommittee = null, invoiced } = input;
  const simulated = await ctx.core.simulatePay({ kind, jointCommittee, invoiced, on });
  const { currency } = simulated;
  const month = {
    incomeMinor: minorOf(invoiced, currency, 'invoiced'),
    costsMinor: minorOf(costs, currency, 'costs'),
  };
  if (month.costsMinor < 0n) throw badInput('Costs are nothing or more.', 'costs');
  const scale = await scaleOn(ctx.store, input.occupation, on);
  const known = scale?.currency === currency ? scale : null;
  const findings = known === null ? [missing(`contributions-${input.occupation}`, on)] : [];
  return {
    ...statusesOf(simulated, month, known),
    violations: [...simulated.violations, ...ctx.violations(findings)],
  };
}

interface Month {
  readonly incomeMinor: bigint;
  readonly costsMinor: bigint;
}

/** The two beside each other, as far as each is known. */
export function statusesOf(
  simulated: PaySimulated,
  month: Month,
  scale: Scale | null,
): Omit<SelfEmployedComparison, 'violations'> {
  const { currency } = simulated;
  const employed = employedOf(simulated, month);
  const own = scale && ownOf(month, scale);
  return {
    employed: employed && resultOf(employed, currency),
    selfEmployed: own && resultOf(own, currency),
    difference: employed && own && money(own.leftMinor - employed.leftMinor, currency),
  };
}

interface Left {
  readonly leftMinor: bigint;
  readonly lines: readonly SelfEmployedLine[];
}

/** The contributions of a year of such months, a twelfth of them a month. */
function ownOf({ incomeMinor, costsMinor }: Month, scale: Scale): Left {
  const { currency } = scale;
  const profitMinor = incomeMinor - costsMinor;
  const { dueMinor, lines } = contributionsOn(profitMinor * 12n, scale);
  return {
    leftMinor: profitMinor - (dueMinor + 6n) / 12n,
    lines: [
      plainLine('invoiced', incomeMinor * 12n, currency),
      plainLine('costs', -costsMinor * 12n, currency),
      ...lines,
    ],
  };
}

/** Of a worker the same costs come out of what is left, as nobody else bears them. */
function employedOf({ pay, currency }: PaySimulated, { costsMinor }: Month): Left | null {
  if (pay === null) return null;
  return {
    leftMinor: pay.grossMinor - pay.employeeContributionMinor - costsMinor,
    lines: [
      ...pay.lines.map(({ code, amountMinor, source }) => ({
        ...plainLine(code, amountMinor, currency),
        source,
      })),
      plainLine('costs', -costsMinor, currency),
    ],
  };
}

const plainLine = (code: string, amountMinor: bigint, currency: string): SelfEmployedLine => ({
  ...{ code, base: null, rate: null, amount: money(amountMinor, currency), source: null },
});

const resultOf = ({ leftMinor, lines }: Left, currency: string): SelfEmployedStatusResult => ({
  ...{ beforeTax: money(leftMinor, currency), lines: [...lines] },
});
