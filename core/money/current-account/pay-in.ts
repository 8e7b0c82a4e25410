import { activities } from '../../activity/activity.policy.js';
import { members } from '../../member/member.policy.js';
import { badInput, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import type { Finding } from '../../platform/write/violation.js';
import type { CurrentAccountState, OwnMoney } from '../../sdk/money-doors.js';
import { lockActivity } from '../account/activity-money.js';
import { currentAccount, hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { lineFindings } from '../bank/open-line.js';
import type { OpenLine } from '../bank/payment-match.js';
import { credit, debit } from '../ledger/ledger.js';
import { expectAmount, loans } from '../loan/loan.js';
import { MoneyRefused } from '../refused.js';
import { isRepeat, type Moving, noteMove, readAccount, stateAfter } from './current-account.js';

/** Says that money at the bank is a member's own, for an activity to work with. */
export async function payIn(ctx: Moving, order: OwnMoney): Promise<CurrentAccountState> {
  requireMatcher(ctx);
  expectAmount(order);
  const { tx } = ctx;
  const { activityId, memberId, accountId, amountMinor, key } = order;
  const visible = await byId(ctx, activities, activityId);
  if (visible === null) throw notFound('Activity', globalId('Activity', activityId));
  if ((await byId(ctx, members, memberId)) === null) {
    throw notFound('Member', globalId('Member', memberId));
  }
  const line = await lockLine(tx, order.bankLineId);
  const activity = await lockActivity(tx, activityId);
  if (await isRepeat(tx, order, 'PAY_IN')) return stateAfter(ctx, accountId);
  const { currency } = visible;
  const hostEntityId = activity?.hostEntityId ?? '';
  const found = findingsOf(line, order, { hostEntityId, currency, status: visible.status });
  if (found.length > 0) throw new MoneyRefused(found);
  await expectOwn(ctx, order, hostEntityId);
  const lines = [
    debit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
    credit(currentAccount(memberId, currency), amountMinor),
  ];
  const borrower = { type: 'Activity', id: activityId } as const;
  const { service } = order;
  const draw = { key, loanId: accountId, amountMinor, service, currency, borrower, activityId };
  await loans(ctx).draw(draw);
  await insertAccount(ctx, order, hostEntityId);
  await noteMove(ctx, order, { kind: 'PAY_IN', bankLineId: line.id }, lines);
  await tx.query(
    `update core.bank_line set open_minor = open_minor - $3 where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, line.id, amountMinor],
  );
  return stateAfter(ctx, accountId);
}

interface Into {
  readonly hostEntityId: string;
  readonly currency: string;
  readonly status: string;
}

const findingsOf = (line: OpenLine, { amountMinor }: OwnMoney, into: Into): Finding[] => [
  ...(into.status === 'OPEN' ? [] : [{ code: 'document.activity-closed' }]),
  ...lineFindings(line, amountMinor, into),
];

/** An account is one member's, in one activity. */
async function expectOwn(ctx: Moving, order: OwnMoney, hostEntityId: string): Promise<void> {
  const known = await readAccount(ctx.tx, order.accountId);
  if (known === null) return;
  const { memberId, activityId } = order;
  const same = known.memberId === memberId && known.activityId === activityId;
  if (same && known.hostEntityId === hostEntityId) return;
  throw badInput('This current account is somebody else’s.', 'accountId');
}

async function insertAccount({ tx }: Moving, order: OwnMoney, hostEntityId: string): Promise<void> {
  await tx.query(
    `insert into core.current_account (cooperative_id, id, member_id, host_entity_id)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [tx.cooperativeId, order.accountId, order.memberId, hostEntityId],
  );
}
