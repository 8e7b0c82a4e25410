/** The version of the plugin contract; `package.json` has the same. */
export const sdkVersion = '0.1.0';

/**
 * Whether a caret range ("^0.1.0") admits a version: the left-most number that is not zero must be
 * equal, the rest at least as new. Other ranges are refused so that what a plugin promises is plain.
 */
export function admits(range: string, version: string): boolean {
  const wanted = /^\^(\d+)\.(\d+)\.(\d+)$/.exec(range)?.slice(1).map(Number);
  const have = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (wanted === undefined || have === undefined) return false;
  const fixed = wanted.findIndex((part) => part !== 0);
  const end = fixed === -1 ? 3 : fixed + 1;
  if (wanted.slice(0, end).some((part, i) => part !== have[i])) return false;
  const rest = wanted.map((part, i) => (have[i] as number) - part).find((step) => step !== 0);
  return rest === undefined || rest > 0;
}

export const isVersion = (text: unknown): boolean =>
  typeof text === 'string' && /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/.test(text);
