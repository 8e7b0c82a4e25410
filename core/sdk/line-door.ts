/**
 * Lines that a plugin puts on a draft invoice or quote: extra work, royalties. They are judged like
 * lines that a person writes, as the viewer, who must be allowed to write the document.
 */
export interface LinePort {
  /**
   * Adds lines after those that are there, once a key: another content under it is
   * IDEMPOTENCY_MISMATCH. What stands in the way (it is issued, a rate that does not exist, a quote
   * behind it that says what is invoiced) is thrown as what `refusalOf` tells, and leaves no trace.
   */
  add(order: LinesOrder): Promise<LinesAdded>;
  /**
   * Takes back what a key has added and nobody has rewritten since; harmless when there is nothing.
   * Refused once the document is issued or sent.
   */
  remove(key: string): Promise<void>;
}

export interface LinesOrder {
  readonly key: string;
  /** The service that sells it, e.g. "design.extra-round". */
  readonly service: string;
  readonly document: { readonly type: 'Invoice' | 'Quote'; readonly id: string };
  readonly lines: readonly DraftLine[];
}

export interface DraftLine {
  /** What is sold: 1 to 1,000 characters. */
  readonly description: string;
  /** An exact decimal above zero; one when absent. */
  readonly quantity?: string;
  /** The price of one without VAT: an exact decimal above zero, in the activity's currency. */
  readonly unitPrice: string;
  /** At the standard rate when absent. */
  readonly vat?: DraftLineVat;
}

export interface DraftLineVat {
  /** A code of the GraphQL enum `VatCategory`; STANDARD when absent. */
  readonly category?: string;
  /** In percent, e.g. "6". */
  readonly rate?: string;
  /** A code of `vatGrounds`. */
  readonly ground?: string;
  readonly legalGround?: string;
  readonly evidence?: string;
}

export interface LinesAdded {
  /** Their places on the document. */
  readonly positions: readonly number[];
}
