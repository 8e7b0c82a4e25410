/** Which things are written off and over how many months, as the co-operative has decided it. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';
import type { DecideAssetPolicyInput } from './asset.types.js';

export interface AssetPolicy {
  readonly thresholdMinor: bigint;
  readonly shortestMonths: number;
  readonly longestMonths: number;
  readonly source: string;
  readonly fromDay: string;
}

/** The policy of a service on a day, its own before its plugin's; null: nobody has decided one. */
export async function policyOn(
  sql: Sql,
  cooperativeId: string,
  { service, currency }: { readonly service: string; readonly currency: string },
  day: string,
): Promise<AssetPolicy | null> {
  const [row] = await sql.query<AssetPolicy>(
    `select threshold_minor as "thresholdMinor", shortest_months as "shortestMonths",
       longest_months as "longestMonths", source, from_day as "fromDay"
     from core.asset_policy where cooperative_id = $1
       and service in ($2, split_part($2, '.', 1)) and currency = $3 and from_day <= $4
     order by service = $2 desc, from_day desc limit 1`,
    [cooperativeId, service, currency, day],
    'asset-policy-on',
  );
  return row ?? null;
}

/** Adds a policy from a day to come on: what was bought before keeps its own months. */
export async function decideAssetPolicy(
  ctx: Context,
  input: DecideAssetPolicyInput,
): Promise<{ readonly decided: boolean; readonly violations: Violation[] }> {
  requireReach(ctx.viewer, 'chart.write');
  const { service, shortestMonths, longestMonths, from } = input;
  const currency = await ownCurrency(ctx);
  const thresholdMinor = minorOf(input.threshold, currency, 'threshold');
  return transact(ctx, async (tx) => {
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended('core.asset-policy:' || $1, 0))`,
      [tx.cooperativeId],
    );
    const [taken] = await tx.query(
      `select from core.asset_policy
       where cooperative_id = $1 and service = $2 and from_day = $3`,
      [tx.cooperativeId, service, from],
    );
    const today = ctx.platform.clock.today();
    const found: Finding[] = [
      ...(namesService(service) ? [] : [{ code: 'asset.no-service', path: ['service'] }]),
      ...(thresholdMinor < 0n ? [{ code: 'input.below-zero', path: ['threshold'] }] : []),
      ...monthsFindings(shortestMonths, longestMonths),
      ...(from < today
        ? [{ code: 'asset.policy-in-past', path: ['from'], values: { today } }]
        : []),
      ...(taken === undefined ? [] : [{ code: 'asset.policy-same-day', path: ['from'] }]),
      ...lineFindings('source', tidy(input.source), 500),
    ];
    if (refuses(found)) return { decided: false, violations: violationsOf(ctx, found) };
    const id = newId();
    await tx.query(
      `insert into core.asset_policy (cooperative_id, id, service, from_day, threshold_minor,
         currency, shortest_months, longest_months, source, decided_by, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[tx.cooperativeId, id, service, from, thresholdMinor, currency, shortestMonths],
        ...[longestMonths, tidy(input.source), ctx.viewer.memberId, ctx.platform.clock.now()],
      ],
    );
    const subject = { type: 'AssetPolicy', id };
    await record(tx, ctx, 'asset.decide-policy', [
      { type: 'asset.policy-decided', subject, payload: { service, from } },
    ]);
    return { decided: true, violations: [] };
  });
}

const namesService = (service: string): boolean =>
  /^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$/.test(service) && service.length <= 120;

function monthsFindings(shortest: number, longest: number): Finding[] {
  const fits = shortest >= 1 && shortest <= longest && longest <= 600;
  return fits ? [] : [{ code: 'asset.months-out-of-range', path: ['longestMonths'] }];
}
