import type { Sql } from '../platform/database/sql.js';
import { releaseHeld } from '../platform/events/delivery.js';
import { newId } from '../platform/ids.js';
import type { Viewer } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import type { Finding } from '../platform/write/violation.js';
import type { PluginDefinition } from '../sdk/define.js';
import { PluginState } from './cooperative-plugin.js';

/** A step in the life of a plugin in one co-operative: each is a dated decision. */
export type LifeStep = 'enable' | 'disable' | 'archive' | 'restore' | 'drop';

/** What a plugin is after each step: restored, it is switched off as it was before. */
export const stateAfter: Readonly<Record<LifeStep, PluginState>> = {
  enable: PluginState.ENABLED,
  disable: PluginState.DISABLED,
  archive: PluginState.ARCHIVED,
  restore: PluginState.DISABLED,
  drop: PluginState.DROPPED,
};

/** The code of what stands in the way of a step, by what the plugin is now; null: nothing. */
const obstacle: Readonly<Record<LifeStep, Readonly<Record<PluginState, string | null>>>> = {
  enable: {
    ...{ INSTALLED: null, ENABLED: 'plugin.already-enabled', DISABLED: null },
    ...{ ARCHIVED: 'plugin.archived', DROPPED: null },
  },
  disable: {
    ...{ INSTALLED: 'plugin.not-enabled', ENABLED: null, DISABLED: 'plugin.not-enabled' },
    ...{ ARCHIVED: 'plugin.archived', DROPPED: 'plugin.not-enabled' },
  },
  archive: {
    ...{ INSTALLED: 'plugin.nothing-kept', ENABLED: 'plugin.disable-first', DISABLED: null },
    ...{ ARCHIVED: 'plugin.archived-already', DROPPED: 'plugin.nothing-kept' },
  },
  restore: {
    ...{ INSTALLED: 'plugin.not-archived', ENABLED: 'plugin.not-archived', ARCHIVED: null },
    ...{ DISABLED: 'plugin.not-archived', DROPPED: 'plugin.not-archived' },
  },
  drop: {
    ...{ INSTALLED: 'plugin.nothing-kept', ENABLED: 'plugin.archive-first', ARCHIVED: null },
    ...{ DISABLED: 'plugin.archive-first', DROPPED: 'plugin.nothing-kept' },
  },
};

/** One co-operative's side of a transaction: statements, and whose they are. */
export interface InCooperative extends Sql {
  readonly cooperativeId: string;
}

/**
 * What stands in the way of a step, with the co-operative's row as the lock: two decisions about
 * plugins come one after the other. A bridge is switched on only where both its sides are on.
 */
export async function lifeObstacles(
  tx: InCooperative,
  { name, bridges }: PluginDefinition,
  step: LifeStep,
): Promise<Finding[]> {
  const { cooperativeId } = tx;
  await tx.query('select from core.cooperative where id = $1 for no key update', [cooperativeId]);
  const states = await statesIn(tx);
  const path = ['plugin'];
  const code = obstacle[step][states.get(name) ?? PluginState.INSTALLED];
  const found: Finding[] = code === null ? [] : [{ code, path, values: { plugin: name } }];
  if (step !== 'enable') return found;
  const missing = (bridges ?? []).filter((side) => states.get(side) !== PluginState.ENABLED);
  return [
    ...found,
    ...missing.map((side) => ({
      ...{ code: 'plugin.bridge-needs', path, values: { plugin: name, needed: side } },
    })),
  ];
}

/** The newest decision of the co-operative about each plugin. */
async function statesIn(tx: InCooperative): Promise<ReadonlyMap<string, PluginState>> {
  const rows = await tx.query<{ plugin: string; state: PluginState }>(
    `select distinct on (plugin) plugin, state from core.plugin_decision
     where cooperative_id = $1 order by plugin, id desc`,
    [tx.cooperativeId],
  );
  return new Map(rows.map(({ plugin, state }) => [plugin, state]));
}

/** A decision as it is written down: who, when, and where it can be found. */
export interface Decided {
  readonly step: LifeStep;
  readonly plugin: string;
  readonly reference: string;
  readonly at: Date;
  /** Who acts, in which request. */
  readonly by: { readonly viewer: Viewer; readonly requestId: string };
  /** The member who decided; null when the server's operator carries out a decision on paper. */
  readonly decidedBy: string | null;
}

/** Writes the decision, its event and its audit line; what waited for the plugin goes on. */
export async function writeDecision(tx: InCooperative, decided: Decided): Promise<void> {
  const { step, plugin, reference, at, by, decidedBy } = decided;
  await tx.query(
    `insert into core.plugin_decision
       (cooperative_id, id, plugin, state, decided_by, decided_at, reference)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.cooperativeId, newId(), plugin, stateAfter[step], decidedBy, at, reference],
  );
  if (step === 'enable') await releaseHeld(tx, plugin);
  const subject = { type: 'Cooperative', id: tx.cooperativeId };
  const event = { type: eventOf[step], subject, payload: { plugin } };
  await record(tx, by, `plugin.${step}`, [event]);
}

const eventOf: Readonly<Record<LifeStep, string>> = {
  enable: 'plugin.enabled',
  disable: 'plugin.disabled',
  archive: 'plugin.archived',
  restore: 'plugin.restored',
  drop: 'plugin.dropped',
};
