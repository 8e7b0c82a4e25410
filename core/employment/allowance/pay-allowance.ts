import { activityAccount, cooperativeAccount, hostAccount } from '../../money/accounts.js';
import { actorOf, moved } from '../../money/invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../../money/ledger/ledger.js';
import { insertPayout } from '../../money/payout/make-payout.js';
import { unlessLedgerRefuses } from '../../money/refused.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { rulesOf } from '../rules/countries.js';
import { AllowanceStatus } from './allowance.entity.js';
import { type AllowanceState, allowancePay, allowances } from './allowance.policy.js';
import {
  type AllowanceOutcome,
  allowanceAnswer,
  allowanceEvent,
  lockedAllowance,
  requireAllowing,
} from './allowance-state.js';
import type { AllowanceStep } from './cancel-allowance.js';

/**
 * Pays an allowance after its last day, out of what the activity has available: the days, the
 * travel, and the solidarity contribution on the days once the principal's year is above the
 * threshold. What that makes due on earlier payments is borne by all: by the shared contributions.
 */
export async function payAllowance(
  ctx: Context,
  input: AllowanceStep,
  once: Once,
): Promise<AllowanceOutcome> {
  const seen = await requireVisible(ctx, allowances, input.id);
  await requireAllowing(ctx, seen);
  const today = ctx.platform.clock.today();
  let dues: Dues | null = null;
  const outcome = await unlessLedgerRefuses(ctx, () =>
    runTransition(ctx, allowancePay, {
      id: seen.id,
      dryRun: input.dryRun,
      expectedVersion: input.expectedVersion,
      once,
      load: lockedAllowance,
      next: (before) => ({
        ...before,
        ...{ status: AllowanceStatus.PAID, paidOn: today, version: before.version + 1 },
      }),
      check: async (before, _after, tx) => {
        const found = payFindings(before, today);
        if (found.length > 0) return found;
        const answer = await duesOf(tx, before, today);
        if (!('ownMinor' in answer)) return answer;
        dues = answer;
        return [];
      },
      write: async (tx, before, after) => {
        await settle(tx, ctx, before, { dues: dues as unknown as Dues, version: after.version });
        return [allowanceEvent('allowance.paid', before)];
      },
    }),
  );
  return allowanceAnswer(ctx, outcome);
}

function payFindings({ status, lastDay }: AllowanceState, today: string): Finding[] {
  if (status !== 'REGISTERED') return [{ code: 'allowance.not-registered', values: { status } }];
  return lastDay < today ? [] : [{ code: 'allowance.not-over', values: { last: lastDay } }];
}

interface Dues {
  readonly paidMinor: bigint;
  readonly ownMinor: bigint;
  readonly arrearsMinor: bigint;
}

/** The principal's row is locked, so that payments of its year are counted one after the other. */
async function duesOf(
  tx: Tx,
  { days, dayMinor, hostEntityId }: AllowanceState,
  today: string,
): Promise<Dues | Finding[]> {
  await tx.query(
    'select from core.host_entity where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, hostEntityId],
  );
  const [row] = await tx.query<{
    paidMinor: bigint;
    bookedMinor: bigint;
    country: string;
    threshold: bigint | null;
    rate: bigint | null;
  }>(yearStatement, [tx.cooperativeId, hostEntityId, today]);
  const missing = (['threshold', 'rate'] as const).filter((code) => row?.[code] == null);
  if (row === undefined || row.threshold === null || row.rate === null) {
    return missing.map((code) => {
      const values = { figure: `amateur-allowance.solidarity-${code}`, day: today };
      return { code: 'law.figure-missing', values };
    });
  }
  const law = rulesOf(row.country)?.allowance ?? null;
  if (law === null)
    return [{ code: 'contract.no-country-rules', values: { country: row.country } }];
  const paidMinor = dayMinor * BigInt(days.length);
  const figures = { threshold: row.threshold, rate: Number(row.rate) };
  return { paidMinor, ...law.solidarityOf(paidMinor, row, figures) };
}

const figure = (code: string) => `(
  select r.value from core.employment_rule r
  join core.cooperative c on c.id = $1 and c.country = r.country
  where r.code = 'amateur-allowance.solidarity-${code}' and r.from_day <= $3::date
    and (r.until_day is null or r.until_day > $3::date)
  order by r.from_day desc limit 1)`;

const yearStatement = `
  select coalesce(sum(w.paid_minor), 0)::bigint as "paidMinor",
    coalesce(sum(w.solidarity_minor + w.arrears_minor), 0)::bigint as "bookedMinor",
    (select c.country from core.cooperative c where c.id = $1) as country,
    ${figure('threshold')} as threshold, ${figure('rate')} as rate
  from core.amateur_allowance w
  where w.cooperative_id = $1 and w.host_entity_id = $2 and w.status = 'PAID'
    and w.paid_on >= date_trunc('year', $3::date)
    and w.paid_on < date_trunc('year', $3::date) + interval '1 year'`;

async function settle(
  tx: Tx,
  ctx: Context,
  allowance: AllowanceState,
  { dues, version }: { readonly dues: Dues; readonly version: number },
): Promise<void> {
  const today = ctx.platform.clock.today();
  const payoutId = await insertPayout(tx, ctx, {
    ...{ activityId: allowance.activityId, payeeId: allowance.artistId },
    ...{ amountMinor: dues.paidMinor + allowance.travelMinor, currency: allowance.currency },
    ...{ dueOn: today, payable: 'payouts.payable' },
    source: { type: 'amateur_allowance', id: allowance.id },
  });
  await tx.query(
    `update core.amateur_allowance set status = 'PAID', paid_on = $3, payout_id = $4,
       solidarity_minor = $5, arrears_minor = $6, paid_minor = $7, version = $8
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, allowance.id, today, payoutId, dues.ownMinor, dues.arrearsMinor],
      ...[dues.paidMinor, version],
    ],
  );
  await post(tx, tx.cooperativeId, [postingOf(tx, ctx, allowance, dues)]);
}

function postingOf(tx: Tx, ctx: Context, allowance: AllowanceState, dues: Dues): Posting {
  const { id, activityId, hostEntityId, currency, travelMinor } = allowance;
  const { paidMinor, ownMinor, arrearsMinor } = dues;
  const artistMinor = paidMinor + travelMinor;
  const shared = cooperativeAccount(tx.cooperativeId, 'fee.income', currency);
  return {
    ...actorOf(ctx),
    ...{ key: `allowance:${id}`, kind: 'ALLOWANCE_PAID' },
    ...{ sourceType: 'amateur_allowance', sourceId: id },
    eventOn: ctx.platform.clock.today(),
    lines: moved([
      debit(activityAccount(activityId, 'activity.available', currency), artistMinor + ownMinor),
      debit(shared, arrearsMinor),
      credit(hostAccount(hostEntityId, 'payouts.payable', currency), artistMinor),
      credit(hostAccount(hostEntityId, 'social.payable', currency), ownMinor + arrearsMinor),
    ]),
  };
}
