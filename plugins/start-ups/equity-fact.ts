/** What can happen to shares, and to what may become shares: the event as the fold reads it. */

export type EquityKind =
  | ('CLASS' | 'VALUE' | 'ISSUE' | 'TRANSFER' | 'CANCEL' | 'REPURCHASE' | 'SPLIT' | 'CONVERT')
  | ('PLAN' | 'GRANT' | 'WARRANT' | 'CONVERTIBLE' | 'EXERCISE' | 'FORFEIT')
  | ('RETRACT' | 'ACCEPT');

export interface EquityFact {
  readonly kind: EquityKind;
  /** Its place among the events of the activity, by which a later one means it. */
  readonly sequence: number;
  readonly day: string;
  /** Of a promise: the class that it is for. */
  readonly shareClass: string;
  /** Who gets, gives away or loses; null for what is nobody's. */
  readonly holderId: string | null;
  readonly toHolderId: string | null;
  /** Shares; of a class, the most that may be issued. */
  readonly quantity: bigint | null;
  /** Of a split: so many shares for each of the denominator; of a class: what it converts at. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Code of the plan, option, warrant or convertible that is meant; null: shares are. */
  readonly security: string | null;
  readonly terms: EquityTerms;
}

/** What only some kinds have, as it is kept in JSON: sums in minor units, shares of 1 in millionths. */
export interface EquityTerms {
  /** Of one share, in major units: a decimal of at most ten places. */
  readonly price?: string;
  /** What a convertible is for; of its conversion: the interest that is converted along. */
  readonly amountMinor?: string;
  readonly currency?: string;
  /** The most that all shares may be valued at when a convertible becomes shares. */
  readonly capMinor?: string;
  readonly discountMillionths?: number;
  /** The last day on which it can be exercised, or on which a convertible is to be paid back. */
  readonly expiresOn?: string;
  /** The plan that an option is of. */
  readonly plan?: string;
  readonly vestingFrom?: string;
  readonly vestingMonths?: number;
  readonly cliffMonths?: number;
  /** Votes of one share of a class. */
  readonly votes?: number;
  /** The class that shares of a class convert into. */
  readonly into?: string;
  /** The event that is retracted or accepted, by its place. */
  readonly of?: number;
}

/** A price of one share that splits keep exact: so much for so many. */
export interface Price {
  /** In major units × `priceScale`. */
  readonly scaled: bigint;
  readonly per: bigint;
}

const places = 10;
export const priceScale = 10n ** BigInt(places);

/** Null when it is no decimal above nothing of at most ten places. */
export function priceOf(decimal: string): Price | null {
  const [, whole = '', part = ''] = /^(\d{1,12})(?:\.(\d{1,10}))?$/.exec(decimal) ?? [];
  const scaled = BigInt(`${whole}${part.padEnd(places, '0')}`);
  return scaled > 0n ? { scaled, per: 1n } : null;
}

/** Cut off at ten places, without zeros at its end. */
export function priceText({ scaled, per }: Price): string {
  const one = scaled / per;
  const part = String(one % priceScale)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${one / priceScale}${part === '' ? '' : `.${part}`}`;
}
