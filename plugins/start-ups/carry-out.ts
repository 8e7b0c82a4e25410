/** On the day of a spin-off: what goes along goes, the rest is somebody's, and the money is paid out. */
import { type AttemptContext, addDays, type PluginContext } from 'gezel/sdk';
import { placeOf } from './inventory.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import {
  ItemDecision,
  ItemKind,
  type StartUpSpinOff,
  StartUpSpinOffItem,
} from './spin-off.entity.js';
import { StartUpInvestment } from './start-up.entity.js';

/**
 * What of this plugin goes along is the company's from that day on, and what is gone meanwhile has
 * nowhere to go; the rest is somebody's to move, or moves when whoever holds it hears of it. Answers
 * how many things are still to move.
 */
export async function carryOut(
  { store, now: changedAt, today, viewer, config }: PluginContext,
  { transferOn, preparedById }: StartUpSpinOff,
  items: readonly StartUpSpinOffItem[],
  open: ReadonlySet<string>,
): Promise<number> {
  let left = 0;
  for (const item of items) {
    const { id, kind, decision, subjectId, ownerId } = item;
    if (decision !== ItemDecision.CARRY) continue;
    if (kind === ItemKind.INVESTMENT) {
      const change = { disposedOn: transferOn, proceedsMinor: null, changedAt };
      await store.update(StartUpInvestment, subjectId, change);
    } else if (kind === ItemKind.AGREEMENT) {
      const change = { untilDay: transferOn, changedAt };
      await store.update(StartUpPurchaseAgreement, subjectId, change);
    } else if (open.has(placeOf(item))) {
      left += 1;
      const usual = byPreparer.includes(kind) ? preparedById : (viewer?.memberId ?? preparedById);
      const dueOn = addDays(today, config.moveDays as number);
      await store.update(StartUpSpinOffItem, id, { ownerId: ownerId ?? usual, dueOn });
      continue;
    }
    await store.update(StartUpSpinOffItem, id, { movedOn: today });
  }
  return left;
}

/** Who has worked for a client tells it; all else is for who carries the spin-off out. */
const byPreparer: readonly ItemKind[] = [ItemKind.CLIENT, ItemKind.ORDER];

export async function payOut(
  { core }: PluginContext,
  { id, activityId, currency, companyAccount: iban, companyName: holder }: StartUpSpinOff,
  amountMinor: bigint,
): Promise<void> {
  await core.payOut({
    ...{ key: `${id}:settlement`, activityId, amountMinor, currency, iban, holder },
    ...{ service: 'start-ups.settlement', source: { type: 'StartUpSpinOff', id } },
    remittance: null,
  });
}

/** Whoever holds something of it hears what goes along. */
export function tell(
  { emit }: AttemptContext,
  { id, activityId, enterpriseNumber, transferOn }: StartUpSpinOff,
  items: readonly StartUpSpinOffItem[],
): void {
  const carried = items
    .filter(({ decision }) => decision === ItemDecision.CARRY)
    .map(({ kind, subjectType: type, subjectId }) => ({ kind, type, id: subjectId }));
  emit({
    ...{ type: 'start-ups.spun-off', subject: { type: 'StartUpSpinOff', id }, activityId },
    payload: { enterpriseNumber, transferOn, carried },
  });
}
