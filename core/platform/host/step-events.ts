import type { EmittedEvent } from '../../sdk/attempt.js';
import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { tell } from '../write/record.js';

/** What a step tells others, in its transaction: a step that is rolled back has told nothing. */
export const stepEvents =
  (ctx: Context & { readonly tx: Tx }, plugin: string) =>
  (event: EmittedEvent): Promise<void> =>
    emitted(ctx, plugin, { ...event, id: newId() });

/** The same under an id that was given elsewhere: told twice, it is one event. */
export async function emitted(
  { tx, viewer }: Context & { readonly tx: Tx },
  plugin: string,
  event: EmittedEvent & { readonly id: string },
): Promise<void> {
  expectOwn(plugin, event.type);
  await tell(tx, viewer, [event]);
}

/** A plugin acts and tells under its own name only. */
export function expectOwn(plugin: string, action: string): void {
  if (action.startsWith(`${plugin}.`)) return;
  throw new Error(`The plugin "${plugin}" acts and tells under its own name, not as "${action}".`);
}
