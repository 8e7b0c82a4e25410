import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { releaseHeld } from '../platform/events/delivery.js';
import type { LoadedPlugin } from '../platform/host/host.js';
import { newId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import { requireReach } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import { pluginIn } from './cooperative.service.js';
import { type CooperativePlugin, PluginState } from './cooperative-plugin.js';

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
  decide(ctx, input, PluginState.ENABLED);

/** Switches a plugin off: what it keeps stays, and its events wait. */
export const disablePlugin = (ctx: Context, input: PluginDecision): Promise<DecidedPlugin> =>
  decide(ctx, input, PluginState.DISABLED);

type Decided = PluginState.ENABLED | PluginState.DISABLED;

async function decide(ctx: Context, input: PluginDecision, state: Decided): Promise<DecidedPlugin> {
  requireReach(ctx.viewer, 'plugin.enable');
  const reference = tidy(input.reference);
  const plugin = ctx.platform.host.plugins.find((one) => one.definition.name === input.plugin);
  const decided = await transact(ctx, async (tx) => {
    const found = [
      ...lineFindings('reference', reference, 300),
      ...(await obstacles(tx, plugin, input.plugin, state)),
    ];
    if (found.length > 0 || input.dryRun || plugin === undefined) return { found, at: null };
    const { name } = plugin.definition;
    const at = ctx.platform.clock.now();
    await tx.query(
      `insert into core.plugin_decision
         (cooperative_id, id, plugin, state, decided_by, decided_at, reference)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.cooperativeId, newId(), name, state, ctx.viewer.memberId, at, reference],
    );
    if (state === PluginState.ENABLED) await releaseHeld(tx, name);
    await record(tx, ctx, transitionNames[state], [event(tx, state, name)]);
    return { found, at };
  });
  const { found, at } = decided;
  if (at === null || plugin === undefined) {
    return { plugin: null, violations: violationsOf(ctx, found) };
  }
  ctx.platform.host.forget(ctx.viewer.cooperativeId);
  const decision = { plugin: plugin.definition.name, state, decidedAt: at, reference };
  return { plugin: pluginIn(ctx, plugin.definition, decision), violations: [] };
}

/** The co-operative's row is the lock: two decisions about plugins come one after the other. */
async function obstacles(
  tx: Tx,
  plugin: LoadedPlugin | undefined,
  asked: string,
  state: Decided,
): Promise<Finding[]> {
  const path = ['plugin'];
  if (plugin === undefined) {
    return [{ code: 'plugin.unknown', path, values: { plugin: asked.slice(0, 100) } }];
  }
  const { name } = plugin.definition;
  await tx.query('select from core.cooperative where id = $1 for no key update', [
    tx.cooperativeId,
  ]);
  const [newest] = await tx.query<{ state: PluginState }>(
    `select state from core.plugin_decision where cooperative_id = $1 and plugin = $2
     order by id desc limit 1`,
    [tx.cooperativeId, name],
  );
  const current = newest?.state ?? PluginState.INSTALLED;
  if (current === PluginState.ARCHIVED) {
    return [{ code: 'plugin.archived', path, values: { plugin: name } }];
  }
  const on = current === PluginState.ENABLED;
  if (state === PluginState.ENABLED && on) {
    return [{ code: 'plugin.already-enabled', path, values: { plugin: name } }];
  }
  if (state === PluginState.DISABLED && !on) {
    return [{ code: 'plugin.not-enabled', path, values: { plugin: name } }];
  }
  return [];
}

const transitionNames = { ENABLED: 'plugin.enable', DISABLED: 'plugin.disable' } as const;

const event = (tx: Tx, state: Decided, plugin: string) => ({
  type: state === PluginState.ENABLED ? 'plugin.enabled' : 'plugin.disabled',
  subject: { type: 'Cooperative', id: tx.cooperativeId },
  payload: { plugin },
});
