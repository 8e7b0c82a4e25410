import { mayManage } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { within } from '../platform/within.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import type { AssignmentFacts } from '../sdk/define.js';
import { offersOf } from './bridged-offer.js';
import {
  type AskedStep,
  type JudgedPlan,
  judgePlan,
  offeredBy,
  type PlanFrame,
  stepsLimit,
} from './judge-plan.js';
import { planLimitMs } from './tool-context.js';
import { inputLimit } from './tool-input.js';
import { isCollision } from './transient.js';
import { onTrial } from './trial.js';

export interface ProposedPlan extends JudgedPlan {
  /** Of proposals that came to nothing and of needs that nobody meets: warnings. */
  readonly remarks: readonly Finding[];
}

/**
 * A plan in which tools may offer themselves beside the steps that were asked for: 1 each tool that
 * could is asked what it offers, and told what stands against what was asked for; 2 all is judged as
 * one plan; 3 an offer that something stands against is left out, with the reasons as warnings, and
 * the rest is judged again. What the member asked for is never left out.
 */
export async function judgeProposing(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  { asked, facts }: { readonly asked: readonly AskedStep[]; readonly facts: AssignmentFacts },
): Promise<ProposedPlan> {
  const offers = await offeredBy(ctx);
  const remarks: Finding[] = [];
  let proposed: readonly AskedStep[] = [];
  if (facts.allInclusive || facts.needs.length > 0) {
    const unmet = metByNone([...offers.values()], facts.needs);
    const told = unmet.length === 0 ? facts : { ...facts, unmet };
    const able = candidates(ctx, frame, [...offers.values()], { asked, facts: told });
    const room = Math.max(0, stepsLimit - asked.length);
    const obstacles = able.length === 0 ? [] : await obstaclesTo(ctx, tx, frame, asked);
    const hindered = obstacles.length === 0 ? told : { ...told, obstacles };
    const answers = await onTrial(tx, (trial) =>
      proposalsOf(ctx, trial, frame, { able, facts: hindered }),
    );
    proposed = answers.steps.slice(0, room);
    remarks.push(...answers.remarks, ...unsaid(able, facts));
  }
  for (;;) {
    const plan = await judgePlan(ctx, tx, frame, [...asked, ...proposed]);
    const refused = plan.steps.filter(
      ({ position, findings }) => position >= asked.length && refuses(findings),
    );
    if (refused.length === 0) {
      const used = new Set([...asked, ...proposed].map(({ tool }) => tool));
      return { ...plan, remarks: [...remarks, ...unmet(facts, [...offers.values()], used)] };
    }
    remarks.push(...refused.flatMap(({ tool, findings }) => leftOut(tool, findings)));
    const gone = new Set(refused.map(({ position }) => position - asked.length));
    proposed = proposed.filter((_, i) => !gone.has(i));
  }
}

/** Codes of what refuses the steps that were asked for, whoever can settle it. */
async function obstaclesTo(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  asked: readonly AskedStep[],
): Promise<string[]> {
  if (asked.length === 0) return [];
  const { findings } = await judgePlan(ctx, tx, frame, asked);
  const errors = findings.filter(({ severity }) => severity !== 'WARNING');
  return [...new Set(errors.map(({ code }) => code))];
}

interface Wanted {
  readonly asked: readonly AskedStep[];
  readonly facts: AssignmentFacts;
}

/** Tools that may offer themselves, by name, so that the order of plugins decides nothing. */
function candidates(
  { viewer }: Context,
  { activity }: PlanFrame,
  offers: readonly OfferedTool[],
  { asked, facts }: Wanted,
): OfferedTool[] {
  const taken = new Set(asked.map(({ tool }) => tool));
  return offers
    .filter(({ tool }) => tool.propose !== undefined && !taken.has(tool.name))
    .filter(({ tool }) => facts.allInclusive || concerns(tool, facts))
    .filter(({ tool }) => mayManage(viewer, viewer.grants.get(tool.permission), activity))
    .sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
}

const concerns = (
  { meets, forUnmet }: OfferedTool['tool'],
  { needs, unmet }: AssignmentFacts,
): boolean =>
  needs.some((need) => meets?.includes(need)) || (forUnmet === true && unmet !== undefined);

function metByNone(offers: readonly OfferedTool[], needs: readonly string[]): string[] {
  const met = new Set(offers.flatMap(({ tool }) => tool.meets ?? []));
  return needs.filter((need) => !met.has(need));
}

interface Asking {
  readonly able: readonly OfferedTool[];
  readonly facts: AssignmentFacts;
}

async function proposalsOf(
  ctx: Context,
  trial: Tx,
  { activity, clientId, title }: PlanFrame,
  { able, facts }: Asking,
): Promise<{ steps: AskedStep[]; remarks: Finding[] }> {
  const steps: AskedStep[] = [];
  const remarks: Finding[] = [];
  const assignment = { activityId: activity.id, clientId, title };
  const place = { stepId: null, assignment, done: {}, currency: activity.currency };
  for (const offered of able) {
    const { name } = offered.tool;
    try {
      const offers = await onTrial(trial, (tx) =>
        within(planLimitMs, name, offersOf({ ...ctx, tx }, offered, place, facts)),
      );
      if (!offers.every(isInput)) throw new Error(`${name} offered something else than an input.`);
      steps.push(...offers.map((input) => ({ tool: name, input: input as AskedStep['input'] })));
    } catch (error) {
      if (isCollision(error)) throw error;
      const { requestId, platform } = ctx;
      platform.log.warn({ err: error, tool: name, requestId }, 'a tool could not propose itself');
      remarks.push(remark('assignment.proposal-failed', { tool: name }));
    }
  }
  return { steps, remarks };
}

function isInput(answer: unknown): answer is Readonly<Record<string, unknown>> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  // Whatever JSON cannot hold throws here.
  return JSON.stringify(answer).length <= inputLimit;
}

const remark = (code: string, values: Finding['values'], path?: readonly string[]): Finding => ({
  ...{ code, values, severity: 'WARNING', ...(path && { path }) },
});

const leftOut = (tool: string, findings: readonly Finding[]): Finding[] => [
  remark('assignment.proposal-left-out', { tool }, ['proposed', tool]),
  ...findings.map((one) => ({
    ...one,
    severity: 'WARNING' as const,
    path: ['proposed', tool, ...(one.path ?? [])],
  })),
];

/** People who are to work, on terms that nobody has said: no contract can be offered to them. */
function unsaid(able: readonly OfferedTool[], { people, work }: AssignmentFacts): Finding[] {
  const hires = able.some(({ tool }) => tool.name === 'contract');
  if (!hires || people.length === 0 || work != null) return [];
  return [remark('assignment.work-unsaid', { people: people.length }, ['work'])];
}

/** Needs that no step of the plan meets. */
function unmet(
  { needs }: AssignmentFacts,
  offers: readonly OfferedTool[],
  used: ReadonlySet<string>,
): Finding[] {
  const met = new Set(
    offers.filter(({ tool }) => used.has(tool.name)).flatMap(({ tool }) => tool.meets ?? []),
  );
  return needs.flatMap((need, i) =>
    met.has(need) ? [] : [remark('assignment.need-unmet', { need }, ['needs', String(i)])],
  );
}
