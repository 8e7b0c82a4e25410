/** Money at the bank that a plugin knows to be an activity's: a tranche of a grant, a sponsor's gift. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { money } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import type { IncomeOrder, IncomePort, IncomeState } from '../../sdk/money-doors.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { expectAmount } from '../loan/loan.js';
import { findingsOf, MoneyRefused } from '../refused.js';
import type { IncomeSort } from './income.entity.js';
import { incomes } from './income.policy.js';
import { runIncome } from './record-income.js';
import { runReversal } from './reverse-income.js';

/** The incomes of a request: what may not be seen answers as if it were not there. */
export const incomeDoor = (ctx: Context): IncomePort => ({
  record: (order) => transact(ctx, (tx) => record({ ...ctx, tx }, order)),
  reverse: (order) => transact(ctx, (tx) => reverse({ ...ctx, tx }, order)),
  state: (key) => transact(ctx, (tx) => stateOf({ ...ctx, tx }, key)),
});

type Booking = Context & { readonly tx: Tx };

/** The same key books it once; what was reversed since is not booked again under its key. */
async function record(ctx: Booking, order: IncomeOrder): Promise<IncomeState> {
  requireMatcher(ctx);
  expectAmount(order);
  const { tx } = ctx;
  // Who books the same movement waits here, so a repeat sees what the first has done.
  const line = await lockLine(tx, order.bankLineId);
  if (line.currency !== order.currency) {
    throw badInput(`The bank booked it in ${line.currency}.`, 'currency');
  }
  const known = await bookedUnder(tx, order.key, order);
  if (known !== null) return standing(await stateAfter(ctx, order.key));
  const { key, service, activityId, bankLineId, payer, reference, amountMinor, currency } = order;
  const { id } = await unlessRefused(() =>
    runIncome(ctx, {
      ...{ activityId, bankLineId, payer, reference, kind: order.kind as IncomeSort },
      ...{ amount: money(amountMinor, currency).amount, idempotencyKey: null },
    }),
  );
  await tx.query(
    `insert into core.service_income (cooperative_id, key, service, activity_id, income_id, content)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.cooperativeId, key, service, activityId, id, contentOf(order)],
  );
  return stateAfter(ctx, key);
}

function standing(state: IncomeState): IncomeState {
  if (!state.reversed) return state;
  throw new GezelError('CONFLICT', { thing: 'Income', expected: 'standing', actual: 'reversed' });
}

/** Harmless when it was reversed before, by whomever. */
async function reverse(
  ctx: Booking,
  { key, reason }: { readonly key: string; readonly reason: string },
): Promise<IncomeState> {
  requireMatcher(ctx);
  const state = await stateAfter(ctx, key);
  if (state.reversed) return state;
  const { incomeId } = state;
  await unlessRefused(() => runReversal(ctx, { incomeId, reason, idempotencyKey: null }));
  return stateAfter(ctx, key);
}

/** What a transition refuses is thrown with its findings, for it is a part of something larger. */
async function unlessRefused<State>(run: () => Promise<TransitionOutcome<State>>): Promise<State> {
  try {
    const { after, findings = [] } = await run();
    if (after === null) throw new MoneyRefused(findings);
    return after;
  } catch (error) {
    const found = findingsOf(error);
    throw found === null ? error : new MoneyRefused(found);
  }
}

async function stateOf(ctx: Booking, key: string): Promise<IncomeState | null> {
  const known = await bookedUnder(ctx.tx, key, null);
  // Not by the loaders: they still hold what was before a move of this transaction.
  const income = known === null ? null : await byId(fresh(ctx), incomes, known);
  if (income === null) return null;
  const { id: incomeId, currency, amountMinor, feeMinor, receivedOn, reversalId } = income;
  return { incomeId, currency, amountMinor, feeMinor, receivedOn, reversed: reversalId !== null };
}

function fresh(ctx: Booking): Booking {
  ctx.loaders.clear();
  return ctx;
}

async function stateAfter(ctx: Booking, key: string): Promise<IncomeState> {
  const state = await stateOf(ctx, key);
  if (state === null) throw notFound('Income', key);
  return state;
}

/** The income of a key; with another content it is refused. */
async function bookedUnder(tx: Tx, key: string, order: IncomeOrder | null): Promise<string | null> {
  const [known] = await tx.query<{ incomeId: string; same: boolean }>(
    `select income_id as "incomeId", coalesce(content = $3::jsonb, true) as same
     from core.service_income where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, key, order && contentOf(order)],
  );
  if (known === undefined) return null;
  if (!known.same) throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
  return known.incomeId;
}

const contentOf = ({ key: _, service: __, amountMinor, ...order }: IncomeOrder): string =>
  JSON.stringify({ ...order, amount: `${amountMinor}` });
