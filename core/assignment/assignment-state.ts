import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { GezelError, notFound } from '../platform/errors.js';
import { globalId } from '../platform/ids.js';
import { requireReach } from '../platform/viewer.js';
import type { Finding } from '../platform/write/violation.js';
import type { AssignmentStatus } from './assignment.entity.js';
import type { StepStatus } from './assignment-step.entity.js';
import type { StepFacts } from './next-turn.js';
import type { AssignmentState } from './transitions.js';

/** A step as the engine reads it under the assignment's lock. */
export interface LockedStep extends StepFacts {
  readonly id: string;
  readonly tool: string;
  readonly plugin: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly plan: unknown;
  readonly costMinor: bigint | null;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly reference: string | null;
  readonly findings: readonly Finding[];
  readonly seenToAt: Date | null;
  /** Its tool has offered it by itself. */
  readonly proposed: boolean;
}

/** An assignment and its steps in their turn, locked against every other runner and caller. */
export interface LockedAssignment extends AssignmentState {
  readonly status: AssignmentStatus;
  readonly managerId: string;
  readonly heldPermissions: readonly string[];
  readonly steps: readonly LockedStep[];
}

/** Waits for the lock, for a caller who may change it; hidden assignments do not exist. */
export async function lockAssignment(tx: Tx, ctx: Context, id: string): Promise<LockedAssignment> {
  const found = await readLocked(tx, id, 'for no key update of s');
  const reach = requireReach(ctx.viewer, 'assignment.write');
  const sees = ctx.viewer.grants.get('assignment.read');
  const manages = found?.managerId === ctx.viewer.memberId;
  if (found === null || sees === undefined || (sees === 'own' && !manages)) {
    throw notFound('Assignment', globalId('Assignment', id));
  }
  if (reach === 'own' && !manages) {
    throw new GezelError('FORBIDDEN', { permission: 'assignment.write' });
  }
  return found;
}

/** For a runner: null when somebody else has it, or when its turn has not come. */
export async function claimAssignment(
  tx: Tx,
  id: string,
  now: Date,
): Promise<LockedAssignment | null> {
  return readLocked(tx, id, 'and s.next_turn_at <= $3 for no key update of s skip locked', now);
}

async function readLocked(
  tx: Tx,
  id: string,
  tail: string,
  now?: Date,
): Promise<LockedAssignment | null> {
  const [row] = await tx.query<Omit<LockedAssignment, 'steps'>>(
    `select s.id, s.activity_id as "activityId", s.client_id as "clientId", s.title, s.status,
       s.currency, s.version, s.started_by as "startedBy", a.manager_id as "managerId",
       coalesce(s.held_permissions, '{}') as "heldPermissions"
     from core.assignment s
     join core.activity a on a.cooperative_id = s.cooperative_id and a.id = s.activity_id
     where s.cooperative_id = $1 and s.id = $2 ${tail}`,
    [tx.cooperativeId, id, ...(now === undefined ? [] : [now])],
  );
  if (row === undefined) return null;
  // Only after the lock is held: what another has just committed is then seen.
  const steps = await tx.query<LockedStep>(
    `select id, place, needs, tool, plugin, input, plan, cost_minor as "costMinor", status,
       attempts, reference, findings, stands, closes, proposed,
       seen_to_at as "seenToAt"
     from core.assignment_step where cooperative_id = $1 and assignment_id = $2 order by place`,
    [tx.cooperativeId, id],
  );
  return { ...row, steps };
}
