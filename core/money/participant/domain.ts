import type { DomainPart } from '../../platform/domain-part.js';
import { ParticipantResolver } from './participant.resolver.js';

/** Who can be reached on the Peppol network. */
export const participating: DomainPart = { resolvers: [ParticipantResolver] };
