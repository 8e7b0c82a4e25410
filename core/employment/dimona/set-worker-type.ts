import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';

/** How the workers of a kind of contract are declared from a day on, as a transition sees it. */
export interface WorkerTypeState extends Snapshot {
  readonly kind: string;
  readonly workerType: string;
  readonly from: string;
  readonly source: string;
}

export const workerTypeSet: Transition<WorkerTypeState> = {
  ...{ name: 'worker-type.set', subject: 'Cooperative', tags: ['legal'] },
};

export interface WorkerTypeDecision extends Omit<WorkerTypeState, 'id'> {
  readonly dryRun?: boolean | null;
}

/**
 * Decides under which worker type a kind of contract is declared, from a day on: contracts whose first
 * day is before it are declared as before.
 */
export async function setWorkerType(
  ctx: Context,
  { dryRun, ...decided }: WorkerTypeDecision,
): Promise<{ readonly decided: WorkerTypeState | null; readonly violations: Violation[] }> {
  requireForAll(ctx.viewer, 'declaration.decide');
  const id = ctx.viewer.cooperativeId;
  const state: WorkerTypeState = { ...decided, id, source: tidy(decided.source) };
  const { after, violations } = await runTransition(ctx, workerTypeSet, {
    ...{ id, dryRun },
    load: async (tx) => {
      await tx.query('select from core.cooperative where id = $1 for no key update', [id]);
      return state;
    },
    next: (before) => before,
    check: (_before, _after, tx) => workerTypeFindings(tx, state, ctx.platform.clock.today()),
    write: async (tx, { kind, workerType, from, source }) => {
      await tx.query(
        `insert into core.dimona_worker_type
           (cooperative_id, contract_kind, worker_type, from_day, source)
         values ($1, $2, $3, $4, $5)`,
        [tx.cooperativeId, kind, workerType, from, source],
      );
      const subject = { type: 'Cooperative', id };
      return [{ type: 'worker-type.set', subject, payload: { kind, workerType, from } }];
    },
  });
  return { decided: after, violations };
}

async function workerTypeFindings(
  tx: Tx,
  { kind, workerType, from, source }: WorkerTypeState,
  today: string,
): Promise<Finding[]> {
  const found = lineFindings('source', source, 500);
  if (!/^[A-Z0-9]{3}$/.test(workerType)) {
    found.push({ code: 'worker-type.malformed', path: ['workerType'] });
  }
  if (from < today) found.push({ code: 'pay-scheme.past', path: ['from'], values: { from } });
  const [row] = await tx.query<{ kind: boolean; taken: boolean }>(
    `select exists (select from core.contract_kind where cooperative_id = $1 and code = $2) as kind,
       exists (select from core.dimona_worker_type where cooperative_id = $1
         and contract_kind = $2 and from_day = $3) as taken`,
    [tx.cooperativeId, kind, from],
  );
  if (!row?.kind) {
    const values = { kind: kind.slice(0, 63) };
    found.push({ code: 'contract.unknown-kind', path: ['kind'], values });
  }
  if (row?.taken) found.push({ code: 'pay-scheme.taken', path: ['from'], values: { from } });
  return found;
}
