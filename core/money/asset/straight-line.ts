/** A thing that is written off by equal months, the one in which it was bought included. */
export interface WrittenOff {
  readonly costMinor: bigint;
  readonly residualMinor: bigint;
  readonly months: number;
  readonly fromDay: string;
}

/** What is written off when a month ends, exact at the last one; the month as its first day. */
export function writtenOffMinor(
  { costMinor, residualMinor, months, fromDay }: WrittenOff,
  month: string,
): bigint {
  const past = Math.min(Math.max(monthOf(month) - monthOf(fromDay) + 1, 0), months);
  return ((costMinor - residualMinor) * BigInt(past)) / BigInt(months);
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
