import type { DomainPart } from '../../platform/domain-part.js';
import { DayResolver } from './day.resolver.js';
import { dayMessages } from './messages.js';
import { contractSetDayKind } from './set-day-kind.js';

export const dayPart: DomainPart = {
  resolvers: [DayResolver],
  transitions: [contractSetDayKind] as DomainPart['transitions'],
  messages: dayMessages,
};
