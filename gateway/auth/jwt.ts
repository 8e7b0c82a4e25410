import type { KeyObject } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../../core/platform/clock.js';
import type { JwtCredentials } from './credentials.js';

/** Seconds that clocks of two machines may differ. */
export const clockToleranceSeconds = 30;

/** Only asymmetric algorithms: with HS256 a public key would sign, with none anybody would. */
export const providerAlgorithms = ['RS256', 'ES256', 'EdDSA'] as const;

export interface JwtRules {
  readonly key: JWTVerifyGetKey | KeyObject;
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

/**
 * Checks signature, algorithm, issuer, audience, expiry and the shape of our claims. Null for a
 * token that is wrong in any way; rejects only when the provider's keys cannot be fetched.
 */
export async function verifyJwt(token: string, rules: JwtRules): Promise<JwtCredentials | null> {
  try {
    const { payload } = await jwtVerify(token, rules.key as JWTVerifyGetKey, {
      algorithms: [...rules.algorithms],
      issuer: rules.issuer,
      audience: rules.audience,
      clockTolerance: clockToleranceSeconds,
      currentDate: rules.clock.now(),
      requiredClaims: ['sub', 'exp'],
    });
    return credentialsOf(payload);
  } catch (error) {
    if (isOurs(error)) throw error;
    return null;
  }
}

function credentialsOf(payload: JWTPayload): JwtCredentials | null {
  const { sub, exp, cooperative = null, scope = null } = payload;
  if (!isText(sub) || exp === undefined) return null;
  if (cooperative !== null && !isText(cooperative)) return null;
  if (scope !== null && typeof scope !== 'string') return null;
  return Object.freeze({
    kind: 'jwt',
    subject: sub,
    cooperative,
    scopes: scope === null ? null : Object.freeze(scope.split(' ').filter((one) => one !== '')),
    expiresAtMs: exp * 1_000,
  });
}

/** The provider's keys could not be had: that is not the caller's fault, so it is no refusal. */
function isOurs(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === errors.JOSEError.code
  );
}

/** What the database can compare: PostgreSQL's text holds no zero character. */
const isText = (claim: unknown): claim is string =>
  typeof claim === 'string' && /^[^\0]{1,255}$/.test(claim);
