import type { AssetOrder } from '../../core/sdk/asset-door.js';
import type { LateChargeOrder } from '../../core/sdk/late-charge-door.js';
import type { AdviserOrder } from '../../core/sdk/membership.js';
import type { CoreMove } from '../remote/core-moves.js';
import { undoneSuffix } from '../remote/undo-refund.js';

/** What the core was asked to do in the work of a context. */
export interface Asked {
  readonly move: CoreMove;
  readonly order: unknown;
}

/**
 * What is to be undone of this, the last first. All that is left of a charge goes back with it, so what
 * was given back of it in the same work is not taken again.
 */
export function toUndo(asked: readonly Asked[]): readonly Asked[] {
  const charged = new Set(asked.filter(({ move }) => move === 'charge').map(keyOf));
  return [...asked].reverse().filter((one) => one.move !== 'refund' || !charged.has(keyOf(one)));
}

/** By which a person finds it: its key, or the id of what it was about. */
export function keyOf({ order }: Asked): string | undefined {
  if (typeof order === 'string') return order;
  const { key, invoiceId, loanId, assetId } = order as Partial<Record<string, string>>;
  return key ?? invoiceId ?? loanId ?? assetId;
}

/** Moves of money, and words to others, that no move takes back: they are left to a person. */
export const lasting: ReadonlySet<CoreMove> = new Set<CoreMove>([
  ...(['payOut', 'draftQuote', 'einvoices.send', 'deposits.giveBack'] as const),
  ...(['incomes.reverse', 'lateCharges.withdraw', 'assets.dispose'] as const),
  ...(['loans.receive', 'loans.assume', 'loans.writeOff'] as const),
  ...(['currentAccounts.payIn', 'currentAccounts.payBack', 'currentAccounts.forgive'] as const),
]);

/** The move that undoes another; null where that is only a question or an end. */
export function undone(move: CoreMove, order: unknown): Asked | null {
  const { key, loanId, amountMinor } = order as Partial<Record<string, unknown>>;
  if (move === 'refund') return { move: 'refund.undo', order };
  if (move === 'loans.repay') return { move: 'loans.repay.undo', order };
  if (move === 'charge') return { move: 'refund', order: { key } };
  if (move === 'assets.acquire') {
    return { move: 'assets.cancel', order: (order as AssetOrder).assetId };
  }
  if (move === 'lines.add') return { move: 'lines.remove', order: key };
  if (move === 'files.claim') return { move: 'files.release', order };
  if (move === 'providers.ask') return { move: 'providers.cancel', order: key };
  if (move === 'deposits.hold') return { move: 'deposits.giveBack', order: { key, keptMinor: 0n } };
  if (move === 'incomes.record') {
    return { move: 'incomes.reverse', order: { key, reason: 'what it belonged to was not kept' } };
  }
  if (move === 'lateCharges.ask') {
    const { service, invoiceId } = order as LateChargeOrder;
    return { move: 'lateCharges.withdraw', order: { service, invoiceId, key } };
  }
  if (move === 'memberships.assignAdviser') {
    const { memberId, adviserId, expectedId } = order as AdviserOrder;
    const before = { memberId, adviserId: expectedId, expectedId: adviserId };
    return expectedId === null ? null : { move, order: before };
  }
  if (move === 'loans.draw') {
    return { move: 'loans.repay', order: { key: `${key}${undoneSuffix}`, loanId, amountMinor } };
  }
  return null;
}
