import type { Finding } from '../../platform/write/violation.js';
import { hoursOf } from '../day/hours.js';
import type { LawCheck } from '../rules/contract-law.js';
import { because, withFigures } from '../rules/law-figure.js';

/** A student works within the hours of the calendar year, everywhere together. */
export const studentQuota: LawCheck = (facts) =>
  withFigures(facts, ['student.hours'], ({ 'student.hours': quota }) => {
    const { minutesHere, minutesElsewhere } = facts.student;
    const year = facts.on.slice(0, 4);
    const asked = facts.contract.days.reduce((sum, { minutes }) => sum + minutes, 0);
    const used = minutesHere + (minutesElsewhere ?? 0);
    const found: Finding[] = [];
    if (minutesElsewhere === null) {
      found.push({ code: 'student.hours-not-stated', severity: 'WARNING', values: { year } });
    }
    if (used + asked > quota.value * 60) {
      const values = { year, quota: quota.value, used: hoursOf(used), asked: hoursOf(asked) };
      found.push({ code: 'student.beyond-quota', path: ['days'], values, ...because(quota) });
    }
    return found;
  });
