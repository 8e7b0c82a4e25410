import { requireManaged } from '../../activity/activity.policy.js';
import { placeOf } from '../../activity/team.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { isCivilDate } from '../../platform/scalars.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { maximumAmountMinor } from '../limits.js';
import { insertPayout } from '../payout/make-payout.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { authorRightsPaid, type RightsPaymentState } from './author-rights.policy.js';
import type { AuthorRightsGround, AuthorRightsWork } from './author-rights-codes.js';
import {
  type RightsGround,
  rightsFindings,
  rightsGround,
  rightsWithholding,
  type Withholding,
} from './author-rights-ground.js';

/** Ids are UUIDs; the amount is gross, in the currency of the activity. */
export interface RightsOrder {
  readonly activityId: string;
  readonly memberId: string;
  readonly amount: string;
  readonly work: AuthorRightsWork;
  readonly ground: AuthorRightsGround;
  readonly description: string;
  readonly dueOn?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Pays a member for rights on a work out of what the activity has: the tax is withheld, the rest is
 * a payout that another person releases. Nothing is advanced for it. One income year is that of the
 * day of payment; its ceiling, bands and share are those of the law on that day.
 */
export async function payAuthorRights(
  ctx: Context,
  order: RightsOrder,
): Promise<TransitionOutcome<RightsPaymentState>> {
  const activity = globalId('Activity', order.activityId);
  await requireManaged(ctx, activity, 'author-rights.write');
  let loaded: Loaded;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<RightsPaymentState>(ctx, authorRightsPaid, {
      id: newId(),
      dryRun: order.dryRun,
      once: { key: order.idempotencyKey, input: order },
      load: async (tx, id) => {
        loaded = await load(tx, ctx, order, id);
        return loaded.state;
      },
      next: (before) => ({ ...before, withholding: rightsWithholding(loaded.rights) }),
      check: () => findingsOf(ctx, loaded),
      write: async (tx, before, after) => {
        const payout = await write(tx, ctx, after);
        const { id, activityId, grossMinor, currency } = before;
        const payload = { ...payout, amountMinor: `${grossMinor}`, currency };
        const subject = { type: 'AuthorRightsPayment', id };
        return [{ type: 'author-rights.paid', subject, activityId, payload }];
      },
    }),
  );
}

interface Loaded {
  readonly state: RightsPaymentState;
  readonly rights: RightsGround;
  readonly activityStatus: string;
  readonly takesPart: boolean;
  readonly availableMinor: bigint;
}

/** Locks the member, whose year is counted, then the activity that pays. */
async function load(tx: Tx, ctx: Context, order: RightsOrder, id: string): Promise<Loaded> {
  const { memberId, activityId, work, ground } = order;
  const members = await tx.query(
    'select from core.member where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, memberId],
  );
  if (members.length === 0) throw notFound('Member', globalId('Member', memberId));
  const activity = await lockActivity(tx, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  const { currency, hostEntityId } = activity;
  const grossMinor = minorOf(order.amount, currency, 'amount');
  const day = ctx.platform.clock.today();
  const { cooperativeId } = tx;
  const rights = await rightsGround(tx, {
    ...{ cooperativeId, hostEntityId, memberId, currency, work, grossMinor, day },
  });
  const place = await placeOf(tx, activityId, memberId);
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const description = tidy(order.description);
  const state = {
    ...{ id, activityId, memberId, hostEntityId, currency, work, ground, grossMinor, description },
    ...{ dueOn: order.dueOn ?? addDays(day, 7), withholding: null },
  };
  const takesPart = place?.status === 'ACTIVE';
  return { state, rights, activityStatus: activity.status, takesPart, availableMinor };
}

function findingsOf(ctx: Context, loaded: Loaded): Finding[] {
  const { state, rights, availableMinor } = loaded;
  const found: Finding[] = [...lineFindings('description', state.description, 140)];
  if (loaded.activityStatus !== 'OPEN') found.push({ code: 'document.activity-closed' });
  if (!loaded.takesPart) found.push({ code: 'author-rights.not-in-team', path: ['memberId'] });
  if (!isCivilDate(state.dueOn) || state.dueOn < ctx.platform.clock.today()) {
    found.push({ code: 'author-rights.due-past', path: ['dueOn'] });
  }
  if (state.grossMinor > maximumAmountMinor) {
    found.push({ code: 'author-rights.amount', path: ['amount'] });
  }
  found.push(...rightsFindings(rights));
  const missing = state.grossMinor - availableMinor;
  if (missing > 0n) found.push(insufficientFunds('activity.available', missing, state.currency));
  return found;
}

async function write(
  tx: Tx,
  ctx: Context,
  state: RightsPaymentState,
): Promise<{ readonly payoutId: string }> {
  const { id, activityId, memberId, hostEntityId, currency, description, dueOn } = state;
  const withholding = state.withholding as Withholding;
  const { grossMinor, costMinor, withheldMinor, netMinor } = withholding;
  const payoutId = await insertPayout(tx, ctx, {
    ...{ activityId, payeeId: memberId, amountMinor: netMinor, currency, dueOn },
    ...{ payable: 'payouts.payable', remittance: description },
    source: { type: 'author_rights', id },
  });
  const today = ctx.platform.clock.today();
  await tx.query(
    `insert into core.author_rights_payment (cooperative_id, id, activity_id, host_entity_id,
       member_id, year, paid_on, work, ground, description, currency, gross_minor, cost_minor,
       withheld_minor, payout_id, made_by)
     values ($1, $2, $3, $4, $5, extract(year from $6::date), $6::date, $7, $8, $9, $10, $11, $12,
       $13, $14, $15)`,
    [
      ...[tx.cooperativeId, id, activityId, hostEntityId, memberId, today, state.work],
      ...[state.ground, description, currency, grossMinor, costMinor, withheldMinor],
      ...[payoutId, ctx.viewer.memberId],
    ],
  );
  await post(tx, tx.cooperativeId, [postingOf(ctx, state, withholding)]);
  return { payoutId };
}

function postingOf(ctx: Context, state: RightsPaymentState, sums: Withholding): Posting {
  const { id, activityId, hostEntityId, currency } = state;
  return {
    ...actorOf(ctx),
    ...{ key: `author-rights:${id}`, kind: 'AUTHOR_RIGHTS_PAID' },
    ...{ sourceType: 'author_rights', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: moved([
      debit(activityAccount(activityId, 'activity.available', currency), sums.grossMinor),
      credit(hostAccount(hostEntityId, 'tax.payable', currency), sums.withheldMinor),
      credit(hostAccount(hostEntityId, 'payouts.payable', currency), sums.netMinor),
    ]),
  };
}
