import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import type { AssignmentFacts, OwnOffer } from '../sdk/define.js';
import { type ToolPlace, toolContext } from './tool-context.js';

/**
 * The inputs with which a tool offers itself: its own, or what the bridges that know it make of them,
 * in the order of their names, each of what the one before it made.
 */
export async function offersOf(
  ctx: Context & { readonly tx: Tx },
  offered: OfferedTool,
  place: ToolPlace,
  facts: AssignmentFacts,
): Promise<readonly unknown[]> {
  const { tool } = offered;
  const own = toolContext(ctx, offered, place);
  const alone: OwnOffer = async (known) => listed(await tool.propose?.(own, known));
  const proposals = await ctx.platform.host.proposals(ctx.viewer.cooperativeId);
  const offer = proposals
    .filter(({ proposal }) => proposal.tool === tool.name)
    .reduce<OwnOffer>((inner, { plugin, proposal }) => {
      const bridge = toolContext(ctx, { plugin, tool }, place);
      return async (known) => listed(await proposal.propose(bridge, known, inner));
    }, alone);
  return offer(facts);
}

/** One answer or several; null, none. What they are is judged where they are planned. */
function listed(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (answer === null || answer === undefined) return [];
  return (Array.isArray(answer) ? answer : [answer]) as Readonly<Record<string, unknown>>[];
}
