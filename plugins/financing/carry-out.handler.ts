import { handler, idsOfType, type PluginContext } from 'gezel/sdk';
import { FinancingLoan } from './loan.entity.js';
import { loanSteps, takeStep } from './loan-steps.js';
import { FinancingOwnMoney, OwnMoneyStatus } from './own-money.entity.js';
import { assumeOwnMoney } from './own-money.js';
import { checkBooks } from './repay.js';

/**
 * A sector told that an activity has become a company, which takes debts along with the consent of
 * whom they are owed to: the co-operative, by who carried it out, and the member of own money. Told
 * again, or of what is settled meanwhile, it finds nothing more to do.
 */
export const carryOut = handler({
  name: 'carry-out',
  on: ['start-ups.spun-off'],
  handle: async (ctx, { activityId, payload: { enterpriseNumber, carried } }) => {
    if (activityId === null || typeof enterpriseNumber !== 'string') return;
    const leaving = { activityId, enterpriseNumber };
    for (const id of idsOfType(carried, 'FinancingLoan')) {
      await assumeLoan(ctx, { id, ...leaving });
    }
    for (const id of idsOfType(carried, 'FinancingOwnMoney')) {
      await assumeOwn(ctx, { id, ...leaving });
    }
  },
});

export interface Leaving {
  readonly id: string;
  readonly activityId: string;
  readonly enterpriseNumber: string;
}

/** The company owes what is left; its parts stay due on their days. */
async function assumeLoan(ctx: PluginContext, leaving: Leaving): Promise<void> {
  const { id, activityId, enterpriseNumber } = leaving;
  const seen = await ctx.store.get(FinancingLoan, id);
  if (seen === null || seen.activityId !== activityId || !isOwed(seen)) return;
  await takeStep(ctx, loanSteps.assume, seen, {}, async ({ core, loan, today }) => ({
    event: 'financing.loan-assumed',
    write: async () => {
      const state = await core.loans.assume({ loanId: id, enterpriseNumber });
      checkBooks(loan, state);
      return { assumedBy: enterpriseNumber, assumedOn: today };
    },
  }));
}

const isOwed = ({ status, assumedBy }: FinancingLoan): boolean =>
  assumedBy === null && loanSteps.assume.from.some((one) => one === status);

async function assumeOwn(ctx: PluginContext, leaving: Leaving): Promise<void> {
  const seen = await ctx.store.get(FinancingOwnMoney, leaving.id);
  if (seen === null || seen.activityId !== leaving.activityId) return;
  if (seen.status === OwnMoneyStatus.RUNNING) await assumeOwnMoney(ctx, seen, leaving);
}
