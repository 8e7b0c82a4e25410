/** Loans as plugins move them: drawn, repaid, written off, each once a key. */
import { activities } from '../../activity/activity.policy.js';
import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type { LoanDraw, LoanMove, LoanPort, LoanState } from '../../sdk/money-doors.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, cooperativeAccount, loanAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Line, post } from '../ledger/ledger.js';
import { maximumAmountMinor } from '../limits.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';

/** The loans of a request: what may not be seen answers as if it were not there. */
export const loans = (ctx: Context): LoanPort => ({
  draw: (order) => transact(ctx, (tx) => draw(ctx, tx, order)),
  repay: (order) => transact(ctx, (tx) => reduce(ctx, tx, order, 'REPAY')),
  writeOff: (order) => transact(ctx, (tx) => reduce(ctx, tx, order, 'WRITE_OFF')),
  state: (loanId) => transact(ctx, (tx) => stateOf(ctx, tx, loanId)),
});

async function draw(ctx: Context, tx: Tx, order: LoanDraw): Promise<LoanState> {
  const { activityId, loanId, borrower, currency } = order;
  expectAmount(order);
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  if (currency !== activity.currency) {
    throw badInput(`The activity borrows in ${activity.currency}.`, 'currency');
  }
  if (borrower.type === 'Activity' && borrower.id !== activityId) {
    throw badInput('An activity borrows for itself.', 'borrower');
  }
  if (borrower.type === 'Member' && (await byId(ctx, members, borrower.id)) === null) {
    throw notFound('Member', globalId('Member', borrower.id));
  }
  await lockActivity(tx, activityId);
  await tx.query(
    `insert into core.loan (cooperative_id, id, service, borrower_type, borrower_id, activity_id,
       currency, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      ...[tx.cooperativeId, loanId, order.service, borrower.type.toLowerCase(), borrower.id],
      ...[activityId, currency, ctx.platform.clock.now()],
    ],
  );
  const loan = await lockLoan(tx, loanId);
  if (loan === null || !isSame(loan, order)) {
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  }
  if (await isRepeat(tx, order, 'DRAW')) return sums(tx, loan);
  return move(ctx, tx, { loan, order, kind: 'DRAW' });
}

async function reduce(
  ctx: Context,
  tx: Tx,
  order: LoanMove,
  kind: 'REPAY' | 'WRITE_OFF',
): Promise<LoanState> {
  expectAmount(order);
  const seen = await visibleLoan(ctx, tx, order.loanId);
  if (seen === null) throw notFound('Loan', order.loanId);
  await lockActivity(tx, seen.activityId);
  const loan = (await lockLoan(tx, order.loanId)) as Loan;
  const before = await sums(tx, loan);
  if (await isRepeat(tx, order, kind)) return before;
  if (order.amountMinor > before.owedMinor) {
    throw new MoneyRefused([{ code: 'loan.more-than-owed', path: ['amount'] }]);
  }
  if (kind === 'REPAY') {
    const { availableMinor } = await activityMoney(tx, loan.activityId, loan.currency);
    const missing = order.amountMinor - availableMinor;
    if (missing > 0n) {
      throw new MoneyRefused([insufficientFunds('activity.available', missing, loan.currency)]);
    }
  }
  return move(ctx, tx, { loan, order, kind });
}

type Kind = 'DRAW' | 'REPAY' | 'WRITE_OFF';

interface Loan {
  readonly id: string;
  readonly service: string;
  readonly borrowerType: 'activity' | 'member';
  readonly borrowerId: string;
  readonly activityId: string;
  readonly currency: string;
}

interface Move {
  readonly loan: Loan;
  readonly order: LoanMove;
  readonly kind: Kind;
}

async function move(ctx: Context, tx: Tx, { loan, order, kind }: Move): Promise<LoanState> {
  const [posted] = await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      key: `loan:${order.key}`,
      kind: `LOAN_${kind}`,
      ...{ sourceType: 'loan', sourceId: loan.id, eventOn: ctx.platform.clock.today() },
      lines: linesOf(tx.cooperativeId, loan, kind, order.amountMinor),
    },
  ]);
  await tx.query(
    `insert into core.loan_move (cooperative_id, key, loan_id, kind, amount_minor, transaction_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.cooperativeId, order.key, loan.id, kind, order.amountMinor, posted?.id],
  );
  return sums(tx, loan);
}

