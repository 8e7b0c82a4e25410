/** A thing is sold by an offer of its activity: it leaves when the offer is accepted, and is invoiced. */
import {
  type Attempted,
  addDays,
  badInput,
  CivilDate,
  Decimal,
  Field,
  handler,
  ID,
  InputType,
  localId,
  locked,
  minorOf,
  money,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { ItemStatus, Owner, RentalStatus } from './codes.js';
import { bookValueMinor } from './depreciation.js';
import { goneWith } from './end-lease.js';
import { retired } from './events.js';
import { changeableItem } from './insure.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentRental } from './rental.entity.js';

@InputType({ description: 'A thing of the co-operative’s that an activity sells.' })
export class EquipmentSellInput {
  @Field(() => ID, { description: 'The thing.' })
  id: string;

  @Field(() => ID, { description: 'Who buys it: a client of its activity.' })
  clientId: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'For how much, without VAT; what it is worth today when absent.',
  })
  price?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Last day to accept the offer; thirty days from today when absent.',
  })
  validUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat offers it once.' })
  idempotencyKey: string;
}

/** Drafts the offer, which the activity sends; the thing stays until its client accepts. */
export async function sell(
  ctx: PluginContext,
  input: EquipmentSellInput,
): Promise<Attempted<EquipmentItem>> {
  const id = localId('EquipmentItem', input.id, 'id');
  await changeableItem(ctx, id);
  const { idempotencyKey: key, dryRun, ...said } = input;
  const clientId = localId('Client', input.clientId, 'clientId');
  const once = { key, input: said, entity: EquipmentItem, id };
  return ctx.attempt({ action: 'equipment.sell', dryRun, once }, async (inside) => {
    const item = await locked(inside, EquipmentItem, id);
    const priceMinor =
      input.price == null
        ? bookValueMinor(item, inside.today)
        : minorOf(input.price, item.currency, 'price');
    if (priceMinor < 0n) throw badInput('A price is not below nothing.', 'price');
    const findings = await saleFindings(inside, item);
    if (priceMinor === 0n) findings.push({ code: 'equipment.worth-nothing', path: ['price'] });
    const validUntil = input.validUntil ?? undefined;
    const sale = { clientId, priceMinor, validUntil, offeredTo: null };
    return { findings, write: () => offerItem(inside, item, sale) };
  });
}

async function saleFindings(ctx: PluginContext, item: EquipmentItem): Promise<PluginFinding[]> {
  const { id, status, owner, activityId } = item;
  const path = ['id'];
  if (activityId === null) return [{ code: 'equipment.of-the-pool', path }];
  if (status !== ItemStatus.IN_USE || owner !== Owner.COOPERATIVE) {
    return [{ code: 'equipment.not-now', path, values: { status } }];
  }
  const found: PluginFinding[] = [];
  if (await isOffered(ctx, item)) found.push({ code: 'equipment.offered-before', path });
  const booked = { itemId: id, status: RentalStatus.BOOKED };
  const [rental] = await ctx.store.find(EquipmentRental, booked, { limit: 1 });
  if (rental !== undefined) found.push({ code: 'equipment.still-booked', path });
  return found;
}

/** Whether an offer of it stands; one that was refused, expired or thrown away does not. */
export async function isOffered(
  { core }: PluginContext,
  { saleQuoteId }: EquipmentItem,
): Promise<boolean> {
  const quote = saleQuoteId == null ? null : await core.read('Quote', saleQuoteId);
  return quote !== null && ['DRAFT', 'SENT', 'ACCEPTED'].includes(quote.status);
}

export interface Sale {
  readonly clientId: string;
  readonly priceMinor: bigint;
  readonly validUntil?: string;
  /** The company that the activity became; null: it is sold to somebody else. */
  readonly offeredTo: string | null;
}

/** An offer at the standard rate of VAT, drafted anew when the one before came to nothing. */
export async function offerItem(
  { core, store, today, now }: PluginContext,
  item: EquipmentItem,
  { clientId, priceMinor, validUntil, offeredTo }: Sale,
): Promise<EquipmentItem> {
  const { id, activityId, title, serialNumber, currency, saleQuoteId } = item;
  if (activityId === null) throw new Error(`The thing ${id} is no activity's to sell.`);
  const description = serialNumber === null ? title : `${title} (${serialNumber})`;
  const { quoteId } = await core.draftQuote({
    key: `equipment:${id}:${saleQuoteId ?? 'first'}`,
    ...{ activityId, clientId, title, validUntil: validUntil ?? addDays(today, 30) },
    lines: [{ description, unitPrice: money(priceMinor, currency).amount }],
  });
  const change = { saleQuoteId: quoteId, salePriceMinor: priceMinor, offeredTo, changedAt: now };
  return (await store.update(EquipmentItem, id, change)) ?? item;
}

/** A sale is made when the client accepts: from then on the thing is not the activity's. */
export const concludeSale = handler({
  name: 'conclude-sale',
  on: ['quote.accepted'],
  handle: async (ctx, { subject }) => {
    const where = { saleQuoteId: subject.id, status: ItemStatus.IN_USE };
    const [seen] = await ctx.store.find(EquipmentItem, where, { limit: 1 });
    if (seen === undefined) return;
    const about = { type: 'EquipmentItem', id: seen.id };
    await ctx.attempt({ action: 'equipment.conclude-sale', about }, async (inside) => ({
      findings: [],
      write: async () => {
        const item = await inside.store.lock(EquipmentItem, seen.id);
        if (item?.status !== ItemStatus.IN_USE) return item;
        const { id, activityId, offeredTo } = item;
        inside.emit(retired(id, activityId));
        await inside.core.assets.dispose(id);
        const sold = { status: ItemStatus.RETIRED, changedAt: inside.now };
        const gone = offeredTo === null ? sold : goneWith(offeredTo, inside.today, inside.now);
        return inside.store.update(EquipmentItem, id, gone);
      },
    }));
  },
});
