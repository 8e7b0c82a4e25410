import type { Context } from '../../core/platform/context.js';
import { transact } from '../../core/platform/write/transact.js';
import { decode, encode } from '../remote/wire.js';
import type { AskingCore } from './distant-core.js';
import type { Asked } from './undone-moves.js';

/** What work of the gateway is noted under. */
export interface Note {
  readonly key: string;
  /** What it was, where it has to be undone when the gateway has not kept it. */
  readonly about?: object;
}

/**
 * Does work of the gateway once, however often it is handed over: the work and the note of it commit
 * together. A repeat answers what came of it, and has the core do again what it was asked then: the
 * gateway's own transaction may have been lost after this one was committed.
 */
export async function once(
  ctx: Context,
  core: AskingCore,
  { key, about }: Note,
  work: (inside: Context) => Promise<unknown>,
): Promise<unknown> {
  return transact(ctx, async (tx) => {
    const { cooperativeId } = tx;
    // Two of the same wait for each other; the second finds the first's note.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `inbox:${cooperativeId}:${key}`,
    ]);
    const [known] = await tx.query<{ answer: unknown; asked: unknown }>(
      'select answer, asked from core.inbox where cooperative_id = $1 and key = $2',
      [cooperativeId, key],
    );
    if (known !== undefined) {
      const asked = decode(JSON.stringify(known.asked)) as readonly Asked[];
      await core.repeat({ ...ctx, tx }, asked);
      return decode(JSON.stringify(known.answer));
    }
    const answer = (await work({ ...ctx, tx })) ?? null;
    await tx.query(
      `insert into core.inbox (cooperative_id, key, answer, asked, work)
       values ($1, $2, $3, $4, $5)`,
      [
        ...[cooperativeId, key, encode(answer), encode(core.asked(ctx))],
        about === undefined ? null : encode(about),
      ],
    );
    return answer;
  });
}
