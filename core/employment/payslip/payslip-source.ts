import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { readLine, type StoredLine } from '../pay/contract-pay.js';
import type { PayLine } from '../rules/pay-terms.js';

/** What a payslip says of a contract, as it was kept at its signature. */
export interface PayslipSource {
  readonly contract: Contract;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  readonly minutes: number;
  readonly employerContributionMinor: bigint;
  readonly lines: readonly PayLine[];
}

/**
 * Of a contract that was worked; null before that, and for whoever is neither its worker nor of the
 * co-operative's own people: what is withheld tells of a household. Siblings go in one statement.
 */
export async function payslipOf(ctx: Context, contract: Contract): Promise<PayslipSource | null> {
  if (!seesPay(ctx, contract.workerId)) return null;
  if (contract.status !== 'WORKED' && contract.status !== 'PAID') return null;
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.rows(Contract).values(
      sql`select p.contract_id, p.employer_contribution_minor, p.lines, min(d.day), max(d.day),
            count(*) filter (where d.paid_share > 0)::integer,
            coalesce(sum(d.minutes) filter (where d.paid_share > 0), 0)::integer
          from core.contract_pay p
          join core.contract_day d
            on d.cooperative_id = p.cooperative_id and d.contract_id = p.contract_id
          where p.cooperative_id = ${ctx.viewer.cooperativeId}
            and p.contract_id = any(${idsOf(ids)})
          group by p.cooperative_id, p.contract_id`,
    );
    const byContract = new Map(rows.map((row) => [row[0] as string, row]));
    return ids.map((id) => byContract.get(id) ?? null);
  };
  const row = await ctx.loaders
    .batch<unknown[] | null>(contracts, 'payslips', load)
    .load(contract.id);
  if (row === null) return null;
  const [, employer, lines, firstDay, lastDay, days, minutes] = row;
  return {
    contract,
    employerContributionMinor: employer as bigint,
    lines: (lines as StoredLine[]).map(readLine),
    ...{ firstDay: firstDay as string, lastDay: lastDay as string },
    ...{ days: days as number, minutes: minutes as number },
  };
}

/** Pay is for the worker, and for those who see every contract of the co-operative. */
export function seesPay(ctx: Context, workerId: string): boolean {
  const { grants, memberId } = ctx.viewer;
  return grants.get('contract.read') === 'all' || workerId === memberId;
}
