import { z } from 'zod';
import { aMove } from './a-move.js';
import { ofLoan } from './move-owners.js';
import { awaited, borrower, currency, id, loanMove, ownMove, service } from './move-shapes.js';
import { undoneSuffix } from './undo-refund.js';

/** What a plugin elsewhere lends, and own money of members that activities work with. */
export const loanMoves = {
  'loans.draw': aMove({
    shape: z.object({
      ...{ ...loanMove, service, currency, borrower, activityId: id },
      awaits: awaited.nullish(),
    }),
    // Of a loan that is there already, whoever drew it first.
    owner: async (ctx, order) => (await ofLoan(ctx, order.loanId)) ?? order.service,
    ended: `select from core.loan_move
      where cooperative_id = $1 and key = $2 || '${undoneSuffix}'`,
    run: (core, order) => core.loans.draw(order),
  }),
  'loans.repay': aMove({
    shape: z.object(loanMove),
    owner: (ctx, { loanId }) => ofLoan(ctx, loanId),
    ended: `select from core.loan_move
      where cooperative_id = $1 and key = $2 || '${undoneSuffix}'`,
    run: (core, order) => core.loans.repay(order),
  }),
  'loans.repay.undo': aMove({
    shape: z.object(loanMove),
    owner: (ctx, { loanId }) => ofLoan(ctx, loanId),
    run: (core, order) => core.undoRepay(order),
  }),
  'loans.receive': aMove({
    shape: z.object({ ...loanMove, bankLineId: id }),
    owner: (ctx, { loanId }) => ofLoan(ctx, loanId),
    run: (core, order) => core.loans.receive(order),
  }),
  'loans.assume': aMove({
    shape: z.object({ loanId: id, enterpriseNumber: z.string().max(20) }),
    owner: (ctx, { loanId }) => ofLoan(ctx, loanId),
    run: (core, order) => core.loans.assume(order),
  }),
  'loans.writeOff': aMove({
    shape: z.object(loanMove),
    owner: (ctx, { loanId }) => ofLoan(ctx, loanId),
    run: (core, order) => core.loans.writeOff(order),
  }),
  'loans.left': aMove({
    ...{ shape: awaited, owner: async () => null },
    run: (core, document) => core.loans.left(document),
  }),
  'loans.state': aMove({ shape: id, owner: ofLoan, run: (core, order) => core.loans.state(order) }),
  'currentAccounts.payIn': aMove({
    shape: z.object({ ...ownMove, service, activityId: id, memberId: id, bankLineId: id }),
    owner: async (ctx, order) => (await ofLoan(ctx, order.accountId)) ?? order.service,
    run: (core, order) => core.currentAccounts.payIn(order),
  }),
  'currentAccounts.payBack': aMove({
    shape: z.object(ownMove),
    owner: (ctx, { accountId }) => ofLoan(ctx, accountId),
    run: (core, order) => core.currentAccounts.payBack(order),
  }),
  'currentAccounts.forgive': aMove({
    shape: z.object(ownMove),
    owner: (ctx, { accountId }) => ofLoan(ctx, accountId),
    run: (core, order) => core.currentAccounts.forgive(order),
  }),
  'currentAccounts.state': aMove({
    ...{ shape: id, owner: ofLoan },
    run: (core, order) => core.currentAccounts.state(order),
  }),
};
