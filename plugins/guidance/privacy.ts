import { type PrivacyDuty, privacy } from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { GuidanceAppointment } from './appointment.entity.js';
import { GuidanceFile, GuidanceNote } from './file.entity.js';
import { GuidanceHandedMember } from './hand-over.entity.js';
import { GuidanceMember } from './member.entity.js';
import { GuidanceMessage, GuidanceQuestion } from './question.entity.js';

const given = 'GDPR art. 17: advice that was given ends with the membership.';
const written = 'GDPR art. 17: what was said stays, who said it is nobody’s to know any more.';

/** In this order because erasure begins with the last: what hangs on a row goes before the row. */
export const duties: readonly PrivacyDuty[] = [
  privacy({
    entity: GuidanceMember,
    subject: 'memberId',
    holds: ['memberId', 'since'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceAdviser,
    subject: 'id',
    holds: ['name', 'place', 'onlineAt', 'languages'],
    onErase: 'retain',
    ground: 'GDPR art. 6.1.f: who advised stays known to those who were advised.',
  }),
  privacy({
    entity: GuidanceAppointment,
    subject: 'memberId',
    holds: ['memberId', 'subject'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceFile,
    subject: 'memberId',
    holds: ['memberId', 'title'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceNote,
    subject: 'memberId',
    holds: ['memberId', 'authorId', 'body'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceNote,
    subject: 'authorId',
    holds: ['authorId'],
    onErase: 'erase',
    ground: written,
  }),
  privacy({
    entity: GuidanceQuestion,
    subject: 'memberId',
    holds: ['memberId', 'subject'],
    confidential: ['subject'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceMessage,
    subject: 'memberId',
    holds: ['memberId', 'authorId', 'body'],
    confidential: ['body'],
    onErase: 'erase',
    ground: given,
  }),
  privacy({
    entity: GuidanceMessage,
    subject: 'authorId',
    holds: ['authorId'],
    confidential: ['body'],
    onErase: 'erase',
    ground: written,
  }),
  privacy({
    entity: GuidanceHandedMember,
    subject: 'memberId',
    holds: ['memberId', 'briefing'],
    onErase: 'erase',
    ground: given,
  }),
];
