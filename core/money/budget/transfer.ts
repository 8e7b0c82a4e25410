import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount } from '../accounts.js';
import { amountOf } from '../expense/expense-lines.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { maximumTextLength } from '../limits.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { activityTransferred, type TransferState } from './budget.policy.js';
import { budgetFindings } from './budget-check.js';
import { linkToProject, projectFindings } from './project.js';

/** Activities are global ids, projects UUIDs. */
export interface TransferOrder {
  readonly fromActivityId: string;
  readonly toActivityId: string;
  readonly fromProjectId?: string | null;
  readonly toProjectId?: string | null;
  readonly amount: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Money from one activity to another, both of which the viewer manages; down to the floor. */
export async function transferBetweenActivities(
  ctx: Context,
  order: TransferOrder,
): Promise<TransitionOutcome<TransferState>> {
  const from = await requireManaged(ctx, order.fromActivityId, 'budget.write', 'fromActivityId');
  const to = await requireManaged(ctx, order.toActivityId, 'budget.write', 'toActivityId');
  const id = newId();
  const state: TransferState = {
    ...{ id, activityId: from.id, toActivityId: to.id, currency: from.currency },
    ...{ fromProjectId: order.fromProjectId ?? null, toProjectId: order.toProjectId ?? null },
    amountMinor: amountOf(order.amount, from.currency) ?? 0n,
  };
  const reason = tidy(order.reason);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<TransferState>(ctx, activityTransferred, {
      ...{ id, dryRun: order.dryRun, once: { key: order.idempotencyKey, input: order } },
      load: async (_tx, wanted) => ({ ...state, id: wanted }),
      next: (before) => before,
      check: async (before, _after, tx) => [
        ...lineFindings('reason', reason, maximumTextLength),
        ...(await sidesFindings(tx, before)),
        ...(await projectsFindings(tx, before)),
        ...(await moneyFindings(tx, ctx, before)),
      ],
      write: async (tx, before) => {
        await book(tx, ctx, before, reason);
        const { activityId, amountMinor, currency } = before;
        const payload = { amountMinor: `${amountMinor}`, currency, toActivityId: to.id };
        const subject = { type: 'ActivityTransfer', id };
        return [{ type: 'activity.transferred', subject, activityId, payload }];
      },
    }),
  );
}

/** Locks both in the order of their ids: two transfers that cross wait in turn. */
async function sidesFindings(tx: Tx, { activityId, toActivityId }: TransferState) {
  const found: Finding[] = [];
  if (activityId === toActivityId)
    return [{ code: 'transfer.same-activity', path: ['toActivityId'] }];
  const sides = [];
  for (const side of [activityId, toActivityId].sort()) sides.push(await lockActivity(tx, side));
  const [one, other] = sides;
  if (sides.some((side) => side?.status !== 'OPEN')) found.push({ code: 'budget.activity-closed' });
  if (one?.hostEntityId !== other?.hostEntityId) found.push({ code: 'transfer.other-entity' });
  if (one?.currency !== other?.currency) found.push({ code: 'transfer.other-currency' });
  return found;
}

async function projectsFindings(tx: Tx, transfer: TransferState): Promise<Finding[]> {
  const { activityId, toActivityId, fromProjectId, toProjectId } = transfer;
  const from = { activityId, projectId: fromProjectId };
  const to = { activityId: toActivityId, projectId: toProjectId };
  return [
    ...(await projectFindings(tx, tx.cooperativeId, from, 'fromProjectId')),
    ...(await projectFindings(tx, tx.cooperativeId, to, 'toProjectId')),
  ];
}

async function moneyFindings(tx: Tx, ctx: Context, transfer: TransferState): Promise<Finding[]> {
  const { id, activityId, currency, amountMinor, fromProjectId } = transfer;
  if (amountMinor <= 0n)
    return [{ code: 'transfer.amount', path: ['amount'], values: { currency } }];
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const missing = amountMinor - availableMinor;
  const source = { type: 'activity_transfer', id };
  const day = ctx.platform.clock.today();
  const commitment = { activityId, source, projectId: fromProjectId, kind: 'TRANSFERS' };
  return [
    ...(missing > 0n ? [insufficientFunds('activity.available', missing, currency)] : []),
    ...(await budgetFindings(tx, ctx, { ...commitment, amountMinor, day })),
  ];
}

async function book(tx: Tx, ctx: Context, transfer: TransferState, reason: string): Promise<void> {
  const { id, activityId, toActivityId, fromProjectId, toProjectId } = transfer;
  const source = { type: 'activity_transfer', id };
  await tx.query(
    `insert into core.activity_transfer (cooperative_id, id, from_activity_id, to_activity_id,
       from_project_id, to_project_id, currency, amount_minor, reason, on_day, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.cooperativeId, id, activityId, toActivityId, fromProjectId, toProjectId],
      ...[transfer.currency, transfer.amountMinor, reason, ctx.platform.clock.today()],
      ctx.viewer.memberId,
    ],
  );
  for (const [activity, projectId] of [
    [activityId, fromProjectId],
    [toActivityId, toProjectId],
  ] as const) {
    if (projectId !== null) await linkToProject(tx, { activityId: activity, projectId }, source);
  }
  await post(tx, tx.cooperativeId, [transferPosting(ctx, transfer)]);
}

function transferPosting(ctx: Context, transfer: TransferState): Posting {
  const { id, activityId, toActivityId, currency, amountMinor } = transfer;
  return {
    ...actorOf(ctx),
    ...{ key: `activity-transfer:${id}`, kind: 'ACTIVITY_TRANSFERRED' },
    ...{ sourceType: 'activity_transfer', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: [
      debit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      credit(activityAccount(toActivityId, 'activity.available', currency), amountMinor),
    ],
  };
}
