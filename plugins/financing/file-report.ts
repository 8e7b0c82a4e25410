import { type Attempted, addDays, job, type PluginContext } from 'gezel/sdk';
import { FinancingLoan, LoanStatus, unfinished } from './loan.entity.js';
import { type FinancingLoanStepInput, loanFor, loanSteps, takeStep } from './loan-steps.js';

/** Says that the funder has its report: until then the balance of the subsidy is not coming. */
export async function fileReport(
  ctx: PluginContext,
  input: FinancingLoanStepInput,
): Promise<Attempted<FinancingLoan>> {
  const step = loanSteps.fileReport;
  const seen = await loanFor(ctx, step, input.id);
  return takeStep(ctx, step, seen, { dryRun: input.dryRun }, ({ loan, today }) => ({
    findings: reportFindings(loan),
    event: 'financing.report-filed',
    write: async () => ({ reportedOn: today }),
  }));
}

/** Not wanted any more, before any money moved. */
export async function withdraw(
  ctx: PluginContext,
  input: FinancingLoanStepInput,
): Promise<Attempted<FinancingLoan>> {
  const step = loanSteps.withdraw;
  const seen = await loanFor(ctx, step, input.id);
  return takeStep(ctx, step, seen, { dryRun: input.dryRun }, () => ({
    event: 'financing.loan-withdrawn',
    write: async () => ({ status: LoanStatus.WITHDRAWN }),
  }));
}

/** Tells once, some days before it is due, that a funder still waits for its report. */
export const remindReports = job({
  name: 'remind-reports',
  cron: '40 5 * * *',
  run: async (ctx) => {
    const upTo = addDays(ctx.today, ctx.config.reportNoticeDays as number);
    for (;;) {
      const waiting = await ctx.store.find(FinancingLoan, {
        ...{ reportDueOn: { upTo }, reportedOn: null, remindedOn: null },
        status: { in: [...unfinished] },
      });
      for (const loan of waiting) await remind(ctx, loan);
      if (waiting.length < 100) return;
    }
  },
});

function remind(ctx: PluginContext, { id }: FinancingLoan): Promise<Attempted<FinancingLoan>> {
  return ctx.attempt({ action: 'financing.remind' }, async (inside) => ({
    findings: [],
    write: async () => {
      const loan = (await inside.store.lock(FinancingLoan, id)) as FinancingLoan;
      // Somebody may have reminded or filed while this one waited for the row.
      if (loan.remindedOn !== null || loan.reportedOn !== null) return loan;
      const payload = { reportDueOn: loan.reportDueOn };
      const subject = { type: 'FinancingLoan', id };
      const { activityId } = loan;
      inside.emit({ type: 'financing.report-due', subject, activityId, payload });
      const remindedOn = inside.today;
      return (await inside.store.update(FinancingLoan, id, { remindedOn })) ?? loan;
    },
  }));
}

function reportFindings({ reportDueOn, reportedOn }: FinancingLoan) {
  if (reportDueOn === null) return [{ code: 'financing.no-report', path: ['id'] }];
  if (reportedOn === null) return [];
  return [{ code: 'financing.already-reported', path: ['id'], values: { day: reportedOn } }];
}
