import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { OfferedTool } from '../platform/host/host.js';
import type { AssignmentFacts, OwnOffer, PluginFinding } from '../sdk/define.js';
import { isDeclined } from './tool-answers.js';
import { type ToolPlace, toolContext } from './tool-context.js';

export interface Offers {
  readonly inputs: readonly unknown[];
  /** Why the tool offers nothing by itself, when it says so; a bridge may offer all the same. */
  readonly why: PluginFinding | null;
}

/**
 * The inputs with which a tool offers itself: its own, or what the bridges that know it make of them,
 * in the order of their names, each of what the one before it made.
 */
export async function offersOf(
  ctx: Context & { readonly tx: Tx },
  offered: OfferedTool,
  place: ToolPlace,
  facts: AssignmentFacts,
): Promise<Offers> {
  const { tool } = offered;
  const own = toolContext(ctx, offered, place);
  let why: PluginFinding | null = null;
  const alone: OwnOffer = async (known) => {
    const answer: unknown = await tool.propose?.(own, known);
    if (!isDeclined(answer)) return listed(answer);
    why = answer.declined;
    return [];
  };
  const proposals = await ctx.platform.host.proposals(ctx.viewer.cooperativeId);
  const offer = proposals
    .filter(({ proposal }) => proposal.tool === tool.name)
    .reduce<OwnOffer>((inner, { proposal, ...bridging }) => {
      const bridge = toolContext(ctx, { ...bridging, tool }, place);
      return async (known) => listed(await proposal.propose(bridge, known, inner));
    }, alone);
  const inputs = await offer(facts);
  return { inputs, why };
}

/** One answer or several; null, none. What they are is judged where they are planned. */
function listed(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (answer === null || answer === undefined) return [];
  return (Array.isArray(answer) ? answer : [answer]) as Readonly<Record<string, unknown>>[];
}
