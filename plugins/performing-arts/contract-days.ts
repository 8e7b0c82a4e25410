import { isCivilDate, type ValidationInput } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsContractDay } from './contract.entity.js';

/** A working day of a contract: the core's day and minutes with what this plugin knows of it. */
export interface WorkingDay {
  readonly day: string;
  readonly minutes: number;
  /** Null while nobody has said what kind of day it is. */
  readonly kind: string | null;
  /** Instants in milliseconds; null when the times are not known. */
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
}

/** What every rule of this sector reads of the plugin's own tables when a contract is signed. */
export const contractNeeds = {
  activity: { entity: PerformingArtsActivity, by: 'activityId', equals: 'activityId' },
  days: { entity: PerformingArtsContractDay, by: 'contractId', equals: 'id' },
} as const;

/**
 * The working days that the rules judge, in their order: none where the activity is not in the
 * performing arts or the contract is not under joint committee 304.
 */
export function workingDays(change: ValidationInput): readonly WorkingDay[] {
  const { after, extensions } = change;
  if (!is304(after.jointCommittee) || (extensions.activity ?? []).length === 0) return [];
  const described = new Map((extensions.days ?? []).map((row) => [row.day, row]));
  return coreDays(after.days)
    .map(({ day, minutes }) => {
      const known = described.get(day);
      return {
        day,
        minutes,
        kind: typeof known?.kindCode === 'string' ? known.kindCode : null,
        startsAtMs: instantMs(known?.startsAt),
        endsAtMs: instantMs(known?.endsAt),
      };
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The day that decides which rule holds: the first of the work, not that of the signature. */
export function firstDay(change: ValidationInput): string {
  const days = coreDays(change.after.days).map(({ day }) => day);
  return days.sort()[0] ?? change.at;
}

/** The committee itself or a part of it: "304", "304.01". */
const is304 = (jointCommittee: unknown): boolean =>
  typeof jointCommittee === 'string' && /^304(\.|$)/.test(jointCommittee);

/** Parsed, because a rule that read nonsense would let everything pass. */
function coreDays(days: unknown): { readonly day: string; readonly minutes: number }[] {
  if (!Array.isArray(days)) throw new Error('The contract has no list of days.');
  return days.map((one: { day?: unknown; minutes?: unknown }) => {
    const { day, minutes } = one;
    if (typeof day !== 'string' || !isCivilDate(day) || !Number.isInteger(minutes)) {
      throw new Error('A day of the contract has no day or no minutes.');
    }
    return { day, minutes: minutes as number };
  });
}

function instantMs(instant: unknown): number | null {
  const ms = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
