import { type AssignmentFacts, addDays, addMonths, minorOf, money, proposal } from 'gezel/sdk';

/** What the two sides publish, as far as it is read here; amounts are minor units as text. */
export interface OpenSubsidy {
  readonly title: string;
  readonly funder: string;
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly advanceMinor: string;
  readonly balanceMinor: string;
  readonly reportDueOn: string;
}

export interface Loan {
  readonly product: string;
  readonly amount: string;
  readonly owed: string;
  readonly funder: string | null;
  readonly reportDueOn: string | null;
}

export interface Terms {
  readonly product: string;
  readonly currency: string;
  readonly maximum: string;
  readonly coverMillionths: number | null;
  readonly longestMonths: number;
}

/** A step of the tool `financing.prefinance`. */
export interface Advance {
  readonly product: 'SUBSIDY';
  readonly amount: string;
  readonly purpose: string;
  readonly funder: string;
  readonly reportDueOn: string;
  readonly tranches: readonly Tranche[];
}

interface Tranche {
  readonly kind: 'ADVANCE' | 'BALANCE';
  readonly amount: string;
  readonly expectedOn: string;
}

/** In how many days after its day a funder is expected to pay: a guess that the applicant mends. */
export interface Patience {
  readonly advanceAfterDays: number;
  readonly balanceAfterDays: number;
}

export interface Ground {
  readonly today: string;
  readonly subsidies: readonly OpenSubsidy[];
  readonly loans: readonly Loan[];
  readonly terms: readonly Terms[];
  readonly patience: Patience;
}

const product = 'SUBSIDY';

/**
 * An advance on each subsidy of which a part is still to come; the tool's own offer is then for what
 * the advances leave, so that nothing is borrowed twice for the same work.
 */
export const advanceTheSubsidies = proposal({
  tool: 'financing.prefinance',
  propose: async (ctx, facts, own) => {
    const { activityId } = ctx.assignment;
    const of = async <Row>(fact: string) =>
      (await ctx.facts.read(fact, activityId)) as unknown as readonly Row[];
    const advances = advancesFor(facts, {
      today: ctx.today,
      subsidies: await of<OpenSubsidy>('performing-arts.open-subsidies'),
      loans: await of<Loan>('financing.loans'),
      terms: await of<Terms>('financing.terms'),
      patience: ctx.config as unknown as Patience,
    });
    const left = leftOf(facts, advances);
    const others = left === 0n ? [] : await own({ ...facts, amountMinor: left });
    return [...others, ...advances.map((one) => ({ ...one }))];
  },
});

/**
 * As much of what is to come as the terms cover and leave, the first report first. Of an assignment
 * that neither asks for money nor lacks it, only subsidies for the days on which it is done.
 */
export function advancesFor(
  facts: Pick<AssignmentFacts, 'days' | 'currency' | 'needs' | 'obstacles'>,
  { today, subsidies, loans, terms, patience }: Ground,
): Advance[] {
  const { currency } = facts;
  const agreed = terms.find((one) => one.product === product && one.currency === currency);
  if (agreed === undefined || agreed.coverMillionths === null) return [];
  const cover = BigInt(agreed.coverMillionths);
  const under = loans.filter((loan) => loan.product === product);
  let left = BigInt(agreed.maximum) - under.reduce((sum, loan) => sum + takenBy(loan), 0n);
  return subsidies
    .filter((one) => one.currency === currency && one.reportDueOn > today)
    .filter((one) => lacksMoney(facts) || isWorkOf(one, facts.days))
    .filter((one) => !under.some((loan) => isAdvanceOn(loan, one)))
    .toSorted((a, b) => (a.reportDueOn < b.reportDueOn ? -1 : 1))
    .flatMap((one): Advance[] => {
      const tranches = tranchesOf(one, { today, patience, months: agreed.longestMonths });
      const toCome = tranches.reduce((sum, { minor }) => sum + minor, 0n);
      const covered = (toCome * cover) / 1_000_000n;
      const minor = covered < left ? covered : left;
      if (minor <= 0n) return [];
      left -= minor;
      const { title: purpose, funder, reportDueOn } = one;
      const amount = money(minor, currency).amount;
      const parts = tranches.map(({ minor: part, ...more }) => ({
        ...{ ...more, amount: money(part, currency).amount },
      }));
      return [{ product, amount, purpose, funder, reportDueOn, tranches: parts }];
    });
}

/** What is to come within the longest term, and when: nothing before tomorrow. */
function tranchesOf(
  { startsOn, reportDueOn, advanceMinor, balanceMinor }: OpenSubsidy,
  { today, patience, months }: { today: string; patience: Patience; months: number },
) {
  const begun = startsOn > today ? startsOn : today;
  const last = addMonths(today, months);
  const parts = [
    {
      ...{ kind: 'ADVANCE' as const, minor: BigInt(advanceMinor) },
      expectedOn: addDays(begun, patience.advanceAfterDays),
    },
    {
      ...{ kind: 'BALANCE' as const, minor: BigInt(balanceMinor) },
      expectedOn: addDays(reportDueOn, patience.balanceAfterDays),
    },
  ];
  return parts.filter(({ minor, expectedOn }) => minor > 0n && expectedOn <= last);
}

/** What the advances leave of the amount of the assignment; null where nobody said one. */
export function leftOf(
  { amountMinor, currency }: Pick<AssignmentFacts, 'amountMinor' | 'currency'>,
  advances: readonly Advance[],
): bigint | null {
  if (amountMinor === null) return null;
  const advanced = advances.reduce(
    (sum, { amount }) => sum + minorOf(amount, currency, 'amount'),
    0n,
  );
  return advanced < amountMinor ? amountMinor - advanced : 0n;
}

const lacksMoney = ({ needs, obstacles = [] }: Pick<AssignmentFacts, 'needs' | 'obstacles'>) =>
  needs.includes('credit') || obstacles.includes('money.insufficient-funds');

const isWorkOf = ({ startsOn, endsOn }: OpenSubsidy, days: readonly string[]): boolean =>
  days.some((day) => day >= startsOn && day <= endsOn);

/** A funder's report day is the file's: applied for by hand, it is the same one. */
const isAdvanceOn = (loan: Loan, { funder, reportDueOn }: OpenSubsidy): boolean =>
  loan.reportDueOn === reportDueOn && loan.funder?.toLowerCase() === funder.toLowerCase();

/** An application counts as what it asks for: whoever decides on both must have room for both. */
const takenBy = ({ amount, owed }: Loan): bigint => BigInt(owed === '0' ? amount : owed);
