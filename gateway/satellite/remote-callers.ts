import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Reach } from '../../core/platform/permissions.js';
import type { Viewer } from '../../core/platform/viewer.js';
import type { Credentials, Tokens } from '../auth/credentials.js';
import type { Caller, Viewers } from '../auth/viewers.js';
import type { CoreLink } from './core-link.js';

/**
 * Who sends a token, where its keys and its members are elsewhere: each token is checked again by
 * the core itself, whoever says that it has been checked, and the answer is kept for five seconds.
 */
export function remoteCallers(link: CoreLink): { tokens: Tokens; viewers: Viewers } {
  const known = new LRUCache<string, Caller, { bearer: string }>({
    max: 10_000,
    ttl: 5_000,
    fetchMethod: async (_key, _stale, { context }) =>
      (await readCaller(link, context.bearer)) ?? undefined,
  });
  return {
    tokens: {
      verify: async (bearer) => (bearer.length > 8_192 ? null : { kind: 'elsewhere', bearer }),
    },
    viewers: {
      callerOf: async (credentials: Credentials) => {
        if (credentials.kind !== 'elsewhere') return null;
        const { bearer } = credentials;
        const key = createHash('sha256').update(bearer).digest('base64');
        return (await known.fetch(key, { context: { bearer } })) ?? null;
      },
      forget: () => known.clear(),
      forgetId: () => known.clear(),
    },
  };
}

interface ToldCaller extends Omit<Caller, 'viewer'> {
  readonly viewer:
    | (Omit<Viewer, 'subject' | 'grants'> & {
        readonly grants: readonly { readonly name: string; readonly reach: Reach }[];
      })
    | null;
}

const question = `{
  caller {
    subject
    expiresAtMs
    viewer { cooperativeId memberId roles grants { name reach } token { id name } }
  }
}`;

async function readCaller(link: CoreLink, bearer: string): Promise<Caller | null> {
  const authorization = `Bearer ${bearer}`;
  const { caller } = await link.ask<{ caller: ToldCaller | null }>({ authorization }, question);
  if (caller === null) return null;
  const { subject, expiresAtMs, viewer } = caller;
  const grants = new Map(viewer?.grants.map(({ name, reach }) => [name, reach]));
  return { subject, expiresAtMs, viewer: viewer && { ...viewer, subject, grants } };
}
