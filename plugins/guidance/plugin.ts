import { definePlugin, field, Member, permission } from 'gezel/sdk';
import { GuidanceAbsence, GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';
import { AdviserResolver, PortfolioResolver } from './adviser.resolver.js';
import { GuidanceAppointment } from './appointment.entity.js';
import { AppointmentResolver } from './appointment.resolver.js';
import { appointment } from './appointment.tool.js';
import { appointmentFile } from './calendar.js';
import { handOverAtOnce, handOverByDay } from './carry-out-hand-over.js';
import { attachmentFile } from './confidential.js';
import { GuidanceFile, GuidanceNote } from './file.entity.js';
import { FileResolver, MemberResolver } from './file.resolver.js';
import { GuidanceHandedMember, GuidanceHandOver } from './hand-over.entity.js';
import { HandedMemberResolver, HandOverResolver } from './hand-over.resolver.js';
import { GuidanceMember } from './member.entity.js';
import { messages } from './messages.js';
import { duties } from './privacy.js';
import {
  GuidanceAttachment,
  GuidanceMessage,
  GuidanceNaming,
  GuidanceQuestion,
  GuidanceReading,
} from './question.entity.js';
import {
  ConfidentialFileResolver,
  MessageResolver,
  NamingResolver,
  QuestionResolver,
  ReadingResolver,
} from './question.resolver.js';
import { remind } from './remind.js';
import { seeds } from './seeds.js';

export const guidance = definePlugin({
  name: 'guidance',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Guidance',
  title: { nl: 'Begeleiding', fr: 'Accompagnement', en: 'Guidance', de: 'Begleitung' },
  description: 'Advisers by sector, appointments, files, confidential legal questions, hand-overs.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[GuidanceMember, GuidanceAdviser, GuidancePortfolio, GuidanceAbsence, GuidanceAppointment],
    ...[GuidanceFile, GuidanceNote, GuidanceQuestion, GuidanceNaming, GuidanceMessage],
    ...[GuidanceAttachment, GuidanceReading, GuidanceHandOver, GuidanceHandedMember],
  ],
  fields: [
    field({
      on: Member,
      name: 'guidance',
      type: GuidanceMember,
      description: 'The advice that was given; null while there was none.',
      permission: 'guidance.read',
    }),
  ],
  resolvers: [
    ...[AdviserResolver, PortfolioResolver, AppointmentResolver, MemberResolver, FileResolver],
    ...[QuestionResolver, ConfidentialFileResolver, NamingResolver, MessageResolver],
    ...[ReadingResolver, HandOverResolver, HandedMemberResolver],
  ],
  tools: [appointment],
  uploads: [
    {
      name: 'guidance.attachment',
      permission: 'guidance.read',
      mediaTypes: ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'],
    },
  ],
  downloads: [appointmentFile, attachmentFile],
  events: [handOverAtOnce],
  jobs: [handOverByDay, remind],
  permissions: [
    permission({
      name: 'guidance.read',
      description:
        'See advisers and when they are free, and the advice given to oneself or to all.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'guidance.book',
      description: 'Book, move and cancel appointments with advisers: one’s own, or any.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'guidance.ask',
      description: 'Ask legal advice for oneself.',
      roles: { MEMBER: 'own', ADVISER: 'own' },
    }),
    permission({
      name: 'guidance.advise',
      description: 'Advise: one’s hours, files, answers and hand-overs, or those of any adviser.',
      roles: { ADVISER: 'own', ADMIN: 'all' },
    }),
  ],
  privacy: duties,
  messages,
  seeds,
  config: {
    bookAheadDays: 180,
    // How many days before an appointment both are reminded of it.
    remindDaysAhead: 1,
    // Who joined so many days ago or less is new.
    newMemberDays: 90,
    // How codes begin of what a member cannot put right without an adviser.
    settledByAdvisers: ['autonomy.', 'approval.', 'activity.member-not-'],
  },
});
