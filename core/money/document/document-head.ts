/** What clients say of a document besides its lines. */
import { lineFindings, tidy } from '../../platform/model/text.js';
import type { Finding } from '../../platform/write/violation.js';

export interface DocumentHead {
  /** Must be the activity's; for clients that say it. */
  readonly currency?: string | null;
  /** The client's own reference: an order number. */
  readonly reference?: string | null;
}

/** What is wrong with the head of the document, apart from its lines. */
export function headFindings(
  input: DocumentHead,
  ground: { readonly currency: string },
): Finding[] {
  const found: Finding[] = [];
  if (input.currency != null && input.currency !== ground.currency) {
    const values = { currency: input.currency, expected: ground.currency };
    found.push({ code: 'document.other-currency', path: ['currency'], values });
  }
  const reference = referenceOf(input);
  if (reference !== null) found.push(...lineFindings('reference', reference, 200));
  return found;
}

export const referenceOf = ({ reference }: DocumentHead): string | null =>
  tidy(reference ?? '') || null;
