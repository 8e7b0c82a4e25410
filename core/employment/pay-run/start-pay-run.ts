import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireReach } from '../../platform/viewer.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { beginRun, type DuePay, duePay } from './begin-run.js';

export interface PayRunOrder {
  /** Pay that is due on this day or before; today when absent, never later. */
  readonly until?: string | null;
  readonly dryRun?: boolean | null;
}

export interface StartedPayRun {
  /** The UUID of the run; null when none was begun. */
  readonly id: string | null;
  readonly due: DuePay;
  readonly violations: Violation[];
}

/** Begins a pay run now, rather than in the morning; it goes on by itself. */
export async function startPayRun(
  ctx: Context,
  order: PayRunOrder,
  once: Once,
): Promise<StartedPayRun> {
  if (requireReach(ctx.viewer, 'payout.release') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'payout.release' });
  }
  const until = order.until ?? ctx.platform.clock.today();
  try {
    return await transact(ctx, (tx) => begin(tx, ctx, { ...order, until }, once));
  } catch (error) {
    if (!(error instanceof RefusedRun)) throw error;
    return { id: null, due: error.due, violations: violationsOf(ctx, error.findings) };
  }
}

async function begin(
  tx: Tx,
  ctx: Context,
  { until, dryRun }: PayRunOrder & { readonly until: string },
  once: Once,
): Promise<StartedPayRun> {
  const id = newId();
  const due = await duePay(tx, tx.cooperativeId, until);
  const done = dryRun ? null : await takeKey(tx, ctx, 'pay-run.start', once, id);
  if (done !== null) return { id: done, due, violations: [] };
  const findings = findingsOf(until, ctx.platform.clock.today(), due);
  if (findings.length > 0 || dryRun) throw new RefusedRun(due, findings);
  const run = { id, until, startedBy: ctx.viewer.memberId, due };
  if (!(await beginRun(tx, run, ctx.platform.clock.now()))) {
    throw new RefusedRun(due, [{ code: 'pay-run.going' }]);
  }
  const subject = { type: 'PayRun', id };
  await record(tx, ctx, 'pay-run.start', [{ type: 'pay-run.started', subject }]);
  return { id, due, violations: [] };
}

function findingsOf(until: string, today: string, due: DuePay): Finding[] {
  const found: Finding[] = [];
  if (until > today) {
    found.push({ code: 'pay-run.future', path: ['until'], values: { until, today } });
  }
  if (due.contracts === 0) found.push({ code: 'pay-run.nothing-due', values: { until } });
  return found;
}

/** Carries the findings out of the transaction that it rolls back, key included. */
class RefusedRun extends Error {
  constructor(
    readonly due: DuePay,
    readonly findings: readonly Finding[],
  ) {
    super('The pay run was not begun.');
  }
}
