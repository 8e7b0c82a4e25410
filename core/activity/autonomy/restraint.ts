import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';
import type { Commitment, Restraint } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import type { AutonomyLevel } from './level.js';

/**
 * Holds the manager of an activity to the limits of its level: what passes one needs an approval of
 * this very step, for its subject as it now is. Whoever acts for an activity that is somebody else's
 * is the second pair of eyes already.
 */
export const autonomyRestraint: Restraint = async (
  ctx,
  tx,
  { transition, subject, commitment },
) => {
  const [ground] = await tx.query<Ground>(groundStatement, [
    tx.cooperativeId,
    commitment.activityId,
    transition,
    ctx.platform.clock.today(),
    subject.id,
    subject.version ?? 0,
  ]);
  if (ground === undefined || ground.managerId !== ctx.viewer.memberId) return [];
  if (ground.approval === 'APPROVED') return [];
  const workers = ground.workers === null ? 0 : ((await commitment.workers?.(tx)) ?? 0);
  const over = overLimits(ground, commitment, workers);
  if (over.length === 0 || ground.approval === null) return over;
  return [...over, { code: standing[ground.approval], values: { transition } }];
};

interface Ground {
  readonly managerId: string;
  readonly level: AutonomyLevel;
  readonly amountMinor: bigint | null;
  readonly currency: string;
  readonly termDays: number | null;
  readonly workers: number | null;
  readonly from: string;
  readonly source: string;
  readonly approval: 'REQUESTED' | 'APPROVED' | 'REFUSED' | null;
}

/** No row where no limit holds for the step: then nobody is asked. */
const groundStatement = `
  select a.manager_id as "managerId", p.level, p.amount_minor as "amountMinor", p.currency,
    p.term_days as "termDays", p.workers, p.from_day as "from", p.source,
    (select q.status from core.approval q
     where q.cooperative_id = a.cooperative_id and q.subject_id = $5 and q.transition = $3
       and q.subject_version = $6 and q.status <> 'WITHDRAWN'
     order by q.id desc limit 1) as approval
  from core.activity a
  cross join lateral (
    select l.* from core.autonomy_limit l
    where l.cooperative_id = a.cooperative_id and l.transition = $3 and l.from_day <= $4::date
      and l.level = coalesce((
        select s.level from core.activity_level s
        where s.cooperative_id = a.cooperative_id and s.activity_id = a.id
          and s.from_day <= $4::date
        order by s.from_day desc, s.id desc limit 1), 'GUIDED')
    order by l.from_day desc limit 1) p
  where a.cooperative_id = $1 and a.id = $2`;

function overLimits(ground: Ground, commitment: Commitment, employed: number): Finding[] {
  const { level, amountMinor, currency, termDays, workers, from, source } = ground;
  const found: Finding[] = [];
  const over = (code: string, values: Record<string, unknown>) => {
    const because = { title: source };
    found.push({ code, values: { level, ...values }, source: because, effectiveFrom: from });
  };
  const amount = commitment.amountMinor ?? 0n;
  if (amountMinor !== null && amount > amountMinor) {
    const said = (minor: bigint) => `${decimalOf(minor, minorDigits(currency))} ${currency}`;
    over('autonomy.amount-over-limit', { amount: said(amount), limit: said(amountMinor) });
  }
  const term = commitment.termDays ?? 0;
  if (termDays !== null && term > termDays) {
    const days = Number.isFinite(term) ? String(term) : '∞';
    over('autonomy.term-over-limit', { days, limit: termDays });
  }
  if (workers !== null && employed > workers) {
    over('autonomy.workers-over-limit', { workers: employed, limit: workers });
  }
  return found;
}

const standing = {
  REQUESTED: 'autonomy.approval-pending',
  REFUSED: 'autonomy.approval-refused',
} as const;
