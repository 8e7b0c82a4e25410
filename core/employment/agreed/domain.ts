import type { DomainPart } from '../../platform/domain-part.js';
import { AgreedFigureResolver } from './agreed.resolver.js';
import { agreedMessages } from './messages.js';
import { agreedFigureSet } from './set-agreed-figure.js';

export const agreedPart: DomainPart = {
  resolvers: [AgreedFigureResolver],
  transitions: [agreedFigureSet] as DomainPart['transitions'],
  messages: agreedMessages,
};
