import type { Context } from '../platform/context.js';
import type { Sql } from '../platform/database/sql.js';
import { localId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { requireReach } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';

export interface ReplayRequest {
  /** Global ids; all of the handler, or of everybody, when absent. */
  readonly ids?: readonly string[] | null;
  readonly handler?: string | null;
  readonly dryRun?: boolean | null;
}

export interface Replayed {
  /** How many are tried again, or would be. */
  readonly count: number;
  readonly violations: Violation[];
}

/** Letters that one request may name. */
const idsLimit = 100;

/** Lets letters that were given up be tried again, after their cause was mended. */
export async function replayDeadLetters(ctx: Context, request: ReplayRequest): Promise<Replayed> {
  requireReach(ctx.viewer, 'plugin.enable');
  const { ids, handler, dryRun } = request;
  const found: Finding[] = [];
  if (ids != null && ids.length > idsLimit) {
    const values = { limit: idsLimit };
    found.push({ code: 'dead-letter.too-many', path: ['ids'], values });
  }
  if (found.length > 0) return { count: 0, violations: violationsOf(ctx, found) };
  const wanted: Wanted = {
    ids: ids?.map((id, i) => localId('DeadLetter', id, `ids.${i}`)) ?? null,
    handler: handler ?? null,
  };
  const count = await transact(ctx, async (tx) => {
    const dead = await lockDead(tx, ctx.viewer.cooperativeId, wanted);
    if (dead.length === 0 || dryRun) return dead.length;
    await replayLetters(tx, ctx.viewer.cooperativeId, dead);
    const subject = { type: 'Cooperative', id: ctx.viewer.cooperativeId };
    await record(tx, ctx, 'dead-letter.replay', [], subject);
    return dead.length;
  });
  if (count === 0) found.push({ code: 'dead-letter.none' });
  return { count, violations: violationsOf(ctx, found) };
}

export interface Wanted {
  readonly ids: readonly string[] | null;
  readonly handler: string | null;
}

/** The ids of the dead letters that are meant, locked: no two replays take the same one. */
export async function lockDead(
  sql: Sql,
  cooperativeId: string,
  { ids, handler }: Wanted,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from core.delivery where cooperative_id = $1 and state = 'DEAD'
       and ($2::uuid[] is null or id = any($2)) and ($3::text is null or handler = $3)
     order by id for no key update`,
    [cooperativeId, ids, handler],
  );
  return rows.map(({ id }) => id);
}

export async function replayLetters(
  sql: Sql,
  cooperativeId: string,
  ids: readonly string[],
): Promise<void> {
  await sql.query(
    `update core.delivery set state = 'PENDING', attempts = 0, next_attempt_at = now()
     where cooperative_id = $1 and id = any($2::uuid[]) and state = 'DEAD'`,
    [cooperativeId, ids],
  );
}
