/** The port to the Peppol network: whoever runs an access point sends and receives for us. */

export interface OutgoingMessage {
  /** Ours, and the same for each attempt: under one key a message goes out once. */
  readonly key: string;
  /** Electronic addresses, `0208:0896755397`. */
  readonly sender: string;
  readonly receiver: string;
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  /** UBL. */
  readonly body: Uint8Array;
}

/** What the access point knows of a message that it has. */
export type MessageState =
  | { readonly state: 'SENT' | 'DELIVERED'; readonly messageId: string }
  | { readonly state: 'REFUSED'; readonly code: string; readonly text: string };

export interface IncomingMessage {
  /** The access point's, unique and lasting. */
  readonly id: string;
  readonly body: Uint8Array;
}

export interface AccessPoint {
  /** Takes a message; a repeat under the same key answers what became of the first. */
  send(message: OutgoingMessage): Promise<MessageState>;
  /** What became of a message; null when it never arrived. */
  stateOf(key: string): Promise<MessageState | null>;
  /** Some of the messages that wait for us, oldest first; they wait until they are answered. */
  waiting(limit: number): Promise<IncomingMessage[]>;
  /** Takes a message from the queue: accepted, or refused with a code for its sender. */
  answer(id: string, refusal: string | null): Promise<void>;
}

/** It could not be asked, or did not answer as agreed: nothing is known, ask again later. */
export class AccessPointError extends Error {
  override readonly name = 'AccessPointError';
}

/** A message that is larger than any honest document. */
export const maximumMessageBytes = 25 * 1_048_576;
