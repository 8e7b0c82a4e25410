/** Loans as plugins move them: drawn, repaid, taken over, written off, each once a key. */
import { activities } from '../../activity/activity.policy.js';
import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { EnterpriseNumber } from '../../platform/scalars.js';
import { transact } from '../../platform/write/transact.js';
import type {
  LoanAssumption,
  LoanDraw,
  LoanMove,
  LoanPort,
  LoanReceipt,
  LoanState,
} from '../../sdk/money-doors.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, cooperativeAccount, hostAccount, loanAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { lineFindings } from '../bank/open-line.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Line, post } from '../ledger/ledger.js';
import { maximumAmountMinor } from '../limits.js';
import { insufficientFunds, MoneyRefused } from '../refused.js';
import { expectAwaited, expectLeft, leftOn } from './awaited.js';

/** The loans of a request: what may not be seen answers as if it were not there. */
export const loans = (ctx: Context): LoanPort => ({
  draw: (order) => transact(ctx, (tx) => draw(ctx, tx, order)),
  repay: (order) => transact(ctx, (tx) => reduce(ctx, tx, order, 'REPAY')),
  receive: (order) => transact(ctx, (tx) => receive(ctx, tx, order)),
  assume: (order) => transact(ctx, (tx) => assume(ctx, tx, order)),
  writeOff: (order) => transact(ctx, (tx) => reduce(ctx, tx, order, 'WRITE_OFF')),
  left: (document) => transact(ctx, (tx) => leftOn(ctx, tx, document)),
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
  await expectAwaited(ctx, order);
  await lockActivity(tx, activityId);
  await open(ctx, tx, order);
  const loan = await lockLoan(tx, loanId);
  if (loan === null || !isSame(loan, order)) {
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  }
  if (await isRepeat(tx, order, 'DRAW')) return sums(tx, loan);
  await expectLeft(tx, order);
  return move(ctx, tx, { loan, order, kind: 'DRAW' });
}

async function open(ctx: Context, tx: Tx, order: LoanDraw): Promise<void> {
  const { loanId, service, borrower, activityId, currency, awaits } = order;
  await tx.query(
    `insert into core.loan (cooperative_id, id, service, borrower_type, borrower_id, activity_id,
       currency, opened_at, awaits_type, awaits_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[tx.cooperativeId, loanId, service, borrower.type.toLowerCase(), borrower.id],
      ...[activityId, currency, ctx.platform.clock.now()],
      ...[awaits?.type ?? null, awaits?.id ?? null],
    ],
  );
}

async function reduce(
  ctx: Context,
  tx: Tx,
  order: LoanMove,
  kind: 'REPAY' | 'WRITE_OFF',
): Promise<LoanState> {
  expectAmount(order);
  const { loan } = await hold(ctx, tx, order.loanId);
  const before = await sums(tx, loan);
  if (await isRepeat(tx, order, kind)) return before;
  if (order.amountMinor > before.owedMinor) {
    throw new MoneyRefused([{ code: 'loan.more-than-owed', path: ['amount'] }]);
  }
  if (kind === 'REPAY') {
    if (loan.assumedBy !== null) throw new MoneyRefused([{ code: 'loan.assumed' }]);
    const { availableMinor } = await activityMoney(tx, loan.activityId, loan.currency);
    const missing = order.amountMinor - availableMinor;
    if (missing > 0n) {
      throw new MoneyRefused([insufficientFunds('activity.available', missing, loan.currency)]);
    }
  }
  return move(ctx, tx, { loan, order, kind });
}

/** The line of the bank first, as everybody who divides one up does. */
async function receive(ctx: Context, tx: Tx, order: LoanReceipt): Promise<LoanState> {
  requireMatcher(ctx);
  expectAmount(order);
  const line = await lockLine(tx, order.bankLineId);
  const { loan, hostEntityId } = await hold(ctx, tx, order.loanId);
  const before = await sums(tx, loan);
  if (await isRepeat(tx, order, 'RECEIVE')) return before;
  const { currency } = loan;
  const found = lineFindings(line, order.amountMinor, { hostEntityId, currency });
  if (order.amountMinor > before.owedMinor) {
    found.push({ code: 'loan.more-than-owed', path: ['amount'] });
  }
  if (found.length > 0) throw new MoneyRefused(found);
  await tx.query(
    `update core.bank_line set open_minor = open_minor - $3 where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, line.id, order.amountMinor],
  );
  return move(ctx, tx, { loan, order, kind: 'RECEIVE', hostEntityId });
}

