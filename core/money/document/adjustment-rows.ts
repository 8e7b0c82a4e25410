/** How the allowances and charges of a document travel to the database and back: as JSON. */
import type { Sql } from '../../platform/database/sql.js';
import type { AdjustmentKind, DocumentAdjustment } from './adjustment.js';
import type { VatCategory } from './vat.js';

/** A row of a document; on a credit note also the row of the invoice that it takes back. */
export type AdjustmentRow = DocumentAdjustment & { readonly creditsPosition?: number };

/** Inserts those of a draft; nothing is sent when there are none. */
export async function insertAdjustments(
  sql: Sql,
  document: {
    readonly table: 'quote' | 'invoice';
    readonly cooperativeId: string;
    readonly id: string;
  },
  adjustments: readonly AdjustmentRow[],
): Promise<void> {
  if (adjustments.length === 0) return;
  const { table, cooperativeId, id } = document;
  await sql.query(adjustmentInsert(table, '$1', '$2', '$3'), [
    ...[cooperativeId, id, adjustmentJson(adjustments)],
  ]);
}

/** The statement, for one that inserts the document too; the arguments are its parameters. */
export function adjustmentInsert(
  table: 'quote' | 'invoice',
  cooperative: string,
  document: string,
  json: string,
): string {
  const more = table === 'invoice' ? ', deposit_id, credits_position' : '';
  return `insert into core.${table}_adjustment (cooperative_id, ${table}_id, position, kind, reason,
      amount_minor, percent, base_minor, vat_category, vat_rate, legal_ground, vat_ground${more})
    select ${cooperative}, ${document}, position, kind, reason, amount_minor, percent, base_minor,
      vat_category, vat_rate, legal_ground, vat_ground${more}
    from jsonb_to_recordset(${json}::jsonb) as r (position smallint, kind text, reason text,
      amount_minor bigint, percent integer, base_minor bigint, vat_category text,
      vat_rate integer, legal_ground text, vat_ground text, deposit_id uuid,
      credits_position smallint)`;
}

export const adjustmentJson = (adjustments: readonly AdjustmentRow[]): string =>
  JSON.stringify(
    adjustments.map((one, index) => ({
      position: index + 1,
      kind: one.kind,
      reason: one.reason,
      amount_minor: `${one.amountMinor}`,
      percent: one.percent,
      base_minor: one.baseMinor === null ? null : `${one.baseMinor}`,
      vat_category: one.vatCategory,
      vat_rate: one.vatRate,
      legal_ground: one.legalGround,
      vat_ground: one.vatGround,
      deposit_id: one.depositId,
      credits_position: one.creditsPosition ?? null,
    })),
  );

/** Those of a document in order, as JSON; `cooperative` and `document` are SQL expressions. */
export const adjustmentsOf = (
  table: 'quote' | 'invoice',
  cooperative: string,
  document: string,
): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('position', d.position, 'kind', d.kind,
    'reason', d.reason, 'amount', d.amount_minor::text, 'percent', d.percent,
    'base', d.base_minor::text, 'category', d.vat_category, 'rate', d.vat_rate,
    'ground', d.legal_ground, 'vatGround', d.vat_ground,
    'depositId', ${table === 'invoice' ? 'd.deposit_id' : 'null'}) order by d.position), '[]')
  from core.${table}_adjustment d
  where d.cooperative_id = ${cooperative} and d.${table}_id = ${document})`;

export interface AdjustmentJson {
  readonly position: number;
  readonly kind: AdjustmentKind;
  readonly reason: string;
  readonly amount: string;
  readonly percent: number | null;
  readonly base: string | null;
  readonly category: VatCategory;
  readonly rate: number;
  readonly ground: string | null;
  readonly vatGround: string | null;
  readonly depositId: string | null;
}

export const adjustmentOf = (
  row: AdjustmentJson,
): DocumentAdjustment & { readonly position: number } => ({
  ...{ position: row.position, kind: row.kind, reason: row.reason },
  amountMinor: BigInt(row.amount),
  percent: row.percent,
  baseMinor: row.base === null ? null : BigInt(row.base),
  vatCategory: row.category,
  vatRate: row.rate,
  ...{ legalGround: row.ground, vatGround: row.vatGround, depositId: row.depositId },
});
