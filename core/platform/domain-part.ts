import type { Domain } from './domain.js';
import type { Messages } from './messages.js';

/** What one folder of the domain contributes to it. */
export type DomainPart = Partial<Omit<Domain, 'name' | 'background' | 'restraint'>>;

/** The parts as one domain; what a part leaves out it does not have. */
export function joined(name: string, parts: readonly DomainPart[]): Domain {
  return {
    name,
    entities: parts.flatMap((part) => part.entities ?? []),
    resolvers: parts.flatMap((part) => part.resolvers ?? []),
    sources: parts.flatMap((part) => part.sources ?? []),
    transitions: parts.flatMap((part) => part.transitions ?? []),
    tools: parts.flatMap((part) => part.tools ?? []),
    messages: Object.assign({}, ...parts.map((part) => part.messages ?? {})) as Messages,
    closingObstacles: parts.flatMap((part) => part.closingObstacles ?? []),
    uploads: parts.flatMap((part) => part.uploads ?? []),
    downloads: parts.flatMap((part) => part.downloads ?? []),
    jobs: parts.flatMap((part) => part.jobs ?? []),
    subscribers: parts.flatMap((part) => part.subscribers ?? []),
  };
}
