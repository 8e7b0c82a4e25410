import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';
import { maximumAmountMinor } from '../limits.js';
import { requireFund } from './fund.policy.js';

export interface FundPolicyDecision {
  /** In percent, e.g. "90" or "66.667". */
  readonly shareOfExpected: string;
  readonly perActivity?: string | null;
  /** From when it holds: not in the past, and after what was decided before. */
  readonly from: string;
  /** The decision: of which body, on which day. */
  readonly source: string;
}

/**
 * Sets how far the guarantee fund goes from a day on. What was decided for days that are past stays
 * as it is: an advance is judged by the policy of its day. A decision that has not begun yet can be
 * replaced by another of the same day.
 */
export async function decideFundPolicy(
  ctx: Context,
  decision: FundPolicyDecision,
): Promise<{ readonly decided: boolean; readonly violations: Violation[] }> {
  requireFund(ctx);
  const currency = await ownCurrency(ctx);
  const limit =
    decision.perActivity == null ? null : minorOf(decision.perActivity, currency, 'perActivity');
  const share = shareOf(decision.shareOfExpected);
  const source = tidy(decision.source);
  const found: Finding[] = [...lineFindings('source', source, 300)];
  if (share === null) found.push({ code: 'fund.share', path: ['shareOfExpected'] });
  if (limit !== null && (limit < 0n || limit > maximumAmountMinor)) {
    found.push({ code: 'fund.limit', path: ['perActivity'] });
  }
  const today = ctx.platform.clock.today();
  if (decision.from < today) found.push({ code: 'fund.policy-past', path: ['from'] });
  if (found.length > 0) return { decided: false, violations: violationsOf(ctx, found) };
  return transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.fund_rule (cooperative_id, id, share_of_expected, per_activity_minor,
         from_day, source, decided_by)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (cooperative_id, from_day) do update
         set share_of_expected = excluded.share_of_expected,
           per_activity_minor = excluded.per_activity_minor, until_day = null,
           source = excluded.source, decided_by = excluded.decided_by`,
      [...[tx.cooperativeId, newId(), share, limit, decision.from, source, ctx.viewer.memberId]],
    );
    const subject = { type: 'Cooperative', id: tx.cooperativeId };
    const payload = { from: decision.from, shareOfExpected: share };
    await record(tx, ctx, 'fund.decide-policy', [
      { type: 'fund.policy-decided', subject, payload },
    ]);
    return { decided: true, violations: [] };
  });
}

/** "66.667" → 66667 hundred-thousandths; null for what is no share of up to all. */
function shareOf(percent: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3})0*)?$/.exec(percent);
  if (match === null) return null;
  const share = Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
  return share <= 100_000 ? share : null;
}
