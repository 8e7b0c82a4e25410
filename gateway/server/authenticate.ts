import type { IncomingHttpHeaders } from 'node:http';
import { GezelError } from '../../core/platform/errors.js';
import type { Credentials, Tokens } from '../auth/credentials.js';
import type { Caller, Viewers } from '../auth/viewers.js';
import type { RateLimits } from './limits/rate.js';

export interface Authentication {
  readonly tokens: Tokens;
  readonly viewers: Viewers;
  readonly limits: RateLimits;
}

/** A caller with what proved it, so that it can be asked again later. */
export interface Authenticated extends Caller {
  readonly credentials: Credentials;
}

/**
 * Who sends this request: null without a token, UNAUTHENTICATED with one that is not good. Only the
 * header counts; a token in the address would end up in logs.
 */
export async function authenticate(
  { tokens, viewers, limits }: Authentication,
  authorization: IncomingHttpHeaders['authorization'],
  address: string,
): Promise<Authenticated | null> {
  if (authorization === undefined) return null;
  await limits.admits(address);
  const bearer = /^Bearer +([^\s]+) *$/i.exec(authorization)?.[1];
  const credentials = bearer === undefined ? null : await tokens.verify(bearer);
  const caller = credentials === null ? null : await viewers.callerOf(credentials);
  if (credentials !== null && caller !== null) return { ...caller, credentials };
  await limits.refusal(address);
  throw new GezelError('UNAUTHENTICATED');
}
