import type { CashFlowLine } from '../sdk/define.js';

/** A line as the row of a step keeps it: amounts as text, for JSON numbers are floats. */
export interface StoredLine {
  readonly day: string;
  readonly amountMinor: string;
  readonly payer: string;
  readonly prefinancing: boolean;
}

export const storedLine = ({
  day,
  amountMinor,
  payer,
  prefinancing,
}: CashFlowLine): StoredLine => ({
  ...{ day, amountMinor: amountMinor.toString(), payer, prefinancing: prefinancing === true },
});

/** What the activity has more or less by the end of a day than before the assignment. */
export interface DaySum {
  readonly day: string;
  readonly withMinor: bigint;
  /** The same had nobody pre-financed anything. */
  readonly withoutMinor: bigint;
}

/** The days on which money moves, in order, each with the sum of all that has moved by then. */
export function sumsByDay(lines: readonly StoredLine[]): DaySum[] {
  const days = [...Map.groupBy(lines, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  let [withMinor, withoutMinor] = [0n, 0n];
  return days.map(([day, moved]) => {
    for (const { amountMinor, prefinancing } of moved) {
      withMinor += BigInt(amountMinor);
      if (!prefinancing) withoutMinor += BigInt(amountMinor);
    }
    return { day, withMinor, withoutMinor };
  });
}
