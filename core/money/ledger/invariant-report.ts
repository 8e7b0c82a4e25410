export interface InvariantReport {
  readonly invariant: string;
  readonly ok: boolean;
  /** How many rows break it. */
  readonly found: bigint;
  /** The first five of them. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
}
