/** Numbers of documents: without a gap in each legal entity, journal and year. */
import { randomInt } from 'node:crypto';
import type { Tx } from '../../platform/database/transaction.js';
import { maximumSequence } from '../limits.js';

export type Journal = 'INVOICE' | 'CREDIT_NOTE' | 'QUOTE';

export interface DocumentNumber {
  readonly year: number;
  readonly sequence: bigint;
  /** As people write it: 2026-00042, C2026-00007, Q2026-00013; a revision Q2026-00013-2. */
  readonly number: string;
}

/**
 * The next number of a journal. The counter's row stays locked until the transaction ends, so take
 * it as late as can be: a number is given back when the transaction is rolled back.
 */
export async function nextNumber(
  tx: Tx,
  hostEntityId: string,
  journal: Journal,
  day: string,
): Promise<DocumentNumber> {
  if (tx.trial === true) return triedNumber(tx, hostEntityId, journal, day);
  const [next] = await nextNumbers(tx, hostEntityId, journal, day, 1);
  return next as DocumentNumber;
}

/** A run of numbers, taken from the journal's counter at once. */
export async function nextNumbers(
  tx: Tx,
  hostEntityId: string,
  journal: Journal,
  day: string,
  count: number,
): Promise<DocumentNumber[]> {
  const year = Number(day.slice(0, 4));
  const [row] = await tx.query<{ last: bigint }>(
    `insert into core.document_counter as c (cooperative_id, host_entity_id, journal, year, last)
     values ($1, $2, $3, $4, $5)
     on conflict (cooperative_id, host_entity_id, journal, year)
       do update set last = c.last + excluded.last
     returning last`,
    [tx.cooperativeId, hostEntityId, journal, year, count],
  );
  const { last } = row as { last: bigint };
  if (last > maximumSequence) {
    throw new Error(`The journal ${journal} of ${year} is full at ${maximumSequence} numbers.`);
  }
  return Array.from({ length: count }, (_, i) => {
    const sequence = last - BigInt(count - 1 - i);
    return { year, sequence, number: numberOf(journal, year, sequence) };
  });
}

/**
 * For what is rolled back in the end: a number that nobody else takes meanwhile. The counter stays
 * free, for all plans of a co-operative would wait for one another otherwise.
 */
async function triedNumber(
  tx: Tx,
  hostEntityId: string,
  journal: Journal,
  day: string,
): Promise<DocumentNumber> {
  const year = Number(day.slice(0, 4));
  const [row] = await tx.query<{ last: bigint }>(
    `select last from core.document_counter
     where cooperative_id = $1 and host_entity_id = $2 and journal = $3 and year = $4`,
    [tx.cooperativeId, hostEntityId, journal, year],
  );
  const last = row?.last ?? 0n;
  const left = Number(maximumSequence - last);
  if (left <= 0) {
    throw new Error(`The journal ${journal} of ${year} is full at ${maximumSequence} numbers.`);
  }
  const sequence = last + 1n + BigInt(randomInt(left));
  return { year, sequence, number: numberOf(journal, year, sequence) };
}

/** The two digits of a legal entity in its structured communications, given at its first invoice. */
export async function referenceDigits(tx: Tx, hostEntityId: string): Promise<number> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const [known] = await tx.query<{ digits: number }>(
      `select digits from core.payment_reference
       where cooperative_id = $1 and host_entity_id = $2`,
      [tx.cooperativeId, hostEntityId],
    );
    if (known !== undefined) return known.digits;
    // Two legal entities may want the same digits at the same moment: the second looks again.
    await tx.query(
      `insert into core.payment_reference (cooperative_id, host_entity_id, digits)
       select $1, $2, coalesce(max(digits) + 1, 0) from core.payment_reference
       where cooperative_id = $1
       on conflict do nothing`,
      [tx.cooperativeId, hostEntityId],
    );
  }
  throw new Error(`The legal entity ${hostEntityId} got no digits for its references.`);
}

const prefixes: Readonly<Record<Journal, string>> = { INVOICE: '', CREDIT_NOTE: 'C', QUOTE: 'Q' };

const numberOf = (journal: Journal, year: number, sequence: bigint): string =>
  `${prefixes[journal]}${year}-${String(sequence).padStart(5, '0')}`;
