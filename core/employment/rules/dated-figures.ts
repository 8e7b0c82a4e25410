import { z } from 'zod';
import type { MissingFigure } from './pay-terms.js';

/** A figure of the law as it is stored: those that hold on a day. */
export interface FigureRow {
  readonly code: string;
  readonly workerClass: string;
  readonly employerCategory: string;
  readonly jointCommittee: string;
  readonly value: unknown;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

/** Whom the figures are for. */
export interface FigureScope {
  readonly workerClass: string;
  readonly employerCategory: string;
  readonly jointCommittee: string | null;
  readonly day: string;
}

export interface Figure<Value> {
  readonly code: string;
  readonly value: Value;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

/** The figures of a day for one worker and employer, and what was asked for in vain. */
export interface DatedFigures {
  /** Null when there is none: the rule then does not apply. */
  find<Value>(code: string, shape: z.ZodType<Value>): Figure<Value> | null;
  /** Null when there is none, which is noted in `missing`. */
  need<Value>(code: string, shape: z.ZodType<Value>): Figure<Value> | null;
  /** The codes with a prefix, e.g. every contribution of the employer, in their order. */
  codes(prefix: string): string[];
  /** Empties and answers what was needed and is not there. */
  takeMissing(): MissingFigure[];
}

/** A rate, in hundred-thousandths. */
export const rate = z.number().int().min(0).max(1_000_000);

/** An amount in minor units. */
export const minor = z.number().int().nonnegative().transform(BigInt);

export function datedFigures(rows: readonly FigureRow[], scope: FigureScope): DatedFigures {
  const own = new Map<string, FigureRow>();
  const concerned = rows.filter((one) => concerns(one, scope));
  for (const row of concerned.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const known = own.get(row.code);
    if (known === undefined || precision(row) >= precision(known)) own.set(row.code, row);
  }
  let missing: MissingFigure[] = [];
  const find = <Value>(code: string, shape: z.ZodType<Value>): Figure<Value> | null => {
    const row = own.get(code);
    if (row === undefined) return null;
    const { from, until, source } = row;
    return { code, value: shape.parse(row.value), from, until, source };
  };
  return {
    find,
    need: (code, shape) => {
      const figure = find(code, shape);
      if (figure === null) missing.push({ figure: named(code, scope), day: scope.day });
      return figure;
    },
    codes: (prefix) => [...own.keys()].filter((code) => code.startsWith(prefix)).sort(),
    takeMissing: () => {
      const taken = missing;
      missing = [];
      return taken;
    },
  };
}

const concerns = (row: FigureRow, scope: FigureScope): boolean =>
  [
    [row.workerClass, scope.workerClass],
    [row.employerCategory, scope.employerCategory],
    [row.jointCommittee, scope.jointCommittee],
  ].every(([stored, asked]) => stored === '*' || stored === asked);

/** The row that names most of the scope is the one that was meant; of two such, the newer. */
const precision = (row: FigureRow): number =>
  [row.workerClass, row.employerCategory, row.jointCommittee].filter((one) => one !== '*').length;

const named = (code: string, { workerClass, employerCategory, jointCommittee }: FigureScope) =>
  `${code} (${[workerClass, employerCategory, jointCommittee ?? '-'].join(', ')})`;
