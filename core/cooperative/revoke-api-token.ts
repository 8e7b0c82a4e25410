import type { Context } from '../platform/context.js';
import { GezelError } from '../platform/errors.js';
import { requireVisible } from '../platform/read/read.js';
import { isInPerson, requireReach } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import { ApiToken } from './api-token.entity.js';
import { apiTokens } from './cooperative.policy.js';

/** Ends a token now, for good. Revoking it again changes nothing: the first moment stays. */
export async function revokeApiToken(ctx: Context, tokenId: string): Promise<ApiToken> {
  requireReach(ctx.viewer, 'token.write');
  const token = await requireVisible(ctx, apiTokens, tokenId, 'apiTokenId');
  // A token may end itself, as when it has leaked; no application shuts out the others.
  if (!isInPerson(ctx.viewer) && ctx.viewer.token?.id !== token.id) {
    throw new GezelError('FORBIDDEN', { permission: 'token.write' });
  }
  const revokedAt = ctx.platform.clock.now();
  const ended = await transact(ctx, async (tx) => {
    const where = { cooperativeId: tx.cooperativeId, id: token.id, revokedAt: null };
    if ((await tx.em.nativeUpdate(ApiToken, where, { revokedAt })) === 0) return false;
    const subject = { type: 'ApiToken', id: token.id };
    await record(tx, ctx, 'api-token.revoke', [{ type: 'api-token.revoked', subject }]);
    return true;
  });
  return ended ? Object.assign(token, { revokedAt }) : token;
}
