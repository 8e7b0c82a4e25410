import type { DomainPart } from '../../platform/domain-part.js';
import { HiringResolver } from './hiring.resolver.js';

export const hiringPart: DomainPart = { resolvers: [HiringResolver] };
