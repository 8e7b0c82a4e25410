import { handler, type PluginContext, type PluginEvent, type PluginFinding } from 'gezel/sdk';
import { drawLoan } from './draw.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';

/** What an assignment waits for: a loan that is granted is drawn by itself, and its step then ends. */
export const endStepOfLoan = handler({
  name: 'end-step-of-loan',
  on: [
    ...['financing.loan-approved', 'financing.loan-drawn'],
    ...['financing.loan-rejected', 'financing.loan-withdrawn'],
  ],
  handle: async (ctx, { subject }: PluginEvent) => {
    const loan = await ctx.store.lock(FinancingLoan, subject.id);
    if (loan === null || loan.stepId === null) return;
    if (loan.status === LoanStatus.APPROVED) return drawForStep(ctx, loan);
    const failed = failures[loan.status];
    await ctx.core.endStep({ stepId: loan.stepId, ...(failed && { failed }) });
  },
});

/** What can no longer be drawn ends the step with the reasons. */
async function drawForStep(ctx: PluginContext, loan: FinancingLoan): Promise<void> {
  const { violations } = await drawLoan(ctx, loan, {});
  if (violations.length === 0 || loan.stepId === null) return;
  const failed = violations.map(({ code }) => ({ code }));
  await ctx.core.endStep({ stepId: loan.stepId, failed });
}

const failures: Partial<Record<LoanStatus, readonly PluginFinding[]>> = {
  [LoanStatus.REJECTED]: [{ code: 'financing.loan-is-rejected' }],
  [LoanStatus.WITHDRAWN]: [{ code: 'financing.loan-is-withdrawn' }],
};
