import { z } from 'zod';
import { addDays, daysBetween } from '../../sdk/civil-days.js';
import type { Absence, AbsenceDay, AbsencePay, AbsenceRule } from '../rules/absence-terms.js';
import { type DatedFigures, type Figure, rate } from '../rules/dated-figures.js';

/**
 * What the employer pays of days that are not worked: of leave what no holiday fund pays; in sickness
 * guaranteed pay, whole or in part by how long it lasts, once there is service enough. Null: a figure is
 * missing, which the figures then name.
 */
export function belgianAbsence(absence: Absence, figures: DatedFigures): AbsencePay | null {
  const { days, openEnded } = absence;
  const has = (rule: AbsenceRule) => days.some((day) => day.rule === rule);
  const leave = has('leave') ? figures.need('leave.share', rate) : null;
  const guaranteed = has('guaranteed')
    ? figures.need(openEnded ? 'guaranteed-pay.long' : 'guaranteed-pay.short', guaranteedShape)
    : null;
  if ((has('leave') && !leave) || (has('guaranteed') && !guaranteed)) return null;
  const sick = guaranteed && guaranteedShares(absence, guaranteed);
  const shareOf = ({ day, rule }: AbsenceDay): number => {
    if (rule === 'none') return 0;
    if (rule === 'leave') return leave?.value ?? 0;
    return rule === 'guaranteed' ? (sick?.get(day) ?? 0) : 100_000;
  };
  const sources = [leave?.source, guaranteed?.source].filter((one) => one !== undefined);
  return { shares: days.map(shareOf), sources };
}

/**
 * Each sick day by its place in its period, counted in calendar days from the first. Who works again for
 * fewer days than a relapse takes goes on with what is left of the period.
 */
function guaranteedShares(
  { days, earlier, since }: Absence,
  { value }: Figure<Guaranteed>,
): Map<string, number> {
  const shares = new Map<string, number>();
  const entitled = monthsAfter(since, value.serviceMonths);
  let spell: { from: string; until: string } | null = null;
  let carried = 0;
  let worked = false;
  for (const { day, rule } of [...earlier, ...days]) {
    // A day of rest or of leave is no work: the sickness goes on over it.
    if (rule === 'work') worked = true;
    if (rule !== 'guaranteed') continue;
    if (spell === null || worked) {
      const again = spell !== null && daysBetween(spell.until, day) <= value.relapseDays;
      carried = again && spell !== null ? carried + daysBetween(spell.from, spell.until) + 1 : 0;
      spell = { from: day, until: day };
    }
    spell = { from: spell.from, until: day };
    worked = false;
    const place = carried + daysBetween(spell.from, day);
    shares.set(day, day < entitled ? 0 : shareAt(value, place));
  }
  return shares;
}

/** The share of the so-manieth day of a period, 0 being the first. */
function shareAt({ periods }: Guaranteed, place: number): number {
  let end = 0;
  for (const { days, share } of periods) {
    end += days;
    if (place < end) return share;
  }
  return 0;
}

/** The same day so many months later, or the first of the month after where there is none. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  const reached = addDays(first, date - 1);
  if (reached.slice(0, 7) === first.slice(0, 7)) return reached;
  return new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10);
}

type Guaranteed = z.infer<typeof guaranteedShape>;

export const guaranteedShape = z.object({
  serviceMonths: z.number().int().min(0).max(24),
  relapseDays: z.number().int().min(0).max(366),
  periods: z.array(z.object({ days: z.number().int().min(1).max(366), share: rate })).min(1),
});
