import {
  type Attempt,
  type Attempted,
  Field,
  ID,
  InputType,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { awaitedBy, leftFindings, leftOn } from './apply-findings.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';
import { instalmentsOf, loanFor, loanSteps, type Stepping, takeStep } from './loan-steps.js';
import { checkBooks } from './repay.js';

@InputType({ description: 'To take the money of a loan that was granted.' })
export class FinancingDrawInput {
  @Field(() => ID, { description: 'The loan.' })
  id: string;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The money becomes the activity's to spend, less what the file costs. */
export async function draw(
  ctx: PluginContext,
  input: FinancingDrawInput,
): Promise<Attempted<FinancingLoan>> {
  const { id, activityId } = await loanFor(ctx, loanSteps.draw, input.id);
  const once = { key: input.idempotencyKey, input: { id }, entity: FinancingLoan, id };
  return drawLoan(ctx, { id, activityId }, { dryRun: input.dryRun, once });
}

/** The same for whoever may: the member who borrows, or the assignment that waits for it. */
export function drawLoan(
  ctx: PluginContext,
  { id, activityId }: Pick<FinancingLoan, 'id' | 'activityId'>,
  how: Pick<Attempt, 'dryRun' | 'once'>,
): Promise<Attempted<FinancingLoan>> {
  return takeStep(ctx, loanSteps.draw, { id, activityId }, how, async (stepping) => {
    const parts = await instalmentsOf(stepping.store, id);
    const nextDueOn = parts[0]?.dueOn ?? null;
    return {
      findings: await drawFindings(stepping, nextDueOn),
      event: 'financing.loan-drawn',
      write: async () => {
        await lend(stepping);
        return { status: LoanStatus.DRAWN, drawnOn: stepping.today, nextDueOn };
      },
    };
  });
}

async function lend({ core, loan, today }: Stepping): Promise<void> {
  const { id, activityId, amountMinor, fileCostMinor, currency } = loan;
  const service = serviceOf(loan);
  const borrower = { type: 'Activity', id: activityId } as const;
  const awaits = awaitedBy(loan);
  const order = {
    key: id,
    loanId: id,
    amountMinor,
    service,
    currency,
    borrower,
    activityId,
    awaits,
  };
  checkBooks({ ...loan, drawnOn: today }, await core.loans.draw(order));
  if (fileCostMinor === 0n) return;
  await core.charge({
    ...{ key: `${id}:file-cost`, activityId, amountMinor: fileCostMinor, currency },
    ...{ service: 'financing.file-cost', source: { type: 'FinancingLoan', id } },
  });
}

/** What may have changed since it was granted. */
async function drawFindings(
  stepping: Stepping,
  nextDueOn: string | null,
): Promise<PluginFinding[]> {
  const { core, today, loan } = stepping;
  const found: PluginFinding[] = [];
  const activity = await core.read('Activity', loan.activityId);
  if (activity?.status !== 'OPEN') found.push({ code: 'financing.activity-closed' });
  if (nextDueOn !== null && nextDueOn <= today) {
    found.push({ code: 'financing.due-too-soon', path: ['id'], values: { day: nextDueOn } });
  }
  if (loan.invoiceId !== null) {
    const invoice = await core.read('Invoice', loan.invoiceId);
    if (invoice === null || invoice.dueMinor < loan.amountMinor) {
      return [...found, { code: 'financing.invoice-not-open', path: ['id'] }];
    }
  }
  const left = leftFindings(loan, await leftOn(core, awaitedBy(loan)));
  return [...found, ...left.map((one) => ({ ...one, path: ['id'] }))];
}

/** MICRO_CREDIT → "financing.micro-credit", as the ledger knows who lends. */
const serviceOf = ({ product }: FinancingLoan): string =>
  `financing.${product.toLowerCase().replace('_', '-')}`;
