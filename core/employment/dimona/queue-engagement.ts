/** What an engagement declares: one period from its first month on, whose end is told when it is agreed. */
import type { Tx } from '../../platform/database/transaction.js';
import { queue } from './queue.js';

/**
 * The day that an engagement's period begins on, of the contract that opens it: the engagement's
 * first, unless that was cancelled or has passed without a contract. Null for a later month, and for
 * one that goes on from before anything was declared from here.
 */
export async function engagementStart(
  tx: Tx,
  month: { readonly id: string; readonly engagementId: string; readonly first: string },
  today: string,
): Promise<string | null> {
  const [row] = await tx.query<{ from: string; standing: boolean; cancelled: boolean }>(
    `select e.from_day as "from",
       exists (select from core.contract c where c.cooperative_id = $1 and c.engagement_id = e.id
         and c.id <> $3 and c.status in ('SIGNED', 'WORKED', 'PAID')) as standing,
       exists (select from core.contract c where c.cooperative_id = $1 and c.engagement_id = e.id
         and c.id <> $3 and c.status = 'CANCELLED') as cancelled
     from core.engagement e where e.cooperative_id = $1 and e.id = $2`,
    [tx.cooperativeId, month.engagementId, month.id],
  );
  if (row === undefined || row.standing) return null;
  return row.cancelled || row.from <= today ? month.first : row.from;
}

/** With the end of an engagement; nothing where its beginning was not declared from here. */
export async function queueEnd(
  tx: Tx,
  engagementId: string,
  endDate: string,
  now: Date,
): Promise<void> {
  const [begun] = await tx.query<{ contractId: string; firstDay: string }>(
    `select d.contract_id as "contractId", d.first_day as "firstDay"
     from core.contract c
     join core.dimona_declaration d on d.cooperative_id = c.cooperative_id
       and d.contract_id = c.id and d.kind = 'IN' and d.state <> 'WITHDRAWN'
     where c.cooperative_id = $1 and c.engagement_id = $2 order by d.id desc limit 1`,
    [tx.cooperativeId, engagementId],
  );
  if (begun === undefined) return;
  const content = { dimonaOut: { periodId: '', endDate } };
  await queue(tx, { ...begun, kind: 'OUT', content, now });
}

/**
 * When the month that a period was opened with is cancelled and a later one stands, the period is not
 * cancelled: it begins with that one. What was surely not sent says so itself, the rest by an UPDATE.
 */
export async function beginsLater(
  tx: Tx,
  cancelled: {
    readonly contractId: string;
    readonly begun: { readonly id: string; readonly state: string };
    readonly now: Date;
  },
): Promise<boolean> {
  const { contractId, begun, now } = cancelled;
  const [next] = await tx.query<{ day: string | null }>(
    `select min(d.day)::text as day from core.contract c
     join core.contract o on o.cooperative_id = c.cooperative_id
       and o.engagement_id = c.engagement_id and o.id <> c.id
       and o.status in ('SIGNED', 'WORKED', 'PAID')
     join core.contract_day d on d.cooperative_id = o.cooperative_id and d.contract_id = o.id
     where c.cooperative_id = $1 and c.id = $2`,
    [tx.cooperativeId, contractId],
  );
  const startDate = next?.day ?? null;
  if (startDate === null) return false;
  if (['QUEUED', 'REFUSED', 'FAILED'].includes(begun.state)) {
    await tx.query(
      `update core.dimona_declaration set first_day = $3, version = version + 1,
         content = jsonb_set(content, '{dimonaIn,startDate}', to_jsonb($3::text))
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, begun.id, startDate],
    );
    return true;
  }
  const content = { dimonaUpdate: { periodId: '', startDate } };
  await queue(tx, { contractId, kind: 'UPDATE', content, firstDay: startDate, now });
  return true;
}
