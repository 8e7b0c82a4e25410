import type { BroughtThing } from '../../sdk/brought-thing.js';
import type { CashFlowLine } from '../../sdk/define.js';
import type { CoreToolContext, CoreToolPlan } from '../core-tool.js';
import { findingsOfError } from '../step-findings.js';

/** What a tool made, and what it costs the activity. */
export interface Made {
  readonly reference: string | null;
  readonly costMinor: bigint;
  readonly cashFlow?: readonly CashFlowLine[];
  readonly brings?: BroughtThing;
}

/** Plans by doing, on trial: what is refused stands in the plan beside the price that is known. */
export async function plannedBy(
  ctx: CoreToolContext,
  tool: string,
  knownCostMinor: bigint,
  make: () => Promise<Made>,
): Promise<CoreToolPlan<null>> {
  const { currency, request } = ctx;
  try {
    return { ...(await make()), currency, findings: [], plan: null };
  } catch (error) {
    const findings = findingsOfError(error, { tool, plugin: null, requestId: request.requestId });
    // What the database refused is lost for the whole part: the engine rolls it back.
    if (findings.some(({ code }) => code === 'assignment.step-broke')) throw error;
    return { reference: null, costMinor: knownCostMinor, currency, findings, plan: null };
  }
}
