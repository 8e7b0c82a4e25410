/** What a client's own credit note takes of the sale that it refers to. */
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { decimalOf } from '../../platform/money.js';
import type { AdjustmentKind } from '../document/adjustment.js';
import type { VatCategory } from '../document/vat.js';
import type { InvoiceCredit } from '../invoice/credit-invoice.js';
import { smaller } from '../invoice/settlement.js';
import type { PurchaseState } from './purchase-state.js';
import { adjustmentKinds, vatOf } from './sale-content.js';

/** A line, an allowance or a charge of the sale, with what no credit note has taken of it yet. */
interface SoldPart {
  readonly position: number;
  readonly category: VatCategory;
  readonly rate: number;
  readonly leftMinor: string;
}

export interface Sale {
  readonly id: string;
  readonly leftNetMinor: bigint;
  readonly lines: readonly SoldPart[];
  readonly adjustments: readonly (SoldPart & { readonly kind: AdjustmentKind })[];
}

/** The accepted invoice that a credit note names; null: none of this client and activity. */
export async function saleOf(tx: Tx, purchase: PurchaseState): Promise<Sale | null> {
  const [row] = await tx.query<Sale>(
    `select i.id, i.net_minor - i.credited_net_minor as "leftNetMinor",
       ${partsOf('invoice_line', 'net_minor', '')} as lines,
       ${partsOf('invoice_adjustment', 'amount_minor', `'kind', l.kind,`)} as adjustments
     from core.purchase p
     join core.invoice i on i.cooperative_id = p.cooperative_id and i.id = p.invoice_id
     where p.cooperative_id = $1 and p.supplier_key = $2 and p.host_entity_id = $3
       and p.activity_id = $4 and p.number = any($5::text[]) and p.kind = 'INVOICE'
     order by p.issued_on desc limit 1`,
    [
      ...[tx.cooperativeId, purchase.supplierKey, purchase.hostEntityId, purchase.activityId],
      purchase.preceding,
    ],
  );
  return row ?? null;
}

const partsOf = (
  table: 'invoice_line' | 'invoice_adjustment',
  amount: 'net_minor' | 'amount_minor',
  more: string,
): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('position', l.position, ${more}
    'category', l.vat_category, 'rate', l.vat_rate, 'leftMinor', (l.${amount} - coalesce((
      select sum(c.${amount}) from core.invoice n
      join core.${table} c on c.cooperative_id = n.cooperative_id and c.invoice_id = n.id
      where n.cooperative_id = i.cooperative_id and n.credits_id = i.id
        and c.credits_position = l.position), 0))::text) order by l.position), '[]')
  from core.${table} l
  where l.cooperative_id = i.cooperative_id and l.invoice_id = i.id)`;

/** Of each line, allowance and charge of the note: from those of the same rate, the first first. */
export function creditedParts(
  { lines, adjustments, currency }: PurchaseState,
  sale: Sale,
): Pick<InvoiceCredit, 'lines' | 'adjustments'> {
  const digits = minorDigits(currency);
  const keyOf = ({ category, rate }: Pick<SoldPart, 'category' | 'rate'>, kind = '') =>
    `${kind} ${category} ${rate}`;
  const taken = spread(
    lines.map((line) => ({ key: keyOf(vatOf(line)), minor: BigInt(line.net) })),
    sale.lines.map((part) => ({ ...part, key: keyOf(part) })),
  );
  const adjusted = spread(
    adjustments.map((one) => ({
      key: keyOf(vatOf(one), adjustmentKinds[one.kind]),
      minor: BigInt(one.amount),
    })),
    sale.adjustments.map((part) => ({ ...part, key: keyOf(part, part.kind) })),
  );
  return {
    lines: taken.map(({ position, minor }) => ({ position, net: decimalOf(minor, digits) })),
    adjustments: adjusted.map(({ position, minor }) => ({
      position,
      amount: decimalOf(minor, digits),
    })),
  };
}

/** What is wanted beyond what is left is not taken: the sums then differ, and say so. */
function spread(
  wishes: readonly { readonly key: string; readonly minor: bigint }[],
  sold: readonly (SoldPart & { readonly key: string })[],
): { readonly position: number; readonly minor: bigint }[] {
  const left = new Map(sold.map(({ position, leftMinor }) => [position, BigInt(leftMinor)]));
  const taken = new Map<number, bigint>();
  for (const { key, minor } of wishes) {
    let wanted = minor;
    for (const { position } of sold.filter((part) => part.key === key)) {
      const room = left.get(position) as bigint;
      const part = smaller(wanted, room);
      if (part <= 0n) continue;
      left.set(position, room - part);
      taken.set(position, (taken.get(position) ?? 0n) + part);
      wanted -= part;
    }
  }
  return [...taken].map(([position, minor]) => ({ position, minor }));
}
