/**
 * What of the money that clients owe an activity is spoken for by loans that await it.
 *
 * A loan upon an invoice rests on what that invoice still brings the activity. One upon an order
 * rests on what of the order is yet to be invoiced, and beyond that on what its invoices bring.
 * Invoices of one order stand together, so that an order and its invoices are lent upon once. What
 * was paid, credited or given up for lost brings nothing more and pledges nothing; a loan that a
 * company outside has taken over awaits nobody here.
 */
import type { Sql } from '../../platform/database/sql.js';
import type { AwaitedDocument } from '../../sdk/money-doors.js';
import { smaller } from '../invoice/settlement.js';

/** How much more may be lent upon a document, as far as what has been lent upon it goes. */
export interface LoanRoom {
  /** What is left of what no invoice was made of yet: it rests on no expected money. */
  readonly toComeMinor: bigint;
  /** What is left of what its invoices still bring. */
  readonly invoicedMinor: bigint;
}

/** Reads it; under the activity's lock it holds until the transaction ends. */
export async function loanRoom(
  sql: Sql,
  cooperativeId: string,
  activityId: string,
  awaited: AwaitedDocument,
): Promise<LoanRoom> {
  const [row] = await sql.query<Row>(
    `with ${pledgedByOrder('select unnest($2::uuid[]), $3::text, $4::uuid, 0')}
     select w.owed, w.brings, o.expected, o.to_come as "toCome", o.upon_order as "uponOrder",
       o.pledged
     from upon w join pledged o on o.order_id = w.order_id and o.activity_id = w.activity_id
     where w.type = $3 and w.id = $4`,
    [cooperativeId, [activityId], awaited.type, awaited.id],
    'loan-room',
  );
  const { type } = awaited;
  const { owed, brings, expected, toCome, uponOrder, pledged } = row as Row;
  const ofOrder = expected - pledged;
  const own = brings > owed ? brings - owed : 0n;
  return {
    toComeMinor: type === 'Quote' && toCome > uponOrder ? toCome - uponOrder : 0n,
    invoicedMinor: type === 'Quote' ? ofOrder : smaller(own, ofOrder),
  };
}

interface Row {
  /** Of loans upon this very document, and what it brings if it is an invoice. */
  readonly owed: bigint;
  readonly brings: bigint;
  /** Of its order: what invoices bring, what is yet to be invoiced, what is lent upon the order. */
  readonly expected: bigint;
  readonly toCome: bigint;
  readonly uponOrder: bigint;
  readonly pledged: bigint;
}

/** What an issued invoice still brings its activity; nothing once it is given up for lost. */
const brought = (invoice: string) => `
  case when ${invoice}.kind = 'INVOICE' and ${invoice}.status = 'ISSUED'
    and ${invoice}.written_off_minor = 0 and not exists (select from core.fund_write_off g
      where g.cooperative_id = $1 and g.invoice_id = ${invoice}.id and g.status = 'APPROVED')
  then greatest(${invoice}.net_minor - ${invoice}.credited_net_minor - ${invoice}.fee_minor
    + ${invoice}.credited_fee_minor - ${invoice}.released_minor, 0) else 0 end`;

/**
 * Expressions for a `with`: `pledged` has a row for each order that loans await, and `upon` one for
 * each document. $1 is the co-operative, $2 the UUIDs of activities. A query that gives the
 * activity, type and id of one more document has that in them too.
 */
export const pledgedByOrder = (beside?: string) => `
  lent as (
    select l.activity_id, l.awaits_type as type, l.awaits_id as id,
      sum(case m.kind when 'DRAW' then m.amount_minor else -m.amount_minor end) as owed
    from core.loan l
    join core.loan_move m on m.cooperative_id = l.cooperative_id and m.loan_id = l.id
    where l.cooperative_id = $1 and l.activity_id = any($2::uuid[])
      and l.awaits_id is not null and l.assumed_by is null
    group by l.activity_id, l.awaits_type, l.awaits_id
  ), upon as (
    select w.activity_id, w.type, w.id, coalesce(i.quote_id, w.id) as order_id,
      sum(w.owed)::bigint as owed, coalesce(min(${brought('i')}), 0)::bigint as brings
    from (select * from lent ${beside ? `union all ${beside}` : ''}) w
    left join core.invoice i on w.type = 'Invoice' and i.cooperative_id = $1 and i.id = w.id
    group by w.activity_id, w.type, w.id, i.quote_id
  ), standing as (
    select u.activity_id, u.order_id,
      coalesce(sum(least(u.owed, u.brings)) filter (where u.type = 'Invoice'), 0) as upon_invoices,
      coalesce(sum(u.owed) filter (where u.type = 'Quote'), 0)::bigint as upon_order
    from upon u group by u.activity_id, u.order_id
  ), pledged as (
    select s.activity_id, s.order_id, s.upon_order, e.expected,
      greatest(coalesce(q.net_minor, 0) - e.invoiced, 0)::bigint as to_come,
      least(e.expected, s.upon_invoices
        + greatest(s.upon_order - greatest(coalesce(q.net_minor, 0) - e.invoiced, 0), 0)
      )::bigint as pledged
    from standing s
    left join core.quote q
      on q.cooperative_id = $1 and q.id = s.order_id and q.status = 'ACCEPTED'
    cross join lateral (
      select coalesce(sum(${brought('d')}), 0)::bigint as expected,
        coalesce(sum(d.net_minor - d.credited_net_minor), 0)::bigint as invoiced
      from core.invoice d
      where d.cooperative_id = $1 and d.kind = 'INVOICE' and d.status <> 'DRAFT'
        and (d.id = s.order_id or d.quote_id = s.order_id)) e
  )`;
