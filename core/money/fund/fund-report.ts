/** The guarantee fund as its board reads it: for those who see the whole ledger. */
import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { decimalOf, money } from '../../platform/money.js';
import { maximumPageSize } from '../../platform/read/page-args.js';
import { addDays } from '../../sdk/civil-days.js';
import { ownCurrency } from '../cooperative-currency.js';
import { share } from '../ledger/amounts.js';
import type { FundAge, FundExposure, FundMonth } from './fund.types.js';
import { type AgeRow, agesOf, exposuresOf } from './fund-exposure.js';
import { historyOf } from './fund-history.js';

/** The first days of the buckets of age. */
const edges = [0, 31, 61, 91] as const;
const maximumMonths = 60;

export async function fundAges(ctx: Context): Promise<FundAge[]> {
  const currency = await ownCurrency(ctx);
  const today = ctx.platform.clock.today();
  const rows = await agesOf(ctx, currency, starts(today));
  return edges.map((fromDays, index) => {
    // An advance that is dated ahead is of today.
    const own = rows.filter(({ bucket }) => Math.max(bucket, 1) === index + 1);
    return {
      fromDays,
      untilDays: (edges[index + 1] ?? null) === null ? null : (edges[index + 1] as number) - 1,
      advanced: money(sumOf(own), currency),
      uncovered: money(sumOf(own.filter(({ covered }) => !covered)), currency),
    };
  });
}

/** What of the advances unpaid invoices stand for, in percent; null when nothing is out. */
export async function fundCoverage(ctx: Context): Promise<string | null> {
  const currency = await ownCurrency(ctx);
  const rows = await agesOf(ctx, currency, starts(ctx.platform.clock.today()));
  const advanced = sumOf(rows);
  if (advanced === 0n) return null;
  const covered = sumOf(rows.filter(({ covered }) => covered));
  return decimalOf(share(10_000n, { numerator: covered, denominator: advanced }, 'half-up'), 2);
}

export async function fundExposures(ctx: Context, first: number): Promise<FundExposure[]> {
  if (first < 1 || first > maximumPageSize) {
    throw badInput(`Ask for 1 to ${maximumPageSize}; you asked for ${first}.`, 'first');
  }
  const currency = await ownCurrency(ctx);
  const rows = await exposuresOf(ctx, currency, first);
  return rows.map(({ minor, ...row }) => ({ ...row, advanced: money(minor, currency) }));
}

export async function fundHistory(ctx: Context, months: number): Promise<FundMonth[]> {
  if (months < 1 || months > maximumMonths) {
    throw badInput(`Ask for 1 to ${maximumMonths} months; you asked for ${months}.`, 'months');
  }
  const currency = await ownCurrency(ctx);
  const until = ctx.platform.clock.today();
  const rows = await historyOf(ctx, currency, { until, months });
  return rows.map(({ month, ...sums }) => ({
    month,
    contributed: money(sums.contributed, currency),
    advanced: money(sums.advanced, currency),
    repaid: money(sums.repaid, currency),
    lost: money(sums.lost, currency),
    recovered: money(sums.recovered, currency),
    available: money(sums.available, currency),
  }));
}

const starts = (today: string): string[] => edges.map((days) => addDays(today, -days));

const sumOf = (rows: readonly AgeRow[]): bigint =>
  rows.reduce((total, { minor }) => total + minor, 0n);
