import { type AssignmentFacts, addDays, money, proposal } from 'gezel/sdk';

/** What the two sides publish, as far as it is read here; amounts are minor units as text. */
export interface Investment {
  readonly title: string;
  readonly cost: string;
  readonly currency: string;
  readonly boughtOn: string;
  readonly lifeMonths: number;
}

export interface Loan {
  readonly product: string;
  readonly purpose: string;
  readonly amount: string;
}

export interface Terms {
  readonly product: string;
  readonly currency: string;
  readonly maximum: string;
  readonly longestMonths: number;
}

/** A step of the tool `financing.prefinance`. */
export interface Credit {
  readonly product: 'INVESTMENT_CREDIT';
  readonly amount: string;
  readonly expectedOn: string;
  readonly months: number;
  readonly purpose: string;
}

const product = 'INVESTMENT_CREDIT';

/**
 * Beside what the tool offers by itself: an investment credit for each thing that is to be bought until
 * the last day of the assignment, and has none yet.
 */
export const creditTheInvestment = proposal({
  tool: 'financing.prefinance',
  propose: async (ctx, facts, own) => {
    const { activityId } = ctx.assignment;
    const of = async <Row>(fact: string) =>
      (await ctx.facts.read(fact, activityId)) as unknown as readonly Row[];
    const ground = {
      today: ctx.today,
      investments: await of<Investment>('start-ups.investments'),
      loans: await of<Loan>('financing.loans'),
      terms: await of<Terms>('financing.terms'),
    };
    return [...(await own(facts)), ...creditsFor(facts, ground).map((credit) => ({ ...credit }))];
  },
});

export interface Ground {
  readonly today: string;
  readonly investments: readonly Investment[];
  readonly loans: readonly Loan[];
  readonly terms: readonly Terms[];
}

/**
 * As much of each cost as the terms leave, the next to be bought first; it goes back month by month
 * within the life of the thing and the longest term, from the month after it is bought.
 */
export function creditsFor(
  { days, currency }: Pick<AssignmentFacts, 'days' | 'currency'>,
  { today, investments, loans, terms }: Ground,
): Credit[] {
  const agreed = terms.find((one) => one.product === product && one.currency === currency);
  if (agreed === undefined) return [];
  const credits = loans.filter((loan) => loan.product === product);
  const taken = credits.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const financed = new Set(credits.map(({ purpose }) => purpose));
  let left = BigInt(agreed.maximum) - taken;
  return investments
    .filter((one) => isToCome(one, today, days.at(-1)) && one.currency === currency)
    .filter(({ title }) => !financed.has(title))
    .toSorted((a, b) => (a.boughtOn < b.boughtOn ? -1 : 1))
    .flatMap(({ title, cost, boughtOn, lifeMonths }): Credit[] => {
      const minor = BigInt(cost) < left ? BigInt(cost) : left;
      // The term counts from today, so what is bought later has less of it.
      const months = Math.min(lifeMonths, agreed.longestMonths - monthsTo(today, boughtOn) - 2);
      if (minor <= 0n || months < 1) return [];
      left -= minor;
      const amount = money(minor, currency).amount;
      return [{ product, amount, expectedOn: addDays(boughtOn, 30), months, purpose: title }];
    });
}

const isToCome = ({ boughtOn }: Investment, today: string, last: string | undefined): boolean =>
  boughtOn >= today && (last === undefined || boughtOn <= last);

/** Whole months from a day to a later one, rounded down. */
function monthsTo(from: string, to: string): number {
  const [y1 = 0, m1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0] = to.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1);
}
