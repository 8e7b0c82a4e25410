import { registerEnumType } from 'type-graphql';
import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { agreedOn } from '../agreed/agreed-rows.js';
import { ladderOf, stepAt } from '../rules/agreed-ladder.js';
import { rulesOf } from '../rules/countries.js';
import { because } from '../rules/law-figure.js';
import type { EngagementState } from './engagement.entity.js';

export enum EngagementEndedBy {
  AGREEMENT = 'AGREEMENT',
  EMPLOYER = 'EMPLOYER',
  WORKER = 'WORKER',
}
registerEnumType(EngagementEndedBy, {
  name: 'EngagementEndedBy',
  description: 'Who ends an employment, on which its notice depends.',
  valuesConfig: {
    AGREEMENT: { description: 'Both: without notice.' },
    EMPLOYER: { description: 'The co-operative, with the notice of its side.' },
    WORKER: { description: 'The worker, with the notice of theirs.' },
  },
});

/**
 * Whoever ends an engagement alone keeps to the notice of the day on which they say so: not a day less
 * than the weeks that are known for the service. Weeks that nobody knows refuse it by their name.
 */
export async function noticeFindings(
  tx: Tx,
  engagement: EngagementState,
  end: { readonly by: EngagementEndedBy; readonly lastDay: string; readonly today: string },
): Promise<Finding[]> {
  const { by, lastDay, today } = end;
  if (by === EngagementEndedBy.AGREEMENT || engagement.status !== 'SIGNED') return [];
  const { jointCommittee, from: since } = engagement;
  const code = by === EngagementEndedBy.EMPLOYER ? 'notice.employer' : 'notice.worker';
  const ladder = ladderOf(await agreedOn(tx, jointCommittee, today), code, jointCommittee);
  const [home] = await tx.query<{ country: string }>(
    'select country from core.cooperative where id = $1',
    [tx.cooperativeId],
  );
  const country = home?.country ?? '';
  const rules = rulesOf(country);
  if (rules === null) return [{ code: 'contract.no-country-rules', values: { country } }];
  const weeksAfter = (months: number) => (ladder ? stepAt(ladder, months) : null);
  const until = rules.noticeUntil({ since, givenOn: today, weeksAfter });
  const path = ['by'];
  if (ladder === undefined || until === null) {
    const values = { figure: `${code} (${jointCommittee ?? '-'})`, day: today };
    return [{ code: 'law.figure-missing', path, values }];
  }
  if (lastDay >= until) return [];
  const values = { lastDay, until };
  return [{ code: 'engagement.notice-too-short', path: ['lastDay'], values, ...because(ladder) }];
}
