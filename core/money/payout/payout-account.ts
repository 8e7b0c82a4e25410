import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Violation } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { ownCountry } from '../cooperative-currency.js';
import { moneyRulesAt } from '../money-rule.js';

/** The member is a UUID, the account a valid IBAN in one piece. */
export interface NewPayoutAccount {
  readonly memberId: string;
  readonly iban: string;
  readonly holder?: string | null;
}

export interface SetPayoutAccount {
  readonly iban: string | null;
  /** The day from which money goes there; null: at once. */
  readonly usableFrom: string | null;
  readonly violations: Violation[];
}

/**
 * Says where a member is paid from now on: one's own account, or anybody's for those who change all
 * members. An account that takes the place of another waits for some days, in which nothing is
 * released to the member: whoever took over somebody's access does not take their pay as well, and
 * the event tells the member. Payouts that are already released keep the account that they had.
 */
export async function setPayoutAccount(
  ctx: Context,
  input: NewPayoutAccount,
): Promise<SetPayoutAccount> {
  const reach = requireReach(ctx.viewer, 'member.write');
  const member = await byId(ctx, members, input.memberId);
  if (member === null) throw notFound('Member', globalId('Member', input.memberId));
  if (reach !== 'all' && member.id !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'member.write' });
  }
  const holder = tidy(input.holder ?? '') || member.displayName.slice(0, 140);
  const findings = lineFindings('holder', holder, 140);
  const coolingDays = await coolingDaysOf(ctx);
  if (coolingDays === null) findings.push({ code: 'payout.rule-missing', values: coolingRule });
  if (findings.length > 0 || coolingDays === null) {
    return { iban: null, usableFrom: null, violations: violationsOf(ctx, findings) };
  }
  const usableFrom = await transact(ctx, async (tx) => {
    const { iban } = input;
    const from = await usableDay(tx, { memberId: member.id, iban }, coolingDays, ctx);
    await tx.query(
      `insert into core.payout_account (cooperative_id, id, member_id, iban, holder, created_by,
         usable_from)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.cooperativeId, newId(), member.id, iban, holder, ctx.viewer.memberId, from],
    );
    const subject = { type: 'Member', id: member.id };
    const payload = { changed: from !== null, usableFrom: from };
    await record(tx, ctx, 'payout-account.set', [{ type: 'payout-account.set', subject, payload }]);
    return from;
  });
  return { iban: input.iban, usableFrom, violations: [] };
}

const coolingRule = { rule: 'payout.cooling-days' } as const;

async function coolingDaysOf(ctx: Context): Promise<number | null> {
  const { database, clock } = ctx.platform;
  const country = await ownCountry(database, ctx.viewer.cooperativeId);
  const rules = await moneyRulesAt(database, country, clock.today());
  const days = rules.get(coolingRule.rule);
  return days === undefined ? null : Number(days);
}

/** Null for a first account, and when the newest is the same and waits for nothing. */
async function usableDay(
  tx: Tx,
  wish: { readonly memberId: string; readonly iban: string },
  coolingDays: number,
  ctx: Context,
): Promise<string | null> {
  // Two changes at the same moment wait for each other: the second sees the first.
  await tx.query(
    'select from core.member where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, wish.memberId],
  );
  const [newest] = await tx.query<{ iban: string; usableFrom: string | null }>(
    `select iban, usable_from as "usableFrom" from core.payout_account
     where cooperative_id = $1 and member_id = $2 order by id desc limit 1`,
    [tx.cooperativeId, wish.memberId],
  );
  if (newest === undefined) return null;
  if (newest.iban === wish.iban) return newest.usableFrom;
  return addDays(ctx.platform.clock.today(), coolingDays);
}
