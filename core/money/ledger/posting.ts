/** What is asked of the ledger, and how it is written down for the database. */
import { newId } from '../../platform/ids.js';
import { hashOf } from '../../platform/write/once.js';
import type { Account } from './chart.js';

/** One line of a posting: a debit is positive, a credit negative, in minor units; never zero. */
export interface Line extends Account {
  readonly amountMinor: bigint;
  /** The pending hold that this line takes its amount from; what is left of it is given back. */
  readonly hold?: string;
}

/** A balanced transaction that is to be posted, of 2 to 1000 lines. */
export interface Posting {
  /** A UUIDv7; made here when it is not given. */
  readonly id?: string;
  /** The idempotency key: the same key with the same content posts once and answers the original. */
  readonly key: string;
  /** e.g. `INVOICE_ISSUED`; some kinds may have one live transaction a source. */
  readonly kind: string;
  /** The document behind it, e.g. `invoice` and its UUID. */
  readonly sourceType: string;
  readonly sourceId: string;
  /** The value date, `YYYY-MM-DD`: in an open period. */
  readonly eventOn: string;
  readonly lines: readonly Line[];
  readonly actor?: string | null;
  readonly requestId?: string | null;
  /** A code that clients translate; the ledger keeps no names and no free text. */
  readonly descriptionCode?: string | null;
  /** Only with the kind `REVERSAL`: see `reversalOf`. */
  readonly reverses?: string | null;
  /** Written to the outbox with the transaction; its subject is the source. */
  readonly event?: PostingEvent;
}

export interface PostingEvent {
  readonly id?: string;
  readonly type: string;
  readonly activityId?: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface PostedTransaction {
  readonly id: string;
  /** True when an earlier call had posted it; `id` is then the id that it got there. */
  readonly replayed: boolean;
}

export interface HoldRequest extends Account {
  readonly id?: string;
  readonly key: string;
  /** What is set aside, positive, on the account's normal side. */
  readonly amountMinor: bigint;
  readonly sourceType: string;
  readonly sourceId: string;
  /** From then on the hold can only be given back. */
  readonly expiresAt?: Date | null;
  readonly actor?: string | null;
  readonly requestId?: string | null;
}

export interface PlacedHold {
  readonly id: string;
  readonly replayed: boolean;
}

export const debit = (account: Account, amountMinor: bigint, hold?: string): Line => ({
  ...account,
  amountMinor,
  ...(hold !== undefined && { hold }),
});

export const credit = (account: Account, amountMinor: bigint, hold?: string): Line =>
  debit(account, -amountMinor, hold);

/** The posting as `ledger.post` reads it, with its ids and the hash of its content. */
export function wirePosting(posting: Posting) {
  const { key, actor, requestId, descriptionCode, event } = posting;
  const content = movementOf(posting);
  return {
    ...content,
    id: posting.id ?? newId(),
    key,
    hash: hashOf(content),
    actor,
    requestId,
    descriptionCode,
    // The id that the account gets if this line is the first to use it.
    lines: content.lines.map((line) => ({ ...line, account: newId() })),
    event: event && { ...event, id: event.id ?? newId() },
  };
}

/** The hold as `ledger.reserve` reads it. */
export function wireHold(hold: HoldRequest) {
  const { id, key, actor, requestId, amountMinor, sourceType, sourceId } = hold;
  const expiresAt = hold.expiresAt?.toISOString() ?? null;
  const amount = amountMinor.toString();
  const content = { ...wireAccount(hold), amount, sourceType, sourceId, expiresAt };
  const account = newId();
  return { ...content, id: id ?? newId(), key, hash: hashOf(content), account, actor, requestId };
}

export const wireAccount = ({ owner, code, currency }: Account) => ({
  owner: { type: owner.type, id: owner.id },
  code,
  currency,
});

/** What makes two requests the same: the movement of money, not who asked or which attempt it is. */
function movementOf({ kind, sourceType, sourceId, eventOn, reverses, lines }: Posting) {
  return {
    ...{ kind, sourceType, sourceId, eventOn, reverses: reverses ?? null },
    lines: lines.map((line) => ({
      ...wireAccount(line),
      amount: line.amountMinor.toString(),
      ...(line.hold !== undefined && { hold: line.hold }),
    })),
  };
}
