import {
  type Attempted,
  Decimal,
  Field,
  ID,
  InputType,
  type LoanState,
  localId,
  type PluginContext,
  refusalOf,
} from 'gezel/sdk';
import { FinancingInstalment } from './instalment.entity.js';
import { FinancingLoan, LoanStatus, owedMinor } from './loan.entity.js';
import {
  instalmentsOf,
  type LoanChange,
  loanFor,
  loanSteps,
  type Stepping,
  takeStep,
} from './loan-steps.js';
import { lesser } from './repayment-plan.js';
import { amountText } from './scoring.js';
import { positive } from './set-terms.js';

@InputType({ description: 'To repay a loan, or a part of it, before it is collected.' })
export class FinancingRepayInput {
  @Field(() => ID, { description: 'The loan.' })
  id: string;

  @Field(() => Decimal, { description: 'How much: at most what is owed and what is available.' })
  amount: string;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'Money at the bank that pays a loan back.' })
export class FinancingReceiveRepaymentInput extends FinancingRepayInput {
  @Field(() => ID, { description: 'The movement of the bank that brought it, whoever sent it.' })
  bankLineId: string;
}

/** Repays out of the activity's available money: the part that is due first, first. */
export async function repay(
  ctx: PluginContext,
  input: FinancingRepayInput,
): Promise<Attempted<FinancingLoan>> {
  const { id, activityId, currency } = await loanFor(ctx, loanSteps.repay, input.id);
  const amountMinor = positive(input.amount, currency, 'amount');
  const asked = { id, amount: String(amountMinor) };
  const once = { key: input.idempotencyKey, input: asked, entity: FinancingLoan, id };
  const how = { dryRun: input.dryRun, once };
  const key = ctx.newId();
  return takeStep(ctx, loanSteps.repay, { id, activityId }, how, (stepping) => {
    const { core, loan } = stepping;
    const pay = () => core.loans.repay({ key, loanId: id, amountMinor });
    const assumed = { code: 'financing.loan-is-assumed', path: ['id'] };
    const change = inPart(stepping, amountMinor, pay);
    return loan.assumedBy === null ? change : { ...change, findings: [assumed] };
  });
}

/** Finance says which movement of the bank pays a loan back: the member's, or the company's. */
export async function receiveRepayment(
  ctx: PluginContext,
  input: FinancingReceiveRepaymentInput,
): Promise<Attempted<FinancingLoan>> {
  const { id, activityId, currency } = await loanFor(ctx, loanSteps.receive, input.id);
  const amountMinor = positive(input.amount, currency, 'amount');
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const asked = { id, amount: String(amountMinor), bankLineId };
  const once = { key: input.idempotencyKey, input: asked, entity: FinancingLoan, id };
  const how = { dryRun: input.dryRun, once };
  const key = ctx.newId();
  return takeStep(ctx, loanSteps.receive, { id, activityId }, how, (stepping) =>
    inPart(stepping, amountMinor, () =>
      stepping.core.loans.receive({ key, loanId: id, amountMinor, bankLineId }),
    ),
  );
}

/** Pays a part, at most what is owed, of whatever is due first. */
function inPart(
  stepping: Stepping,
  amountMinor: bigint,
  pay: () => Promise<LoanState>,
): LoanChange {
  const { loan, store } = stepping;
  const owed = owedMinor(loan);
  const values = { owed: amountText(owed, loan.currency) };
  const tooMuch = { code: 'financing.more-than-owed', path: ['amount'], values };
  return {
    findings: amountMinor > owed ? [tooMuch] : [],
    event: amountMinor === owed ? 'financing.loan-settled' : 'financing.loan-repaid',
    write: async () => {
      const parts = await instalmentsOf(store, loan.id);
      return standing(stepping, parts, await payBack(stepping, { parts, amountMinor, pay }));
    },
  };
}

/**
 * Collects what is due, part by part, as far as there is money; what there is none for is late from
 * the day after it was due. What its client has paid of the loan (`paidMinor`) is due at once. Of a
 * loan that a company took over nothing is collected: it is late or it is not. However often it is
 * called, a part is collected once.
 */
