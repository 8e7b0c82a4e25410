import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { assignmentLines } from './assign-line.js';
import { assignmentUndone, type UndoState } from './awaited.policy.js';

/** The id is a UUID. */
export interface UndoneAssignment {
  readonly assignmentId: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Takes back what a movement was said to be for: it is open again, and what was awaited waits again. */
export function undoAssignment(
  ctx: Context,
  step: UndoneAssignment,
): Promise<TransitionOutcome<UndoState>> {
  requireMatcher(ctx);
  const reason = tidy(step.reason);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<UndoState>(ctx, assignmentUndone, {
      id: step.assignmentId,
      dryRun: step.dryRun,
      once: { key: step.idempotencyKey, input: step },
      load,
      next: (before) => ({ ...before, reversed: true }),
      check: (before) => [
        ...lineFindings('reason', reason, 200),
        ...(before.reversed ? [{ code: 'match.already-undone', path: ['assignmentId'] }] : []),
      ],
      write: async (tx, { id, line, awaitedId, account, amountMinor }) => {
        await tx.query(
          `with line as (
             update core.bank_line set open_minor = open_minor + $4
             where cooperative_id = $1 and id = $3
           ), awaited as (
             update core.awaited_payment set open_minor = open_minor + $4
             where cooperative_id = $1 and id = $5
           )
           update core.line_assignment set reversed_by = $6, reversed_at = $7,
             reversal_reason = $8
           where cooperative_id = $1 and id = $2`,
          [
            ...[tx.cooperativeId, id, line.id, amountMinor, awaitedId, ctx.viewer.memberId],
            ...[ctx.platform.clock.now(), reason],
          ],
        );
        await post(tx, tx.cooperativeId, [
          {
            ...actorOf(ctx),
            ...{ key: `line-assignment:${id}:undone`, kind: 'BANK_LINE_UNASSIGNED' },
            ...{ sourceType: 'line_assignment', sourceId: id },
            eventOn: ctx.platform.clock.today(),
            lines: assignmentLines(line, account, -amountMinor),
          },
        ]);
        const payload = { amountMinor: `${amountMinor}` };
        return [
          { type: 'bank-line.unassigned', subject: { type: 'BankLine', id: line.id }, payload },
        ];
      },
    }),
  );
}

async function load(tx: Tx, id: string): Promise<UndoState> {
  const [found] = await tx.query<{ line: string }>(
    'select bank_line_id as line from core.line_assignment where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, id],
  );
  if (found === undefined) throw notFound('LineAssignment', globalId('LineAssignment', id));
  // Whoever divides the movement up waits for this lock: only then is the assignment read.
  const line = await lockLine(tx, found.line);
  const [row] = await tx.query<Omit<UndoState, 'line'>>(
    `select id, awaited_id as "awaitedId", account, amount_minor as "amountMinor",
       reversed_at is not null as reversed
     from core.line_assignment where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id],
  );
  return { ...(row as Omit<UndoState, 'line'>), line };
}
