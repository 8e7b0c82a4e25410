import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { type Finding, refuses } from '../platform/write/violation.js';
import type { AssignmentFacts } from '../sdk/define.js';
import { askTools, candidates, type DeclinedOffer, remark, type Wanted } from './ask-tools.js';
import { givingWay } from './giving-way.js';
import {
  type AskedStep,
  type JudgedPlan,
  type JudgedStep,
  judgePlan,
  offeredBy,
  type PlanFrame,
  stepsLimit,
} from './judge-plan.js';
import { withOffers } from './things.js';
import { onTrial } from './trial.js';

export interface ProposedPlan extends JudgedPlan {
  /** Of proposals that came to nothing and of needs that nobody meets: warnings. */
  readonly remarks: readonly Finding[];
  /** Tools that could have had a part in it and have none, by name. */
  readonly declined: readonly DeclinedOffer[];
}

/**
 * A plan in which tools may offer themselves beside the steps that were asked for: 1 each tool that
 * could is asked what it offers, and told what stands against what was asked for; 2 all is judged
 * as one plan; 3 an offer that something stands against is left out, with the reasons as warnings,
 * and the rest is judged again, and so is an offer that takes what an asked step rests on; 4 tools
 * offer something for what the plan will bring into being. What the member asked for is never left
 * out; of every tool that has no part in it the reasons are told.
 */
export async function judgeProposing(
  ctx: Context,
  tx: Tx,
  frame: PlanFrame,
  { asked, facts }: Wanted,
): Promise<ProposedPlan> {
  const offers = await offeredBy(ctx);
  const remarks: Finding[] = [];
  const declined: DeclinedOffer[] = [];
  let proposed: readonly AskedStep[] = [];
  let mayOffer: readonly OfferedTool[] = [];
  let alone: readonly string[] = [];
  if (facts.allInclusive || facts.needs.length > 0) {
    const unmet = metByNone([...offers.values()], facts.needs);
    const told = unmet.length === 0 ? facts : { ...facts, unmet };
    const wanted = { asked, facts: told };
    const { able, unable } = candidates(ctx, frame, [...offers.values()], wanted);
    const room = Math.max(0, stepsLimit - asked.length);
    if (able.length > 0) alone = await obstaclesTo(ctx, tx, frame, asked);
    const hindered = alone.length === 0 ? told : { ...told, obstacles: alone };
    const answers = await onTrial(tx, (trial) =>
      askTools(ctx, { ...trial, read: new Map() }, frame, { able, facts: hindered }),
    );
    proposed = answers.steps.slice(0, room);
    mayOffer = able;
    remarks.push(...answers.remarks, ...unsaid(able, facts));
    declined.push(...unable, ...answers.declined);
  }
  for (;;) {
    const plan = await judgePlan(ctx, tx, frame, [...asked, ...proposed]);
    const way = { asked, alone, proposed, offers };
    const given = await givingWay(way, plan, (steps) => judgePlan(ctx, tx, frame, steps));
    if (given !== null) {
      proposed = given.kept;
      remarks.push(...given.remarks);
      declined.push(...given.declined);
      continue;
    }
    const refused = plan.steps.filter(
      ({ position, findings }) => position >= asked.length && refuses(findings),
    );
    if (refused.length === 0) {
      const whole = await withOffers(ctx, tx, frame, plan, mayOffer);
      remarks.push(...whole.remarks, ...leftOut(whole.refused));
      declined.push(...withoutPart(whole.refused, whole.plan.steps, offers));
      const used = new Set(whole.plan.steps.map(({ tool }) => tool));
      return {
        ...whole.plan,
        remarks: [...remarks, ...unmet(facts, [...offers.values()], used)],
        declined: byName(declined.filter(({ offered: { tool } }) => !used.has(tool.name))),
      };
    }
    remarks.push(...leftOut(refused));
    const gone = new Set(refused.map(({ position }) => position - asked.length));
    proposed = proposed.filter((_, i) => !gone.has(i));
    declined.push(...withoutPart(refused, proposed, offers));
  }
}

function metByNone(offers: readonly OfferedTool[], needs: readonly string[]): string[] {
  const met = new Set(offers.flatMap(({ tool }) => tool.meets ?? []));
  return needs.filter((need) => !met.has(need));
}

/** Tools of which everything that they offered was left out. */
function withoutPart(
  refused: readonly JudgedStep[],
  kept: readonly Pick<AskedStep, 'tool'>[],
  offers: ReadonlyMap<string, OfferedTool>,
): DeclinedOffer[] {
  const used = new Set(kept.map(({ tool }) => tool));
  return [...Map.groupBy(refused, ({ tool }) => tool)].flatMap(([tool, steps]) => {
    const offered = offers.get(tool);
    if (offered === undefined || used.has(tool)) return [];
    const reasons = steps.flatMap(({ findings }) => findings.map(warned));
    return [{ offered, reasons }];
  });
}

const warned = (finding: Finding): Finding => ({ ...finding, severity: 'WARNING' });

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

/** Each tool once, with what was found last: of what it offered in the end, if it did. */
const byName = (declined: readonly DeclinedOffer[]): DeclinedOffer[] =>
  [...new Map(declined.map((one) => [one.offered.tool.name, one])).values()].sort((a, b) =>
    a.offered.tool.name < b.offered.tool.name ? -1 : 1,
  );

const leftOut = (refused: readonly JudgedStep[]): Finding[] =>
  refused.flatMap(({ tool, findings }) => [
    remark('assignment.proposal-left-out', { tool }, ['proposed', tool]),
    ...findings.map((one) => ({
      ...warned(one),
      path: ['proposed', tool, ...(one.path ?? [])],
    })),
  ]);

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
