import {
  type Attempted,
  badInput,
  count,
  type EmittedEvent,
  type InvoiceFacts,
  type Judged,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { FinancingActivity } from './activity.entity.js';
import { applicationFindings, awaitedBy, leftOn } from './apply-findings.js';
import type {
  AnyApplication,
  FinancingApplyForCreditInput,
  FinancingApplyForInvoiceInput,
  FinancingApplyForOrderInput,
  FinancingApplyForSubsidyInput,
} from './apply-inputs.js';
import { FinancingInstalment, InstalmentKind } from './instalment.entity.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';
import { loansOf } from './loan-steps.js';
import { fromTranches, monthly, type Planned, type Tranche } from './repayment-plan.js';
import { scoringOf } from './scoring.js';
import { positive, termsOn } from './set-terms.js';
import { costOf } from './share.js';
import { type FinancingTerms, Product } from './terms.entity.js';

/** What is asked for, read from the input of one of the four applications. */
export interface Asked {
  readonly product: Product;
  readonly activityId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly plan: readonly Planned[];
  /** What of the input says the day of a part: the first that is too soon, the last too late. */
  pathOf(part: Planned, which: 'soon' | 'late'): readonly string[];
  readonly invoice?: InvoiceFacts;
  readonly quote?: { readonly id: string; readonly status: string };
  readonly subsidy?: {
    readonly funder: string;
    readonly reportDueOn: string;
    readonly expectedMinor: bigint;
  };
}

export async function applyForCredit(ctx: PluginContext, input: FinancingApplyForCreditInput) {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.requireActivity(activityId, 'financing.apply');
  const amountMinor = positive(input.amount, currency, 'amount');
  const months = count(input.months, 'months', 96);
  const plan = monthly(amountMinor, months, input.firstDueOn);
  const product = input.product as unknown as Product;
  return apply(ctx, input, { product, activityId, currency, amountMinor, plan, pathOf: ofCredit });
}

export async function applyForSubsidy(ctx: PluginContext, input: FinancingApplyForSubsidyInput) {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.requireActivity(activityId, 'financing.apply');
  const amountMinor = positive(input.amount, currency, 'amount');
  const tranches = tranchesOf(input, currency);
  const subsidy = {
    funder: text(input.funder, 'funder'),
    reportDueOn: input.reportDueOn,
    expectedMinor: tranches.reduce((sum, one) => sum + one.amountMinor, 0n),
  };
  const plan = fromTranches(amountMinor, tranches);
  return apply(ctx, input, {
    ...{ product: Product.SUBSIDY, activityId, currency, amountMinor, plan, subsidy },
    pathOf: ({ dueOn }) => {
      const index = tranches.findIndex(({ expectedOn }) => expectedOn === dueOn);
      return ['tranches', String(index), 'expectedOn'];
    },
  });
}

export async function applyForInvoice(ctx: PluginContext, input: FinancingApplyForInvoiceInput) {
  const id = localId('Invoice', input.invoiceId, 'invoiceId');
  const invoice = await ctx.core.require('Invoice', id, 'financing.apply');
  const { activityId, currency } = invoice;
  const amountMinor = positive(input.amount, currency, 'amount');
  const plan = atOnce(amountMinor, input.expectedOn);
  return apply(ctx, input, {
    ...{ product: Product.INVOICE, activityId, currency, amountMinor, plan, invoice },
    pathOf: whenExpected,
  });
}

export async function applyForOrder(ctx: PluginContext, input: FinancingApplyForOrderInput) {
  const id = localId('Quote', input.quoteId, 'quoteId');
  const quote = await ctx.core.require('Quote', id, 'financing.apply');
  const { activityId } = quote;
  const { currency } = await ctx.core.requireActivity(activityId, 'financing.apply');
  const amountMinor = positive(input.amount, currency, 'amount');
  const plan = atOnce(amountMinor, input.expectedOn);
  return apply(ctx, input, {
    ...{ product: Product.ORDER, activityId, currency, amountMinor, plan, quote },
    pathOf: whenExpected,
  });
}

function apply(
  ctx: PluginContext,
  input: AnyApplication,
  asked: Asked,
): Promise<Attempted<FinancingLoan>> {
  const id = ctx.newId();
  const { idempotencyKey, dryRun, ...content } = input;
  const { product } = asked;
  const said = { id, stepId: null, ...saidIn(input, asked) };
  const once = { key: idempotencyKey, input: { product, ...content }, entity: FinancingLoan, id };
  return ctx.attempt({ action: 'financing.apply', dryRun, once }, (inside) =>
    judgeApplication(inside, said, asked),
  );
}

const saidIn = (input: AnyApplication, { currency }: Asked) => ({
  purpose: text(input.purpose, 'purpose', 500),
  ownContributionMinor: contributionOf(input, currency),
});

/** What an application says besides what it asks for. */
export interface Said {
  readonly id: string;
  readonly purpose: string;
  readonly ownContributionMinor: bigint;
  /** The step of an assignment that waits for it. */
  readonly stepId: string | null;
}

/** A transaction in which facts are told: of a mutation, or of a step. */
export type Telling = PluginContext & {
  emit(event: EmittedEvent): void | Promise<void>;
};

/** Judges an application, and writes it: while it does, nobody else borrows for the activity. */
export async function judgeApplication(
  inside: Telling,
  said: Said,
  asked: Asked,
): Promise<Judged<FinancingLoan>> {
  const { core, today } = inside;
  const { activityId, currency, product } = asked;
  const activity = await core.lock('Activity', activityId);
  if (activity === null) throw notFound('Activity', activityId);
  const terms = await termsOn(inside, { product, currency, day: today });
  const others = await loansOf(inside, activityId);
  const left = await leftOn(core, awaitedBy(subjectsOf(asked)));
  const findings = applicationFindings({ asked, activity, terms, others, left, today });
  return {
    findings,
    write: async () => {
      if (terms === undefined) throw new Error('An application without terms was let through.');
      return writeApplication(inside, said, asked, { terms, others });
    },
  };
}

const subjectsOf = ({ invoice, quote }: Asked) => ({
  invoiceId: invoice?.id ?? null,
  quoteId: quote?.id ?? null,
});

interface Ground {
  readonly terms: FinancingTerms;
  readonly others: readonly FinancingLoan[];
}

async function writeApplication(
  inside: Telling,
  said: Said,
  asked: Asked,
  { terms, others }: Ground,
): Promise<FinancingLoan> {
  const { store, today, now } = inside;
  const { activityId, currency, product, amountMinor, invoice } = asked;
  const { id, purpose, ownContributionMinor, stepId } = said;
  await noteActivity(inside, activityId);
  const scored = { amountMinor, ownContributionMinor, currency, others, today };
  const loan = await store.insert(FinancingLoan, {
    ...{ id, activityId, product, amountMinor, ownContributionMinor, currency, purpose },
    ...{ status: LoanStatus.APPLIED, repaidMinor: 0n, writtenOffMinor: 0n },
    fileCostMinor: costOf(amountMinor, terms.fileCostMillionths),
    ...subjectsOf(asked),
    funder: asked.subsidy?.funder ?? null,
    reportDueOn: asked.subsidy?.reportDueOn ?? null,
    ...{ termsId: terms.id, appliedById: viewerOf(inside), changedAt: now, stepId },
    scoring: scoringOf({ ...scored, invoice: invoice ?? null }),
  });
  for (const [i, part] of asked.plan.entries()) {
    const place = { loanId: id, number: i + 1, paidMinor: 0n, currency };
    await store.insert(FinancingInstalment, { ...part, ...place });
  }
  const subject = { type: 'FinancingLoan', id };
  await inside.emit({ type: 'financing.loan-applied', subject, activityId, payload: { product } });
  return loan;
}

/** The row by which an activity shows what it has of this plugin. */
export async function noteActivity(
  { store, now }: Pick<PluginContext, 'store' | 'now'>,
  activityId: string,
): Promise<void> {
  (await store.update(FinancingActivity, activityId, { changedAt: now })) ??
    (await store.insert(FinancingActivity, { activityId, changedAt: now }));
}

/** Who asks: what is asked for here is somebody's. */
export function viewerOf({ viewer }: Pick<PluginContext, 'viewer'>): string {
  if (viewer === null) throw new Error('Nobody applies for money without asking.');
  return viewer.memberId;
}

function contributionOf({ ownContribution }: AnyApplication, currency: string): bigint {
  const minor = minorOf(ownContribution ?? '0', currency, 'ownContribution');
  if (minor >= 0n) return minor;
  throw badInput('An own contribution is not negative.', 'ownContribution');
}

function tranchesOf(input: FinancingApplyForSubsidyInput, currency: string): Tranche[] {
  const { tranches } = input;
  if (tranches.length < 1 || tranches.length > 12) {
    throw badInput('A subsidy has 1 to 12 parts that are still to be paid.', 'tranches');
  }
  return tranches.map(({ kind, amount, expectedOn }, i) => ({
    kind: kind as unknown as InstalmentKind,
    amountMinor: positive(amount, currency, `tranches.${i}.amount`),
    expectedOn,
  }));
}

/** The months decide over the last day of a credit. */
export const ofCredit: Asked['pathOf'] = (_part, which) => [
  which === 'soon' ? 'firstDueOn' : 'months',
];

const whenExpected: Asked['pathOf'] = () => ['expectedOn'];

export const atOnce = (amountMinor: bigint, dueOn: string): Planned[] => [
  { kind: InstalmentKind.INSTALMENT, dueOn, amountMinor },
];
