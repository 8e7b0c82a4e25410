/**
 * Electronic documents that a plugin issues for a member in the member's own name: written as UBL by
 * the rules of Peppol BIS Billing 3.0 and sent through the access point of the platform. Whoever uses
 * it must know that the member may speak for the seller.
 */
export interface EInvoicePort {
  /**
   * Queues a document, once a key: another content under it is IDEMPOTENCY_MISMATCH. One that was
   * refused or given up is sent anew. Null, and nothing is sent, where one of the parties cannot be
   * reached on the network. How far it comes is told as an event "<plugin>.transmission" about the
   * subject, with { status, problem }.
   */
  send(order: EInvoiceOrder): Promise<EInvoiceState | null>;
}

export interface EInvoiceOrder {
  readonly key: string;
  /** The service that issues it, e.g. "self-employed.invoice". */
  readonly service: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Whose it is. */
  readonly memberId: string;
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly seller: EInvoiceParty;
  readonly buyer: EInvoiceParty;
  readonly iban: string;
  /** Of a credit note: what it takes back. */
  readonly credits: { readonly number: string; readonly issuedOn: string } | null;
  /** 1 to 500; their sums by rate are the document's. */
  readonly lines: readonly EInvoiceLine[];
}

export interface EInvoiceParty {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly enterpriseNumber: string | null;
  /** With its country. */
  readonly vatNumber: string | null;
}

export interface EInvoiceLine {
  readonly description: string;
  /** An exact decimal above zero with at most six decimals. */
  readonly quantity: string;
  readonly unitPriceMinor: bigint;
  readonly netMinor: bigint;
  /** In hundredths of a percent. */
  readonly vatRate: number;
  /** Why nothing is charged; needed at the rate of nothing. */
  readonly exemption: string | null;
}

export interface EInvoiceState {
  /** QUEUED, SENT, DELIVERED, REFUSED or FAILED. */
  readonly status: string;
  /** A code: why the last attempt came to nothing. */
  readonly problem: string | null;
}
