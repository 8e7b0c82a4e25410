import type { Activity } from '../activity/activity.entity.js';
import { activities, mayManage } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { ReadOnce, Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { within } from '../platform/within.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import type { BroughtThing } from '../sdk/brought-thing.js';
import type { CashFlowLine, ToolPlan } from '../sdk/define.js';
import { ownCost, sharedByRule } from './cash-flow.js';
import { orderOf, type StepOrder } from './order.js';
import { findingsOfError, ofInput, storable } from './step-findings.js';
import { namedIn, restsOf, stepNames } from './step-name.js';
import { isToolPlan } from './tool-answers.js';
import { planLimitMs, toolContext } from './tool-context.js';
import { inputFindings } from './tool-input.js';
import { isCollision } from './transient.js';
import { inPart, onTrial, type Trials, trials } from './trial.js';

export interface AskedStep {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Its tool has offered it: what serves as well may stand in for it. */
  readonly proposed?: boolean;
}

export interface PlanFrame {
  readonly activity: Activity;
  readonly clientId: string | null;
  readonly title: string;
}

/** A step as it was judged: where it comes in turn, what it costs, what stands against it. */
export interface JudgedStep extends AskedStep {
  /** Where it stands in the list as it was asked. */
  readonly position: number;
  readonly place: number;
  readonly needs: readonly number[];
  readonly plugin: string | null;
  /** It begins once all others are done or wait for somebody. */
  readonly closes: boolean;
  /** Null when the tool could not say. */
  readonly cost: bigint | null;
  readonly plan: unknown;
  readonly cashFlow: readonly CashFlowLine[];
  /** What it will bring into being; null: nothing that others could offer something for. */
  readonly brings: BroughtThing | null;
  /** Paths begin at the step: ["input", …]. */
  readonly findings: readonly Finding[];
}

export interface JudgedPlan {
  /** In their turn. */
  readonly steps: readonly JudgedStep[];
  /** Everything at once; paths begin at the input: ["steps", "2", "input", …]. */
  readonly findings: readonly Finding[];
}

/** Steps of one assignment. */
export const stepsLimit = 50;

/**
 * 1 finds each tool among those offered; 2 puts them in order; 3 checks permission and input; 4
 * lets each tool that is still possible plan itself, after those that it names, in a part of the
 * transaction that is rolled back in the end. Collects all that stands in the way of any step;
 * nothing of it stays. The first steps may have been judged before: they only get their turn anew.
 */
export async function judgePlan(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  asked: readonly AskedStep[],
  before: readonly JudgedStep[] = [],
): Promise<JudgedPlan> {
  if (asked.length > stepsLimit) {
    const values = { limit: stepsLimit };
    return {
      steps: [],
      findings: [{ code: 'assignment.too-many-steps', path: ['steps'], values }],
    };
  }
  const offers = await offeredBy(ctx);
  const { turns, cycle, turnOf, unknown } = turnsOf(asked, offers);
  // What plugins read by its id while they plan is read once: their plans write nothing.
  const read: ReadOnce = new Map([
    [activities, new Map([[frame.activity.id, Promise.resolve(frame.activity)]])],
  ]);
  const names = stepNames(asked);
  const judge = async (trial: Tx) => {
    const done: Record<string, string | null> = {};
    const made: Record<string, string | null> = {};
    const steps: JudgedStep[] = [];
    const room = { trial, apart: trials({ ...trial, read }) };
    for (const position of judgingTurns(turns, asked, offers)) {
      if (position < before.length) continue;
      const { tool, input, proposed = false } = asked[position] as AskedStep;
      const step = { tool, input, offered: offers.get(tool) };
      const known = { ...done, ...namedIn(made, step.offered?.tool, input) };
      const { reference, ...judgement } = await judgeStep(ctx, room, frame, step, known);
      const findings = [...judgement.findings, ...unknown(position)];
      const own = { tool, input, proposed, ...judgement, findings };
      steps.push({ ...own, position, ...turnOf(position) });
      done[tool] = reference;
      made[names[position] as string] = reference;
    }
    return steps;
  };
  const fresh = before.length > 0 && before.length === asked.length ? [] : await onTrial(tx, judge);
  // Who bears what is read when the trial holds nothing any more.
  const shared = await sharedByRule(tx, tx.cooperativeId, frame.activity, fresh);
  const judged = [
    ...before.map((step) => ({ ...step, ...turnOf(step.position) })),
    ...shared.map((step) => ({ ...step, cost: ownCost(step) })),
  ].sort((a, b) => a.place - b.place);
  const findings = [
    ...planFindings(frame, asked, cycle),
    ...judged.flatMap(({ position, findings: own }) =>
      own.map((one) => ({ ...one, path: ['steps', String(position), ...(one.path ?? [])] })),
    ),
  ];
  return { steps: judged, findings };
}

interface Turns extends Pick<StepOrder, 'turns' | 'cycle'> {
  turnOf(position: number): Pick<JudgedStep, 'place' | 'needs' | 'closes'>;
  /** What is to be said of names in its input that no step has. */
  unknown(position: number): readonly Finding[];
}

function turnsOf(asked: readonly AskedStep[], offers: ReadonlyMap<string, OfferedTool>): Turns {
  const rests = restsOf(asked, (tool) => offers.get(tool)?.tool);
  const { turns, needs, closes, cycle } = orderOf(
    asked.map(({ tool }, i) => {
      const { after = [], leads, closes } = offers.get(tool)?.tool ?? {};
      return { tool, after, leads, closes, rests: rests[i]?.on };
    }),
  );
  const placeOf = new Map(turns.map((position, place) => [position, place]));
  return {
    ...{ turns, cycle },
    turnOf: (position) => ({
      place: placeOf.get(position) as number,
      needs: (needs[position] ?? []).map((need) => placeOf.get(need) as number),
      closes: closes[position] === true,
    }),
    unknown: (position) => rests[position]?.findings ?? [],
  };
}

/**
 * Steps that name no core tool, by whatever way, are judged first: what core tools make on trial
 * holds counters and the fund for the whole co-operative until the trial is rolled back.
 */
function judgingTurns(
  turns: readonly number[],
  asked: readonly AskedStep[],
  offers: ReadonlyMap<string, OfferedTool>,
): number[] {
  const wanted = new Set(asked.map(({ tool }) => tool));
  const restsOnCore = (name: string, seen: readonly string[]): boolean => {
    const offered = offers.get(name);
    if (offered === undefined || seen.includes(name) || !wanted.has(name)) return false;
    const behind = [...seen, name];
    return offered.plugin === null || !!offered.tool.after?.some((one) => restsOnCore(one, behind));
  };
  const rests = turns.filter((position) => restsOnCore((asked[position] as AskedStep).tool, []));
  const late = new Set(rests);
  return [...turns.filter((position) => !late.has(position)), ...rests];
}

function planFindings(
  { activity }: PlanFrame,
  asked: readonly AskedStep[],
  cycle: readonly string[],
): Finding[] {
  const found: Finding[] = [];
  if (asked.length === 0) found.push({ code: 'assignment.without-steps', path: ['steps'] });
  if (activity.status !== 'OPEN') {
    found.push({ code: 'assignment.activity-closed', path: ['activityId'] });
  }
  if (cycle.length > 0) {
    const values = { tools: cycle.join(', ') };
    found.push({ code: 'assignment.cycle', path: ['steps'], values });
  }
  return found;
}

interface OfferedStep extends AskedStep {
  readonly offered: OfferedTool | undefined;
}

type Judged = 'plugin' | 'cost' | 'plan' | 'cashFlow' | 'brings' | 'findings';

type Judgement = Pick<JudgedStep, Judged> & {
  /** What a core tool made on trial. */
  readonly reference: string | null;
};

type Done = Readonly<Record<string, string | null>>;

interface PlanningRoom {
  /** Where core tools plan: what they made stays until all have planned. */
  readonly trial: Tx;
  /** Where plugins' tools plan, which write nothing. */
  readonly apart: Trials;
}

async function judgeStep(
  ctx: Context,
  { trial, apart }: PlanningRoom,
  frame: PlanFrame,
  { offered, ...step }: OfferedStep,
  done: Done,
): Promise<Judgement> {
  const plugin = offered?.plugin ?? null;
  const impossible = { plugin, ...nothingPlanned };
  if (offered === undefined) return { ...impossible, findings: [absent(ctx, step.tool)] };
  const findings = inputFindings(offered.tool, step.input);
  const { permission } = offered.tool;
  if (!mayManage(ctx.viewer, ctx.viewer.grants.get(permission), frame.activity)) {
    const values = { tool: step.tool, permission };
    findings.push({ code: 'assignment.not-permitted', path: ['tool'], values });
  }
  if (refuses(findings)) return { ...impossible, findings };
  try {
    const planned = (tx: Tx) => planOf({ ...ctx, tx }, frame, { ...step, offered }, done);
    if (offered.plugin === null) apart.pass();
    // Of the core's own work the database bounds the waiting: for others' locks, which is no fault.
    const plan = await (offered.plugin === null
      ? inPart(trial, planned)
      : apart.run((tx) => within(planLimitMs, step.tool, planned(tx))));
    return answered(ctx, frame, { ...step, offered }, plan);
  } catch (error) {
    // Not this tool's fault: the caller begins the whole transaction again.
    if (isCollision(error)) throw error;
    const { requestId, platform } = ctx;
    platform.log.warn({ err: error, tool: step.tool, requestId }, 'a tool could not plan');
    return {
      ...impossible,
      findings: findingsOfError(error, { tool: step.tool, plugin: offered.plugin, requestId }),
    };
  }
}

function planOf(
  ctx: Context & { readonly tx: Tx },
  { activity, clientId, title }: PlanFrame,
  { input, offered }: AskedStep & { readonly offered: OfferedTool },
  done: Done,
): Promise<ToolPlan> {
  const assignment = { activityId: activity.id, clientId, title };
  const place = { stepId: null, assignment, done, currency: activity.currency };
  return offered.tool.plan(toolContext(ctx, offered, place), input);
}

/** A tool's answer is looked at before it is believed. */
function answered(
  ctx: Context,
  { activity }: PlanFrame,
  { tool, offered: { plugin } }: AskedStep & { readonly offered: OfferedTool },
  plan: ToolPlan & { readonly reference?: string | null },
): Judgement {
  if (!isToolPlan(plan) || plan.currency !== activity.currency) {
    const findings = [{ code: 'assignment.tool-unavailable', path: ['tool'], values: { tool } }];
    return { plugin, ...nothingPlanned, findings };
  }
  const findings =
    plugin === null
      ? plan.findings
      : plan.findings.map((finding) => storable({ ...ofInput(finding), plugin }));
  const reference = (plugin === null && plan.reference) || null;
  const cashFlow = plan.cashFlow ?? paidNow(plan.costMinor, ctx.platform.clock.today());
  const planned = { cost: plan.costMinor, plan: plan.plan ?? null, cashFlow };
  const brings = plan.brings ?? null;
  return { plugin, ...planned, brings, findings, reference };
}

const nothingPlanned = {
  ...{ cost: null, plan: null, cashFlow: [], brings: null, reference: null },
} as const;

/** A tool that says nothing else takes its cost from the activity when it starts. */
const paidNow = (costMinor: bigint, day: string): CashFlowLine[] =>
  costMinor === 0n ? [] : [{ day, amountMinor: -costMinor, payer: 'ACTIVITY' }];

/** The tools that are offered here, by name. */
export async function offeredBy(ctx: Context): Promise<ReadonlyMap<string, OfferedTool>> {
  const offered = await ctx.platform.host.tools(ctx.viewer.cooperativeId);
  return new Map(offered.map((one) => [one.tool.name, one]));
}

/** A tool that is not offered: of a plugin that is switched off, or of nobody. */
export function absent(ctx: Context, tool: string): Finding {
  const owner = ctx.platform.host.plugins.find(({ definition }) =>
    definition.tools.some(({ name }) => name === tool),
  );
  if (owner === undefined) {
    const values = { tool: tool.slice(0, 100) };
    return { code: 'assignment.unknown-tool', path: ['tool'], values };
  }
  const values = { tool, plugin: owner.definition.name };
  return { code: 'assignment.plugin-off', path: ['tool'], values };
}
