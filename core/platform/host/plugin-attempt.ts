import type {
  Attempt,
  AttemptContext,
  Attempted,
  EmittedEvent,
  Judged,
  Subject,
} from '../../sdk/attempt.js';
import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import { refusalOf } from '../../sdk/refusal.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { takeKey } from '../write/once.js';
import { record } from '../write/record.js';
import { transact } from '../write/transact.js';
import { type Finding, refuses, type Violation, violationOf } from '../write/violation.js';
import { entityModel } from './entity-model.js';
import { expectOwn } from './step-events.js';

/**
 * A plugin's mutation, all of it or nothing: 1 a transaction, in which the plugin judges, unless the
 * key of the request was taken before: then what the first one made is answered; 2 every
 * finding is answered at once, and with an error among them, or with `dryRun`, nothing stays;
 * 3 the plugin writes; 4 its events and the audit line, in the same transaction. What the core
 * refuses meanwhile is an answer too.
 */
export async function attempt<T>(
  ctx: Context,
  plugin: PluginDefinition,
  contextOf: (ctx: Context) => PluginContext,
  step: Attempt,
  judge: (inside: AttemptContext) => Promise<Judged<T>>,
): Promise<Attempted<T>> {
  expectOwn(plugin.name, step.action);
  const say = (found: readonly Finding[]): Violation[] =>
    found.map((one) => violationOf(ctx.platform.messages, ctx.locale, one));
  try {
    return await transact(ctx, async (tx) => {
      const events: EmittedEvent[] = [];
      const emit = (event: EmittedEvent) => {
        expectOwn(plugin.name, event.type);
        events.push(event);
      };
      const inner = contextOf({ ...ctx, tx });
      const { once } = step;
      const first =
        step.dryRun || !once ? null : await takeKey(tx, ctx, step.action, once, once.id);
      if (first !== null && once !== undefined) {
        return { done: (await inner.store.get(once.entity, first)) as T, violations: [] };
      }
      const { findings, write } = await judge({ ...inner, emit });
      const found = findings.map((one) => ({ ...one, plugin: plugin.name }));
      if (step.dryRun || refuses(found)) throw new NothingDone(found);
      const done = await write();
      const subject = step.about ?? subjectOf(ctx, plugin, done);
      await record(tx, ctx, step.action, events, subject);
      return { done, violations: say(found) };
    });
  } catch (error) {
    const found = error instanceof NothingDone ? error.findings : refusalOf(error)?.findings;
    if (found === undefined) throw error;
    return { done: null, violations: say(found) };
  }
}

/** Carries the checklist out of the transaction that it rolls back. */
class NothingDone extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('Nothing was done.');
  }
}

/** The row that was written, when it is one of the plugin's and its key is an id. */
function subjectOf(ctx: Context, plugin: PluginDefinition, done: unknown): Subject | undefined {
  const entity = plugin.entities.find((one) => done instanceof one);
  if (entity === undefined) return undefined;
  const { key } = entityModel(ctx.platform.orm, entity as unknown as EntityClass);
  if (key.type !== 'uuid') return undefined;
  return { type: entity.name, id: (done as Record<string, string>)[key.property] as string };
}
