import type { Context } from '../../platform/context.js';
import { violationsOf } from '../../platform/model/say.js';
import { minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import type { Violation } from '../../platform/write/violation.js';
import { figuresAt, payOf } from '../figures.js';
import type { Pay } from '../rules/country-rules.js';

export interface PayQuestion {
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** An exact decimal, e.g. "182.00". */
  readonly budget: string;
  /** The day by whose figures it is computed. */
  readonly on: string;
}

export interface PayAnswer {
  readonly pay: Pay | null;
  readonly currency: string;
  readonly violations: Violation[];
}

/** What a work budget pays on a day, each step with its figures. Writes nothing. */
export async function simulatePay(ctx: Context, question: PayQuestion): Promise<PayAnswer> {
  requireReach(ctx.viewer, 'contract.read');
  const { cooperativeId } = ctx.viewer;
  const sql = ctx.tx ?? ctx.platform.database;
  const currency = await currencyOf(ctx);
  const budgetMinor = minorOf(question.budget, currency, 'budget');
  const figures = await figuresAt(sql, cooperativeId, question);
  // When pay is due is no part of this question.
  const missing = figures.missing.filter(({ code }) => code !== 'contract.no-policy');
  if (budgetMinor <= 0n) {
    missing.push({ code: 'contract.budget-not-positive', path: ['budget'] });
  }
  const pay = missing.length === 0 ? payOf(figures, budgetMinor) : null;
  return { pay, currency, violations: violationsOf(ctx, missing) };
}

async function currencyOf(ctx: Context): Promise<string> {
  const [row] = await ctx.platform.database.query<{ currency: string }>(
    'select currency from core.cooperative where id = $1',
    [ctx.viewer.cooperativeId],
    'cooperative-currency',
  );
  return (row as { currency: string }).currency;
}
