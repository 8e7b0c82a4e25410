/** Which tools may offer themselves, with what, and why the others do not. */
import { mayManage } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { within } from '../platform/within.js';
import type { Finding } from '../platform/write/violation.js';
import type { AssignmentFacts } from '../sdk/define.js';
import { offersOf } from './bridged-offer.js';
import type { AskedStep, PlanFrame } from './judge-plan.js';
import { storable } from './step-findings.js';
import { planLimitMs } from './tool-context.js';
import { isInput } from './tool-input.js';
import { isCollision } from './transient.js';
import { trials } from './trial.js';

/** A tool that could have a part in the plan and has none. */
export interface DeclinedOffer {
  readonly offered: OfferedTool;
  readonly reasons: readonly Finding[];
}

export interface Candidates {
  readonly able: readonly OfferedTool[];
  /** Those that are not even asked. */
  readonly unable: readonly DeclinedOffer[];
}

/** What is offered, what is not and why, and what went wrong: warnings. */
export interface ToolsAsked {
  readonly steps: readonly AskedStep[];
  readonly declined: readonly DeclinedOffer[];
  readonly remarks: readonly Finding[];
}

export interface Wanted {
  readonly asked: readonly AskedStep[];
  readonly facts: AssignmentFacts;
}

/** Tools that may have a part in it, by name, so that the order of plugins decides nothing. */
export function candidates(
  { viewer }: Context,
  { activity }: PlanFrame,
  offers: readonly OfferedTool[],
  { asked, facts }: Wanted,
): Candidates {
  const taken = new Set(asked.map(({ tool }) => tool));
  const wanted = offers
    .filter(({ tool }) => !taken.has(tool.name))
    .filter(({ tool }) => facts.allInclusive || concerns(tool, facts))
    .sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
  const whyNot = ({ tool }: OfferedTool): Finding | null => {
    const { name, permission } = tool;
    if (!mayManage(viewer, viewer.grants.get(permission), activity)) {
      return remark('assignment.not-permitted', { tool: name, permission });
    }
    const offers = tool.propose !== undefined || tool.proposeFor !== undefined;
    return offers ? null : remark('assignment.only-by-name', { tool: name });
  };
  const judged = wanted.map((offered) => ({ offered, why: whyNot(offered) }));
  return {
    able: judged.filter(({ why }) => why === null).map(({ offered }) => offered),
    unable: judged.flatMap(({ offered, why }) => (why ? [{ offered, reasons: [why] }] : [])),
  };
}

const concerns = (
  { meets, forUnmet }: OfferedTool['tool'],
  { needs, unmet }: AssignmentFacts,
): boolean =>
  needs.some((need) => meets?.includes(need)) || (forUnmet === true && unmet !== undefined);

export interface Asking {
  readonly able: readonly OfferedTool[];
  readonly facts: AssignmentFacts;
}

/** Asks each of them, in a part of the transaction that is rolled back. */
export async function askTools(
  ctx: Context,
  trial: Tx,
  { activity, clientId, title }: PlanFrame,
  { able, facts }: Asking,
): Promise<ToolsAsked> {
  const steps: AskedStep[] = [];
  const declined: DeclinedOffer[] = [];
  const remarks: Finding[] = [];
  const assignment = { activityId: activity.id, clientId, title };
  const place = { stepId: null, assignment, done: {}, currency: activity.currency };
  const apart = trials(trial);
  for (const offered of able) {
    const { name } = offered.tool;
    try {
      const { inputs, why } = await apart.run((tx) =>
        within(planLimitMs, name, offersOf({ ...ctx, tx }, offered, place, facts)),
      );
      if (!inputs.every(isInput)) throw new Error(`${name} offered something else than an input.`);
      steps.push(...inputs.map((input) => ({ tool: name, input, proposed: true as const })));
      if (inputs.length > 0) continue;
      const nothing = remark('assignment.nothing-to-offer', { tool: name });
      declined.push({ offered, reasons: [why === null ? nothing : reasonOf(offered, why)] });
    } catch (error) {
      if (isCollision(error)) throw error;
      const { requestId, platform } = ctx;
      platform.log.warn({ err: error, tool: name, requestId }, 'a tool could not propose itself');
      const failed = remark('assignment.proposal-failed', { tool: name });
      remarks.push(failed);
      declined.push({ offered, reasons: [failed] });
    }
  }
  return { steps, declined, remarks };
}

/** Said with the plugin's name when it is of its own messages. */
const reasonOf = ({ plugin }: OfferedTool, why: Finding): Finding => ({
  ...storable(why),
  severity: 'WARNING',
  ...(plugin !== null && why.code.startsWith(`${plugin}.`) && { plugin }),
});

export const remark = (
  code: string,
  values: Finding['values'],
  path?: readonly string[],
): Finding => ({
  ...{ code, values, severity: 'WARNING', ...(path && { path }) },
});
