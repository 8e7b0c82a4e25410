/** Who answered for the client: on the step of the quote, and kept beside it. */
import type { Tx } from '../../platform/database/transaction.js';
import type { OfferAnswer } from './quote-answer.entity.js';
import type { QuoteStep } from './send-quote.js';

/** Written with the transition, so that there is no acceptance of which nobody knows whose it is. */
export interface SignedAnswer {
  readonly answer: OfferAnswer;
  readonly name: string;
  readonly addressDigest: string;
  readonly at: Date;
}

export interface AnsweredStep extends QuoteStep {
  /** Absent: the member notes what the client said. */
  readonly signed?: SignedAnswer;
}

export async function writeAnswer(tx: Tx, quoteId: string, signed: SignedAnswer): Promise<void> {
  await tx.query(
    `insert into core.quote_answer (cooperative_id, quote_id, answer, name, address_digest,
       answered_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      ...[tx.cooperativeId, quoteId, signed.answer, signed.name, signed.addressDigest],
      signed.at.toISOString(),
    ],
  );
}
