/** What offers itself gives way to what was asked for. */
import type { OfferedTool } from '../platform/host/host.js';
import { refuses } from '../platform/write/violation.js';
import { remark } from './ask-tools.js';
import type { AskedStep, JudgedPlan, JudgedStep } from './judge-plan.js';

interface Way {
  readonly asked: readonly AskedStep[];
  /** Codes of what refuses them when nothing else is in the plan. */
  readonly alone: readonly string[];
  readonly proposed: readonly AskedStep[];
  readonly offers: ReadonlyMap<string, OfferedTool>;
}

/**
 * What offers itself, leads, and takes what a step that was asked for rests on gives way: the fund
 * advances nothing of what was to be lent. Null where nothing does, or it would not help.
 */
export async function givingWay(
  way: Way,
  plan: JudgedPlan,
  judge: (steps: readonly AskedStep[]) => Promise<JudgedPlan>,
) {
  const { asked, proposed, offers } = way;
  const hindered = hinderedIn(plan, way);
  if (hindered === null) return null;
  const after = offers.get(hindered.tool)?.tool.after ?? [];
  const leads = ({ tool }: AskedStep) => offers.get(tool)?.tool.leads === true;
  const leaders = proposed.filter((one) => leads(one) && !after.includes(one.tool));
  if (leaders.length === 0) return null;
  const kept = proposed.filter((one) => !leaders.includes(one));
  const without = hinderedIn(await judge([...asked, ...kept]), way);
  if (without?.position === hindered.position) return null;
  const because = leaders.flatMap(({ tool }) => {
    const offered = offers.get(tool);
    const values = { tool, asked: hindered.tool };
    const why = remark('assignment.proposal-hinders', values, ['proposed', tool]);
    return offered === undefined ? [] : [{ offered, reasons: [why] }];
  });
  return { kept, declined: because, remarks: because.flatMap(({ reasons }) => reasons) };
}

/** The first step that was asked for and is refused only among what offers itself. */
const hinderedIn = ({ steps }: JudgedPlan, { asked, alone }: Way): JudgedStep | null =>
  steps.find(
    ({ position, findings }) =>
      position < asked.length && refuses(findings.filter(({ code }) => !alone.includes(code))),
  ) ?? null;
