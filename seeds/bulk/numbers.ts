import { referenceDigits } from '../../core/money/document-number.js';
import { invoiceReference } from '../../core/money/structured-communication.js';
import type { Tx } from '../../core/platform/database/transaction.js';
import type { SeededCooperative } from '../reference/cooperative.js';

export interface InvoiceNumber {
  readonly year: number;
  readonly sequence: bigint;
  readonly number: string;
  readonly reference: string;
}

/** A run of invoice numbers without a gap, taken from the journal's counter at once. */
export async function nextNumbers(
  tx: Tx,
  { hostEntityId }: SeededCooperative,
  day: string,
  count: number,
): Promise<InvoiceNumber[]> {
  const year = Number(day.slice(0, 4));
  const digits = await referenceDigits(tx, hostEntityId);
  const [row] = await tx.query<{ last: bigint }>(
    `insert into core.document_counter as c (cooperative_id, host_entity_id, journal, year, last)
     values ($1, $2, 'INVOICE', $3, $4)
     on conflict (cooperative_id, host_entity_id, journal, year)
       do update set last = c.last + excluded.last
     returning last`,
    [tx.cooperativeId, hostEntityId, year, count],
  );
  const last = (row as { last: bigint }).last;
  return Array.from({ length: count }, (_, i) => {
    const sequence = last - BigInt(count - 1 - i);
    const number = `${year}-${String(sequence).padStart(5, '0')}`;
    return { year, sequence, number, reference: invoiceReference(digits, year, sequence) };
  });
}