/** A loan and its activity, held until the end. */
async function hold(ctx: Context, tx: Tx, loanId: string) {
  const seen = await visibleLoan(ctx, tx, loanId);
  if (seen === null) throw notFound('Loan', loanId);
  const activity = await lockActivity(tx, seen.activityId);
  const loan = (await lockLoan(tx, loanId)) as Loan;
  return { loan, hostEntityId: activity?.hostEntityId ?? '' };
}

async function assume(ctx: Context, tx: Tx, order: LoanAssumption): Promise<LoanState> {
  const { loanId } = order;
  const enterpriseNumber = companyOf(order);
  const { loan } = await hold(ctx, tx, loanId);
  const before = await sums(tx, loan);
  if (loan.assumedBy === enterpriseNumber) return before;
  if (loan.assumedBy !== null) {
    const values = { thing: 'loan', expected: 'owed by its borrower', actual: 'assumed' };
    throw new GezelError('CONFLICT', values);
  }
  if (before.owedMinor === 0n) throw new MoneyRefused([{ code: 'loan.nothing-owed' }]);
  const assumed = { ...loan, assumedBy: enterpriseNumber };
  await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      ...{ key: `loan:${loanId}:assumed`, kind: 'LOAN_ASSUME' },
      ...{ sourceType: 'loan', sourceId: loanId, eventOn: ctx.platform.clock.today() },
      lines: [
        debit(owedAccount(assumed), before.owedMinor),
        credit(owedAccount(loan), before.owedMinor),
      ],
    },
  ]);
  await tx.query(
    `update core.loan set assumed_by = $3, assumed_on = $4 where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, loanId, enterpriseNumber, ctx.platform.clock.today()],
  );
  return { ...before, assumedBy: enterpriseNumber };
}

function companyOf({ enterpriseNumber }: LoanAssumption): string {
  try {
    return EnterpriseNumber.parseValue(enterpriseNumber) as string;
  } catch {
    throw badInput('A number of the register of enterprises is expected.', 'enterpriseNumber');
  }
}

type Kind = 'DRAW' | 'REPAY' | 'RECEIVE' | 'WRITE_OFF';

interface Loan {
  readonly id: string;
  readonly service: string;
  readonly borrowerType: 'activity' | 'member';
  readonly borrowerId: string;
  readonly activityId: string;
  readonly currency: string;
  readonly assumedBy: string | null;
  /** The document whose client is to repay it. */
  readonly awaitsId: string | null;
}

interface Move {
  readonly loan: Loan;
  readonly order: LoanMove & { readonly bankLineId?: string };
  readonly kind: Kind;
  /** Whose bank received it. */
  readonly hostEntityId?: string;
}

async function move(ctx: Context, tx: Tx, one: Move): Promise<LoanState> {
  const { loan, order, kind } = one;
  const [posted] = await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      key: `loan:${order.key}`,
      kind: `LOAN_${kind}`,
      ...{ sourceType: 'loan', sourceId: loan.id, eventOn: ctx.platform.clock.today() },
      lines: linesOf(tx.cooperativeId, one),
    },
  ]);
  await tx.query(
    `insert into core.loan_move (cooperative_id, key, loan_id, kind, amount_minor, transaction_id,
       bank_line_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tx.cooperativeId, order.key, loan.id, kind, order.amountMinor, posted?.id],
      order.bankLineId ?? null,
    ],
  );
  return sums(tx, loan);
}

