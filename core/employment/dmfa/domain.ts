import type { DomainPart } from '../../platform/domain-part.js';
import { DmfaResolver } from './dmfa.resolver.js';
import { dmfaDownload } from './dmfa-export.js';
import { dmfaMessages } from './dmfa-messages.js';

export const dmfaPart: DomainPart = {
  resolvers: [DmfaResolver],
  messages: dmfaMessages,
  downloads: [dmfaDownload],
};
