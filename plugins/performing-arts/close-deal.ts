import { type AttemptContext, locked, type PluginContext } from 'gezel/sdk';
import { liveDates } from './change-deal.js';
import { DealStatus, SettlementStatus } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { PerformanceStatus } from './performance.entity.js';
import { PerformingArtsSettlement } from './settlement.entity.js';

/** The signed deal that a date is in, locked before the date is, as everywhere; null: none. */
export async function lockedDealOf(
  inside: PluginContext,
  performanceId: string,
): Promise<PerformingArtsDeal | null> {
  const [row] = await inside.store.find(PerformingArtsDealDate, { performanceId, live: true });
  if (row === undefined) return null;
  const deal = await locked(inside, PerformingArtsDeal, row.dealId);
  return deal.status === DealStatus.SIGNED ? deal : null;
}

/** Settles a deal once every date that takes place has its agreed settlement, and one has. */
export async function closeWhenAllAgreed(
  inside: AttemptContext,
  { id, activityId }: PerformingArtsDeal,
): Promise<void> {
  const agreed = await inside.store.find(PerformingArtsSettlement, {
    ...{ dealId: id, status: SettlementStatus.AGREED },
  });
  if (agreed.length === 0) return;
  const settled = new Set(agreed.map(({ performanceId }) => performanceId));
  const open = (await liveDates(inside, id)).filter(
    (date) => date.status !== PerformanceStatus.CANCELLED && !settled.has(date.id),
  );
  if (open.length > 0) return;
  const change = { status: DealStatus.SETTLED, changedAt: inside.now };
  await inside.store.update(PerformingArtsDeal, id, change);
  const subject = { type: 'PerformingArtsDeal', id };
  inside.emit({ type: 'performing-arts.deal-settled', subject, activityId });
}
