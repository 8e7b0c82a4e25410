import type { Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import type { BackgroundWork } from '../../platform/domain.js';
import { repeat } from '../../platform/events/repeat.js';
import { workThrough } from '../../platform/events/work-through.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { record } from '../../platform/write/record.js';
import { lockActivity } from '../account/activity-money.js';
import { activityAccount, clearingAccount } from '../accounts.js';
import { credit, debit, post } from '../ledger/ledger.js';

/**
 * Brings what was sent to the other side, until nothing is due: 1 in the receiver's own transaction
 * it is booked or refused, once by its id; 2 in the sender's own transaction the answer is noted,
 * and what was refused comes back. A server that dies between the two leaves it due: the receiver
 * then gives the answer that it gave before. Answers how many it carried.
 */
export const carryTransfers = (platform: Platform): Promise<number> =>
  workThrough({ claim: () => claim(platform), work: (sent) => carry(platform, sent) });

async function carry(platform: Platform, sent: Sent): Promise<void> {
  const { orm } = platform;
  const refusal = await inTransaction(orm, sent.partnerId, (tx) => receive(platform, tx, sent));
  await inTransaction(orm, sent.cooperativeId, (tx) => note(platform, tx, sent, refusal));
}

/** Carries while the server runs. */
export function carrying(platform: Platform): BackgroundWork {
  const failed = (err: unknown) => platform.log.error({ err }, 'a transfer could not be carried');
  return repeat(2_000, () => carryTransfers(platform), failed);
}

interface Sent extends Record<string, unknown> {
  readonly cooperativeId: string;
  readonly id: string;
  readonly partnerId: string;
  readonly activityId: string;
  readonly partnerActivityId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly day: string;
  readonly subject: string | null;
}

/** Due again in a minute, if nobody notes an answer before. */
function claim({ database, clock }: Platform): Promise<Sent[]> {
  const now = clock.now();
  return database.query<Sent>(
    `with due as (
       select cooperative_id, id from core.intercoop_transfer
       where next_at <= $1::timestamptz order by next_at limit 20 for update skip locked),
     claimed as (
       update core.intercoop_transfer t set next_at = $2, attempts = attempts + 1
       from due where t.cooperative_id = due.cooperative_id and t.id = due.id returning t.*)
     select c.cooperative_id as "cooperativeId", c.id, c.partner_id as "partnerId",
       c.activity_id as "activityId", c.partner_activity_id as "partnerActivityId", c.currency,
       c.amount_minor as "amountMinor", c.reason, c.on_day as day, m.subject
     from claimed c
     join core.member m on m.cooperative_id = c.cooperative_id and m.id = c.made_by`,
    [now, new Date(now.getTime() + 60_000)],
  );
}

/** Null when it is received; otherwise why not. The same answer to the same transfer. */
async function receive(platform: Platform, tx: Tx, sent: Sent): Promise<string | null> {
  const ctx = systemContext(platform, tx.cooperativeId, tx);
  // Two servers that carry the same one: the second waits, and finds it.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sent.id]);
  const [known] = await tx.query(
    'select from core.intercoop_transfer where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, sent.id],
  );
  if (known !== undefined) return null;
  const refusal = await refusalOf(tx, sent);
  if (refusal !== null) return refusal;
  const { id, partnerActivityId: activityId, currency, amountMinor } = sent;
  await tx.query(
    `insert into core.intercoop_transfer (cooperative_id, id, direction, partner_id, activity_id,
       partner_activity_id, currency, amount_minor, reason, on_day, state)
     values ($1, $2, 'IN', $3, $4, $5, $6, $7, $8, $9, 'RECEIVED')`,
    [
      ...[tx.cooperativeId, id, sent.cooperativeId, activityId, sent.activityId, currency],
      ...[amountMinor, sent.reason, sent.day],
    ],
  );
  await post(tx, tx.cooperativeId, [
    {
      ...{ key: `intercoop:${id}:receive`, kind: 'INTERCOOP_RECEIVED', eventOn: sent.day },
      ...{ sourceType: 'intercoop_transfer', sourceId: id },
      lines: [
        debit(clearingAccount(sent.cooperativeId, currency), amountMinor),
        credit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      ],
    },
  ]);
  const payload = { amountMinor: `${amountMinor}`, currency, partnerId: sent.cooperativeId };
  const subject = { type: 'IntercoopTransfer', id };
  const fact = { type: 'intercoop.received', subject, activityId, payload };
  await record(tx, ctx, 'intercoop.receive', [fact]);
  return null;
}

/**
 * Only to an activity in which the person who sent it takes part. One word for all that is wrong:
 * whoever has no part in an activity is not to learn whether there is one.
 */
async function refusalOf(tx: Tx, sent: Sent): Promise<string | null> {
  const activity = await lockActivity(tx, sent.partnerActivityId);
  const [part] = await tx.query(
    `select from core.participation p
     join core.member m on m.cooperative_id = p.cooperative_id and m.id = p.member_id
     where p.cooperative_id = $1 and p.activity_id = $2 and p.status = 'ACTIVE'
       and m.subject = $3 and m.status = 'ACTIVE'`,
    [tx.cooperativeId, sent.partnerActivityId, sent.subject],
  );
  const fits = activity?.status === 'OPEN' && activity.currency === sent.currency;
  return fits && part !== undefined ? null : 'intercoop.no-activity';
}

async function note(platform: Platform, tx: Tx, sent: Sent, refusal: string | null): Promise<void> {
  const ctx = systemContext(platform, tx.cooperativeId, tx);
  const { id, activityId, partnerId, currency, amountMinor } = sent;
  await lockActivity(tx, activityId);
  const noted = await tx.query(
    `update core.intercoop_transfer set state = $3, refusal = $4, next_at = null
     where cooperative_id = $1 and id = $2 and state = 'SENT' returning id`,
    [tx.cooperativeId, id, refusal === null ? 'RECEIVED' : 'REFUSED', refusal],
  );
  if (noted.length === 0) return;
  const subject = { type: 'IntercoopTransfer', id };
  if (refusal === null) {
    await record(tx, ctx, 'intercoop.note', [{ type: 'intercoop.arrived', subject, activityId }]);
    return;
  }
  await post(tx, tx.cooperativeId, [
    {
      ...{ key: `intercoop:${id}:return`, kind: 'INTERCOOP_RETURNED' },
      ...{ sourceType: 'intercoop_transfer', sourceId: id, eventOn: platform.clock.today() },
      lines: [
        debit(clearingAccount(partnerId, currency), amountMinor),
        credit(activityAccount(activityId, 'activity.available', currency), amountMinor),
      ],
    },
  ]);
  await record(tx, ctx, 'intercoop.note', [{ type: 'intercoop.refused', subject, activityId }]);
}
