import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import { stepEvents } from '../platform/host/step-events.js';
import type { StepContext, ToolContext } from '../sdk/define.js';
import type { CoreToolContext } from './core-tool.js';
import { withoutSentences } from './step-findings.js';

/** What a tool is told about where it runs. */
export interface ToolPlace extends Pick<ToolContext, 'stepId' | 'assignment' | 'done'> {
  /** The activity's. */
  readonly currency: string;
}

/**
 * What a tool works with: the core's its request, a plugin's the port and its own tables. One of a
 * plugin that runs elsewhere takes the request along: what the plugin asks of the core meanwhile is
 * answered in this same transaction.
 */
export function toolContext(
  ctx: Context & { readonly tx: Tx },
  offered: OfferedTool,
  place: ToolPlace,
): ToolContext {
  if (offered.plugin !== null && offered.remote === undefined) {
    const { stepId, assignment, done } = place;
    const own = ctx.platform.host.context(ctx, offered.plugin);
    const planned = { ...own, stepId, assignment, done };
    if (stepId === null) return Object.freeze(planned);
    const step: StepContext = { ...planned, stepId, emit: stepEvents(ctx, offered.plugin) };
    return Object.freeze(step);
  }
  const core: CoreToolContext = { ...place, request: { ...withoutSentences(ctx), tx: ctx.tx } };
  return Object.freeze(core) as unknown as ToolContext;
}

/** The longest that a member waits for the plan of one tool of a plugin. */
export const planLimitMs = 3_000;

/**
 * The longest that a start or a cancellation may take. Above the idle limit in a transaction of
 * `pool.ts`: the server has then ended the connection of a tool that hangs.
 */
export const startLimitMs = 15_000;
