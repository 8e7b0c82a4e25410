/**
 * A copy of a value with nothing but plain objects, arrays and primitives in it: what a validation
 * may look at. Freezing the original would freeze a managed entity. Instants become ISO texts, for a
 * `Date` cannot be frozen.
 */
export function plainCopy(value: unknown, depth = 0): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (depth > maximumDepth) throw new Error(`A state is at most ${maximumDepth} levels deep.`);
  if (Array.isArray(value)) return value.map((one) => plainCopy(one, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (!name.startsWith('__')) copy[name] = plainCopy(inner, depth + 1);
  }
  return copy;
}

const maximumDepth = 8;
