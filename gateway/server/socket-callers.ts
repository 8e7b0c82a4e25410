import { CloseCode } from 'graphql-ws';
import type { Platform } from '../../core/platform/context.js';
import { badInput } from '../../core/platform/errors.js';
import { newId } from '../../core/platform/ids.js';
import type { Locale } from '../../core/platform/messages.js';
import { type Authentication, authenticate } from './authenticate.js';
import { answerTo, codeOf } from './errors.js';
import { keyOf } from './limits/rate.js';
import type { Link } from './sockets.js';

export interface SocketCallers {
  /** Lets a connection in, or closes it; answers whether it is in. */
  enter(link: Link, connectionParams: Readonly<Record<string, unknown>>): Promise<boolean>;
  leave(link: Link): void;
  /** Whether the caller is still one: roles change, tokens are revoked, members suspended. */
  mayStay(link: Link): Promise<boolean>;
}

export interface SocketCallerOptions extends Authentication {
  readonly platform: Platform;
  readonly localeOf: (link: Link) => Locale;
}

/** Connections that one member, token or address may hold at this server. */
export const mostConnections = 20;

export function socketCallers(options: SocketCallerOptions): SocketCallers {
  const held = new Map<string, number>();
  return {
    enter: async (link, connectionParams) => {
      const given = connectionParams.authorization ?? connectionParams.Authorization ?? undefined;
      try {
        await enter(options, held, link, given === undefined ? undefined : String(given));
        return true;
      } catch (error) {
        refuse(options, link, error);
        return false;
      }
    },
    leave: ({ key }) => {
      if (key === null) return;
      const others = (held.get(key) ?? 1) - 1;
      if (others === 0) held.delete(key);
      else held.set(key, others);
    },
    mayStay: (link) => mayStay(options, link),
  };
}

async function enter(
  options: SocketCallerOptions,
  held: Map<string, number>,
  link: Link,
  authorization: string | undefined,
): Promise<void> {
  const { socket, address } = link;
  const caller = await authenticate(options, authorization, address);
  await options.limits.request(caller?.viewer ?? null, address);
  const key = keyOf(caller?.viewer ?? null, address);
  const others = held.get(key) ?? 0;
  if (others >= mostConnections) throw badInput(`You hold ${mostConnections} connections already.`);
  // It has left while it was looked at: nothing would ever count it down again.
  if (socket.readyState !== socket.OPEN) return;
  held.set(key, others + 1);
  Object.assign(link, { caller, key, authorization: authorization ?? null });
  if (caller !== null) closeAtExpiry(options, link, caller.expiresAtMs);
}

function refuse(options: SocketCallerOptions, link: Link, error: unknown): void {
  const addressee = {
    locale: options.localeOf(link),
    requestId: newId(),
    log: options.platform.log,
  };
  const answer = answerTo(addressee, error);
  const code = codeOf(answer) === 'UNAUTHENTICATED' ? CloseCode.Unauthorized : CloseCode.Forbidden;
  link.socket.close(code, answer.message.slice(0, longestReason));
}

/** A timer holds 24 days at most, so a later expiry is looked at again then. */
function closeAtExpiry(options: SocketCallerOptions, link: Link, expiresAtMs: number): void {
  const leftMs = expiresAtMs - options.platform.clock.now().getTime();
  const timer = setTimeout(
    () => {
      if (leftMs > longestTimerMs) closeAtExpiry(options, link, expiresAtMs);
      else link.socket.close(CloseCode.Unauthorized, 'The token has expired.');
    },
    Math.min(Math.max(leftMs, 0), longestTimerMs),
  ).unref();
  link.gone.signal.addEventListener('abort', () => clearTimeout(timer));
}

const longestTimerMs = 2 ** 31 - 1;
/** A close frame carries 123 bytes of reason; our sentences have few characters of two bytes. */
const longestReason = 100;

async function mayStay(options: SocketCallerOptions, link: Link): Promise<boolean> {
  if (link.caller === null) return true;
  const { credentials } = link.caller;
  try {
    const current = await options.viewers.callerOf(credentials);
    if (current !== null) {
      link.caller = { ...current, credentials };
      return true;
    }
    link.socket.close(CloseCode.Unauthorized, 'The token is no longer valid.');
    return false;
  } catch {
    // The database is away: nothing can be read with it either, so the socket waits.
    return true;
  }
}
