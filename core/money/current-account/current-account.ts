/** What the moves of a current account share: its state, its keys, its entries. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import type { CurrentAccountMove, CurrentAccountState } from '../../sdk/money-doors.js';
import { currentAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { debit, type Line, post } from '../ledger/ledger.js';
import { loans } from '../loan/loan.js';

/** A context in the transaction of a move. */
export type Moving = Context & { readonly tx: Tx };

export type MoveKind = 'PAY_IN' | 'PAY_BACK' | 'FORGIVE';

export interface Account {
  readonly id: string;
  readonly memberId: string;
  readonly hostEntityId: string;
  readonly activityId: string;
  readonly currency: string;
}

/** How it stands, by the loan of its id; null when it was never paid in or may not be seen. */
export async function stateOf(ctx: Moving, accountId: string): Promise<CurrentAccountState | null> {
  const loan = (await readAccount(ctx.tx, accountId)) && (await loans(ctx).state(accountId));
  if (loan === null) return null;
  const { drawnMinor, repaidMinor, writtenOffMinor, owedMinor, currency } = loan;
  return {
    ...{ paidInMinor: drawnMinor, paidBackMinor: repaidMinor, forgivenMinor: writtenOffMinor },
    ...{ owedMinor, currency },
  };
}

/** The state after a move, which must be there. */
export async function stateAfter(ctx: Moving, accountId: string): Promise<CurrentAccountState> {
  const state = await stateOf(ctx, accountId);
  if (state === null) throw notFound('CurrentAccount', accountId);
  return state;
}

export async function readAccount(tx: Tx, id: string): Promise<Account | null> {
  const [account] = await tx.query<Account>(
    `select c.id, c.member_id as "memberId", c.host_entity_id as "hostEntityId",
       l.activity_id as "activityId", l.currency
     from core.current_account c
     join core.loan l on l.cooperative_id = c.cooperative_id and l.id = c.id
     where c.cooperative_id = $1 and c.id = $2`,
    [tx.cooperativeId, id],
  );
  return account ?? null;
}

/** Whether the key has done just this before; with another content it is refused. */
export async function isRepeat(
  tx: Tx,
  order: CurrentAccountMove & { readonly bankLineId?: string },
  kind: MoveKind,
): Promise<boolean> {
  const [known] = await tx.query<Known>(
    `select account_id as "accountId", kind, amount_minor as "amountMinor",
       bank_line_id as "bankLineId"
     from core.current_account_move where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, order.key],
  );
  if (known === undefined) return false;
  const same =
    known.accountId === order.accountId &&
    known.kind === kind &&
    known.amountMinor === order.amountMinor &&
    known.bankLineId === (order.bankLineId ?? null);
  if (same) return true;
  throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
}

interface Known {
  readonly accountId: string;
  readonly kind: MoveKind;
  readonly amountMinor: bigint;
  readonly bankLineId: string | null;
}

/** What a move is about, beside its order: where its money comes from or goes to. */
export interface Moved {
  readonly kind: MoveKind;
  readonly bankLineId?: string;
  readonly payoutId?: string;
}

/** Books and notes a move; `lines` are those of the co-operative and the member. */
export async function noteMove(
  ctx: Moving,
  order: CurrentAccountMove,
  { kind, bankLineId, payoutId }: Moved,
  lines: readonly Line[],
): Promise<void> {
  const { tx } = ctx;
  const [posted] = await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      ...{ key: `current-account:${order.key}`, kind: `OWN_MONEY_${kind}` },
      ...{ sourceType: 'current_account', sourceId: order.accountId },
      ...{ eventOn: ctx.platform.clock.today(), lines },
    },
  ]);
  await tx.query(
    `insert into core.current_account_move (cooperative_id, key, account_id, kind, amount_minor,
       bank_line_id, payout_id, transaction_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[tx.cooperativeId, order.key, order.accountId, kind, order.amountMinor],
      ...[bankLineId ?? null, payoutId ?? null, posted?.id],
    ],
  );
}

/** The member has less to get back. */
export const lessOwed = ({ memberId, currency }: Account, amountMinor: bigint): Line =>
  debit(currentAccount(memberId, currency), amountMinor);
