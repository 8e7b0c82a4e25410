/** How the lines of a document travel to the database in one statement: an array a column. */
import type { DocumentLine } from './document-line.js';

/** The lines as one array a column, for `unnest`; their place is their position. */
export const lineColumns = (lines: readonly DocumentLine[]): unknown[][] => [
  lines.map((line) => line.description),
  lines.map((line) => line.quantityMicro),
  lines.map((line) => line.unitPriceMinor),
  lines.map((line) => line.netMinor),
  lines.map((line) => line.vatCategory),
  lines.map((line) => line.vatRate),
  lines.map((line) => line.legalGround),
];

/** The rows behind `lineColumns`, whose first array is the parameter `$first`. */
export function lineRows(first: number): string {
  const types = ['text', 'bigint', 'bigint', 'bigint', 'text', 'integer', 'text'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `unnest(${arrays}) with ordinality as l (description, quantity_micro, unit_price_minor,
    net_minor, vat_category, vat_rate, legal_ground, position)`;
}

export const lineColumnNames = `position, description, quantity_micro, unit_price_minor, net_minor,
  vat_category, vat_rate, legal_ground`;
