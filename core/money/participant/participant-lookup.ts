/** The port to what the Peppol network knows of its participants. */

/** What a participant takes in BIS Billing 3.0; nothing of both: it is not on the network. */
export interface Participant {
  readonly takesInvoices: boolean;
  readonly takesCreditNotes: boolean;
}

export interface ParticipantLookup {
  /** By electronic address, `0208:0896755397`; null where nobody can be asked at all. */
  find(address: string): Promise<Participant | null>;
}

/** The network did not answer, or not as agreed: nothing is known, ask again later. */
export class LookupError extends Error {
  override readonly name = 'LookupError';
}

export const absent: Participant = { takesInvoices: false, takesCreditNotes: false };
