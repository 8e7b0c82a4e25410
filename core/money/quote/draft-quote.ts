/** An offer that a plugin drafts for an activity: made once, and from then on a person's. */
import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { isCivilDate } from '../../platform/scalars.js';
import { takeKey } from '../../platform/write/once.js';
import { transact } from '../../platform/write/transact.js';
import type { QuoteOrder } from '../../sdk/core-port.js';
import { lineInput } from '../added-line/add-lines.js';
import { MoneyRefused } from '../refused.js';
import { insertDraft } from './create-quote.js';

export function draftQuote(
  ctx: Context,
  { key, ...order }: QuoteOrder,
): Promise<{ readonly quoteId: string }> {
  if (!isCivilDate(order.validUntil)) throw badInput('A civil day is expected.', 'validUntil');
  const lines = order.lines.map(lineInput);
  return transact(ctx, async (tx) => {
    const id = newId();
    const first = await takeKey(tx, ctx, 'quote.draft', { key, input: order }, id);
    if (first !== null) return { quoteId: first };
    const { quote, findings } = await insertDraft({ ...ctx, tx }, { ...order, lines, id });
    if (quote === null) throw new MoneyRefused(findings);
    return { quoteId: id };
  });
}
