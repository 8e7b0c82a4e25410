import {
  type Attempted,
  addMonths,
  count,
  type Judged,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { noteActivity, type Telling } from './apply.js';
import { FinancingOwnMoney, OwnMoneyStatus } from './own-money.entity.js';
import type { FinancingAgreeOwnMoneyInput } from './own-money.inputs.js';
import { tell } from './own-money.js';
import { monthly } from './repayment-plan.js';
import { amountText } from './scoring.js';
import { positive, termsOn } from './set-terms.js';
import { type FinancingTerms, Product } from './terms.entity.js';

/** A member agrees to put money in, and by which plan it goes back: within the term of the terms. */
export async function agree(
  ctx: PluginContext,
  input: FinancingAgreeOwnMoneyInput,
): Promise<Attempted<FinancingOwnMoney>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.requireActivity(activityId, 'financing.apply');
  const id = ctx.newId();
  const { idempotencyKey, dryRun, ...content } = input;
  const agreed = { ...agreementOf(input, currency), id, activityId, stepId: null };
  const once = { key: idempotencyKey, input: content, entity: FinancingOwnMoney, id };
  return ctx.attempt({ action: 'financing.agree-own-money', dryRun, once }, (inside) =>
    judgeAgreement(inside, agreed),
  );
}

export interface SaidOwnMoney {
  readonly amount: string;
  readonly months: number;
  readonly firstBackOn: string;
}

export type Agreement = ReturnType<typeof agreementOf> & {
  readonly id: string;
  readonly activityId: string;
  /** The step of an assignment that waits for the money. */
  readonly stepId: string | null;
};

/** How much, and by which plan it goes back. */
export const agreementOf = ({ amount, months, firstBackOn }: SaidOwnMoney, currency: string) => ({
  ...{ currency, firstBackOn, months: count(months, 'months', 96) },
  amountMinor: positive(amount, currency, 'amount'),
});

/** Judges an agreement, and writes it: while it does, nobody else borrows for the activity. */
export async function judgeAgreement(
  inside: Telling,
  agreement: Agreement,
): Promise<Judged<FinancingOwnMoney>> {
  const { core, store, today, now: agreedAt } = inside;
  const { activityId, currency } = agreement;
  const activity = await core.lock('Activity', activityId);
  if (activity === null) throw notFound('Activity', activityId);
  const terms = await termsOn(inside, { product: Product.OWN_MONEY, currency, day: today });
  const closed = activity.status === 'OPEN' ? [] : [{ code: 'financing.activity-closed' }];
  return {
    findings: [...closed, ...(await termFindings(inside, agreement, terms))],
    write: async () => {
      if (terms === undefined) throw new Error('Own money without terms was let through.');
      await noteActivity(inside, activityId);
      const row = {
        ...{ ...agreement, memberId: activity.managerId, status: OwnMoneyStatus.AGREED },
        ...{ termsId: terms.id, agreedAt, paidBackMinor: 0n, forgivenMinor: 0n },
        ...{ assumedMinor: 0n, receivedOn: null, nextBackOn: null },
      };
      await tell(inside, row, 'agreed');
      return store.insert(FinancingOwnMoney, row);
    },
  };
}

async function termFindings(
  inside: PluginContext,
  { activityId, currency, amountMinor, months, firstBackOn }: Agreement,
  terms: FinancingTerms | undefined,
): Promise<PluginFinding[]> {
  const { today } = inside;
  const findings: PluginFinding[] = [];
  if (firstBackOn <= today) {
    const values = { day: firstBackOn };
    findings.push({ code: 'financing.due-too-soon', path: ['firstBackOn'], values });
  }
  if (terms === undefined) {
    const values = { product: Product.OWN_MONEY, day: today, currency };
    return [...findings, { code: 'financing.no-terms', path: ['amount'], values }];
  }
  const last = monthly(amountMinor, months, firstBackOn).at(-1)?.dueOn ?? today;
  const limit = addMonths(today, terms.longestMonths);
  const tooLate = { code: 'financing.due-too-late', path: ['months'] };
  if (last > limit) findings.push({ ...tooLate, values: { day: last, limit } });
  return [...findings, ...(await ceilingFindings(inside, { activityId, amountMinor }, terms))];
}

/** What is agreed or in counts towards the most that an activity may owe its member. */
async function ceilingFindings(
  { store }: PluginContext,
  { activityId, amountMinor }: { readonly activityId: string; readonly amountMinor: bigint },
  { maximumMinor, currency }: { readonly maximumMinor: bigint; readonly currency: string },
): Promise<PluginFinding[]> {
  const where = { activityId, status: { in: [OwnMoneyStatus.AGREED, OwnMoneyStatus.RUNNING] } };
  const sum = ['amountMinor', 'paidBackMinor', 'forgivenMinor'] as const;
  const [totals] = await store.totals(FinancingOwnMoney, { where, sum });
  const { amountMinor: agreed = 0n, paidBackMinor = 0n, forgivenMinor = 0n } = totals?.sum ?? {};
  const taken = agreed - paidBackMinor - forgivenMinor;
  if (taken + amountMinor <= maximumMinor) return [];
  const left = maximumMinor > taken ? maximumMinor - taken : 0n;
  const values = { left: amountText(left, currency), maximum: amountText(maximumMinor, currency) };
  return [{ code: 'financing.above-maximum', path: ['amount'], values }];
}
