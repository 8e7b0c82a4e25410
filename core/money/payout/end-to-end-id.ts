/**
 * The id under which a payout travels to the bank and comes back with its debit: its UUID without
 * dashes, because an end-to-end id has at most 35 characters and banks drop what is unusual.
 */
export const endToEndId = (id: string): string => id.replaceAll('-', '');

/** The UUID in an end-to-end id that may be ours; null for any other. */
export function payoutIdOf(text: string | null): string | null {
  const match = /^([0-9a-f]{8})([0-9a-f]{4})(7[0-9a-f]{3})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(
    text ?? '',
  );
  return match === null ? null : match.slice(1).join('-').toLowerCase();
}
