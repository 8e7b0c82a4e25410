import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { SignJWT } from 'jose';
import { type Config, ConfigError } from '../../core/platform/config.js';
import { secretInFile } from '../../core/platform/secret-file.js';

export const developmentIssuer = 'gezel-development';
export const developmentAudience = 'gezel';

/** An Ed25519 key pair that signs for demo users. It never exists in production. */
export interface DevelopmentKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface DevelopmentClaims {
  readonly subject: string;
  readonly cooperative: string;
  /** Permissions that the token is limited to; absent: all of the person's. */
  readonly scopes?: readonly string[];
  readonly hours: number;
}

/**
 * The key in DATA_DIR, made at first use by whoever comes first: the server or the command that
 * prints tokens. Throws a `ConfigError` where the development key is not accepted.
 */
export async function developmentKey(
  config: Pick<Config, 'dataDir' | 'environment' | 'jwksUrl'>,
): Promise<DevelopmentKey> {
  if (config.environment === 'production') {
    throw new ConfigError('The development key is refused in production: set JWKS_URL.');
  }
  if (config.jwksUrl !== undefined) {
    throw new ConfigError(
      'JWKS_URL is set, so only tokens of that identity provider are accepted here.',
    );
  }
  const pem = await secretInFile(config.dataDir, 'development-key.pem', () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  const privateKey = createPrivateKey(pem);
  return Object.freeze({ privateKey, publicKey: createPublicKey(privateKey) });
}

export function signDevelopmentToken(
  key: DevelopmentKey,
  claims: DevelopmentClaims,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const scope = claims.scopes === undefined ? {} : { scope: claims.scopes.join(' ') };
  return new SignJWT({ cooperative: claims.cooperative, ...scope })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(claims.subject)
    .setIssuer(developmentIssuer)
    .setAudience(developmentAudience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.round(claims.hours * 3_600))
    .sign(key.privateKey);
}
