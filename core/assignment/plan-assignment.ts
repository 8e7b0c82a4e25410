import { requireManaged } from '../activity/activity.policy.js';
import { clients } from '../money/client/client.policy.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import { requireVisible } from '../platform/read/read.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Violation } from '../platform/write/violation.js';
import type { DeclinedOffer } from './ask-tools.js';
import { factsOf, type SaidFacts } from './assignment-facts.js';
import { storedLine } from './cash-flow.js';
import type { AskedStep, JudgedPlan, PlanFrame } from './judge-plan.js';
import { judgeProposing } from './propose-steps.js';
import { againOnCollision } from './transient.js';

export interface PlanRequest extends SaidFacts {
  /** Global ids. */
  readonly activityId: string;
  readonly clientId?: string | null;
  readonly title: string;
  readonly steps?: readonly AskedStep[] | null;
}

export interface PlannedAssignment {
  /** The UUID of the plan, kept even when things stand against it; null when it cannot be kept. */
  readonly id: string | null;
  readonly violations: Violation[];
  readonly declined: readonly DeclinedOffer[];
}

/**
 * A dry run that is kept: which tools, in which order, what each costs, and everything that stands
 * in the way. Nothing is done until it is started, which judges it all again.
 */
export async function planAssignment(
  ctx: Context,
  request: PlanRequest,
): Promise<PlannedAssignment> {
  const activity = await requireManaged(ctx, request.activityId, 'assignment.write');
  const client =
    request.clientId == null
      ? null
      : await requireVisible(ctx, clients, request.clientId, 'clientId');
  const title = tidy(request.title);
  const unkept = lineFindings('title', title, 200);
  if (client !== null && client.activityId !== activity.id) {
    unkept.push({ code: 'assignment.client-elsewhere', path: ['clientId'] });
  }
  const frame: PlanFrame = { activity, clientId: client?.id ?? null, title };
  const facts = factsOf(request, activity);
  const plan = async (tx: Tx) => {
    const judged = await judgeProposing(ctx, tx, frame, { asked: request.steps ?? [], facts });
    const findings = [...unkept, ...judged.findings, ...judged.remarks];
    const violations = violationsOf(ctx, findings);
    const keepable = judged.steps.every(({ tool }) => toolName.test(tool));
    if (unkept.length > 0 || judged.steps.length === 0 || !keepable) {
      return { id: null, violations, declined: judged.declined };
    }
    const id = newId();
    await insertPlan(tx, ctx, id, frame, judged);
    const subject = { type: 'Assignment', id };
    const event = { type: 'assignment.planned', subject, activityId: activity.id };
    await record(tx, ctx, 'assignment.plan', [event]);
    return { id, violations, declined: judged.declined };
  };
  return againOnCollision(() => transact(ctx, plan));
}

/** What could be a tool's name: anything else is not even kept. */
const toolName = /^[\w.-]{1,120}$/;

/** Keeps a plan as it was judged. */
export async function insertPlan(
  tx: Tx,
  ctx: Context,
  id: string,
  { activity, clientId, title }: PlanFrame,
  { steps }: JudgedPlan,
): Promise<void> {
  await tx.query(
    `insert into core.assignment (cooperative_id, id, activity_id, client_id, title, status,
       currency, planned_by, planned_at)
     values ($1, $2, $3, $4, $5, 'PLANNED', $6, $7, $8)`,
    [
      tx.cooperativeId,
      id,
      activity.id,
      clientId,
      title,
      activity.currency,
      ctx.viewer.memberId,
      ctx.platform.clock.now(),
    ],
  );
  const rows = steps.map(({ cost, cashFlow, brings: _, ...step }) => ({
    ...{ ...step, id: newId(), cost: cost?.toString() ?? null },
    flow: cashFlow.map(storedLine),
  }));
  await tx.query(
    `insert into core.assignment_step (cooperative_id, id, assignment_id, place, needs, tool,
       plugin, input, plan, cost_minor, cash_flow, status, findings, closes, proposed)
     select $1, s.id, $2, s.place, array(select jsonb_array_elements_text(s.needs)::integer),
       s.tool, s.plugin, s.input, s.plan, s.cost, s.flow, 'PENDING', s.findings, s.closes,
       s.proposed
     from jsonb_to_recordset($3::jsonb) as s(id uuid, place integer, needs jsonb, tool text,
       plugin text, input jsonb, plan jsonb, cost bigint, flow jsonb, findings jsonb,
       closes boolean, proposed boolean)`,
    [tx.cooperativeId, id, JSON.stringify(rows)],
  );
}
