/** A figure by steps: each holds from its `at` (an age, an hour, months of service) until the next. */
export interface AgreedLadder {
  /** e.g. "supplement.sunday". */
  readonly code: string;
  /** Null: for every joint committee that has none of its own. */
  readonly jointCommittee: string | null;
  /** Rising; values in hundred-thousandths, or whole weeks of notice. */
  readonly steps: readonly LadderStep[];
  readonly from: string;
  readonly source: string;
}

export interface LadderStep {
  readonly at: number;
  readonly value: number;
}

/** What holds at a number; null below the first step. */
export const stepAt = ({ steps }: AgreedLadder, at: number): number | null =>
  steps.findLast((step) => step.at <= at)?.value ?? null;

/** The ladder of a joint committee before the one that holds for all; undefined: nobody knows one. */
export const ladderOf = (
  ladders: readonly AgreedLadder[],
  code: string,
  jointCommittee: string | null,
): AgreedLadder | undefined => {
  const known = ladders.filter((one) => one.code === code);
  return (
    known.find((one) => one.jointCommittee !== null && one.jointCommittee === jointCommittee) ??
    known.find((one) => one.jointCommittee === null)
  );
};
