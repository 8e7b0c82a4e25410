import {
  type DownloadDefinition,
  type Locale,
  labelsIn,
  type OpenedFile,
  type PluginContext,
  timeOf,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { seesMember } from './whose.js';

/** An appointment for a calendar, for whoever may see it when they fetch it. */
export const calendarFile: DownloadDefinition = {
  name: 'guidance.appointment',
  open: async (ctx, { appointmentId }) => {
    const row =
      appointmentId == null ? null : await ctx.store.get(GuidanceAppointment, appointmentId);
    return row === null || !seesMember(ctx, row.memberId) ? null : opened(ctx, row);
  },
};

export const calendarFileOf = ({ day }: GuidanceAppointment) => ({
  ...{ mediaType: 'text/calendar', filename: `appointment-${day}.ics` },
});

async function opened(ctx: PluginContext, row: GuidanceAppointment): Promise<OpenedFile> {
  const adviser = await ctx.store.get(GuidanceAdviser, row.adviserId);
  const body = Buffer.from(calendarOf(row, adviser?.name ?? '', ctx.locale), 'utf8');
  return { ...calendarFileOf(row), body };
}

const sentences = {
  with: { nl: 'Afspraak met', fr: 'Rendez-vous avec', en: 'Appointment with', de: 'Termin mit' },
} as const;

/**
 * iCalendar (RFC 5545). The same UID with a higher SEQUENCE replaces what a calendar has, so a file
 * that is fetched again after a change moves the entry, or cancels it.
 */
export function calendarOf(row: GuidanceAppointment, adviser: string, locale: Locale): string {
  const off = row.status === AppointmentStatus.CANCELLED;
  const say = labelsIn(sentences, locale);
  const at = (minutes: number) => {
    // Midnight at the end of a day is written as the last second before it.
    const time = minutes === 1_440 ? '235959' : `${timeOf(minutes).replace(':', '')}00`;
    return `TZID=Europe/Brussels:${row.day.replaceAll('-', '')}T${time}`;
  };
  const stamp = `${row.changedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Gezel//Guidance//EN'],
    ...[`METHOD:${off ? 'CANCEL' : 'PUBLISH'}`, ...zone, 'BEGIN:VEVENT'],
    ...[`UID:${row.id}@guidance`, `DTSTAMP:${stamp}`, `SEQUENCE:${row.revision}`],
    ...[`DTSTART;${at(row.starts)}`, `DTEND;${at(row.ends)}`],
    `SUMMARY:${escaped(`${say.with} ${adviser}`.trim())}`,
    `DESCRIPTION:${escaped(row.subject)}`,
    `LOCATION:${escaped(row.place)}`,
    `STATUS:${statusOf(row)}`,
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ];
  return lines.map(folded).join('\r\n');
}

const statusOf = ({ status }: GuidanceAppointment): string =>
  status === AppointmentStatus.CANCELLED
    ? 'CANCELLED'
    : status === AppointmentStatus.NEEDS_TIME
      ? 'TENTATIVE'
      : 'CONFIRMED';

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|\n|\r/g, '\\n');

/** Lines of at most 75 octets; what is longer goes on after a blank, never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const room = parts.length === 0 ? 75 : 74;
    if (Buffer.byteLength(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}

/** Directive 2000/84/EC: summer time from the last Sunday of March until the last of October. */
const zone = [
  ...['BEGIN:VTIMEZONE', 'TZID:Europe/Brussels'],
  ...['BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST'],
  ...['DTSTART:19810329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET'],
  ...['DTSTART:19961027T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD'],
  'END:VTIMEZONE',
];
