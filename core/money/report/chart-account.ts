/** The co-operative's own chart of accounts: which of them each account of the ledger is, dated. */
import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { chart } from '../ledger/chart.js';

export interface ChartMapping {
  /** Of the ledger, e.g. "vat.payable". */
  readonly code: string;
  readonly number: string;
  readonly name: string;
}

export interface ChartAccountRow {
  readonly code: string;
  readonly number: string | null;
  readonly name: string | null;
  readonly from: string | null;
}

/** Every account of the ledger with its account of the chart on a day, or null. */
export async function chartAccounts(ctx: Context, day: string): Promise<ChartAccountRow[]> {
  const rows = await ctx.platform.database.query<ChartAccountRow>(
    `select distinct on (code) code, number, name, from_day as "from" from core.chart_account
     where cooperative_id = $1 and from_day <= $2::date order by code, from_day desc`,
    [ctx.viewer.cooperativeId, day],
    'chart-accounts',
  );
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return Object.keys(chart)
    .toSorted()
    .map((code) => byCode.get(code) ?? { code, number: null, name: null, from: null });
}

/** Says which accounts are meant from a day on; the same day again replaces what was said. */
export async function mapChartAccounts(
  ctx: Context,
  wish: { readonly from: string; readonly accounts: readonly ChartMapping[] },
): Promise<{ readonly violations: Violation[] }> {
  if (requireReach(ctx.viewer, 'chart.write') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'chart.write' });
  }
  const accounts = wish.accounts.map((one) => ({ ...one, name: tidy(one.name) }));
  const found = findingsOf(accounts);
  if (refuses(found)) return { violations: violationsOf(ctx, found) };
  return transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.chart_account (cooperative_id, code, number, name, from_day, decided_by)
       select $1, m.code, m.number, m.name, $2, $3
       from jsonb_to_recordset($4::jsonb) as m (code text, number text, name text)
       on conflict (cooperative_id, code, from_day) do update
         set number = excluded.number, name = excluded.name, decided_by = excluded.decided_by,
           decided_at = now()`,
      [tx.cooperativeId, wish.from, ctx.viewer.memberId, JSON.stringify(accounts)],
    );
    const subject = { type: 'Cooperative', id: tx.cooperativeId };
    await record(tx, ctx, 'chart.map', [{ type: 'chart.mapped', subject }]);
    return { violations: [] };
  });
}

function findingsOf(accounts: readonly ChartMapping[]): Finding[] {
  if (accounts.length === 0 || accounts.length > 200) {
    return [{ code: 'chart.accounts-out-of-range', path: ['accounts'] }];
  }
  const seen = new Set<string>();
  return accounts.flatMap(({ code, number, name }, index) => {
    const at = (property: string) => ['accounts', String(index), property];
    const found: Finding[] = lineFindings('name', name, 200).map((one) => ({
      ...{ ...one, path: at('name') },
    }));
    if (!(code in chart)) found.push({ code: 'chart.code-unknown', path: at('code') });
    if (seen.has(code)) found.push({ code: 'chart.code-twice', path: at('code') });
    seen.add(code);
    if (!/^[0-9A-Za-z.-]{1,20}$/.test(number)) {
      found.push({ code: 'chart.number-invalid', path: at('number') });
    }
    return found;
  });
}
