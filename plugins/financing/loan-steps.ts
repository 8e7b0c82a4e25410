import {
  type Attempt,
  type AttemptContext,
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { FinancingInstalment } from './instalment.entity.js';
import { FinancingLoan, LoanStatus, mostAtOnce, owedMinor, unfinished } from './loan.entity.js';

const { APPLIED, ADVISED, APPROVED, DRAWN, LATE } = LoanStatus;

/**
 * applied → advised → approved or rejected → drawn ⇄ late → settled or written off; what is not yet
 * drawn may be withdrawn.
 */
export const loanSteps = {
  advise: { action: 'financing.advise', permission: 'financing.advise', from: [APPLIED] },
  decide: { action: 'financing.decide', permission: 'financing.decide', from: [ADVISED] },
  withdraw: {
    ...{ action: 'financing.withdraw', permission: 'financing.apply' },
    from: [APPLIED, ADVISED, APPROVED],
  },
  draw: { action: 'financing.draw', permission: 'financing.apply', from: [APPROVED] },
  repay: { action: 'financing.repay', permission: 'financing.apply', from: [DRAWN, LATE] },
  receive: {
    ...{ action: 'financing.receive-repayment', permission: 'financing.decide' },
    from: [DRAWN, LATE],
  },
  assume: { action: 'financing.assume', permission: 'financing.decide', from: [DRAWN, LATE] },
  collect: { action: 'financing.collect', permission: 'financing.decide', from: [DRAWN, LATE] },
  writeOff: { action: 'financing.write-off', permission: 'financing.decide', from: [DRAWN, LATE] },
  fileReport: {
    ...{ action: 'financing.file-report', permission: 'financing.apply' },
    from: [APPLIED, ADVISED, APPROVED, DRAWN, LATE],
  },
} as const satisfies Record<string, LoanStep>;

export interface LoanStep {
  readonly action: string;
  readonly permission: string;
  readonly from: readonly LoanStatus[];
}

@InputType({ description: 'A step of one loan.' })
export class FinancingLoanStepInput {
  @Field(() => ID, { description: 'The loan.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** A loan in the transaction of its step: it and its activity are held until the end. */
export interface Stepping extends AttemptContext {
  readonly loan: FinancingLoan;
}

/** What a step finds, and what becomes of the loan when nothing stands in the way. */
export interface LoanChange {
  readonly findings?: readonly PluginFinding[];
  /** The properties that change, after whatever else the step does. */
  write(): Promise<Partial<FinancingLoan>>;
  /** What is told once it is done, e.g. "financing.loan-drawn", unless the step tells it itself. */
  readonly event?: string;
}

/** The loan that the caller names, when the caller may take the step. */
export const loanFor = (
  ctx: PluginContext,
  { permission }: LoanStep,
  id: string,
): Promise<FinancingLoan> => changeable(ctx, FinancingLoan, id, { permission });

/** Takes a step of a loan: of two at the same moment the second sees what the first did. */
export function takeStep(
  ctx: PluginContext,
  step: LoanStep,
  { id, activityId }: Pick<FinancingLoan, 'id' | 'activityId'>,
  how: Pick<Attempt, 'dryRun' | 'once'>,
  judge: (stepping: Stepping) => LoanChange | Promise<LoanChange>,
): Promise<Attempted<FinancingLoan>> {
  return ctx.attempt({ action: step.action, ...how }, async (inside) => {
    // The activity first, as everybody who moves its money does: nobody waits for the other.
    await inside.core.lock('Activity', activityId);
    const loan = await locked(inside, FinancingLoan, id);
    const change = await judge({ ...inside, loan });
    return {
      findings: [...stateFindings(step, loan), ...(change.findings ?? [])],
      write: async () => {
        const changed = { ...(await change.write()), changedAt: inside.now };
        const subject = { type: 'FinancingLoan', id };
        if (change.event !== undefined) {
          const payload = { valueMinor: `${worthMinor({ ...loan, ...changed })}` };
          inside.emit({ type: change.event, subject, activityId, payload });
        }
        return (await inside.store.update(FinancingLoan, id, changed)) ?? loan;
      },
    };
  });
}

/** What is owed of it; before it is drawn, what was asked for. */
export const worthMinor = (loan: Parameters<typeof owedMinor>[0]): bigint =>
  loan.drawnOn === null ? loan.amountMinor : owedMinor(loan);

/** The steps that a loan as it stands may take when somebody asks. */
export function stepsOf(loan: FinancingLoan): readonly LoanStep[] {
  const { status, assumedBy, reportDueOn, reportedOn } = loan;
  const never: LoanStep[] = [loanSteps.collect, loanSteps.assume];
  if (assumedBy !== null) never.push(loanSteps.repay);
  if (reportDueOn === null || reportedOn !== null) never.push(loanSteps.fileReport);
  return Object.values<LoanStep>(loanSteps).filter(
    (step) => !never.includes(step) && step.from.includes(status),
  );
}

function stateFindings({ from }: LoanStep, { status }: FinancingLoan): PluginFinding[] {
  if (from.includes(status)) return [];
  const state = status.toLowerCase().replace('_', '-');
  return [{ code: `financing.loan-is-${state}`, path: ['id'] }];
}

/** The unfinished loans of an activity, and the newest finished ones. */
export async function loansOf(
  { store }: PluginContext,
  activityId: string,
): Promise<FinancingLoan[]> {
  const newest = { orderBy: { property: 'id', direction: 'desc' }, limit: mostAtOnce } as const;
  const finished = Object.values(LoanStatus).filter(
    (status) => !(unfinished as readonly LoanStatus[]).includes(status),
  );
  return [
    ...(await store.find(FinancingLoan, { activityId, status: { in: [...unfinished] } }, newest)),
    ...(await store.find(FinancingLoan, { activityId, status: { in: finished } }, newest)),
  ];
}

/** The parts of a loan, at most 96, in the order in which they are repaid. */
export const instalmentsOf = (
  store: PluginContext['store'],
  loanId: string,
): Promise<FinancingInstalment[]> =>
  store.find(FinancingInstalment, { loanId }, { orderBy: inOrder });

export const inOrder = { property: 'number', direction: 'asc' } as const;
