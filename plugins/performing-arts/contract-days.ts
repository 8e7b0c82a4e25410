import { addDays, isCivilDate, type ValidationInput } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsContractDay } from './contract.entity.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { scheduledDays, takingPlace } from './scheduled-days.js';
import { knownFrom } from './working-time.limits.js';

/** A working day: the core's day and minutes with what this plugin knows of it. */
export interface WorkingDay {
  readonly day: string;
  readonly minutes: number;
  /** As described, else by the schedule; null while neither says what kind of day it is. */
  readonly kind: string | null;
  /** Instants in milliseconds; null when the times are not known. */
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
  /** For how many services the worker is hired that day; null: by the hour. */
  readonly services: number | null;
  /** Of the contract that is judged; otherwise of another that binds the same worker. */
  readonly own: boolean;
}

/** What every rule of this sector reads of the plugin's own tables when a contract is signed. */
export const contractNeeds = {
  activity: { entity: PerformingArtsActivity, by: 'activityId', equals: 'activityId' },
  days: { entity: PerformingArtsContractDay, by: 'contractId', equals: 'id' },
  schedule: {
    entity: PerformingArtsPerformance,
    by: 'activityId',
    equals: 'activityId',
    where: (change: ValidationInput) => ({
      day: daysAround(change, 0),
      status: { in: takingPlace },
    }),
  },
  elsewhere: {
    entity: PerformingArtsContractDay,
    by: 'workerId',
    equals: 'workerId',
    inForce: 'contractId',
    where: (change: ValidationInput) => ({ day: daysAround(change, aroundDays) }),
  },
} as const;

function daysAround({ after }: ValidationInput, around: number) {
  const days = coreDays(after.days).map(({ day }) => day);
  const [first = knownFrom, last = first] = [days.sort()[0], days.at(-1)];
  return { from: addDays(first, -around), upTo: addDays(last, around) };
}

/** Longer than a week and than any number of days in a row that is allowed. */
const aroundDays = 31;

/**
 * The working days of the contract, in their order: none where the activity is not in the
 * performing arts or the contract is not under joint committee 304.
 */
export function workingDays({ after, extensions }: ValidationInput): readonly WorkingDay[] {
  if (!is304(after.jointCommittee) || (extensions.activity ?? []).length === 0) return [];
  const described = new Map((extensions.days ?? []).map((row) => [row.day, row]));
  const scheduled = scheduledDays(extensions.schedule ?? []);
  return coreDays(after.days)
    .map((core) => {
      const said = known(described.get(core.day));
      const kind = said.kind ?? scheduled.get(core.day)?.kind ?? null;
      return { ...said, kind, ...core, own: true };
    })
    .sort(byDay);
}

/**
 * The same among the described days of the worker's other contracts in force, for limits that are
 * the worker's and not the contract's.
 */
export function allWorkingDays(change: ValidationInput): readonly WorkingDay[] {
  const own = workingDays(change);
  if (own.length === 0) return [];
  const taken = new Set(own.map(({ day }) => day));
  const elsewhere = (change.extensions.elsewhere ?? [])
    .filter(({ contractId }) => contractId !== change.after.id)
    .map((row) => ({ ...known(row), day: String(row.day), minutes: Number(row.minutes) }))
    // The core lets no worker be bound twice on a day, and what held before is not known.
    .filter(({ day }) => !taken.has(day) && day >= knownFrom);
  return [...own, ...elsewhere.map((day) => ({ ...day, own: false }))].sort(byDay);
}

const known = (row: Readonly<Record<string, unknown>> | undefined) => ({
  kind: typeof row?.kindCode === 'string' ? row.kindCode : null,
  services: typeof row?.services === 'number' ? row.services : null,
  startsAtMs: instantMs(row?.startsAt),
  endsAtMs: instantMs(row?.endsAt),
});

const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : 1);

/** The day that decides which rule holds: the first of the work, not that of the signature. */
export function firstDay(change: ValidationInput): string {
  const days = coreDays(change.after.days).map(({ day }) => day);
  return days.sort()[0] ?? change.at;
}

/** The committee itself or a part of it: "304", "304.01". */
export const is304 = (jointCommittee: unknown): boolean =>
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
