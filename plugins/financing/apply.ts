import {
  type Attempted,
  badInput,
  count,
  type InvoiceFacts,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { FinancingActivity } from './activity.entity.js';
import { applicationFindings } from './apply-findings.js';
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
import { Product } from './terms.entity.js';

/** What is asked for, read from the input of one of the four applications. */
export interface Asked {
  readonly product: Product;
  readonly activityId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly plan: readonly Planned[];
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
  return apply(ctx, input, { product, activityId, currency, amountMinor, plan });
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
  });
}

/** Judges and writes an application: while it does, nobody else borrows for the activity. */
async function apply(
  ctx: PluginContext,
  input: AnyApplication,
  asked: Asked,
): Promise<Attempted<FinancingLoan>> {
  const { activityId, currency, product, amountMinor, invoice } = asked;
  const purpose = text(input.purpose, 'purpose', 500);
  const ownContributionMinor = contributionOf(input, currency);
  const id = ctx.newId();
  const { idempotencyKey, dryRun, ...content } = input;
  const once = { key: idempotencyKey, input: { product, ...content }, entity: FinancingLoan, id };
  return ctx.attempt({ action: 'financing.apply', dryRun, once }, async (inside) => {
    const { core, store, today, now } = inside;
    const activity = await core.lock('Activity', activityId);
    if (activity === null) throw notFound('Activity', activityId);
    const terms = await termsOn(inside, { product, currency, day: today });
    const others = await loansOf(inside, activityId);
    const findings = applicationFindings({ asked, activity, terms, others, today });
    return {
      findings,
      write: async () => {
        if (terms === undefined) throw new Error('An application without terms was let through.');
        const scored = { amountMinor, ownContributionMinor, currency, others, today };
        (await store.update(FinancingActivity, activityId, { changedAt: now })) ??
          (await store.insert(FinancingActivity, { activityId, changedAt: now }));
        const loan = await store.insert(FinancingLoan, {
          ...{ id, activityId, product, amountMinor, ownContributionMinor, currency, purpose },
          ...{ status: LoanStatus.APPLIED, repaidMinor: 0n, writtenOffMinor: 0n },
          fileCostMinor: costOf(amountMinor, terms.fileCostMillionths),
          ...{ invoiceId: invoice?.id ?? null, quoteId: asked.quote?.id ?? null },
          funder: asked.subsidy?.funder ?? null,
          reportDueOn: asked.subsidy?.reportDueOn ?? null,
          ...{ termsId: terms.id, appliedById: applicantOf(ctx), changedAt: now },
          scoring: scoringOf({ ...scored, invoice: invoice ?? null }),
        });
        for (const [i, part] of asked.plan.entries()) {
          const place = { loanId: id, number: i + 1, paidMinor: 0n, currency };
          await store.insert(FinancingInstalment, { ...part, ...place });
        }
        const subject = { type: 'FinancingLoan', id };
        inside.emit({ type: 'financing.loan-applied', subject, activityId, payload: { product } });
        return loan;
      },
    };
  });
}

function applicantOf({ viewer }: PluginContext): string {
  if (viewer === null) throw new Error('Nobody applies for a loan without asking.');
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

const atOnce = (amountMinor: bigint, dueOn: string): Planned[] => [
  { kind: InstalmentKind.INSTALMENT, dueOn, amountMinor },
];
