import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { refuses } from '../../platform/write/violation.js';
import { contentOf } from '../document/document-content.js';
import { MoneyRefused } from '../refused.js';
import { contentFindings, type DraftType, lockDraft, removeOf, writeSums } from './draft.js';

/**
 * Takes back what a key has added and is still there: what a person has rewritten since stays, and so
 * does a document that is gone. Harmless when it was never added or was taken back before; what has
 * been issued is refused.
 */
export async function removeLines(ctx: Context, tx: Tx, key: string): Promise<void> {
  const [added] = await tx.query<Added>(
    `update core.added_lines set removed_at = $3
     where cooperative_id = $1 and key = $2 and removed_at is null
     returning document_type as type, document_id as id`,
    [tx.cooperativeId, key, ctx.platform.clock.now()],
  );
  if (added === undefined || !(await isThere(tx, added))) return;
  const draft = await lockDraft(tx, ctx, added);
  if (refuses(draft.findings)) throw new MoneyRefused(draft.findings);
  const gone = await removeOf(tx, draft, key);
  if (gone.size === 0) return;
  const left = draft.lines.filter(({ position }) => !gone.has(position));
  const content = contentOf(left, draft.adjustments);
  const found = contentFindings(content);
  if (refuses(found)) throw new MoneyRefused(found);
  await writeSums(tx, ctx, draft, content);
}

interface Added {
  readonly type: DraftType;
  readonly id: string;
}

/** A draft may have been thrown away meanwhile. */
async function isThere(tx: Tx, { type, id }: Added): Promise<boolean> {
  const found = await tx.query(`select from core.${type} where cooperative_id = $1 and id = $2`, [
    tx.cooperativeId,
    id,
  ]);
  return found.length > 0;
}
