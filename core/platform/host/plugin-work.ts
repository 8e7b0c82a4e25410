import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { Context, Platform } from '../context.js';
import type { DomainJob } from '../domain.js';
import type { EventSubscriber } from '../events/delivery.js';
import { systemContext } from './system-viewer.js';

type ContextOf = (ctx: Context, plugin: string) => PluginContext;

/** The plugins' event handlers, for the delivery: each in the transaction of its inbox mark. */
export function pluginSubscribers(
  definitions: readonly PluginDefinition[],
  contextOf: ContextOf,
  platform: Platform,
): EventSubscriber[] {
  return definitions.flatMap(({ name: plugin, events }) =>
    events.map((handler) => ({
      name: `${plugin}/${handler.name}`,
      on: handler.on,
      plugin,
      handle: (tx, { cooperativeId, ...event }) =>
        handler.handle(contextOf(systemContext(platform, cooperativeId, tx), plugin), event),
    })),
  );
}

/**
 * The plugins' scheduled work: once for each co-operative that has the plugin on. One that fails
 * does not keep the others from theirs; the job counts as failed after all have had their turn.
 */
export function pluginJobs(
  definitions: readonly PluginDefinition[],
  contextOf: ContextOf,
  platform: Platform,
): DomainJob[] {
  return definitions.flatMap(({ name: plugin, jobs }) =>
    jobs.map((job) => ({
      name: `${plugin}/${job.name}`,
      cron: job.cron,
      run: async (on: Platform) => {
        const failures: unknown[] = [];
        for (const cooperativeId of await cooperativesWith(on, plugin)) {
          if (!(await on.host.enabled(cooperativeId)).has(plugin)) continue;
          const ctx = contextOf(systemContext(on, cooperativeId), plugin);
          await job.run(ctx).catch((error: unknown) => {
            platform.log.error({ plugin, job: job.name, cooperativeId, err: error }, 'job failed');
            failures.push(error);
          });
        }
        if (failures.length > 0) throw new AggregateError(failures, `${plugin}/${job.name} failed`);
      },
    })),
  );
}

async function cooperativesWith(platform: Platform, plugin: string): Promise<string[]> {
  const rows = await platform.database.query<{ id: string }>(
    `select cooperative_id as id from (
       select distinct on (cooperative_id) cooperative_id, state from core.plugin_decision
       where plugin = $1 order by cooperative_id, id desc) newest
     where state = 'ENABLED' order by cooperative_id`,
    [plugin],
    'plugin-cooperatives',
  );
  return rows.map(({ id }) => id);
}
