import {
  type CalendarEvent,
  calendarFile,
  type DownloadDefinition,
  type Locale,
  labelsIn,
  type OpenedFile,
  type PluginContext,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { seesMember } from './whose.js';

/** An appointment for a calendar, for whoever may see it when they fetch it. */
export const appointmentFile: DownloadDefinition = {
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

export function calendarOf(row: GuidanceAppointment, adviser: string, locale: Locale): string {
  const say = labelsIn(sentences, locale);
  const { id, day, starts, ends, revision, changedAt, subject, place } = row;
  const event = { uid: `${id}@guidance`, sequence: revision, changedAt, status: statusOf(row) };
  const words = { summary: `${say.with} ${adviser}`.trim(), description: subject, location: place };
  return calendarFile('Guidance', [{ ...event, ...words, when: { day, starts, ends } }]);
}

const statusOf = ({ status }: GuidanceAppointment): CalendarEvent['status'] =>
  status === AppointmentStatus.CANCELLED
    ? 'CANCELLED'
    : status === AppointmentStatus.NEEDS_TIME
      ? 'TENTATIVE'
      : 'CONFIRMED';
