import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { secretInFile } from './secret-file.js';

/** Signs what goes out in a link and comes back, such as a download. Anybody can read it. */
export interface Signer {
  /** `purpose` is what it can be used for, and nothing else. */
  sign(purpose: string, claims: JWTPayload, expiresAt: Date): Promise<string>;
  /** The claims, or null when they are not ours, not for this purpose, or too old. */
  verify(purpose: string, token: string): Promise<JWTPayload | null>;
  /** Tells equal texts apart from others without telling what they are; 64 hexadecimal digits. */
  digest(purpose: string, text: string): Promise<string>;
  /** 32 bytes that only this platform can make again, for a secret shared with one other. */
  derive(purpose: string): Promise<Buffer>;
}

/** The key of the configuration, or one in DATA_DIR that is made at first use. */
export function openSigner(config: Pick<Config, 'signingKey' | 'dataDir'>, clock: Clock): Signer {
  let key: Promise<Uint8Array> | undefined;
  const keyNow = () => {
    key ??= keyOf(config);
    return key;
  };
  return Object.freeze({
    sign: async (purpose: string, claims: JWTPayload, expiresAt: Date) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setExpirationTime(expiresAt)
        .sign(await keyNow()),
    digest: async (purpose: string, text: string) =>
      createHmac('sha256', await keyNow())
        .update(`${purpose}\0${text}`)
        .digest('hex'),
    derive: async (purpose: string) =>
      Buffer.from(hkdfSync('sha256', await keyNow(), '', purpose, 32)),
    verify: async (purpose: string, token: string) => {
      const secret = await keyNow();
      const options = { algorithms: ['HS256'], audience: purpose, currentDate: clock.now() };
      const required = { ...options, requiredClaims: ['exp'] };
      return jwtVerify(token, secret, required).then(
        ({ payload }) => payload,
        () => null,
      );
    },
  });
}

async function keyOf({ signingKey, dataDir }: Pick<Config, 'signingKey' | 'dataDir'>) {
  const make = () => randomBytes(32).toString('base64url');
  const secret = signingKey ?? (await secretInFile(dataDir, 'signing-key', make));
  return createHash('sha256').update(secret).digest();
}
