import { createHash } from 'node:crypto';
import type { ApiTokenCredentials } from './credentials.js';

/**
 * The secret that `createApiToken` shows once: `gzl_` and 32 random bytes in base62. The prefix
 * lets secret scanners find it; the database keeps its SHA-256 in hexadecimal and nothing else.
 */
export const isApiToken = (bearer: string): boolean => pattern.test(bearer);

/** SHA-256 is enough for a secret of 256 random bits: there is nothing to guess. */
export function apiTokenHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function apiTokenCredentials(secret: string): ApiTokenCredentials {
  return { kind: 'api-token', hash: apiTokenHash(secret) };
}

/** 32 bytes take 43 digits in base62; shorter ones when the first bytes are small. */
const pattern = /^gzl_[0-9A-Za-z]{38,44}$/;
