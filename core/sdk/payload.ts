/**
 * The ids of one type among the things that an event's payload lists as `{ type, id }`, in their
 * order. A payload is another's JSON, of any version: what is no list holds none, and what has no
 * type or no id is passed over.
 */
export function idsOfType(listed: unknown, type: string): string[] {
  if (!Array.isArray(listed)) return [];
  return (listed as readonly ({ readonly type?: unknown; readonly id?: unknown } | null)[]).flatMap(
    (one) => (one?.type === type && typeof one.id === 'string' ? [one.id] : []),
  );
}
