import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError } from '../../platform/errors.js';
import { transact } from '../../platform/write/transact.js';
import { refuses } from '../../platform/write/violation.js';
import type { LinePort, LinesAdded, LinesOrder } from '../../sdk/line-door.js';
import { documentGround } from '../document/document-check.js';
import { checkContent, contentOf } from '../document/document-content.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { VatCategory } from '../document/vat.js';
import { maximumLines } from '../limits.js';
import { MoneyRefused } from '../refused.js';
import { appendLines, contentFindings, type DraftType, lockDraft, writeSums } from './draft.js';
import { removeLines } from './remove-lines.js';

/** The lines of a request: who may write the document adds to it. */
export const lines = (ctx: Context): LinePort => ({
  add: (order) => transact(ctx, (tx) => addLines(ctx, tx, order)),
  remove: (key) => transact(ctx, (tx) => removeLines(ctx, tx, key)),
});

/**
 * Adds lines to a draft, once a key. Throws `MoneyRefused` with everything that stands in the way:
 * paths are those of the order.
 */
async function addLines(ctx: Context, tx: Tx, order: LinesOrder): Promise<LinesAdded> {
  const wanted = order.lines.map(lineInput);
  const type = order.document.type.toLowerCase() as DraftType;
  const draft = await lockDraft(tx, ctx, { type, id: order.document.id });
  const known = await addedBefore(tx, order);
  if (known !== null) return known;
  const { activityId, clientId } = draft;
  const ids = { activityId, clientId };
  const ground = await documentGround(ctx, tx, `${type}.write`, ids, wanted);
  const checked = checkContent({ lines: wanted }, ground.currency, ground.law);
  const { lines: fresh } = checked.content;
  const content = contentOf([...draft.lines, ...fresh], draft.adjustments);
  const found = [...draft.findings, ...ground.findings, ...checked.findings];
  if (draft.lines.length + fresh.length > maximumLines) {
    const values = { lines: draft.lines.length + fresh.length, limit: maximumLines };
    found.push({ code: 'document.too-many-lines', path: ['lines'], values });
  }
  if (!refuses(found)) found.push(...contentFindings(content));
  if (refuses(found)) throw new MoneyRefused(found);
  const positions = await appendLines(tx, draft, order.key, fresh);
  await writeSums(tx, ctx, draft, content);
  await tx.query(
    `insert into core.added_lines (cooperative_id, key, service, document_type, document_id,
       content, positions)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tx.cooperativeId, order.key, order.service, type, order.document.id],
      ...[JSON.stringify(order.lines), positions],
    ],
  );
  return { positions };
}

/** What the key has added before; with another content it is refused. */
async function addedBefore(tx: Tx, order: LinesOrder): Promise<LinesAdded | null> {
  const [known] = await tx.query<{ same: boolean; positions: number[] }>(
    `select positions, service = $3 and document_type = $4 and document_id = $5
       and content = $6::jsonb as same
     from core.added_lines where cooperative_id = $1 and key = $2`,
    [
      ...[tx.cooperativeId, order.key, order.service, order.document.type.toLowerCase()],
      ...[order.document.id, JSON.stringify(order.lines)],
    ],
  );
  if (known === undefined) return null;
  if (!known.same) throw new GezelError('IDEMPOTENCY_MISMATCH', { key: order.key });
  return { positions: known.positions };
}

/** A line as a client would send it: the category of the VAT is one that exists. */
export function lineInput(
  { vat, quantity = '1', ...line }: LinesOrder['lines'][number],
  index: number,
) {
  for (const [name, value] of Object.entries({ quantity, rate: vat?.rate ?? '0' })) {
    if (decimal.test(value)) continue;
    throw badInput(`"${value.slice(0, 40)}" is no decimal number.`, `lines.${index}.${name}`);
  }
  const category = vat?.category ?? VatCategory.STANDARD;
  if (!isCategory(category)) {
    throw badInput(`There is no category of VAT "${category}".`, `lines.${index}.vat.category`);
  }
  const input: DocumentLineInput = { ...line, quantity, vat: vat && { ...vat, category } };
  return input;
}

const isCategory = (code: string): code is VatCategory =>
  (Object.values(VatCategory) as string[]).includes(code);

/** As the scalar `Decimal` has it. */
const decimal = /^-?\d{1,15}(\.\d{1,6})?$/;
