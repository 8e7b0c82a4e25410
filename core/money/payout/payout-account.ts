import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Violation } from '../../platform/write/violation.js';

/** The member is a UUID, the account a valid IBAN in one piece. */
export interface NewPayoutAccount {
  readonly memberId: string;
  readonly iban: string;
  readonly holder?: string | null;
}

/**
 * Says where a member is paid from now on: one's own account, or anybody's for those who change all
 * members. Payouts that are already released keep the account that they had.
 */
export async function setPayoutAccount(
  ctx: Context,
  input: NewPayoutAccount,
): Promise<{ readonly iban: string | null; readonly violations: Violation[] }> {
  const reach = requireReach(ctx.viewer, 'member.write');
  const member = await byId(ctx, members, input.memberId);
  if (member === null) throw notFound('Member', globalId('Member', input.memberId));
  if (reach !== 'all' && member.id !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'member.write' });
  }
  const holder = tidy(input.holder ?? '') || member.displayName.slice(0, 140);
  const findings = lineFindings('holder', holder, 140);
  if (findings.length > 0) return { iban: null, violations: violationsOf(ctx, findings) };
  await transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.payout_account (cooperative_id, id, member_id, iban, holder, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [tx.cooperativeId, newId(), member.id, input.iban, holder, ctx.viewer.memberId],
    );
    const subject = { type: 'Member', id: member.id };
    await record(tx, ctx, 'payout-account.set', [{ type: 'payout-account.set', subject }]);
  });
  return { iban: input.iban, violations: [] };
}
