import type { Platform } from './context.js';
import type { BackgroundWork, Domain } from './domain.js';
import type { Messages } from './messages.js';

/** What one folder of the domain contributes to it. */
export type DomainPart = Partial<Omit<Domain, 'name' | 'restraint'>>;

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
    erasureObstacles: parts.flatMap((part) => part.erasureObstacles ?? []),
    founding: parts.flatMap((part) => part.founding ?? []),
    commitments: parts.flatMap((part) => part.commitments ?? []),
    uploads: parts.flatMap((part) => part.uploads ?? []),
    downloads: parts.flatMap((part) => part.downloads ?? []),
    jobs: parts.flatMap((part) => part.jobs ?? []),
    subscribers: parts.flatMap((part) => part.subscribers ?? []),
    background: together(parts.flatMap((part) => part.background ?? [])),
  };
}

function together(
  works: readonly ((platform: Platform) => BackgroundWork)[],
): Domain['background'] {
  if (works.length === 0) return undefined;
  return (platform) => {
    const running = works.map((work) => work(platform));
    return {
      wake: () => {
        for (const { wake } of running) wake();
      },
      stop: async () => {
        await Promise.all(running.map(({ stop }) => stop()));
      },
    };
  };
}
