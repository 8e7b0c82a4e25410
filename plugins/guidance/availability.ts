import { addDays, type PluginContext, type PluginStore, weekdayOf } from 'gezel/sdk';
import { GuidanceAbsence, type GuidanceAdviser } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';

/** A time of one day, in minutes since midnight in Brussels. */
export interface Slot {
  readonly day: string;
  readonly starts: number;
  readonly ends: number;
}

/** The first and the last day that is looked at. */
export interface Days {
  readonly from: string;
  readonly upTo: string;
}

/** All times at which an adviser meets people on a day of an ordinary week, in order. */
export function slotsOn(
  { openings, slotMinutes }: Pick<GuidanceAdviser, 'openings' | 'slotMinutes'>,
  day: string,
): Slot[] {
  return openings
    .filter(({ weekday }) => weekday === weekdayOf(day))
    .flatMap(({ opens, closes }) => {
      const count = Math.floor((closes - opens) / slotMinutes);
      return Array.from({ length: count }, (_, i) => {
        const starts = opens + i * slotMinutes;
        return { day, starts, ends: starts + slotMinutes };
      });
    });
}

/** What takes an adviser's time, and where asked a member's too. */
export interface Busy {
  readonly absences: readonly GuidanceAbsence[];
  readonly taken: readonly Slot[];
}

export async function busyIn(
  store: PluginStore,
  days: Days,
  { adviserId, memberId }: { readonly adviserId: string; readonly memberId?: string },
): Promise<Busy> {
  const around = { untilDay: { from: days.from }, fromDay: { upTo: days.upTo } };
  const absences = await store.find(GuidanceAbsence, { adviserId, ...around });
  const whose = [{ adviserId }, ...(memberId === undefined ? [] : [{ memberId }])];
  const taken = await Promise.all(whose.map((one) => takenIn(store, days, one)));
  return { absences, taken: taken.flat() };
}

/** Every appointment that takes place, a hundred at a time. */
async function takenIn(
  store: PluginStore,
  day: Days,
  whose: { readonly adviserId: string } | { readonly memberId: string },
): Promise<GuidanceAppointment[]> {
  const all: GuidanceAppointment[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const beyond = last === undefined ? {} : { id: { after: last } };
    const where = { ...whose, ...beyond, day, status: { in: takingPlace } };
    const page = await store.find(GuidanceAppointment, where);
    all.push(...page);
    if (page.length < 100) return all;
  }
}

const takingPlace = [AppointmentStatus.BOOKED, AppointmentStatus.HELD, AppointmentStatus.NO_SHOW];

export const isTaken = ({ taken }: Busy, { day, starts, ends }: Slot): boolean =>
  taken.some((one) => one.day === day && one.starts < ends && one.ends > starts);

export const isAbsent = ({ absences }: Busy, { day }: Pick<Slot, 'day'>): boolean =>
  absences.some(({ fromDay, untilDay }) => fromDay <= day && day <= untilDay);

/** What is free on some days, in order: at most `limit` times. */
export async function freeSlots(
  ctx: PluginContext,
  adviser: GuidanceAdviser,
  days: Days,
  { memberId, limit = 500 }: { readonly memberId?: string; readonly limit?: number } = {},
): Promise<Slot[]> {
  if (!adviser.active) return [];
  const busy = await busyIn(ctx.store, days, { adviserId: adviser.id, memberId });
  const free: Slot[] = [];
  for (let { from: day } = days; day <= days.upTo; day = addDays(day, 1)) {
    if (isAbsent(busy, { day })) continue;
    for (const slot of slotsOn(adviser, day)) {
      if (hasBegun(ctx, slot) || isTaken(busy, slot)) continue;
      free.push(slot);
      if (free.length === limit) return free;
    }
  }
  return free;
}

/** Whether the clocks of Brussels show this time or a later one. */
export const hasBegun = (
  { now }: Pick<PluginContext, 'now'>,
  { day, starts }: Pick<Slot, 'day' | 'starts'>,
): boolean => {
  const [today, time = ''] = brussels.format(now).split(' ');
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return day < String(today) || (day === today && starts <= hours * 60 + minutes);
};

/** "2026-11-23 12:00" */
const brussels = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Brussels', dateStyle: 'short', timeStyle: 'short' },
});
