import { lockDead, replayLetters } from '../../core/cooperative/replay-dead-letters.js';
import { ownerTransaction } from '../../core/platform/database/owner-transaction.js';
import { asOwner, cooperativeOf } from './plugin-owner.js';

export interface LettersCommand {
  /** A plugin's name, or a handler "plugin/name"; everybody's when absent. */
  readonly of?: string;
  readonly cooperative?: string;
}

export interface HandlerLetters {
  readonly handler: string;
  readonly letters: number;
  readonly oldest: Date;
  readonly lastError: string | null;
}

/** `npm run plugin -- letters [PLUGIN[/HANDLER]]`: what was given up, by handler. */
export function listLetters(
  { of, cooperative }: LettersCommand,
  env: NodeJS.ProcessEnv,
): Promise<HandlerLetters[]> {
  return asOwner(env, async ({ owner }) => {
    const { id } = await cooperativeOf(owner, cooperative);
    const rows = await owner.query<Omit<HandlerLetters, 'letters'> & { letters: bigint }>(
      `select handler, count(*) as letters, min(occurred_at) as oldest,
         (array_agg(last_error order by given_up_at desc))[1] as "lastError"
       from core.dead_letter where cooperative_id = $1
         and ($2::text is null or handler = $2 or handler like $2 || '/%')
       group by handler order by handler`,
      [id, of ?? null],
    );
    return rows.map((row) => ({ ...row, letters: Number(row.letters) }));
  });
}

/** `npm run plugin -- replay [PLUGIN[/HANDLER]]`: the running servers take them up at once. */
export async function replayAll(
  command: LettersCommand,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly handler: string; readonly letters: number }[]> {
  const waiting = await listLetters(command, env);
  await asOwner(env, async ({ owner }) => {
    const { id } = await cooperativeOf(owner, command.cooperative);
    await ownerTransaction(owner, async (sql) => {
      for (const { handler } of waiting) {
        await replayLetters(sql, id, await lockDead(sql, id, { ids: null, handler }));
      }
    });
  });
  return waiting.map(({ handler, letters }) => ({ handler, letters }));
}
