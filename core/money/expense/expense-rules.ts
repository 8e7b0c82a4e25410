/** The co-operative's own decisions over expenses: what may be claimed, and which rate of kilometres. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { ownCurrency } from '../cooperative-currency.js';
import { amountOf } from './expense-lines.js';

/** A decision from a day on; it replaces what held for the code before. */
export interface CategoryDecision {
  readonly code: string;
  readonly title: Readonly<Record<'nl' | 'fr' | 'en' | 'de', string>>;
  readonly kind: 'RECEIPT' | 'KILOMETRES';
  readonly receiptRequired: boolean;
  /** In percent, e.g. "50". */
  readonly vatDeductible: string;
  readonly ceiling?: string | null;
  readonly ceilingPer?: 'LINE' | 'DAY' | 'MONTH' | null;
  readonly from: string;
  readonly until?: string | null;
  readonly source: string;
}

/** Decides a category from a day on. What was decided for a day that has begun does not change. */
export async function decideExpenseCategory(
  ctx: Context,
  input: CategoryDecision,
): Promise<{ readonly code: string | null; readonly violations: Violation[] }> {
  requireDecision(ctx);
  const currency = await ownCurrency(ctx);
  const ceiling = input.ceiling == null ? null : amountOf(input.ceiling, currency);
  const deductible = thousandthsOf(input.vatDeductible);
  const findings = [
    ...categoryFindings(input),
    ...(input.ceiling != null && !ceiling
      ? [{ code: 'expense.amount', path: ['ceiling'], values: { currency } }]
      : []),
    ...(deductible === null ? [{ code: 'expense.percentage', path: ['vatDeductible'] }] : []),
  ];
  if (findings.length > 0) return { code: null, violations: violationsOf(ctx, findings) };
  const id = newId();
  const refused = await transact(ctx, async (tx): Promise<Finding[]> => {
    if (await changesThePast(tx, input, ctx.platform.clock.today())) {
      return [{ code: 'expense.category-past', path: ['from'] }];
    }
    const rows = await tx.query(insertStatement, [
      ...[tx.cooperativeId, id, input.code, JSON.stringify(input.title), input.kind],
      ...[input.receiptRequired, deductible, ceiling, ceiling === null ? null : input.ceilingPer],
      ...[input.from, input.until ?? null, tidy(input.source), ctx.viewer.memberId],
    ]);
    if (rows.length === 0) {
      const values = { day: input.from };
      return [{ code: 'expense.category-decided', path: ['from'], values }];
    }
    const subject = { type: 'ExpenseCategory', id };
    const payload = { code: input.code };
    await record(tx, ctx, 'expense-category.decide', [
      { type: 'expense-category.decided', subject, payload },
    ]);
    return [];
  });
  if (refused.length > 0) return { code: null, violations: violationsOf(ctx, refused) };
  return { code: input.code, violations: [] };
}

/** A category that was never there may begin in the past; another ruled what was claimed then. */
async function changesThePast(tx: Tx, { code, from }: CategoryDecision, today: string) {
  if (from >= today) return false;
  const known = await tx.query(
    `select from core.expense_category
     where cooperative_id = $1 and code = $2 and (until_day is null or until_day > $3::date) limit 1`,
    [tx.cooperativeId, code, from],
  );
  return known.length > 0;
}

const insertStatement = `
  insert into core.expense_category (cooperative_id, id, code, title, kind, receipt_required,
    vat_deductible, ceiling_minor, ceiling_per, from_day, until_day, source, decided_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (cooperative_id, code, from_day) do nothing returning id`;

function categoryFindings(input: CategoryDecision): Finding[] {
  const found: Finding[] = [];
  const refuse = (code: string, ...path: string[]) => found.push({ code, path });
  if (!/^[a-z]+(-[a-z]+)*$/.test(input.code) || input.code.length > 60) {
    refuse('expense.category-code', 'code');
  }
  for (const [locale, title] of Object.entries(input.title)) {
    found.push(...lineFindings(`title.${locale}`, tidy(title), 100));
  }
  found.push(...lineFindings('source', tidy(input.source), 300));
  if ((input.ceiling == null) !== (input.ceilingPer == null)) {
    refuse('expense.ceiling-without-span', 'ceilingPer');
  }
  if (input.until != null && input.until < input.from) refuse('expense.until-before-from', 'until');
  if (
    input.kind === 'KILOMETRES' &&
    (input.receiptRequired || thousandthsOf(input.vatDeductible))
  ) {
    refuse('expense.kilometres-have-no-receipt', 'kind');
  }
  return found;
}

export interface KmRegimeChoice {
  readonly year: number;
  readonly regime: 'QUARTERLY' | 'ANNUAL';
  /** Where the decision stands, e.g. minutes of the board. */
  readonly reference: string;
}

/** Chooses between the quarterly and the annual rate of kilometres: once a year, for the whole year. */
export async function chooseKmRegime(
  ctx: Context,
  choice: KmRegimeChoice,
): Promise<{ readonly chosen: boolean; readonly violations: Violation[] }> {
  requireDecision(ctx);
  const reference = tidy(choice.reference);
  const findings = lineFindings('reference', reference, 200);
  const thisYear = Number(ctx.platform.clock.today().slice(0, 4));
  if (choice.year < 2000 || choice.year > thisYear + 1) {
    findings.push({ code: 'expense.km-regime-year', path: ['year'] });
  }
  if (findings.length > 0) return { chosen: false, violations: violationsOf(ctx, findings) };
  const kept = await transact(ctx, async (tx) => {
    const rows = await tx.query(
      `insert into core.km_regime (cooperative_id, year, regime, reference, decided_by)
       values ($1, $2, $3, $4, $5) on conflict do nothing returning regime`,
      [tx.cooperativeId, choice.year, choice.regime, reference, ctx.viewer.memberId],
    );
    if (rows.length > 0) {
      const subject = { type: 'Cooperative', id: tx.cooperativeId };
      const payload = { year: choice.year, regime: choice.regime };
      await record(tx, ctx, 'km-regime.choose', [{ type: 'km-regime.chosen', subject, payload }]);
      return choice.regime;
    }
    const [row] = await tx.query<{ regime: string }>(
      'select regime from core.km_regime where cooperative_id = $1 and year = $2',
      [tx.cooperativeId, choice.year],
    );
    return row?.regime;
  });
  if (kept === choice.regime) return { chosen: true, violations: [] };
  const values = { year: String(choice.year), regime: kept };
  const bound = { code: 'expense.km-regime-bound', path: ['regime'], values };
  return { chosen: false, violations: violationsOf(ctx, [bound]) };
}

function requireDecision({ viewer }: Context): void {
  if (requireReach(viewer, 'expense.policy') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'expense.policy' });
  }
}

/** "50" → 50000; null when it is no percentage from 0 to 100 with three decimals at most. */
function thousandthsOf(percent: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?0*$/.exec(percent);
  const value =
    match === null ? Number.NaN : Number(`${match[1]}${(match[2] ?? '').padEnd(3, '0')}`);
  return value <= 100_000 ? value : null;
}
