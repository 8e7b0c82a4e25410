import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput } from '../../platform/errors.js';
import { localId, newId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { violationsOf } from '../../platform/model/say.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { addMonths } from '../../sdk/civil-days.js';
import { holdableTypes, holdOffPurges } from './holds.js';
import { PurgeHold } from './purge-hold.entity.js';

export interface HoldOrder {
  /** The global id of a member, a client or a document. */
  readonly subjectId: string;
  readonly reason: string;
  /** The last day. */
  readonly until: string;
  readonly idempotencyKey: string;
}

export interface HoldOutcome {
  readonly holdId: string | null;
  readonly violations: Violation[];
}

/** A hold ends some day: a lawsuit that takes longer gets another one in time. */
export const longestHoldMonths = 60;

/** So many at once in a co-operative: more is not a lawsuit but another term. */
export const mostHolds = 1_000;

/**
 * Keeps a person's or a document's rows from every purge until a day. Once this has committed
 * nothing of them goes: it waits for a purge that is under way.
 */
export async function holdPurge(ctx: Context, order: HoldOrder): Promise<HoldOutcome> {
  requireReach(ctx.viewer, 'privacy.hold');
  try {
    const holdId = await transact(ctx, async (tx) => {
      await holdOffPurges(tx);
      const id = newId();
      const once = { key: order.idempotencyKey, input: order };
      const before = await takeKey(tx, ctx, 'privacy.hold', once, id);
      if (before !== null) return before;
      const subject = await subjectOf({ ...ctx, tx }, order.subjectId);
      const found = await holdFindings(tx, ctx, order);
      if (found.length > 0) throw new NotHeld(found);
      await insertHold(tx, ctx, { ...order, id, subject });
      await record(tx, ctx, 'privacy.hold', [], { type: 'PurgeHold', id });
      return id;
    });
    return { holdId, violations: [] };
  } catch (error) {
    if (!(error instanceof NotHeld)) throw error;
    return { holdId: null, violations: violationsOf(ctx, error.findings) };
  }
}

/** Carries what was found out of the transaction that it rolls back, and its key with it. */
class NotHeld extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('Nothing was held.');
  }
}

async function holdFindings(tx: Tx, { platform }: Context, order: HoldOrder): Promise<Finding[]> {
  const today = platform.clock.today();
  return [
    ...reasonFindings(tidy(order.reason)),
    ...untilFindings(order.until, today),
    ...((await liveHolds(tx, today)) < mostHolds
      ? []
      : [{ code: 'privacy.too-many-holds', values: { most: mostHolds } }]),
  ];
}

async function insertHold(
  tx: Tx,
  { platform, viewer }: Context,
  hold: Pick<HoldOrder, 'reason' | 'until'> & { readonly id: string; readonly subject: Subject },
): Promise<void> {
  await tx.query(
    `insert into core.purge_hold (cooperative_id, id, subject_type, subject_id, reason, until_day,
       set_at, set_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[tx.cooperativeId, hold.id, hold.subject.type, hold.subject.id],
      ...[tidy(hold.reason), hold.until, platform.clock.now(), viewer.memberId],
    ],
  );
}

/** Ends a hold before its day: what is out of its term goes with the next purge. */
export async function liftPurgeHold(
  ctx: Context,
  holdId: string,
  given: string,
): Promise<HoldOutcome> {
  requireReach(ctx.viewer, 'privacy.hold');
  const reason = tidy(given);
  const { clock } = ctx.platform;
  return transact(ctx, async (tx) => {
    const hold = await locked(tx, PurgeHold, holdId);
    const isOver = hold === null || hold.liftedAt !== null || hold.until < clock.today();
    const found = [
      ...(isOver ? [{ code: 'privacy.hold-over', path: ['holdId'] }] : []),
      ...reasonFindings(reason),
    ];
    if (found.length > 0) return { holdId, violations: violationsOf(ctx, found) };
    await tx.query(
      `update core.purge_hold set lifted_at = $3, lifted_by = $4, lift_reason = $5
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, holdId, clock.now(), ctx.viewer.memberId, reason],
    );
    await record(tx, ctx, 'privacy.lift-hold', [], { type: 'PurgeHold', id: holdId });
    return { holdId, violations: [] };
  });
}

interface Subject {
  readonly type: string;
  readonly id: string;
}

/** What the id names, which must be there and of a kind that has rows to keep. */
async function subjectOf(ctx: Context, subjectId: string): Promise<Subject> {
  const type = subjectId.slice(0, subjectId.indexOf(':'));
  const source = ctx.platform.domains
    .flatMap(({ sources }) => sources)
    .find(({ typeName }) => typeName === type && holdable.has(type));
  if (source === undefined) {
    throw badInput(`Held are ${holdableTypes.join(', ')}.`, 'subjectId');
  }
  await requireVisible(ctx, source, subjectId, 'subjectId');
  return { type, id: localId(type, subjectId, 'subjectId') };
}

const holdable: ReadonlySet<string> = new Set(holdableTypes);

const reasonFindings = (reason: string): Finding[] =>
  reason === ''
    ? [{ code: 'text.blank', path: ['reason'] }]
    : paragraphFindings('reason', reason, 1_000);

function untilFindings(until: string, today: string): Finding[] {
  if (until < today) return [{ code: 'privacy.hold-past', path: ['until'] }];
  if (until <= addMonths(today, longestHoldMonths)) return [];
  const values = { years: longestHoldMonths / 12 };
  return [{ code: 'privacy.hold-too-long', path: ['until'], values }];
}

async function liveHolds(tx: Tx, today: string): Promise<number> {
  const [row] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.purge_hold
     where cooperative_id = $1 and lifted_at is null and until_day >= $2`,
    [tx.cooperativeId, today],
  );
  return Number(row?.count ?? 0n);
}
