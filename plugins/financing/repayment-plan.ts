import { addMonths, badInput } from 'gezel/sdk';
import { InstalmentKind } from './instalment.entity.js';

export interface Planned {
  readonly kind: InstalmentKind;
  readonly dueOn: string;
  readonly amountMinor: bigint;
}

/** A part of a subsidy that its funder has still to pay. */
export interface Tranche {
  readonly kind: InstalmentKind;
  readonly amountMinor: bigint;
  readonly expectedOn: string;
}

/** Equal parts a month apart; what does not divide is in the first ones, a minor unit each. */
export function monthly(amountMinor: bigint, months: number, firstDueOn: string): Planned[] {
  const count = BigInt(months);
  if (amountMinor < count) {
    const said = { code: 'financing.input-no-cent', values: { months } };
    throw badInput('There is not a cent for every month.', 'months', said);
  }
  const rest = amountMinor % count;
  return Array.from({ length: months }, (_, i) => ({
    kind: InstalmentKind.INSTALMENT,
    dueOn: addMonths(firstDueOn, i),
    amountMinor: amountMinor / count + (BigInt(i) < rest ? 1n : 0n),
  }));
}

/** All that a tranche brings goes to the loan, in the order of their days, until it is repaid. */
export function fromTranches(amountMinor: bigint, tranches: readonly Tranche[]): Planned[] {
  const planned: Planned[] = [];
  let left = amountMinor;
  const inOrder = [...tranches].sort((a, b) => (a.expectedOn < b.expectedOn ? -1 : 1));
  for (const { kind, expectedOn, amountMinor: brings } of inOrder) {
    const part = lesser(brings, left);
    if (part > 0n) planned.push({ kind, dueOn: expectedOn, amountMinor: part });
    left -= part;
  }
  return planned;
}

/** Of two amounts; Math.min knows no bigint. */
export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
