/** How the lines of a document travel to the database in one statement, an array a column, and back. */
import type { LineAdjustment } from './adjustment.js';
import type { DocumentLine } from './document-line.js';
import type { VatCategory } from './vat.js';

/** The lines as one array a column, for `unnest`; their place is their position. */
export const lineColumns = (lines: readonly DocumentLine[]): unknown[][] => [
  lines.map((line) => line.description),
  lines.map((line) => line.quantityMicro),
  lines.map((line) => line.unitPriceMinor),
  lines.map((line) => line.netMinor),
  lines.map((line) => line.vatCategory),
  lines.map((line) => line.vatRate),
  lines.map((line) => line.legalGround),
  lines.map((line) => line.vatGround),
  lines.map((line) => line.evidence),
  lines.map((line) => JSON.stringify(line.adjustments)),
];

/** The rows behind `lineColumns`, whose first array is the parameter `$first`. */
export function lineRows(first: number): string {
  const types = [
    ...['text', 'bigint', 'bigint', 'bigint', 'text', 'integer', 'text', 'text', 'text', 'jsonb'],
  ];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `unnest(${arrays}) with ordinality as l (description, quantity_micro, unit_price_minor,
    net_minor, vat_category, vat_rate, legal_ground, vat_ground, evidence, adjustments, position)`;
}

/** How many parameters `lineColumns` takes. */
export const lineParameters = 10;

export const lineContentNames = `description, quantity_micro, unit_price_minor, net_minor,
  vat_category, vat_rate, legal_ground, vat_ground, evidence, adjustments`;

export const lineColumnNames = `position, ${lineContentNames}`;

/** The lines of a document in order, as JSON; `where` is a condition on the alias `l`. */
export const linesAsJson = (table: `${'quote' | 'invoice'}_line`, where: string): string => `(
  select jsonb_agg(jsonb_build_object('position', l.position, 'description', l.description,
    'quantity', l.quantity_micro::text, 'price', l.unit_price_minor::text,
    'net', l.net_minor::text, 'category', l.vat_category, 'rate', l.vat_rate,
    'ground', l.legal_ground, 'vatGround', l.vat_ground, 'evidence', l.evidence,
    'adjustments', l.adjustments) order by l.position)
  from core.${table} l where ${where})`;

export interface LineJson {
  readonly position: number;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly net: string;
  readonly category: VatCategory;
  readonly rate: number;
  readonly ground: string | null;
  readonly vatGround: string | null;
  readonly evidence: string | null;
  readonly adjustments: readonly LineAdjustment[];
}

export const lineOf = (line: LineJson): DocumentLine & { readonly position: number } => ({
  position: line.position,
  description: line.description,
  quantityMicro: BigInt(line.quantity),
  unitPriceMinor: BigInt(line.price),
  netMinor: BigInt(line.net),
  vatCategory: line.category,
  vatRate: line.rate,
  legalGround: line.ground,
  ...{ vatGround: line.vatGround, evidence: line.evidence, adjustments: line.adjustments },
});
