import { holidaysOf } from '../rules/calendar.js';
import type { LawCheck } from '../rules/contract-law.js';
import { because, withFigures } from '../rules/law-figure.js';
import { belgianCalendar } from './calendar.js';

/**
 * Work on a Sunday or a public holiday is for exceptions that a person must know: it is said, and lets
 * sign. A joint committee whose work is on such days says so by its own figure.
 */
export const restDays: LawCheck = (facts) =>
  withFigures(facts, ['working-time.no-sunday'], ({ 'working-time.no-sunday': prohibited }) => {
    if (prohibited.value === 0) return [];
    const holidays = new Set(holidaysOf(belgianCalendar, Number(facts.on.slice(0, 4))));
    return facts.contract.days.flatMap(({ day, kind }, i) => {
      // Paid as such, not worked.
      if (kind === 'public-holiday') return [];
      const about = {
        path: ['days', String(i), 'day'],
        values: { day },
        severity: 'WARNING' as const,
      };
      if (holidays.has(day)) {
        const source = { title: belgianCalendar.source };
        return [{ code: 'day.public-holiday', ...about, source }];
      }
      if (new Date(`${day}T00:00:00Z`).getUTCDay() !== 0) return [];
      return [{ code: 'day.sunday', ...about, ...because(prohibited) }];
    });
  });
