import type { Activity } from '../activity/activity.entity.js';
import { requireManaged } from '../activity/activity.policy.js';
import { type SharePrice, sharePricesAt } from '../cooperative/share-price.js';
import { balances, LedgerError } from '../money/ledger/ledger.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { GezelError } from '../platform/errors.js';
import { violationsOf } from '../platform/model/say.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { MemberStatus } from './member.entity.js';
import { mayWrite, members } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';
import { issueShares } from './share-register.js';

export interface SharePurchaseState extends MemberState {
  readonly activityId: string;
  readonly class: string;
  readonly quantity: number;
}

export const memberBuyShares: Transition<SharePurchaseState> = {
  name: 'member.buy-shares',
  subject: 'Member',
  tags: ['legal'],
};

export interface SharePurchase {
  readonly memberId: string;
  /** The activity whose available money pays. */
  readonly activityId: string;
  readonly class: string;
  readonly quantity: number;
  readonly idempotencyKey: string;
  readonly dryRun?: boolean | null;
}

/** Shares in one purchase; more is a typing error or a matter for the board. */
export const sharesLimit = 10_000;

/**
 * Issues shares to a member at the price of today, paid from an activity that the caller manages:
 * one line in the register and one posting, together.
 */
export async function buyShares(ctx: Context, input: SharePurchase): Promise<MemberOutcome> {
  const permission = 'member.write';
  const member = await requireVisible(ctx, members, input.memberId, 'memberId');
  if (!mayWrite(ctx.viewer, member)) throw new GezelError('FORBIDDEN', { permission });
  const activity = await requireManaged(ctx, input.activityId, 'budget.write');
  const today = ctx.platform.clock.today();
  const purchase = { activityId: activity.id, class: input.class, quantity: input.quantity };
  let price: SharePrice | null = null;
  const run = runTransition<SharePurchaseState>(ctx, memberBuyShares, {
    id: member.id,
    dryRun: input.dryRun,
    once: { key: input.idempotencyKey, input },
    load: async (tx, id) => ({ ...stateOf(await lockedMember(tx, id)), ...purchase }),
    next: (before) => before,
    check: async (before, _after, tx) => {
      const prices = await sharePricesAt(tx, tx.cooperativeId, today);
      price = prices.find((one) => one.class === input.class) ?? null;
      return [
        ...holderFindings(before, price, today),
        ...quantityFindings(input.quantity),
        ...(price ? await paymentFindings(tx, activity, price, input.quantity) : []),
      ];
    },
    write: async (tx) => {
      if (price === null) throw new Error('Shares without a price were let through.');
      const { quantity } = input;
      const movementId = await issueShares(tx, ctx, { member, activity, price, quantity });
      const payload = { class: input.class, quantity, movementId };
      return [memberEvent('member.shares-bought', member.id, payload)];
    },
  });
  const { after, violations } = await run.catch((error: unknown) => unpaid(ctx, error));
  const changed = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member: changed, violations };
}

function holderFindings(
  before: SharePurchaseState,
  price: SharePrice | null,
  day: string,
): Finding[] {
  const path = ['class'];
  const found: Finding[] = [];
  if (before.status !== MemberStatus.ACTIVE) found.push({ code: 'member.not-active' });
  if (before.completion < 2) found.push({ code: 'share.holder-not-identified' });
  if (price === null) {
    const values = { class: before.class.slice(0, 20), day };
    found.push({ code: 'share.class-without-price', path, values });
  } else if (!price.heldBy.includes(before.category)) {
    found.push({ code: 'share.class-for-others', path, values: { class: price.class } });
  }
  return found;
}

function quantityFindings(quantity: number): Finding[] {
  if (quantity >= 1 && quantity <= sharesLimit) return [];
  return [{ code: 'share.quantity', path: ['quantity'], values: { limit: sharesLimit } }];
}

/** What the activity can pay now; the ledger itself has the last word. */
async function paymentFindings(
  tx: Tx,
  activity: Activity,
  price: SharePrice,
  quantity: number,
): Promise<Finding[]> {
  const path = ['activityId'];
  if (activity.currency !== price.currency) return [{ code: 'share.other-currency', path }];
  const owner = { type: 'activity', id: activity.id };
  const cost = price.priceMinor * BigInt(Math.max(quantity, 0));
  const held = await balances(tx, tx.cooperativeId, [owner]);
  const available = held.find(
    ({ code, currency }) => code === 'activity.available' && currency === price.currency,
  );
  const spendable = (available?.availableMinor ?? 0n) - (available?.floorMinor ?? 0n);
  if (cost <= spendable) return [];
  return [{ code: 'share.too-little-money', path }];
}

/** Two payments at once may both have looked: the ledger then refuses the second. */
function unpaid(ctx: Context, error: unknown) {
  if (!(error instanceof LedgerError) || error.code !== 'INSUFFICIENT_FUNDS') throw error;
  const found: Finding = { code: 'share.too-little-money', path: ['activityId'] };
  return { after: null, violations: violationsOf(ctx, [found]) };
}
