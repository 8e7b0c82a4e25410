/** A notice that ends an employment without an agreed end. */
export interface Notice {
  /** The first day of the employment. */
  readonly since: string;
  readonly givenOn: string;
  /** By months of service; null: not known. */
  readonly weeksAfter: (months: number) => number | null;
}