function linesOf(cooperativeId: string, { loan, order, kind, hostEntityId }: Move): Line[] {
  const { activityId, currency } = loan;
  const { amountMinor } = order;
  const owed = owedAccount(loan);
  const available = activityAccount(activityId, 'activity.available', currency);
  if (kind === 'DRAW') return [debit(owed, amountMinor), credit(available, amountMinor)];
  const from = {
    REPAY: available,
    RECEIVE: hostAccount(hostEntityId ?? '', 'bank.suspense', currency),
    WRITE_OFF: cooperativeAccount(cooperativeId, 'loan.losses', currency),
  };
  return [debit(from[kind], amountMinor), credit(owed, amountMinor)];
}

/** A company outside has no row of the core: its account is that of the loan itself. */
const owedAccount = ({ id, borrowerType, borrowerId, currency, assumedBy }: Loan) =>
  assumedBy === null
    ? loanAccount(borrowerType, borrowerId, currency)
    : loanAccount('company', id, currency);

/** Whether the key has done just this before; with another content it is refused. */
async function isRepeat(tx: Tx, order: Move['order'], kind: Kind): Promise<boolean> {
  const [known] = await tx.query<{
    readonly loanId: string;
    readonly kind: Kind;
    readonly amountMinor: bigint;
    readonly bankLineId: string | null;
  }>(
    `select loan_id as "loanId", kind, amount_minor as "amountMinor",
       bank_line_id as "bankLineId"
     from core.loan_move where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, order.key],
  );
  if (known === undefined) return false;
  const { loanId, amountMinor, bankLineId = null } = order;
  const same = known.loanId === loanId && known.bankLineId === bankLineId;
  if (same && known.kind === kind && known.amountMinor === amountMinor) return true;
  throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
}

async function stateOf(ctx: Context, tx: Tx, loanId: string): Promise<LoanState | null> {
  const loan = await visibleLoan(ctx, tx, loanId);
  return loan === null ? null : sums(tx, loan);
}

async function sums(tx: Tx, { id, currency, assumedBy }: Loan): Promise<LoanState> {
  const [row] = await tx.query<Pick<LoanState, 'drawnMinor' | 'repaidMinor' | 'writtenOffMinor'>>(
    `select
       coalesce(sum(amount_minor) filter (where kind = 'DRAW'), 0)::bigint as "drawnMinor",
       coalesce(sum(amount_minor) filter (where kind in ('REPAY', 'RECEIVE')), 0)::bigint
         as "repaidMinor",
       coalesce(sum(amount_minor) filter (where kind = 'WRITE_OFF'), 0)::bigint
         as "writtenOffMinor"
     from core.loan_move where cooperative_id = $1 and loan_id = $2`,
    [tx.cooperativeId, id],
  );
  const { drawnMinor, repaidMinor, writtenOffMinor } = row as LoanState;
  const owedMinor = drawnMinor - repaidMinor - writtenOffMinor;
  return { drawnMinor, repaidMinor, writtenOffMinor, owedMinor, currency, assumedBy };
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
       activity_id as "activityId", currency, assumed_by as "assumedBy", awaits_id as "awaitsId"
     from core.loan where cooperative_id = $1 and id = $2 ${tail}`,
    [tx.cooperativeId, id],
  );
  return loan ?? null;
}

/** A loan is drawn by who opened it, for the same borrower into the same activity, from one client. */
const isSame = (
  loan: Loan,
  { service, borrower, activityId, currency, awaits }: LoanDraw,
): boolean =>
  loan.service === service &&
  loan.borrowerType === borrower.type.toLowerCase() &&
  loan.borrowerId === borrower.id &&
  loan.activityId === activityId &&
  loan.currency === currency &&
  loan.awaitsId === (awaits?.id ?? null);

export function expectAmount({ amountMinor }: { readonly amountMinor: bigint }): void {
  if (amountMinor > 0n && amountMinor <= maximumAmountMinor) return;
  throw badInput('An amount above zero and below a billion is expected.', 'amountMinor');
}
