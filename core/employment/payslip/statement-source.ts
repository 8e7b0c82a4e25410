import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { money } from '../../platform/money.js';
import { hoursOf } from '../day/hours.js';
import type { PayStatement } from './payslip.types.js';
import { seesPay } from './payslip-source.js';

/**
 * What a worker was paid in a calendar year, by the day of payment, one statement for each currency.
 * Null for whoever may not see that person's pay; empty when nothing was paid.
 */
export async function payStatements(
  ctx: Context,
  workerId: string,
  year: number,
): Promise<PayStatement[] | null> {
  if (year < 2000 || year > 2200) throw badInput(`${year} is not a year of pay.`, 'year');
  if (!seesPay(ctx, workerId)) return null;
  const months = await ctx.platform.database.query<MonthRow>(
    `select c.currency, extract(month from c.paid_on)::integer as month,
       count(*)::integer as contracts, sum(d.days)::integer as days,
       sum(d.minutes)::integer as minutes, sum(c.gross_minor)::bigint as gross,
       sum(c.employee_contribution_minor)::bigint as contribution,
       sum(c.withholding_minor)::bigint as withholding, sum(c.net_minor)::bigint as net
     from core.contract c
     cross join lateral (
       select count(*) as days, coalesce(sum(d.minutes), 0) as minutes from core.contract_day d
       where d.cooperative_id = c.cooperative_id and d.contract_id = c.id
         and d.paid_share > 0) d
     where c.cooperative_id = $1 and c.worker_id = $2 and c.status = 'PAID'
       and c.agency_id is null
       and c.paid_on >= make_date($3, 1, 1) and c.paid_on < make_date($3 + 1, 1, 1)
     group by 1, 2 order by 1, 2`,
    [ctx.viewer.cooperativeId, workerId, year],
    'pay-statement',
  );
  const byCurrency = Map.groupBy(months, ({ currency }) => currency);
  return [...byCurrency].map(([currency, rows]) => statementOf(workerId, year, currency, rows));
}

function statementOf(
  workerId: string,
  year: number,
  currency: string,
  rows: readonly MonthRow[],
): PayStatement {
  const sum = (name: 'gross' | 'contribution' | 'withholding' | 'net') =>
    rows.reduce((total, row) => total + row[name], 0n);
  const count = (name: 'contracts' | 'days' | 'minutes') =>
    rows.reduce((total, row) => total + row[name], 0);
  const amount = (minor: bigint) => money(minor, currency);
  return {
    memberId: globalId('Member', workerId),
    ...{ year, contracts: count('contracts'), days: count('days') },
    hours: hoursOf(count('minutes')),
    gross: amount(sum('gross')),
    employeeContribution: amount(sum('contribution')),
    taxable: amount(sum('gross') - sum('contribution')),
    withholding: amount(sum('withholding')),
    net: amount(sum('net')),
    months: rows.map(({ month, contracts, gross, withholding, net }) => ({
      ...{ month, contracts, gross: amount(gross) },
      ...{ withholding: amount(withholding), net: amount(net) },
    })),
  };
}

interface MonthRow {
  readonly currency: string;
  readonly month: number;
  readonly contracts: number;
  readonly days: number;
  readonly minutes: number;
  readonly gross: bigint;
  readonly contribution: bigint;
  readonly withholding: bigint;
  readonly net: bigint;
}
