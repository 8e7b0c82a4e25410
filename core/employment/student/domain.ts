import type { DomainPart } from '../../platform/domain-part.js';
import { studentMessages } from './messages.js';
import { StudentResolver } from './student.resolver.js';
import { studentStateHours } from './student-hours.js';

export const studentPart: DomainPart = {
  resolvers: [StudentResolver],
  transitions: [studentStateHours] as DomainPart['transitions'],
  messages: studentMessages,
};
