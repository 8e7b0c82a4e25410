import type { Finding } from '../../platform/write/violation.js';
import type { LawFacts, LawFigure } from './contract-law.js';

/** Runs a check with the figures that it needs; one that is missing is named instead. */
export function withFigures<Code extends string>(
  { figures, on }: LawFacts,
  codes: readonly Code[],
  check: (found: Readonly<Record<Code, LawFigure>>) => readonly Finding[],
): readonly Finding[] {
  const missing = codes.filter((code) => !figures.has(code));
  if (missing.length > 0) {
    return missing.map((figure) => ({
      code: 'law.figure-missing',
      values: { figure, day: on },
    }));
  }
  const found = Object.fromEntries(codes.map((code) => [code, figures.get(code)]));
  return check(found as Record<Code, LawFigure>);
}

/** Where a finding's rule comes from. */
export const because = ({ source, from }: Pick<LawFigure, 'source' | 'from'>) => ({
  source: { title: source },
  effectiveFrom: from,
});
