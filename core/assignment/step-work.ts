/** What a step does in its transaction: the tool's start, or its cancellation. */
import { activities } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { OfferedTool } from '../platform/host/host.js';
import { systemContext } from '../platform/host/system-viewer.js';
import { Loaders } from '../platform/read/loaders.js';
import { byId } from '../platform/read/read.js';
import { viewerOfMember } from '../platform/viewer-of-member.js';
import { within } from '../platform/within.js';
import type { Finding } from '../platform/write/violation.js';
import type { ToolOutcome } from '../sdk/define.js';
import type { LockedStep } from './assignment-state.js';
import { StepStatus } from './assignment-step.entity.js';
import { absent } from './judge-plan.js';
import { knownTool, placeOf } from './known-tool.js';
import { standIns, stoodIn } from './stand-in.js';
import { findingsOfError, refusalIn } from './step-findings.js';
import {
  failStep,
  leaveStanding,
  markStep,
  postpone,
  replaceStep,
  type TurnWork,
} from './step-marks.js';
import { isToolOutcome } from './tool-answers.js';
import { startLimitMs, toolContext } from './tool-context.js';
import { attemptsLimit, isTransient } from './transient.js';
import { inPart } from './trial.js';

/**
 * Starts the step's tool as the member who started the assignment, with the rights held then and
 * now. Its effects and the mark commit together; when it fails nothing of it stays but the reasons.
 */
export async function runStep(work: TurnWork, step: LockedStep): Promise<void> {
  const ready = await readyToRun(work, step);
  if ('against' in ready) return failStep(work, step, ready.against);
  const { ctx } = ready;
  try {
    await markOutcome(work, step, await started(work, ready, step));
  } catch (error) {
    if (await standsIn(work, ready, step, error)) return;
    await failedTry(work, step, ctx, error, (reasons) => failStep(work, step, reasons));
  }
}

/** What a step begins with: its own, or what stands in for it. */
type Beginning = Pick<LockedStep, 'tool' | 'input' | 'plan'>;

function started(
  { tx, assignment }: TurnWork,
  { ctx, offered }: ReadyStep,
  step: LockedStep,
  { tool, input, plan }: Beginning = step,
): Promise<ToolOutcome> {
  return inPart(tx, async (inner) => {
    const own = toolContext({ ...ctx, tx: inner }, offered, placeOf(assignment, step, offered));
    const answer: unknown = await within(startLimitMs, tool, offered.tool.start(own, input, plan));
    if (!isToolOutcome(answer)) throw new Error(`${tool} answered no outcome.`);
    return answer;
  });
}

function markOutcome(work: TurnWork, step: LockedStep, outcome: ToolOutcome): Promise<void> {
  const status = outcome.state === 'DONE' ? StepStatus.DONE : StepStatus.WAITING;
  return markStep(work, step, { status, reference: outcome.reference });
}

/**
 * What the tool had offered by itself was taken since: begins with the first that serves as well at
 * no higher price. Answers whether there was one.
 */
async function standsIn(
  work: TurnWork,
  ready: ReadyStep,
  step: LockedStep,
  error: unknown,
): Promise<boolean> {
  if (!step.proposed || refusalIn(error) === null) return false;
  const { tx, assignment } = work;
  const { activityId, clientId, title } = assignment;
  const activity = await byId(ready.ctx, activities, activityId);
  if (activity === null) return false;
  const frame = { activity, clientId, title };
  for await (const other of standIns(ready.ctx, tx, frame, step)) {
    if (step.costMinor === null || other.cost === null || other.cost > step.costMinor) continue;
    try {
      const outcome = await started(work, ready, step, other);
      await replaceStep(work, step, other);
      const findings = [...step.findings, stoodIn(step.tool)];
      await markOutcome(work, { ...step, findings }, outcome);
      return true;
    } catch (refused) {
      // Somebody was first once more.
      if (refusalIn(refused) === null) throw refused;
    }
  }
  return false;
}

/**
 * Undoes what the step did. The co-operative itself does it: whoever started the assignment may
 * have left meanwhile, and what they began must not be left half done for that.
 */
export async function undoStep(work: TurnWork, step: LockedStep): Promise<void> {
  const ctx = systemContext(work.platform, work.tx.cooperativeId);
  const offered = knownTool(work.platform, step.tool);
  if (offered === undefined) return leaveStanding(work, step, [absent(ctx, step.tool)]);
  try {
    await inPart(work.tx, async (inner) => {
      const place = placeOf(work.assignment, step, offered);
      const own = toolContext({ ...ctx, tx: inner }, offered, place);
      const cancelled = offered.tool.cancel(own, step.input, step.reference);
      await within(startLimitMs, step.tool, cancelled);
    });
    await markStep(work, step, { status: StepStatus.COMPENSATED });
  } catch (error) {
    await failedTry(work, step, ctx, error, (reasons) => leaveStanding(work, step, reasons));
  }
}

/** An error that passes by itself gets another try, up to the limit; any other is the end. */
async function failedTry(
  work: TurnWork,
  step: LockedStep,
  { requestId }: Context,
  error: unknown,
  end: (reasons: readonly Finding[]) => Promise<void>,
): Promise<void> {
  const { tool, plugin, attempts } = step;
  const again = isTransient(error) && attempts < attemptsLimit;
  const reasons = findingsOfError(error, { tool, plugin, requestId });
  const codes = reasons.map(({ code }) => code);
  const about = { err: error, tool, stepId: step.id, attempts, again, codes, requestId };
  const { log } = work.platform;
  if (codes.includes('assignment.step-broke')) log.error(about, 'a step failed');
  else log.info(about, 'a step was refused');
  return again ? postpone(work, step) : end(reasons);
}

interface ReadyStep {
  readonly ctx: Context;
  readonly offered: OfferedTool;
}

type Ready = ReadyStep | { readonly against: readonly Finding[] };

/** The tool is still offered, and the member still holds what it needs. */
async function readyToRun(work: TurnWork, step: LockedStep): Promise<Ready> {
  const { platform, tx, assignment } = work;
  const { startedBy, heldPermissions, managerId } = assignment;
  const member =
    startedBy && (await viewerOfMember(platform, tx, tx.cooperativeId, startedBy, heldPermissions));
  if (!member) return { against: [{ code: 'assignment.starter-gone' }] };
  const requestId = `step:${step.id}`;
  const ctx: Context = { platform, ...member, requestId, loaders: new Loaders() };
  const offers = await platform.host.tools(tx.cooperativeId);
  const offered = offers.find(({ tool }) => tool.name === step.tool);
  if (offered === undefined) return { against: [absent(ctx, step.tool)] };
  const { permission } = offered.tool;
  const reach = ctx.viewer.grants.get(permission);
  if (reach === undefined || (reach === 'own' && managerId !== startedBy)) {
    const values = { tool: step.tool, permission };
    return { against: [{ code: 'assignment.not-permitted', values }] };
  }
  return { ctx, offered };
}
