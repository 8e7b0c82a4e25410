import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { minorOf } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';
import { maximumAmountMinor } from '../limits.js';

/** The member is a UUID. */
export interface RightsElsewhere {
  readonly memberId: string;
  readonly year: number;
  readonly amount: string;
}

/**
 * Notes what a member had of author rights from others in a year: it counts for the ceiling and the
 * mean of four years. The newest word on a year holds; earlier ones are kept.
 */
export async function declareElsewhere(
  ctx: Context,
  input: RightsElsewhere,
): Promise<{ readonly declared: boolean; readonly violations: Violation[] }> {
  const reach = requireReach(ctx.viewer, 'member.write');
  const member = await byId(ctx, members, input.memberId);
  if (member === null) throw notFound('Member', globalId('Member', input.memberId));
  if (reach !== 'all' && member.id !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'member.write' });
  }
  const grossMinor = minorOf(input.amount, await ownCurrency(ctx), 'amount');
  const findings: Finding[] = [];
  if (grossMinor < 0n || grossMinor > maximumAmountMinor) {
    findings.push({ code: 'author-rights.elsewhere-amount', path: ['amount'] });
  }
  const thisYear = Number(ctx.platform.clock.today().slice(0, 4));
  if (input.year < 1990 || input.year > thisYear) {
    findings.push({ code: 'author-rights.elsewhere-year', path: ['year'] });
  }
  if (findings.length > 0) return { declared: false, violations: violationsOf(ctx, findings) };
  await transact(ctx, async (tx) => {
    // A payment that is being decided upon sees this whole, or not at all.
    await tx.query(
      'select from core.member where cooperative_id = $1 and id = $2 for no key update',
      [tx.cooperativeId, member.id],
    );
    await tx.query(
      `insert into core.author_rights_elsewhere (cooperative_id, id, member_id, year, gross_minor,
         declared_by) values ($1, $2, $3, $4, $5, $6)`,
      [tx.cooperativeId, newId(), member.id, input.year, grossMinor, ctx.viewer.memberId],
    );
    const subject = { type: 'Member', id: member.id };
    const fact = { type: 'author-rights.declared', subject, payload: { year: input.year } };
    await record(tx, ctx, 'author-rights.declare', [fact]);
  });
  return { declared: true, violations: [] };
}
