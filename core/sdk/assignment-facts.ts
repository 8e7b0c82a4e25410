/** What a member knows of an assignment before any tool is chosen; lists may be empty. */
export interface AssignmentFacts {
  /** Every tool may offer itself; otherwise only for the needs. */
  readonly allInclusive: boolean;
  /** Civil days, in order. */
  readonly days: readonly string[];
  readonly places: readonly string[];
  /** Members' UUIDs. */
  readonly people: readonly string[];
  /** What the client will pay, without VAT; null: not known. */
  readonly amountMinor: bigint | null;
  readonly currency: string;
  readonly needs: readonly string[];
  /** Codes of what stands against the steps that were asked for, each once; absent: nothing. */
  readonly obstacles?: readonly string[];
  /** Those of the needs that no tool meets which is on, whoever may use it; absent: none. */
  readonly unmet?: readonly string[];
  /** On which terms the people are employed; null: nothing was said of it. */
  readonly work?: WorkFacts | null;
}

/** The terms of the people of an assignment, the same for each of them. */
export interface WorkFacts {
  /** Code of the kind of contract. */
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** Of each of the days, e.g. "7.6". */
  readonly hoursPerDay: string;
  /** What all of them cost together, on all days. */
  readonly budgetMinor: bigint;
  /** It has a risk for health or safety; absent: none. */
  readonly atRisk?: boolean;
}
