/** What tools offer for things that other steps of the same plan will bring into being. */
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { within } from '../platform/within.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import type { PlannedThing } from '../sdk/brought-thing.js';
import { remark } from './ask-tools.js';
import {
  type AskedStep,
  type JudgedPlan,
  type JudgedStep,
  judgePlan,
  type PlanFrame,
  stepsLimit,
} from './judge-plan.js';
import { stepNames } from './step-name.js';
import { planLimitMs, toolContext } from './tool-context.js';
import { isInput } from './tool-input.js';
import { isCollision } from './transient.js';
import { onTrial, trials } from './trial.js';

export interface WithOffers {
  readonly plan: JudgedPlan;
  /** Offers that something stands against. */
  readonly refused: readonly JudgedStep[];
  readonly remarks: readonly Finding[];
}

/**
 * A plan with what is offered for the things that it brings. The offers alone are judged, and all
 * get their turn anew; one that something stands against is left out, and takes nothing along, for
 * nothing rests on it. No statement more where nothing is brought or nobody offers anything.
 */
export async function withOffers(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  plan: JudgedPlan,
  tools: readonly OfferedTool[],
): Promise<WithOffers> {
  const able = tools.filter(({ tool }) => tool.proposeFor !== undefined);
  const before = plan.steps.toSorted((a, b) => a.position - b.position);
  const things = thingsOf(before);
  if (able.length === 0 || things.length === 0) return { plan, refused: [], remarks: [] };
  const { offers, remarks } = await onTrial(tx, (trial) =>
    offersFor({ ...ctx, tx: { ...trial, read: new Map() } }, frame, able, things),
  );
  const more = offers.slice(0, stepsLimit - before.length);
  if (more.length === 0) return { plan, refused: [], remarks };
  const judged = await judgePlan(ctx, tx, frame, [...before, ...more], before);
  const [refused, kept] = parted(judged.steps, before.length);
  if (refused.length === 0) return { plan: judged, refused, remarks };
  return { plan: await judgePlan(ctx, tx, frame, kept, kept), refused, remarks };
}

/** By the names under which inputs name the steps that bring them. */
function thingsOf(steps: readonly JudgedStep[]): PlannedThing[] {
  const names = stepNames(steps);
  return steps.flatMap(({ brings, findings }, i) =>
    brings === null || refuses(findings) ? [] : [{ ...brings, step: names[i] as string }],
  );
}

/** Offers that are refused, and all others in the order in which they were asked. */
function parted(steps: readonly JudgedStep[], from: number): [JudgedStep[], JudgedStep[]] {
  const isRefused = ({ position, findings }: JudgedStep) => position >= from && refuses(findings);
  const kept = steps
    .filter((step) => !isRefused(step))
    .sort((a, b) => a.position - b.position)
    .map((step, position) => ({ ...step, position }));
  return [steps.filter(isRefused), kept];
}

async function offersFor(
  ctx: Context & { readonly tx: Tx },
  { activity, clientId, title }: PlanFrame,
  able: readonly OfferedTool[],
  things: readonly PlannedThing[],
): Promise<{ readonly offers: AskedStep[]; readonly remarks: Finding[] }> {
  const assignment = { activityId: activity.id, clientId, title };
  const place = { stepId: null, assignment, done: {}, currency: activity.currency };
  const offers: AskedStep[] = [];
  const remarks: Finding[] = [];
  const apart = trials(ctx.tx);
  for (const offered of able) {
    const { name, proposeFor } = offered.tool;
    try {
      const answer: unknown = await apart.run((tx) =>
        within(
          planLimitMs,
          name,
          proposeFor?.(toolContext({ ...ctx, tx }, offered, place), things) ?? Promise.resolve([]),
        ),
      );
      if (!Array.isArray(answer) || !answer.every(isInput)) {
        throw new Error(`${name} offered something else than inputs.`);
      }
      offers.push(...answer.map((input) => ({ tool: name, input, proposed: true as const })));
    } catch (err) {
      if (isCollision(err)) throw err;
      const { requestId, platform } = ctx;
      platform.log.warn({ err, tool: name, requestId }, 'a tool could not offer for things');
      remarks.push(remark('assignment.proposal-failed', { tool: name }));
    }
  }
  return { offers, remarks };
}
