import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { globalId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { Severity, type Violation } from '../../platform/write/violation.js';
import { createContract } from '../contract/create-contract.js';
import { signContract } from '../contract/sign-contract.js';
import { hoursOf } from '../day/hours.js';
import { rulesOf } from '../rules/countries.js';
import type { EngagementState } from './engagement.entity.js';
import { type MonthPlan, planMonth } from './month-plan.js';

export interface MadeMonth {
  /** The contract's UUID; null when there is nothing to work in the month, or when it was refused. */
  readonly contractId: string | null;
  readonly violations: Violation[];
}

/**
 * Makes and signs the contract of a month, once. It is signed for the co-operative: the engagement
 * was what its manager signed. Runs inside a transaction, which the caller rolls back on an error.
 */
export async function makeMonth(
  ctx: Context & { readonly tx: Tx },
  engagement: EngagementState,
  month: string,
): Promise<MadeMonth> {
  const { tx } = ctx;
  const [ground] = await tx.query<Ground>(groundStatement, [
    ...[tx.cooperativeId, engagement.id, month],
  ]);
  if (ground?.contractId) return { contractId: ground.contractId, violations: [] };
  const rules = rulesOf(ground?.country ?? '');
  if (rules === null) {
    const values = { country: ground?.country ?? '' };
    const found = [{ code: 'contract.no-country-rules', values }];
    return { contractId: null, violations: violationsOf(ctx, found) };
  }
  const plan = planMonth(engagement, month, rules.calendar);
  if (plan.days.length === 0) return { contractId: null, violations: [] };
  const settlementMinor = ground?.settlementMinor ?? 0n;
  const made = await contractOf(ctx, engagement, plan, settlementMinor);
  if (made.contractId !== null) {
    await remember(tx, engagement, { month, plan, settlementMinor, id: made.contractId });
  }
  return made;
}

interface Ground {
  readonly country: string;
  readonly contractId: string | null;
  /** What settled years left to be paid and no month has paid yet. */
  readonly settlementMinor: bigint;
}

const groundStatement = `
  select c.country,
    (select m.contract_id from core.engagement_month m
     where m.cooperative_id = $1 and m.engagement_id = $2
       and m.month = $3::date) as "contractId",
    (select coalesce(sum(s.balance_minor), 0)::bigint from core.engagement_settlement s
     where s.cooperative_id = $1 and s.engagement_id = $2 and s.balance_minor > 0
       and s.paid_month is null) as "settlementMinor"
  from core.cooperative c where c.id = $1`;

async function contractOf(
  ctx: Context & { readonly tx: Tx },
  engagement: EngagementState,
  plan: MonthPlan,
  settlementMinor: bigint,
): Promise<MadeMonth> {
  const { platform, locale, tx } = ctx;
  const system = { ...systemContext(platform, tx.cooperativeId, tx), locale };
  const draft = await createContract(
    system,
    {
      activityId: globalId('Activity', engagement.activityId),
      workerId: globalId('Member', engagement.workerId),
      ...{ kind: engagement.kindCode, jointCommittee: engagement.jointCommittee },
      ...{ functionCode: engagement.functionCode, engagementId: engagement.id },
      budgetMinor: plan.fixedMinor + plan.advanceMinor + settlementMinor,
      days: plan.days.map(({ day, minutes, kind }) => ({ day, hours: hoursOf(minutes), kind })),
    },
    null,
  );
  if (draft.id === null) return { contractId: null, violations: draft.violations };
  const signed = await signContract(system, { id: globalId('Contract', draft.id) }, null);
  const refused = signed.violations.some(({ severity }) => severity === Severity.ERROR);
  return { contractId: refused ? null : draft.id, violations: signed.violations };
}

/** Once: a month whose contract is cancelled stays without, as whoever cancelled it wants. */
async function remember(
  tx: Tx,
  { id: engagementId }: EngagementState,
  made: { month: string; plan: MonthPlan; settlementMinor: bigint; id: string },
): Promise<void> {
  const { month, plan, settlementMinor, id } = made;
  await tx.query(
    `with paid as (
       update core.engagement_settlement set paid_month = $3
       where cooperative_id = $1 and engagement_id = $2 and balance_minor > 0
         and paid_month is null)
     insert into core.engagement_month (cooperative_id, engagement_id, month, contract_id,
       fixed_minor, advance_minor, settlement_minor)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tx.cooperativeId, engagementId, month, id],
      ...[plan.fixedMinor, plan.advanceMinor, settlementMinor],
    ],
  );
}
