/**
 * What a client who pays late is asked on top of an invoice. The core divides what the client then
 * pays: costs and interest, then the invoice, then a penalty (Civil Code art. 5.210); each part is
 * booked at once, and taken back with its payment. How much may be asked is the plugin's to know.
 */
export interface LateChargePort {
  /**
   * Says what is asked from a day on, in place of what was asked before: it takes part in what the
   * bank books on that day or later. Once a key; of another service, invoice or day the key is
   * IDEMPOTENCY_MISMATCH.
   */
  ask(order: LateChargeOrder): Promise<LateChargeState>;
  /**
   * Asks no more what a service of the plugin's asked: all of it, or what a key said. What another
   * service asks goes on; what was paid of it stays as it was booked.
   */
  withdraw(order: LateChargeWithdrawal): Promise<LateChargeState>;
  /** Batched over siblings. Null where the viewer sees no such invoice. */
  state(invoiceId: string): Promise<LateChargeState | null>;
}

/** In minor units of the invoice's currency, nothing below zero. */
export interface LateChargeAmounts {
  /** Costs of recovery: before the principal. */
  readonly costsMinor: bigint;
  /** Before the principal, after the costs. */
  readonly interestMinor: bigint;
  /** After the principal. */
  readonly penaltyMinor: bigint;
}

export interface LateChargeOrder extends LateChargeAmounts {
  readonly key: string;
  /** The service that collects, e.g. "collection.notice". */
  readonly service: string;
  readonly invoiceId: string;
  /** The civil day on which it was asked: today, or before. */
  readonly on: string;
  /** Whose income it becomes: of the guarantee fund, or of the activity. */
  readonly proceeds: 'COMMUNITY' | 'ACTIVITY';
}

export interface LateChargeWithdrawal {
  /** The service that asked it. */
  readonly service: string;
  readonly invoiceId: string;
  readonly key?: string;
}

export interface LateChargeState {
  readonly currency: string;
  /** What is asked and not yet paid. */
  readonly open: LateChargeAmounts;
  readonly paid: LateChargeAmounts;
  /** What was paid of the invoice itself, by the civil day that the bank booked it, oldest first. */
  readonly principal: readonly { readonly on: string; readonly amountMinor: bigint }[];
}
