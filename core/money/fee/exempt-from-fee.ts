import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { reasonFindings } from '../quote/decline-quote.js';
import { requireDecider } from './decide-fee-rule.js';

export type ExemptedPart = 'INVOICE' | 'SUBSIDY' | 'PATRONAGE' | 'OTHER' | 'MONTHLY';

/** The activity is a UUID; absent: all of them. */
export interface NewExemption {
  readonly activityId?: string | null;
  /** Absent: everything. */
  readonly appliesTo?: ExemptedPart | null;
  readonly from: string;
  readonly until?: string | null;
  readonly reason: string;
}

/** Exempts an activity or a kind of income from the fee, from a day that has not passed. */
export async function exemptFromFee(
  ctx: Context,
  wish: NewExemption,
): Promise<{ readonly exemptionId: string | null; readonly violations: Violation[] }> {
  requireDecider(ctx);
  const { activityId } = wish;
  if (activityId != null) {
    const id = globalId('Activity', activityId);
    await requireVisible(ctx, activities, id, 'activityId');
  }
  return transact(ctx, async (tx) => {
    const found = findingsOf(wish, ctx.platform.clock.today());
    if (refuses(found)) return { exemptionId: null, violations: violationsOf(ctx, found) };
    const id = newId();
    await tx.query(
      `insert into core.fee_exemption (cooperative_id, id, activity_id, applies_to, from_day,
         until_day, reason, decided_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[tx.cooperativeId, id, activityId ?? null, wish.appliesTo ?? null, wish.from],
        ...[wish.until ?? null, tidy(wish.reason), ctx.viewer.memberId],
      ],
    );
    const subject = { type: 'FeeExemption', id };
    const fact = { type: 'fee.exempted', subject, activityId: activityId ?? null };
    await record(tx, ctx, 'fee.exempt', [fact]);
    return { exemptionId: id, violations: [] };
  });
}

function findingsOf({ from, until, reason }: NewExemption, today: string): Finding[] {
  const found = reasonFindings(tidy(reason));
  if (from < today) found.push({ code: 'fee.rule-in-past', path: ['from'], values: { today } });
  if (until != null && until <= from) found.push({ code: 'fee.ends-before', path: ['until'] });
  return found;
}
