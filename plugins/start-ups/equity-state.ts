/** Shares and what may become shares, as they stand after some events. */
import type { EquityFact, Price } from './equity-fact.js';

export interface Holding {
  /** Null: of a plan, and promised to nobody yet. */
  readonly holderId: string | null;
  readonly shareClass: string;
  readonly shares: bigint;
}

/** Shares by holder and class, by a key that sorts. */
export type CapTable = ReadonlyMap<string, Holding>;

export interface ShareClass {
  readonly code: string;
  readonly votes: number;
  /** The most that may be issued; null: nobody set a limit. */
  readonly authorised: bigint | null;
  readonly into: { readonly code: string; readonly ratio: Ratio } | null;
  readonly price: Price | null;
  readonly pricedOn: string | null;
}

/** So many for so many. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type SecurityKind = 'PLAN' | 'GRANT' | 'WARRANT' | 'CONVERTIBLE';

/** What may become shares: a plan's reserve, an option of it, a warrant, or a loan that converts. */
export interface Security {
  readonly code: string;
  readonly kind: SecurityKind;
  readonly shareClass: string;
  readonly holderId: string | null;
  /** Reserved, granted or promised; of a convertible none is, until it converts. */
  readonly quantity: bigint;
  readonly exercised: bigint;
  /** Forfeited or cancelled. */
  readonly gone: bigint;
  readonly price: Price | null;
  /** The event that made it. */
  readonly made: EquityFact;
  /** From that day on nothing more vests. */
  readonly stoppedOn: string | null;
  /** Of a convertible: neither converted nor paid back yet. */
  readonly open: boolean;
}

/** Something that was issued, which may be accepted, and retracted as long as nothing came of it. */
export interface Issuance {
  readonly holderId: string | null;
  readonly shareClass: string;
  /** Null: a split has left none of it whole. */
  readonly quantity: bigint | null;
  readonly security: string | null;
  readonly acceptedOn: string | null;
}

export interface Equity {
  readonly holdings: Map<string, Holding>;
  readonly classes: Map<string, ShareClass>;
  readonly securities: Map<string, Security>;
  /** By the place of the event; what is retracted is no more among them. */
  readonly issuances: Map<number, Issuance>;
}

export const keyOf = (holderId: string, shareClass: string): string => `${shareClass} ${holderId}`;

/** How a class stands of which nobody has said more than its code. */
export const classOf = ({ classes }: Equity, code: string): ShareClass =>
  classes.get(code) ?? {
    ...{ code, votes: 1, authorised: null, into: null, price: null, pricedOn: null },
  };

export const issuedOf = ({ holdings }: Equity, shareClass?: string): bigint =>
  [...holdings.values()].reduce(
    (sum, one) =>
      shareClass === undefined || one.shareClass === shareClass ? sum + one.shares : sum,
    0n,
  );

/** Null when a fraction of a share would be left. */
export function scaled(shares: bigint, { numerator, denominator }: Ratio): bigint | null {
  const all = shares * numerator;
  return all % denominator === 0n ? all / denominator : null;
}

export const ratioOf = ({ numerator, denominator }: EquityFact): Ratio => ({
  numerator: BigInt(numerator ?? 1),
  denominator: BigInt(denominator ?? 1),
});
