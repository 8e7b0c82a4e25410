import { randomBytes } from 'node:crypto';
import type { MasterKeys } from '../../platform/vault/master-keys.js';

/** A secret as it is kept: sealed, with the name of the key that it is sealed with. */
export interface SealedSecret {
  readonly secret: Buffer;
  readonly key: string;
}

/** 32 random bytes, as Standard Webhooks writes them: "whsec_" and base64. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const sealSecret = async (
  keys: MasterKeys,
  webhookId: string,
  secret: string,
): Promise<SealedSecret> => ({
  secret: await keys.wrap(Buffer.from(secret), aboutOf(webhookId)),
  key: keys.current,
});

export const openSecret = async (
  keys: MasterKeys,
  webhookId: string,
  { secret, key }: SealedSecret,
): Promise<string> => (await keys.unwrap(key, secret, aboutOf(webhookId))).toString();

const aboutOf = (webhookId: string) => `webhook/${webhookId}`;
