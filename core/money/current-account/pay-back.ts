/** How own money leaves an activity again: to the member, or let go of. */
import { notFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { CurrentAccountMove, CurrentAccountState } from '../../sdk/money-doors.js';
import { lockActivity } from '../account/activity-money.js';
import { cooperativeAccount, hostAccount } from '../accounts.js';
import { credit } from '../ledger/ledger.js';
import { expectAmount, loans } from '../loan/loan.js';
import { insertPayout } from '../payout/make-payout.js';
import {
  type Account,
  isRepeat,
  lessOwed,
  type MoveKind,
  type Moving,
  noteMove,
  readAccount,
  stateAfter,
  stateOf,
} from './current-account.js';

/** Pays back out of what the activity has: as a payout that somebody else releases. */
export async function payBack(
  ctx: Moving,
  order: CurrentAccountMove,
): Promise<CurrentAccountState> {
  const account = await accountFor(ctx, order, 'PAY_BACK');
  if (account === null) return stateAfter(ctx, order.accountId);
  const { accountId: loanId, amountMinor, key } = order;
  const { currency, hostEntityId, activityId, memberId } = account;
  await loans(ctx).repay({ key, loanId, amountMinor });
  const payoutId = await insertPayout(ctx.tx, ctx, {
    ...{ amountMinor, currency, dueOn: ctx.platform.clock.today(), activityId },
    ...{ payable: 'payouts.payable', payeeId: memberId },
    source: { type: 'current_account', id: newId() },
  });
  const payable = hostAccount(hostEntityId, 'payouts.payable', currency);
  const lines = [lessOwed(account, amountMinor), credit(payable, amountMinor)];
  await noteMove(ctx, order, { kind: 'PAY_BACK', payoutId }, lines);
  return stateAfter(ctx, order.accountId);
}

/** The member lets the activity have it: neither owes any more, and nobody has a loss. */
export async function forgive(
  ctx: Moving,
  order: CurrentAccountMove,
): Promise<CurrentAccountState> {
  const account = await accountFor(ctx, order, 'FORGIVE');
  if (account === null) return stateAfter(ctx, order.accountId);
  const { accountId: loanId, amountMinor, key } = order;
  await loans(ctx).writeOff({ key, loanId, amountMinor });
  // What the write-off books as a loss of the co-operative is the member's gift.
  const { cooperativeId } = ctx.viewer;
  const losses = cooperativeAccount(cooperativeId, 'loan.losses', account.currency);
  const lines = [lessOwed(account, amountMinor), credit(losses, amountMinor)];
  await noteMove(ctx, order, { kind: 'FORGIVE' }, lines);
  return stateAfter(ctx, order.accountId);
}

/** The account under lock of its activity; null: the key has done just this before. */
async function accountFor(
  ctx: Moving,
  order: CurrentAccountMove,
  kind: MoveKind,
): Promise<Account | null> {
  expectAmount(order);
  const account = await readAccount(ctx.tx, order.accountId);
  if (account === null || (await stateOf(ctx, account.id)) === null) {
    throw notFound('CurrentAccount', order.accountId);
  }
  await lockActivity(ctx.tx, account.activityId);
  return (await isRepeat(ctx.tx, order, kind)) ? null : account;
}
