import {
  type DownloadDefinition,
  formatsOf,
  type Locale,
  labelsIn,
  letterhead,
  type PdfContent,
  type PluginContext,
  renderPdf,
  shown,
} from 'gezel/sdk';
import { attended, earnsCertificate } from './attendance.js';
import { TrainingCourse, TrainingSession } from './course.entity.js';
import { TrainingRegistration } from './registration.entity.js';

/** The certificate of a registration, for whoever may see it when they fetch it. */
export const certificate: DownloadDefinition = {
  name: 'training.certificate',
  open: async (ctx, { registrationId }) => {
    if (registrationId == null || ctx.viewer?.reach('training.read') === undefined) return null;
    const row = await ctx.store.get(TrainingRegistration, registrationId);
    const earned = await earnedBy(ctx, await shown(ctx, row));
    if (earned === null) return null;
    return { ...fileOf(earned.registration), body: await sheet(ctx.locale, earned) };
  },
};

export interface Earned {
  readonly registration: TrainingRegistration;
  readonly session: TrainingSession;
  readonly course: TrainingCourse;
  readonly name: string;
}

/** What a certificate says; null while it is not earned, or nobody can be named any more. */
export async function earnedBy(
  { store, core, today }: PluginContext,
  registration: TrainingRegistration | null,
): Promise<Earned | null> {
  if (registration === null) return null;
  const session = await store.get(TrainingSession, registration.sessionId);
  const course = session && (await store.get(TrainingCourse, session.courseId));
  const member = await core.member(registration.memberId);
  if (session === null || course === null || member === null) return null;
  if (!earnsCertificate(course, session, registration, today)) return null;
  return { registration, session, course, name: member.displayName };
}

export const fileOf = ({ id }: TrainingRegistration) => ({
  mediaType: 'application/pdf',
  filename: `certificate-${numberOf(id)}.pdf`,
});

const numberOf = (id: string): string => id.slice(-12).toUpperCase();

const sentences = {
  title: { nl: 'Getuigschrift', fr: 'Attestation', en: 'Certificate', de: 'Bescheinigung' },
  for: { nl: 'Deelnemer', fr: 'Participant', en: 'Participant', de: 'Teilnehmer' },
  number: { nl: 'Nummer', fr: 'Numéro', en: 'Number', de: 'Nummer' },
  course: { nl: 'Opleiding', fr: 'Formation', en: 'Course', de: 'Kurs' },
  place: { nl: 'Plaats', fr: 'Lieu', en: 'Place', de: 'Ort' },
  minutes: { nl: 'Minuten', fr: 'Minutes', en: 'Minutes', de: 'Minuten' },
  took: {
    nl: 'heeft de opleiding gevolgd op:',
    fr: 'a suivi la formation les jours suivants :',
    en: 'has attended the course on:',
    de: 'hat den Kurs besucht am:',
  },
} as const;

function sheet(
  locale: Locale,
  { registration, session, course, name }: Earned,
): Promise<Uint8Array> {
  const say = labelsIn(sentences, locale);
  const { day } = formatsOf(locale);
  const { there, all } = attended(session, registration);
  const content: PdfContent[] = [
    ...letterhead({
      title: say.title,
      sender: { name: course.givenBy, lines: [] },
      recipient: { label: say.for, name, lines: [] },
      facts: [
        [say.number, numberOf(registration.id)],
        [say.course, course.title],
        [say.place, session.place],
        [say.minutes, `${there} / ${all}`],
      ],
    }),
    { text: course.goal, margin: [0, 0, 0, 12] },
    { text: `${name} ${say.took}`, margin: [0, 0, 0, 6] },
    { ul: registration.attendedDays.map(day) },
  ];
  const madeAt = new Date(`${session.lastDay}T12:00:00Z`);
  return renderPdf({ title: say.title, author: course.givenBy, locale, madeAt, content });
}
