import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { TrainingActivity } from './activity.entity.js';
import { CourseResolver, SessionResolver } from './catalogue.resolver.js';
import { certificate } from './certificate.js';
import { TrainingCourse, TrainingSession } from './course.entity.js';
import { messages } from './messages.js';
import { moveUpAfterwards, moveUpNightly } from './move-up.js';
import { TrainingRegistration } from './registration.entity.js';
import { ActivityResolver, RegistrationResolver } from './registration.resolver.js';
import { registration } from './registration.tool.js';
import { seeds } from './seeds.js';

export const training = definePlugin({
  name: 'training',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Training',
  title: { nl: 'Vorming', fr: 'Formation', en: 'Training', de: 'Weiterbildung' },
  description: 'A catalogue of courses, their sessions, and who takes part.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [TrainingActivity, TrainingCourse, TrainingSession, TrainingRegistration],
  fields: [
    field({
      on: Activity,
      name: 'training',
      type: TrainingActivity,
      description: 'Whom it has registered for courses; null while it never did.',
      permission: 'training.read',
    }),
  ],
  resolvers: [CourseResolver, SessionResolver, ActivityResolver, RegistrationResolver],
  tools: [registration],
  downloads: [certificate],
  events: [moveUpAfterwards],
  jobs: [moveUpNightly],
  permissions: [
    permission({
      name: 'training.read',
      description: 'See the catalogue, and registrations of activities one sees.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'training.write',
      description: 'Register people for courses, which the activity pays.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'training.manage',
      description: 'Keep the catalogue and its sessions, and say who was there.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: TrainingSession,
      subject: 'contact',
      holds: ['trainerName'],
      onErase: 'erase',
      ground: 'GDPR art. 17: a session was held whoever gave it.',
    }),
    privacy({
      entity: TrainingRegistration,
      subject: 'memberId',
      holds: ['memberId'],
      onErase: 'retain',
      ground:
        'GDPR art. 6.1.c: who took part is the evidence of what was charged, kept as the books.',
      until: { term: 'accounting', from: 'registeredAt' },
    }),
  ],
  messages,
  seeds,
});
