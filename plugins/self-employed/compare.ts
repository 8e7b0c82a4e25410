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

  @Field(() => [SelfEmployedLine], {
    description: 'From what clients are invoiced to what is left, of a month: they add up to it.',
  })
  lines: SelfEmployedLine[];

  @Field(() => [SelfEmployedLine], {
    description:
      'How those come about, subtotals and what the employer pays among them: pay of a month, ' +
      'contributions of a year.',
  })
  details: SelfEmployedLine[];
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
    difference: employed && own && money(leftOf(own) - leftOf(employed), currency),
  };
}

interface Left {
  readonly lines: readonly OwnLine[];
  readonly details: readonly SelfEmployedLine[];
}

/** What a step adds to what is left, or takes from it. */
interface OwnLine {
  readonly code: string;
  readonly amountMinor: bigint;
  readonly source?: string | null;
}

/** The contributions of a year of such months, a twelfth of each part to the cent. */
function ownOf({ incomeMinor, costsMinor }: Month, scale: Scale): Left {
  const { parts, lines: details } = contributionsOn((incomeMinor - costsMinor) * 12n, scale);
  return {
    details,
    lines: [
      { code: 'invoiced', amountMinor: incomeMinor },
      { code: 'costs', amountMinor: -costsMinor },
      ...parts.map(({ code, amountMinor }) => ({
        ...{ code, amountMinor: -((amountMinor + 6n) / 12n), source: scale.source },
      })),
    ],
  };
}

/**
 * Of a worker the same costs come out of what is left, as nobody else bears them. What of the
 * income is neither the co-operative's fee nor gross pay is what the employer pays above it.
 */
function employedOf({ pay, currency }: PaySimulated, { incomeMinor, costsMinor }: Month) {
  if (pay === null) return null;
  const fee = pay.lines.find(({ code }) => code === 'fee');
  const aboveMinor = incomeMinor + (fee?.amountMinor ?? 0n) - pay.grossMinor;
  const contribution = pay.lines.find(({ code }) => code === 'employee-contribution');
  return {
    details: pay.lines.map((line) => lineOf(line, currency)),
    lines: [
      { code: 'invoiced', amountMinor: incomeMinor },
      ...(fee === undefined ? [] : [fee]),
      { code: 'above-gross', amountMinor: -aboveMinor },
      {
        ...{ code: 'employee-contribution', amountMinor: -pay.employeeContributionMinor },
        source: contribution?.source ?? null,
      },
      { code: 'costs', amountMinor: -costsMinor },
    ],
  } satisfies Left;
}

const lineOf = (
  { code, amountMinor, source = null }: OwnLine,
  currency: string,
): SelfEmployedLine => ({
  ...{ code, base: null, rate: null, amount: money(amountMinor, currency), source },
});

const leftOf = ({ lines }: Left): bigint =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

const resultOf = (left: Left, currency: string): SelfEmployedStatusResult => ({
  beforeTax: money(leftOf(left), currency),
  lines: left.lines.map((line) => lineOf(line, currency)),
  details: [...left.details],
});
