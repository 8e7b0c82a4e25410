import { createRemoteJWKSet } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../core/platform/clock.js';
import type { Config } from '../../core/platform/config.js';
import { apiTokenCredentials, isApiToken } from './api-token.js';
import type { Credentials, Tokens } from './credentials.js';
import { developmentAudience, developmentIssuer, developmentKey } from './development-key.js';
import { clockToleranceSeconds, type JwtRules, providerAlgorithms, verifyJwt } from './jwt.js';

/**
 * Verifies bearer tokens: those of the identity provider where JWKS_URL is set, else those of the
 * development key. A good token is remembered for a minute, so a signature is checked once and a
 * key that the provider withdraws is still noticed.
 */
export async function openTokens(config: Config, clock: Clock): Promise<Tokens> {
  const rules = await jwtRules(config, clock);
  const verified = new LRUCache<string, Credentials>({ max: 10_000, ttl: 60_000 });
  return Object.freeze({
    verify: async (bearer: string) => {
      if (bearer.length > longestToken) return null;
      const known = verified.get(bearer);
      if (known !== undefined) return isCurrent(known, clock) ? known : null;
      const credentials = isApiToken(bearer)
        ? apiTokenCredentials(bearer)
        : await verifyJwt(bearer, rules);
      if (credentials !== null) verified.set(bearer, credentials);
      return credentials;
    },
  });
}

const longestToken = 8_192;

function isCurrent(credentials: Credentials, clock: Clock): boolean {
  if (credentials.kind !== 'jwt') return true;
  // As jose judges it: in whole seconds, and not at the last of them.
  const now = Math.floor(clock.now().getTime() / 1_000);
  return credentials.expiresAtMs / 1_000 > now - clockToleranceSeconds;
}

async function jwtRules(config: Config, clock: Clock): Promise<JwtRules> {
  if (config.jwksUrl !== undefined) {
    return {
      key: createRemoteJWKSet(new URL(config.jwksUrl), { timeoutDuration: 5_000 }),
      algorithms: providerAlgorithms,
      issuer: config.jwtIssuer as string,
      audience: config.jwtAudience as string,
      clock,
    };
  }
  return {
    key: (await developmentKey(config)).publicKey,
    algorithms: ['EdDSA'],
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock,
  };
}
