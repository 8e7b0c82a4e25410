/** What stands in for a thing that somebody else has taken since a tool offered it. */
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { within } from '../platform/within.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import {
  type AskedStep,
  type JudgedPlan,
  type JudgedStep,
  judgePlan,
  offeredBy,
  type PlanFrame,
} from './judge-plan.js';
import { planLimitMs, toolContext } from './tool-context.js';
import { isInput } from './tool-input.js';
import { isCollision } from './transient.js';
import { onTrial } from './trial.js';

/**
 * Judges steps as they were kept; one that its tool had offered and that cannot be had any more gets
 * what serves as well, at whatever price: who starts it judges that.
 */
export async function judgeAgain(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  kept: readonly AskedStep[],
): Promise<JudgedPlan> {
  const judged = await judgePlan(ctx, tx, frame, kept);
  const gone = judged.steps.filter(({ proposed, findings }) => proposed && refuses(findings));
  const asked = [...kept];
  const replaced = new Set<number>();
  for (const { position } of gone) {
    const step = kept[position] as AskedStep;
    for await (const { input } of standIns(ctx, tx, frame, step)) {
      asked[position] = { ...step, input };
      replaced.add(position);
      break;
    }
  }
  if (replaced.size === 0) return judged;
  const again = await judgePlan(ctx, tx, frame, asked);
  const told = again.steps.map((step) =>
    replaced.has(step.position)
      ? { ...step, findings: [...step.findings, stoodIn(step.tool)] }
      : step,
  );
  const remarks = [...replaced].map((position) => ({
    ...stoodIn((kept[position] as AskedStep).tool),
    path: ['steps', String(position)],
  }));
  return { steps: told, findings: [...again.findings, ...remarks] };
}

/** Said of a step that does with something else than was offered. */
export const stoodIn = (tool: string): Finding => ({
  ...{ code: 'assignment.stood-in', values: { tool }, severity: 'WARNING' },
});

/** What could stand in for a step, one after the other: each can be had as things are. */
export async function* standIns(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  { tool, input }: AskedStep,
): AsyncGenerator<JudgedStep> {
  for (const other of await inputsInstead(ctx, tx, frame, { tool, input })) {
    const [judged] = (await judgePlan(ctx, tx, frame, [{ tool, input: other }])).steps;
    if (judged !== undefined && !refuses(judged.findings)) yield judged;
  }
}

/** A tool has so many chances to stand in for itself. */
const insteadLimit = 20;

async function inputsInstead(
  ctx: Context,
  tx: Tx,
  { activity, clientId, title }: PlanFrame,
  { tool, input }: AskedStep,
): Promise<readonly AskedStep['input'][]> {
  const offered = (await offeredBy(ctx)).get(tool);
  if (offered?.tool.instead === undefined) return [];
  const assignment = { activityId: activity.id, clientId, title };
  const place = { stepId: null, assignment, done: {}, currency: activity.currency };
  try {
    const answer: unknown = await onTrial(tx, (trial) =>
      within(
        planLimitMs,
        tool,
        offered.tool.instead?.(toolContext({ ...ctx, tx: trial }, offered, place), input) ??
          Promise.resolve([]),
      ),
    );
    if (!Array.isArray(answer) || !answer.every(isInput)) {
      throw new Error(`${tool} answered something else than inputs.`);
    }
    return answer.slice(0, insteadLimit);
  } catch (error) {
    if (isCollision(error)) throw error;
    const { requestId, platform } = ctx;
    platform.log.warn({ err: error, tool, requestId }, 'a tool could not say what stands in');
    return [];
  }
}
