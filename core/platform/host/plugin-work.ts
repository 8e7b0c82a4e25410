import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { Context, Platform } from '../context.js';
import type { DomainJob } from '../domain.js';
import type { EventSubscriber } from '../events/delivery.js';
import { within } from '../within.js';
import type { RemotePlugin } from './remote-plugin.js';
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
      handle: (tx, { cooperativeId, ...event }) => {
        const ctx = contextOf(systemContext(platform, cooperativeId, tx), plugin);
        const handled = Promise.resolve(handler.handle(ctx, event));
        return within(platform.config.pluginWorkTimeoutMs, `${plugin}/${handler.name}`, handled);
      },
    })),
  );
}

/** The same for plugins that run elsewhere; there each marks what it has handled already. */
export const remoteSubscribers = (remotes: readonly RemotePlugin[]): EventSubscriber[] =>
  remotes.flatMap((remote) =>
    remote.definition.events.map(({ name, on }) => ({
      name: `${remote.definition.name}/${name}`,
      on,
      plugin: remote.definition.name,
      handle: (_tx, event) => remote.handle(name, event),
    })),
  );

/** Scheduled work of plugins that run elsewhere. */
export const remoteJobs = (remotes: readonly RemotePlugin[]): DomainJob[] =>
  remotes.flatMap((remote) =>
    remote.definition.jobs.map(({ name, cron }) =>
      jobOf(remote.definition.name, { name, cron }, (_on, id) => remote.run(name, id)),
    ),
  );

/**
 * The plugins' scheduled work: once for each co-operative that has the plugin on. One that fails
 * does not keep the others from theirs; the job counts as failed after all have had their turn.
 */
export function pluginJobs(
  definitions: readonly PluginDefinition[],
  contextOf: ContextOf,
): DomainJob[] {
  return definitions.flatMap(({ name: plugin, jobs }) =>
    jobs.map((job) =>
      jobOf(plugin, job, async (on, cooperativeId) =>
        job.run(contextOf(systemContext(on, cooperativeId), plugin)),
      ),
    ),
  );
}

function jobOf(
  plugin: string,
  { name, cron }: { readonly name: string; readonly cron: string },
  run: (on: Platform, cooperativeId: string) => Promise<void>,
): DomainJob {
  return {
    name: `${plugin}/${name}`,
    cron,
    run: async (on: Platform) => {
      const failures: unknown[] = [];
      for (const cooperativeId of await cooperativesWith(on, plugin)) {
        if (!(await on.host.enabled(cooperativeId)).has(plugin)) continue;
        const limitMs = jobLimits * on.config.pluginWorkTimeoutMs;
        const running = run(on, cooperativeId);
        await within(limitMs, `${plugin}/${name}`, running).catch((error: unknown) => {
          on.log.error({ plugin, job: name, cooperativeId, err: error }, 'job failed');
          failures.push(error);
        });
      }
      if (failures.length > 0) throw new AggregateError(failures, `${plugin}/${name} failed`);
    },
  };
}

/** A job may take this many times as long as a handler. */
const jobLimits = 50;

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
