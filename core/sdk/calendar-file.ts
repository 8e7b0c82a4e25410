import { timeOf } from './week-hours.js';

/** Something that takes place on a day, for the calendars of those who are there. */
export interface CalendarEvent {
  /** The same for ever: what has it replaces what a calendar already holds. */
  readonly uid: string;
  /** Rises with each change; a calendar keeps the highest. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly when: CalendarTime;
  readonly summary: string;
  readonly description?: string | null;
  readonly location?: string | null;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
}

/** Minutes of a day in Brussels, moments, or the whole day. */
export type CalendarTime =
  | { readonly day: string; readonly starts: number; readonly ends: number }
  | { readonly startsAt: Date; readonly endsAt: Date }
  | { readonly day: string };

/**
 * A file for calendars: iCalendar (RFC 5545), of media type text/calendar. The same `uid` with a
 * higher `sequence` replaces what a calendar has, so a file that is fetched again after a change
 * moves the entry, or cancels it.
 */
export function calendarFile(product: string, events: readonly CalendarEvent[]): string {
  const off = events.length > 0 && events.every(({ status }) => status === 'CANCELLED');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Gezel//${escaped(product)}//EN`],
    ...[`METHOD:${off ? 'CANCEL' : 'PUBLISH'}`, ...zone, ...events.flatMap(eventLines)],
    ...['END:VCALENDAR', ''],
  ];
  return lines.map(folded).join('\r\n');
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, sequence, changedAt, when, summary, description, location, status } = event;
  return [
    ...['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${moment(changedAt)}`, `SEQUENCE:${sequence}`],
    ...timeLines(when),
    `SUMMARY:${escaped(summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(location ? [`LOCATION:${escaped(location)}`] : []),
    ...[`STATUS:${status}`, 'END:VEVENT'],
  ];
}

/** A whole day has no end: without one it lasts that day (RFC 5545, 3.6.1). */
function timeLines(when: CalendarTime): string[] {
  if ('startsAt' in when)
    return [`DTSTART:${moment(when.startsAt)}`, `DTEND:${moment(when.endsAt)}`];
  const day = when.day.replaceAll('-', '');
  if (!('starts' in when)) return [`DTSTART;VALUE=DATE:${day}`];
  const at = (minutes: number) => {
    // Midnight at the end of a day is written as the last second before it.
    const time = minutes === 1_440 ? '235959' : `${timeOf(minutes).replace(':', '')}00`;
    return `TZID=Europe/Brussels:${day}T${time}`;
  };
  return [`DTSTART;${at(when.starts)}`, `DTEND;${at(when.ends)}`];
}

const moment = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

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
