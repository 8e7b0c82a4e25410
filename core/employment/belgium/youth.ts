import type { Finding } from '../../platform/write/violation.js';
import { ladderOf, stepAt } from '../rules/agreed-ladder.js';
import type { LawFacts, MinimumPay } from '../rules/contract-law.js';

export interface YouthShare {
  /** Of the minimum, in hundred-thousandths. */
  readonly share: number;
  readonly findings: readonly Finding[];
}

/**
 * The part of a minimum that a young worker is owed: of the general one by age, students by their own
 * steps; of a scale by its joint committee's. Who states no age is owed it whole; a share that nobody
 * knows is refused by name, and nothing is taken off.
 */
export function youthShare(
  { contract: { age, jointCommittee }, regime, on }: LawFacts,
  { functionCode }: Pick<MinimumPay, 'functionCode'>,
  agreed: LawFacts['agreed'],
): YouthShare {
  if (age === null) return { share: whole, findings: [] };
  const committee = functionCode === null ? null : jointCommittee;
  const code = functionCode === null && regime === 'student' ? 'youth.student' : 'youth';
  const ladder = ladderOf(agreed, code, committee);
  const share = ladder?.jointCommittee === committee ? stepAt(ladder, age) : null;
  if (share !== null) return { share, findings: [] };
  const values = { figure: `${code} (${committee ?? '-'}, ${age})`, day: on };
  return { share: whole, findings: [{ code: 'law.figure-missing', path: ['age'], values }] };
}

const whole = 100_000;