function linesOf(cooperativeId: string, loan: Loan, kind: Kind, amountMinor: bigint): Line[] {
  const { borrowerType, borrowerId, activityId, currency } = loan;
  const owed = loanAccount(borrowerType, borrowerId, currency);
  const available = activityAccount(activityId, 'activity.available', currency);
  if (kind === 'DRAW') return [debit(owed, amountMinor), credit(available, amountMinor)];
  const losses = cooperativeAccount(cooperativeId, 'loan.losses', currency);
  return [debit(kind === 'REPAY' ? available : losses, amountMinor), credit(owed, amountMinor)];
}

/** Whether the key has done just this before; with another content it is refused. */
async function isRepeat(tx: Tx, order: LoanMove, kind: Kind): Promise<boolean> {
  const [known] = await tx.query<{ loanId: string; kind: Kind; amountMinor: bigint }>(
    `select loan_id as "loanId", kind, amount_minor as "amountMinor" from core.loan_move
     where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, order.key],
  );
  if (known === undefined) return false;
  const { loanId, amountMinor } = order;
  if (known.loanId === loanId && known.kind === kind && known.amountMinor === amountMinor) {
    return true;
  }
  throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
}

async function stateOf(ctx: Context, tx: Tx, loanId: string): Promise<LoanState | null> {
  const loan = await visibleLoan(ctx, tx, loanId);
  return loan === null ? null : sums(tx, loan);
}

async function sums(tx: Tx, { id, currency }: Loan): Promise<LoanState> {
  const [row] = await tx.query<Omit<LoanState, 'owedMinor' | 'currency'>>(
    `select
       coalesce(sum(amount_minor) filter (where kind = 'DRAW'), 0)::bigint as "drawnMinor",
       coalesce(sum(amount_minor) filter (where kind = 'REPAY'), 0)::bigint as "repaidMinor",
       coalesce(sum(amount_minor) filter (where kind = 'WRITE_OFF'), 0)::bigint
         as "writtenOffMinor"
     from core.loan_move where cooperative_id = $1 and loan_id = $2`,
    [tx.cooperativeId, id],
  );
  const { drawnMinor, repaidMinor, writtenOffMinor } = row as LoanState;
  const owedMinor = drawnMinor - repaidMinor - writtenOffMinor;
  return { drawnMinor, repaidMinor, writtenOffMinor, owedMinor, currency };
}

const visibleLoan = async (ctx: Context, tx: Tx, id: string): Promise<Loan | null> => {
  const loan = await readLoan(tx, id, '');
  if (loan === null) return null;
  return (await byId(ctx, activities, loan.activityId)) === null ? null : loan;
};

const lockLoan = (tx: Tx, id: string) => readLoan(tx, id, 'for no key update');

async function readLoan(tx: Tx, id: string, tail: string): Promise<Loan | null> {
  const [loan] = await tx.query<Loan>(
    `select id, service, borrower_type as "borrowerType", borrower_id as "borrowerId",
       activity_id as "activityId", currency
     from core.loan where cooperative_id = $1 and id = $2 ${tail}`,
    [tx.cooperativeId, id],
  );
  return loan ?? null;
}

/** A loan is drawn by who opened it, for the same borrower into the same activity. */
const isSame = (loan: Loan, { service, borrower, activityId, currency }: LoanDraw): boolean =>
  loan.service === service &&
  loan.borrowerType === borrower.type.toLowerCase() &&
  loan.borrowerId === borrower.id &&
  loan.activityId === activityId &&
  loan.currency === currency;

export function expectAmount({ amountMinor }: { readonly amountMinor: bigint }): void {
  if (amountMinor > 0n && amountMinor <= maximumAmountMinor) return;
  throw badInput('An amount above zero and below a billion is expected.', 'amountMinor');
}
