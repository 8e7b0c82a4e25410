/** Shares as a fold over what happened to them. Pure: the same events give the same table. */

export type EquityKind = 'ISSUE' | 'TRANSFER' | 'CANCEL' | 'SPLIT';

export interface EquityFact {
  readonly kind: EquityKind;
  readonly day: string;
  readonly shareClass: string;
  /** Who gets new shares, gives some away or loses some; null for a split. */
  readonly holderId: string | null;
  readonly toHolderId: string | null;
  readonly quantity: bigint | null;
  /** Of a split: so many shares for each of the denominator. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface Holding {
  readonly holderId: string;
  readonly shareClass: string;
  readonly shares: bigint;
}

/** Shares by holder and class, by a key that sorts. */
export type CapTable = ReadonlyMap<string, Holding>;

export type EquityProblem =
  | ('not-enough-shares' | 'split-leaves-fractions')
  | ('no-such-shares' | 'too-many-shares');

/** The most shares of an activity: what a decimal of the API can say. */
export const mostShares = 999_999_999_999_999n;

export const noShares: CapTable = new Map();

export function capTableOf(events: readonly EquityFact[]): CapTable {
  return events.reduce((table, event) => afterEvent(table, event), noShares);
}

/** What stands in the way of an event after those that made the table; null: nothing. */
export function equityProblem(table: CapTable, event: EquityFact): EquityProblem | null {
  const problem = holdingProblem(table, event);
  if (problem !== null) return problem;
  const holdings = [...afterEvent(table, event).values()];
  const all = holdings.reduce((total, { shares }) => total + shares, 0n);
  return all > mostShares ? 'too-many-shares' : null;
}

function holdingProblem(table: CapTable, event: EquityFact): EquityProblem | null {
  const { kind, shareClass, holderId, quantity } = event;
  if (kind === 'ISSUE') return null;
  if (kind === 'SPLIT') {
    const held = [...table.values()].filter((one) => one.shareClass === shareClass);
    if (held.length === 0) return 'no-such-shares';
    const whole = held.every(({ shares }) => splitShares(shares, event) !== null);
    return whole ? null : 'split-leaves-fractions';
  }
  const { shares = 0n } = table.get(keyOf(holderId as string, shareClass)) ?? {};
  return shares >= (quantity as bigint) ? null : 'not-enough-shares';
}

function afterEvent(before: CapTable, event: EquityFact): CapTable {
  const { kind, shareClass, holderId, toHolderId, quantity } = event;
  const table = new Map(before);
  const add = (holder: string, shares: bigint) => {
    const key = keyOf(holder, shareClass);
    const sum = (table.get(key)?.shares ?? 0n) + shares;
    if (sum === 0n) table.delete(key);
    else table.set(key, { holderId: holder, shareClass, shares: sum });
  };
  if (kind === 'ISSUE') add(holderId as string, quantity as bigint);
  if (kind === 'CANCEL' || kind === 'TRANSFER') add(holderId as string, -(quantity as bigint));
  if (kind === 'TRANSFER') add(toHolderId as string, quantity as bigint);
  if (kind !== 'SPLIT') return table;
  for (const [key, holding] of before) {
    const shares = holding.shareClass === shareClass ? splitShares(holding.shares, event) : null;
    if (shares !== null) table.set(key, { ...holding, shares });
  }
  return table;
}

/** Null when a fraction of a share would be left. */
function splitShares(shares: bigint, { numerator, denominator }: EquityFact): bigint | null {
  const scaled = shares * BigInt(numerator ?? 1);
  const per = BigInt(denominator ?? 1);
  return scaled % per === 0n ? scaled / per : null;
}

const keyOf = (holderId: string, shareClass: string): string => `${shareClass} ${holderId}`;
