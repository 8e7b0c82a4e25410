/** From the inputs of clients to the services of the bank, and from outcomes to payloads. */
import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import { invoices } from '../invoice/invoice.policy.js';
import { bankLines } from './bank.policy.js';
import type {
  BankLineFilter,
  BankLineOrder,
  ImportBankStatementPayload,
  MatchPaymentInput,
  MatchPaymentPayload,
} from './bank.types.js';
import type { BankLine } from './bank-line.entity.js';
import type { ImportBankStatementInput } from './bank-statement-input.js';
import { importBankStatement } from './import-bank-statement.js';
import { matchPayment } from './match-payment.js';

export interface BankLineList {
  readonly args: PageArgs;
  readonly filter?: BankLineFilter | null;
  readonly orderBy?: BankLineOrder | null;
}

export function listBankLines(
  ctx: Context,
  { args, filter, orderBy }: BankLineList,
): Page<BankLine> {
  return page(ctx, bankLines, args, { orderBy, where: filter == null ? [] : conditions(filter) });
}

export async function importStatement(
  ctx: Context,
  input: ImportBankStatementInput,
): Promise<ImportBankStatementPayload> {
  const { statementId, ...outcome } = await importBankStatement(ctx, input);
  if (statementId === null) return { ...outcome, bankLines: [] };
  const numbers = input.lines.map(({ lineNo }) => lineNo);
  const found = await visibleRows(
    ctx,
    bankLines,
    sql`t.statement_id = ${statementId} and t.line_no = any(${numbers}::integer[])
        order by t.line_no`,
  );
  return { ...outcome, bankLines: found };
}

export async function match(ctx: Context, input: MatchPaymentInput): Promise<MatchPaymentPayload> {
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const step = { ...input, bankLineId, invoiceId };
  const { after, violations } = await matchPayment(ctx, step);
  if (after === null) return { bankLine: null, invoice: null, violations };
  const [bankLine, invoice] = await Promise.all([
    byId(ctx, bankLines, bankLineId),
    byId(ctx, invoices, invoiceId),
  ]);
  return { bankLine, invoice, violations };
}

/** What may be done with a movement now. */
export function bankLineActions(ctx: Context, line: BankLine): string[] {
  const may = ctx.viewer.grants.get('payment.match') === 'all';
  if (!may || line.openMinor === 0n) return [];
  const received = line.openMinor > 0n ? ['payment.match', 'bank-line.refund'] : [];
  return [...received, ...(line.overpaysInvoiceId === null ? ['bank-line.assign'] : [])];
}

function conditions(filter: BankLineFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.open != null) {
    where.push(filter.open ? sql`t.open_minor <> 0` : sql`t.open_minor = 0`);
  }
  if (filter.counterpartyIban != null) {
    where.push(sql`t.counterparty_iban = ${filter.counterpartyIban}`);
  }
  if (filter.bookedFrom != null) where.push(sql`t.booked_on >= ${filter.bookedFrom}::date`);
  if (filter.bookedUntil != null) where.push(sql`t.booked_on <= ${filter.bookedUntil}::date`);
  return where;
}