export function collect(
  ctx: PluginContext,
  { id, activityId }: Pick<FinancingLoan, 'id' | 'activityId'>,
  paidMinor = 0n,
): Promise<Attempted<FinancingLoan>> {
  return takeStep(ctx, loanSteps.collect, { id, activityId }, {}, async (stepping) => {
    const { today, loan } = stepping;
    const parts = await instalmentsOf(stepping.store, id);
    return {
      write: async () => {
        let { repaidMinor } = loan;
        for (const part of loan.assumedBy === null ? parts : []) {
          const open = part.amountMinor - part.paidMinor;
          const ahead = paidMinor > repaidMinor ? lesser(open, paidMinor - repaidMinor) : 0n;
          const amountMinor = part.dueOn <= today ? open : ahead;
          if (amountMinor === 0n) continue;
          const key = `${part.id}:${part.paidMinor}`;
          const before = { ...stepping, loan: { ...loan, repaidMinor } as FinancingLoan };
          const pay = () => stepping.core.loans.repay({ key, loanId: id, amountMinor });
          const paid = await whenAvailable(payBack(before, { parts: [part], amountMinor, pay }));
          if (paid === null) break;
          repaidMinor = paid;
        }
        const change = standing(stepping, parts, repaidMinor);
        tell(stepping, change);
        return { ...change, triedOn: today };
      },
    };
  });
}

/** The same books twice: what the row says is owed must be what the ledger says. */
export function checkBooks(
  loan: Parameters<typeof owedMinor>[0] & { readonly id: string },
  state: LoanState,
): void {
  if (state.owedMinor === owedMinor(loan)) return;
  throw new Error(`The ledger knows another debt of the loan ${loan.id} than its row.`);
}

interface Payment {
  readonly parts: readonly FinancingInstalment[];
  readonly amountMinor: bigint;
  /** Moves the money. */
  readonly pay: () => Promise<LoanState>;
}

/** Moves the money, marks the parts that it pays, and answers what is repaid in all. */
async function payBack(
  { store, loan }: Stepping,
  { parts, amountMinor, pay }: Payment,
): Promise<bigint> {
  const repaidMinor = loan.repaidMinor + amountMinor;
  checkBooks({ ...loan, repaidMinor }, await pay());
  let left = amountMinor;
  for (const part of parts) {
    const open = part.amountMinor - part.paidMinor;
    const paid = lesser(open, left);
    if (paid === 0n) continue;
    part.paidMinor += paid;
    left -= paid;
    await store.update(FinancingInstalment, part.id, { paidMinor: part.paidMinor });
  }
  return repaidMinor;
}

/** How the loan stands once so much is repaid. */
function standing(
  { today, loan }: Stepping,
  parts: readonly FinancingInstalment[],
  repaidMinor: bigint,
): Partial<FinancingLoan> {
  const next = parts.find(({ amountMinor, paidMinor }) => paidMinor < amountMinor);
  const nextDueOn = next?.dueOn ?? null;
  if (owedMinor({ ...loan, repaidMinor } as FinancingLoan) === 0n) {
    return { repaidMinor, nextDueOn: null, status: LoanStatus.SETTLED };
  }
  const late = nextDueOn !== null && nextDueOn < today;
  return { repaidMinor, nextDueOn, status: late ? LoanStatus.LATE : LoanStatus.DRAWN };
}

/** What a collection changed: nothing is told when it changed nothing. */
function tell({ emit, loan }: Stepping, { status, repaidMinor }: Partial<FinancingLoan>): void {
  const { id, activityId } = loan;
  const subject = { type: 'FinancingLoan', id };
  if (repaidMinor !== loan.repaidMinor) {
    const type = status === LoanStatus.SETTLED ? 'settled' : 'repaid';
    const owed = owedMinor({ ...loan, repaidMinor: repaidMinor ?? 0n });
    const payload = { valueMinor: `${owed}` };
    emit({ type: `financing.loan-${type}`, subject, activityId, payload });
  }
  if (status === LoanStatus.LATE && loan.status !== LoanStatus.LATE) {
    emit({ type: 'financing.loan-late', subject, activityId });
  }
}

/** Null when the activity has not the money, which is no error of a collection. */
export async function whenAvailable<T>(payment: Promise<T>): Promise<T | null> {
  try {
    return await payment;
  } catch (error) {
    if (refusalOf(error)?.code === 'INSUFFICIENT_FUNDS') return null;
    throw error;
  }
}
