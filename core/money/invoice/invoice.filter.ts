import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { CivilDate } from '../../platform/scalars.js';
import { InvoiceKind, InvoiceStatus, PaymentStatus } from './invoice-codes.js';

export enum InvoiceOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(InvoiceOrder, {
  name: 'InvoiceOrder',
  description: 'The order of a list of invoices.',
  valuesConfig: {
    NEWEST: { description: 'Last made first.' },
    OLDEST: { description: 'First made first.' },
  },
});

@InputType({ description: 'Which invoices: all conditions hold.' })
export class InvoiceFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this client.' })
  clientId?: string | null;

  @Field(() => InvoiceKind, { nullable: true, description: 'Invoices or credit notes only.' })
  kind?: InvoiceKind | null;

  @Field(() => [InvoiceStatus], { nullable: true, description: 'Any of these.' })
  status?: InvoiceStatus[] | null;

  @Field(() => [PaymentStatus], { nullable: true, description: 'Any of these.' })
  paymentStatus?: PaymentStatus[] | null;

  @Field(() => CivilDate, { nullable: true, description: 'Issued on this day or later.' })
  issuedFrom?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Issued on this day or earlier.' })
  issuedUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Past its last day and not wholly paid.' })
  overdue?: boolean | null;

  @Field(() => String, { nullable: true, description: 'With exactly this number.' })
  number?: string | null;
}

/** The conditions of the filter on the alias `t`. */
export function invoiceConditions(filter: InvoiceFilter, today: string): Fragment[] {
  const where: Fragment[] = [];
  if (filter.activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', filter.activityId, 'filter.activityId')}`);
  }
  if (filter.clientId != null) {
    where.push(sql`t.client_id = ${localId('Client', filter.clientId, 'filter.clientId')}`);
  }
  if (filter.kind != null) where.push(sql`t.kind = ${filter.kind}`);
  if (filter.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter.paymentStatus != null) {
    where.push(sql`t.payment_status = any(${filter.paymentStatus}::text[])`);
  }
  if (filter.issuedFrom != null) where.push(sql`t.issued_on >= ${filter.issuedFrom}::date`);
  if (filter.issuedUntil != null) where.push(sql`t.issued_on <= ${filter.issuedUntil}::date`);
  if (filter.overdue != null) {
    const overdue = sql`(t.kind = 'INVOICE' and t.status = 'ISSUED' and t.due_on < ${today}::date
      and t.payment_status in ('UNPAID', 'PARTLY_PAID'))`;
    where.push(filter.overdue ? overdue : sql`not coalesce(${overdue}, false)`);
  }
  if (filter.number != null) {
    where.push(
      sql`t.number = ${/^[A-Z]?\d{4}-\d{1,12}$/.test(filter.number) ? filter.number : ''}`,
    );
  }
  return where;
}
