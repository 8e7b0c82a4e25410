/**
 * An answer without what differs from one database to the next: ids by the order in which they
 * appear, instants and cursors as such. Everything else stays to the letter, errors included.
 */
export function comparable(answer: unknown): unknown {
  const numbers = new Map<string, string>();
  const named = (id: string) => {
    const name = numbers.get(id) ?? `#${numbers.size + 1}`;
    numbers.set(id, name);
    return name;
  };
  const text = JSON.stringify(answer, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (/cursor$/i.test(key)) return 'a cursor';
    return value.replace(instant, 'an instant').replace(uuid, named);
  });
  return JSON.parse(text ?? 'null');
}

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
