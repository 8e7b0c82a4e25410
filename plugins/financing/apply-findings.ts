import {
  type ActivityFacts,
  type AwaitedDocument,
  addMonths,
  type InvoiceFacts,
  type LoanLeft,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import type { Asked } from './apply.js';
import { committed, type FinancingLoan, mostAtOnce, owedMinor, unfinished } from './loan.entity.js';
import { amountText } from './scoring.js';
import { ceilingOf } from './share.js';
import type { FinancingTerms, Product } from './terms.entity.js';

export interface Judging {
  readonly asked: Asked;
  readonly activity: ActivityFacts;
  readonly terms: FinancingTerms | undefined;
  /** The loans of the activity so far. */
  readonly others: readonly FinancingLoan[];
  /** What may still be lent upon the client that it awaits; null: it awaits none. */
  readonly left: LoanLeft | null;
  readonly today: string;
}

/** Everything that stands in the way of an application, at once. */
export function applicationFindings(judging: Judging): PluginFinding[] {
  const { asked, activity, terms, today } = judging;
  const found: PluginFinding[] = [];
  if (activity.status !== 'OPEN') found.push({ code: 'financing.activity-closed' });
  if (judging.others.filter(({ status }) => isOne(unfinished, status)).length >= mostAtOnce) {
    found.push({ code: 'financing.too-many', values: { limit: mostAtOnce } });
  }
  if (terms === undefined) {
    const values = { product: asked.product, day: today };
    found.push({ code: 'financing.no-terms', path: ['amount'], values });
  } else {
    found.push(...ceilingFindings(judging, terms), ...coverFindings(asked, terms));
    found.push(...dayFindings(judging, terms));
  }
  const unfit = expectationFindings(judging);
  // Upon what is not open nothing is left anyway, whoever advances what.
  const closed = unfit.some(({ code }) => notOpen.includes(code));
  return [...found, ...(closed ? [] : leftFindings(asked, judging.left)), ...unfit];
}

const notOpen = ['financing.invoice-not-open', 'financing.quote-not-accepted'];

/** Whose client is to repay it: of what a funder is to pay the core expects nothing. */
export function awaitedBy({
  invoiceId,
  quoteId,
}: Pick<FinancingLoan, 'invoiceId' | 'quoteId'>): AwaitedDocument | null {
  if (invoiceId !== null) return { type: 'Invoice', id: invoiceId };
  return quoteId === null ? null : { type: 'Quote', id: quoteId };
}

/** Asked under the lock of the activity, it holds until the end. */
export const leftOn = (
  { loans }: PluginContext['core'],
  document: AwaitedDocument | null,
): Promise<LoanLeft | null> => (document === null ? Promise.resolve(null) : loans.left(document));

/** What the guarantee fund or another loan advances is not advanced a second time. */
export function leftFindings(
  { amountMinor }: Pick<FinancingLoan, 'amountMinor'>,
  left: LoanLeft | null,
): PluginFinding[] {
  if (left === null || amountMinor <= left.leftMinor) return [];
  const values = { left: amountText(left.leftMinor, left.currency) };
  return [{ code: 'financing.more-than-left', path: ['amount'], values }];
}

/** What is promised or lent of a product. */
export const takenMinor = (which: Product, others: readonly FinancingLoan[]): bigint =>
  others
    .filter(({ product, status }) => product === which && isOne(committed, status))
    .reduce((sum, loan) => sum + (loan.drawnOn === null ? loan.amountMinor : owedMinor(loan)), 0n);

/** What is promised or lent already counts towards the most that an activity may owe. */
export function ceilingFindings(
  { asked, others }: Pick<Judging, 'others'> & { asked: Pick<Asked, 'product' | 'amountMinor'> },
  { maximumMinor, currency }: FinancingTerms,
): PluginFinding[] {
  const taken = takenMinor(asked.product, others);
  if (taken + asked.amountMinor <= maximumMinor) return [];
  const left = maximumMinor > taken ? maximumMinor - taken : 0n;
  const values = { left: amountText(left, currency), maximum: amountText(maximumMinor, currency) };
  return [{ code: 'financing.above-maximum', path: ['amount'], values }];
}

function coverFindings(asked: Asked, terms: FinancingTerms): PluginFinding[] {
  const expectedMinor = asked.subsidy?.expectedMinor ?? asked.invoice?.dueMinor;
  if (expectedMinor === undefined) return [];
  if (terms.coverMillionths === null) {
    const values = { product: asked.product, figure: 'coverPercent' };
    return [{ code: 'financing.figure-missing', path: ['amount'], values }];
  }
  const ceiling = expectedMinor > 0n ? ceilingOf(expectedMinor, terms.coverMillionths) : 0n;
  if (asked.amountMinor <= ceiling) return [];
  const values = { ceiling: amountText(ceiling, asked.currency) };
  return [{ code: 'financing.above-cover', path: ['amount'], values }];
}

function dayFindings({ asked, today }: Judging, terms: FinancingTerms): PluginFinding[] {
  const parts = [...asked.plan].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const [first, last] = [parts[0], parts.at(-1)];
  const found: PluginFinding[] = [];
  if (first !== undefined && first.dueOn <= today) {
    const path = asked.pathOf(first, 'soon');
    found.push({ code: 'financing.due-too-soon', path, values: { day: first.dueOn } });
  }
  const limit = addMonths(today, terms.longestMonths);
  if (last !== undefined && last.dueOn > limit) {
    const path = asked.pathOf(last, 'late');
    found.push({ code: 'financing.due-too-late', path, values: { day: last.dueOn, limit } });
  }
  return found;
}

function expectationFindings({ asked, others, today }: Judging): PluginFinding[] {
  const { invoice, quote, subsidy } = asked;
  const found: PluginFinding[] = [];
  if (invoice !== undefined && !isOpen(invoice)) {
    found.push({ code: 'financing.invoice-not-open', path: ['invoiceId'] });
  }
  if (quote !== undefined && quote.status !== 'ACCEPTED') {
    found.push({ code: 'financing.quote-not-accepted', path: ['quoteId'] });
  }
  if (subsidy !== undefined && subsidy.reportDueOn <= today) {
    const values = { day: subsidy.reportDueOn };
    found.push({ code: 'financing.report-due-passed', path: ['reportDueOn'], values });
  }
  const advanced = others.some(
    ({ status, invoiceId, quoteId }) =>
      isOne(unfinished, status) &&
      ((invoiceId !== null && invoiceId === invoice?.id) ||
        (quoteId !== null && quoteId === quote?.id)),
  );
  if (advanced) found.push({ code: 'financing.already-advanced' });
  return found;
}

const isOpen = ({ kind, status, dueMinor }: InvoiceFacts): boolean =>
  kind === 'INVOICE' && status === 'ISSUED' && dueMinor > 0n;

const isOne = <T>(list: readonly T[], one: T): boolean => list.includes(one);
