/** Questions to plugins elsewhere that wait for an answer. */
import type { Context, Platform } from '../context.js';
import { inTransaction } from '../database/transaction.js';
import { newId } from '../ids.js';
import { record } from '../write/record.js';
import type { Snapshot } from '../write/transition.js';
import type { Foreseen, JudgedChange, RemoteFinding } from './remote-judge.js';
import type { RemotePlugin } from './remote-plugin.js';
import { systemContext } from './system-viewer.js';

/** Days that an answer is good for, if nothing of what was judged has changed. */
const goodForDays = 1;

/** Seconds until a question is asked again, twice as long each time, and at most an hour. */
const pauseSeconds = (attempts: number): number => Math.min(3_600, 10 * 2 ** (attempts - 1));

/** The answer to exactly this step, when it was asked before and has come meanwhile. */
export async function answeredBefore(
  { platform, viewer }: Context,
  plugin: string,
  { transition, after, fingerprint }: Foreseen<Snapshot>,
): Promise<readonly RemoteFinding[] | null> {
  const [row] = await platform.database.query<{ findings: readonly RemoteFinding[] }>(
    `select findings from core.pending_validation
     where cooperative_id = $1 and plugin = $2 and transition = $3 and subject_id = $4
       and fingerprint = $5 and answered_at > $6::timestamptz - make_interval(days => $7)`,
    [
      ...[viewer.cooperativeId, plugin, transition.name, after.id, fingerprint],
      ...[platform.clock.now(), goodForDays],
    ],
    'validation-answered',
  );
  return row?.findings ?? null;
}

/** Writes a question down to be asked again. It outlives the step, which is refused for now. */
export async function park(
  { platform, viewer }: Context,
  plugin: string,
  { transition, after, fingerprint }: Foreseen<Snapshot>,
  change: JudgedChange,
): Promise<void> {
  const now = platform.clock.now();
  await platform.database.query(
    `insert into core.pending_validation (cooperative_id, id, plugin, transition, subject_type,
       subject_id, fingerprint, change, asked_at, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9::timestamptz + make_interval(secs => $10))
     on conflict (cooperative_id, plugin, transition, subject_id, fingerprint)
       do update set change = excluded.change, asked_at = excluded.asked_at, findings = null,
         answered_at = null, next_attempt_at = excluded.next_attempt_at`,
    [
      ...[viewer.cooperativeId, newId(), plugin, transition.name, transition.subject, after.id],
      ...[fingerprint, JSON.stringify(change, exact), now, pauseSeconds(1)],
    ],
    'validation-park',
  );
}

/**
 * Asks again what is due; what is answered is written down, and told as an event so that whoever
 * waits tries the step again. Answers how many were answered.
 */
export async function askAgain(
  platform: Platform,
  remotes: readonly RemotePlugin[],
): Promise<number> {
  const due = await platform.database.query<{ cooperative_id: string; id: string }>(
    `select cooperative_id, id from core.pending_validation
     where next_attempt_at <= $1 order by next_attempt_at limit 50`,
    [platform.clock.now()],
    'validations-due',
  );
  let answered = 0;
  for (const { cooperative_id, id } of due) {
    if (await askOne(platform, remotes, cooperative_id, id)) answered++;
  }
  return answered;
}

interface Waiting {
  readonly plugin: string;
  readonly transition: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly change: JudgedChange;
  readonly attempts: number;
}

async function askOne(
  platform: Platform,
  remotes: readonly RemotePlugin[],
  cooperativeId: string,
  id: string,
): Promise<boolean> {
  return inTransaction(platform.orm, cooperativeId, async (tx) => {
    const [waiting] = await tx.query<Waiting>(
      `select plugin, transition, subject_type as "subjectType", subject_id as "subjectId", change,
         attempts
       from core.pending_validation
       where cooperative_id = $1 and id = $2 and next_attempt_at <= $3 for update skip locked`,
      [cooperativeId, id, platform.clock.now()],
    );
    const judge = remotes.find(({ definition }) => definition.name === waiting?.plugin);
    if (waiting === undefined || judge === undefined) return false;
    const now = platform.clock.now();
    try {
      const change = JSON.parse(JSON.stringify(waiting.change), revived) as JudgedChange;
      const findings = await judge.judge(cooperativeId, change);
      await tx.query(
        `update core.pending_validation
         set findings = $3, answered_at = $4, change = null, next_attempt_at = null
         where cooperative_id = $1 and id = $2`,
        [cooperativeId, id, JSON.stringify(findings), now],
      );
      const subject = { type: waiting.subjectType, id: waiting.subjectId };
      const { plugin, transition } = waiting;
      const event = { type: 'validation.answered', subject, payload: { plugin, transition } };
      await record(tx, systemContext(platform, cooperativeId), 'validation.answer', [event]);
      return true;
    } catch (err) {
      platform.log.warn({ err, plugin: waiting.plugin, id }, 'a validation still waits');
      await tx.query(
        `update core.pending_validation set attempts = attempts + 1,
           next_attempt_at = $3::timestamptz + make_interval(secs => $4)
         where cooperative_id = $1 and id = $2`,
        [cooperativeId, id, now, pauseSeconds(waiting.attempts + 1)],
      );
      return false;
    }
  });
}

const exact = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $bigint: value.toString() } : value;

function revived(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bigint' in value)) return value;
  return BigInt(String(value.$bigint));
}
