import type { Context } from '../platform/context.js';
import { tablesState } from '../platform/host/plugin-tables.js';
import { violationsOf } from '../platform/model/say.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import { requireReach } from '../platform/viewer.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import type { PluginDefinition } from '../sdk/define.js';
import { pluginIn } from './cooperative.service.js';
import type { CooperativePlugin } from './cooperative-plugin.js';
import { type InCooperative, lifeObstacles, stateAfter, writeDecision } from './plugin-life.js';

export interface PluginDecision {
  readonly plugin: string;
  /** Where the decision can be found: minutes, a date, a number. */
  readonly reference: string;
  readonly dryRun?: boolean | null;
}

export interface DecidedPlugin {
  readonly plugin: CooperativePlugin | null;
  readonly violations: Violation[];
}

/** Switches a plugin on: a dated decision of the co-operative. What waited for it goes on. */
export const enablePlugin = (ctx: Context, input: PluginDecision): Promise<DecidedPlugin> =>
  decide(ctx, input, 'enable');

/** Switches a plugin off: what it keeps stays, and its events wait. */
export const disablePlugin = (ctx: Context, input: PluginDecision): Promise<DecidedPlugin> =>
  decide(ctx, input, 'disable');

/** The steps that change no table; the others are the operator's commands. */
type Step = 'enable' | 'disable';

async function decide(ctx: Context, input: PluginDecision, step: Step): Promise<DecidedPlugin> {
  requireReach(ctx.viewer, 'plugin.enable');
  const reference = tidy(input.reference);
  const plugin = ctx.platform.host.plugins.find((one) => one.definition.name === input.plugin);
  const decided = await transact(ctx, async (tx) => {
    const found = [
      ...lineFindings('reference', reference, 300),
      ...(plugin === undefined
        ? [unknownPlugin(input.plugin)]
        : await obstacles(tx, plugin.definition, step)),
    ];
    if (found.length > 0 || input.dryRun || plugin === undefined) return { found, at: null };
    const at = ctx.platform.clock.now();
    const { name } = plugin.definition;
    const decidedBy = ctx.viewer.memberId;
    await writeDecision(tx, { step, plugin: name, reference, at, by: ctx, decidedBy });
    return { found, at };
  });
  const { found, at } = decided;
  if (at === null || plugin === undefined) {
    return { plugin: null, violations: violationsOf(ctx, found) };
  }
  ctx.platform.host.forget(ctx.viewer.cooperativeId);
  const { name } = plugin.definition;
  const decision = { plugin: name, state: stateAfter[step], decidedAt: at, reference };
  return { plugin: pluginIn(ctx, plugin.definition, decision), violations: [] };
}

async function obstacles(
  tx: InCooperative,
  definition: PluginDefinition,
  step: Step,
): Promise<Finding[]> {
  const found = await lifeObstacles(tx, definition, step);
  if (step !== 'enable' || found.length > 0) return found;
  // The application may not touch schemas: only the operator's command brings tables back.
  if ((await tablesState(tx, definition)) === 'live') return [];
  return [{ code: 'plugin.tables-aside', path: ['plugin'], values: { plugin: definition.name } }];
}

export const unknownPlugin = (asked: string): Finding => ({
  code: 'plugin.unknown',
  path: ['plugin'],
  values: { plugin: asked.slice(0, 100) },
});
