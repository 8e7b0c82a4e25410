import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { takeKey } from '../../platform/write/once.js';
import { transact } from '../../platform/write/transact.js';
import { runTransition } from '../../platform/write/transition.js';
import { type Finding, Severity, type Violation } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { maximumPayouts } from '../limits.js';
import { requireRelease } from './fail-payout.js';
import { lockPayout } from './lock-payout.js';
import { PayoutStatus } from './payout.entity.js';
import { type PayoutState, payoutReleased } from './payout.policy.js';

/** Ids are UUIDs. */
export interface PayoutRelease {
  readonly payoutIds: readonly string[];
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface ReleasedPayouts {
  /** Whether all of them are released now; never some. */
  readonly released: boolean;
  readonly violations: Violation[];
}

/**
 * Lets money leave: all the payouts or none. Whoever made a payout cannot release it, and one
 * without an account of the payee cannot go anywhere.
 */
export async function releasePayouts(ctx: Context, step: PayoutRelease): Promise<ReleasedPayouts> {
  const ids = [...new Set(step.payoutIds)].sort();
  requireRelease(ctx);
  if (ids.length < 1 || ids.length > maximumPayouts) {
    throw badInput(`Release 1 to ${maximumPayouts} payouts at a time.`, 'payoutIds');
  }
  try {
    return await transact(ctx, async (tx) => {
      const once = { key: step.idempotencyKey, input: step };
      const done = step.dryRun ? null : await takeKey(tx, ctx, 'payout.release', once, newId());
      if (done !== null) return { released: true, violations: [] };
      await lockAll(tx, ids);
      const postings: Posting[] = [];
      const violations: Violation[] = [];
      for (const id of ids) {
        const released = (posting: Posting) => postings.push(posting);
        violations.push(...(await releaseOne({ ...ctx, tx }, id, step.dryRun, released)));
      }
      const refused = violations.some(({ severity }) => severity === Severity.ERROR);
      if (refused || step.dryRun) throw new NotReleased(violations);
      await post(tx, tx.cooperativeId, postings);
      return { released: true, violations };
    });
  } catch (error) {
    if (error instanceof NotReleased) return { released: false, violations: error.violations };
    throw error;
  }
}

/** In the order of their ids, before any is released: two batches that overlap wait in turn. */
async function lockAll(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    `select from core.payout where cooperative_id = $1 and id = any($2::uuid[])
     order by id for no key update`,
    [tx.cooperativeId, ids],
  );
}

async function releaseOne(
  ctx: Context,
  id: string,
  dryRun: boolean | null | undefined,
  released: (posting: Posting) => void,
): Promise<Violation[]> {
  const { violations } = await runTransition<PayoutState>(ctx, payoutReleased, {
    id,
    dryRun,
    load: (tx, payoutId) => lockPayout(tx, payoutId),
    next: (before) => ({
      ...before,
      status: PayoutStatus.RELEASED,
      releasedBy: ctx.viewer.memberId,
      version: before.version + 1,
    }),
    check: (before) => findingsOf(ctx, before),
    write: async (tx, before) => {
      await markReleased(tx, ctx, before);
      released(releasePosting(ctx, before));
      const { activityId, amountMinor, currency } = before;
      const payload = { amountMinor: `${amountMinor}`, currency };
      return [{ type: 'payout.released', subject: { type: 'Payout', id }, activityId, payload }];
    },
  });
  return violations;
}

function findingsOf(ctx: Context, payout: PayoutState): Finding[] {
  const id = globalId('Payout', payout.id);
  const at = (code: string, values: object = {}): Finding => ({
    ...{ code, path: ['payoutIds'], values: { id, ...values } },
  });
  if (payout.status !== PayoutStatus.DUE) return [at('payout.not-due')];
  const found: Finding[] = [];
  if (payout.madeBy === ctx.viewer.memberId) found.push(at('payout.four-eyes'));
  if (payout.account === null) found.push(at('payout.without-account'));
  const day = payout.account?.usableFrom ?? null;
  if (day !== null && day > ctx.platform.clock.today()) {
    found.push(at('payout.account-changed', { day }));
  }
  return found;
}

async function markReleased(tx: Tx, ctx: Context, payout: PayoutState): Promise<void> {
  await tx.query(
    `update core.payout set status = 'RELEASED', released_by = $3, released_at = $4, iban = $5,
       holder = $6, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, payout.id, ctx.viewer.memberId, ctx.platform.clock.now()],
      ...[payout.account?.iban, payout.account?.holder],
    ],
  );
}

function releasePosting(ctx: Context, payout: PayoutState): Posting {
  const { id, hostEntityId, currency, amountMinor, payable } = payout;
  return {
    ...actorOf(ctx),
    ...{ key: `payout:${id}:release`, kind: 'PAYOUT_RELEASED' },
    ...{ sourceType: 'payout', sourceId: id, eventOn: ctx.platform.clock.today() },
    lines: [
      debit(hostAccount(hostEntityId, payable, currency), amountMinor),
      credit(hostAccount(hostEntityId, 'payouts.clearing', currency), amountMinor),
    ],
  };
}

/** Carries the checklist of all out of the transaction that it rolls back. */
class NotReleased extends Error {
  constructor(readonly violations: Violation[]) {
    super('The payouts were not released.');
  }
}
