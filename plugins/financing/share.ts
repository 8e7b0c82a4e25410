import { badInput } from 'gezel/sdk';

/** Shares are kept in millionths of the whole: 3 % is 30,000. */
const whole = 1_000_000n;

/** "3" or "2.5" per cent, of which at most four decimals count. */
export function shareOf(percent: string, path: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent);
  const millionths = Number(match?.[1]) * 10_000 + Number((match?.[2] ?? '').padEnd(4, '0'));
  if (match !== null && millionths <= Number(whole)) return millionths;
  throw badInput('A percentage from 0 to 100 with at most four decimals is expected.', path);
}

/** 30,000 → "3"; 25,000 → "2.5". */
export const percentOf = (millionths: number): string => String(millionths / 10_000);

/** A cost is rounded half up to the minor unit. */
export const costOf = (amountMinor: bigint, millionths: number): bigint =>
  (amountMinor * BigInt(millionths) + whole / 2n) / whole;

/** A ceiling is rounded down: it is never exceeded. */
export const ceilingOf = (amountMinor: bigint, millionths: number): bigint =>
  (amountMinor * BigInt(millionths)) / whole;
