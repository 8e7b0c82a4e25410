/** A report as a CSV file (RFC 4180, UTF-8 with its mark), streamed: memory does not grow with it. */
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import {
  type DomainDownload,
  type Download,
  type DownloadParams,
  downloadLink,
} from '../../platform/files/downloads.js';
import { decimalOf } from '../../platform/money.js';
import type { Cell, Report, ReportKey, ReportScope } from './report.js';

/** Rows that are in memory at once. */
const rowsAtOnce = 2_000;

/** Says for this viewer what the file is of; null when they may not have it (any more). */
export type ScopeOf = (ctx: Context, params: DownloadParams) => Promise<ReportScope | null>;

export function reportDownload<Row>(report: Report<Row>, scopeOf: ScopeOf): DomainDownload {
  return {
    name: report.name,
    open: async (ctx, params) => {
      const scope = await scopeOf(ctx, params);
      if (scope === null) return null;
      const body = csvOf(report, ctx, scope);
      return { mediaType, filename: filenameOf(report, scope), body };
    },
  };
}

export function reportLink(
  ctx: Context,
  report: { readonly name: string },
  scope: ReportScope,
): Promise<Download> {
  const { from, until, activityId = null, account = null, hostEntityId = null } = scope;
  const file = { mediaType, filename: filenameOf(report, scope) };
  return downloadLink(ctx, report.name, { from, until, activityId, account, hostEntityId }, file);
}

/** The rows as they are written, a page at a time. */
export async function* csvOf<Row>(
  report: Report<Row>,
  ctx: Context,
  scope: ReportScope,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\uFEFF${csv([report.header])}`);
  let after: ReportKey | null = null;
  for (;;) {
    const rows = await report.rows(ctx.platform.database, scope, after, rowsAtOnce);
    if (rows.length === 0) return;
    yield encoder.encode(csv(rows.map(({ row }) => report.cells(row).map(written))));
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.key ?? null;
  }
}

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { record_delimiter: '\r\n' });

/**
 * A spreadsheet runs what begins like a formula: such a text gets an apostrophe before it, which the
 * spreadsheet takes away. An amount is ours, and may be negative.
 */
export function written(cell: Cell): string {
  if ('amountMinor' in cell) {
    if (cell.amountMinor === null) return '';
    return decimalOf(cell.amountMinor, minorDigits(cell.currency));
  }
  const value = cell.text ?? '';
  return /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

const filenameOf = ({ name }: { readonly name: string }, { from, until }: ReportScope): string =>
  `${name}-${from}-${until}.csv`;

const mediaType = 'text/csv; charset=utf-8';
