import {
  declined,
  globalId,
  localId,
  notFound,
  onlyForNeed,
  priceOf,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { ItemStatus, RentalStatus } from './codes.js';
import { lentOut, returned } from './events.js';
import { EquipmentItem } from './item.entity.js';
import { book, callOff, judgeRental, priceMinor } from './rent.js';
import { EquipmentRental } from './rental.entity.js';

interface RentInput {
  readonly itemId: string;
  readonly from: string;
  readonly until: string;
}

/** Minor units as text, for a plan is JSON. */
interface RentPlan {
  readonly priceMinor: string;
}

/** Rents a thing of the pool for an assignment, with its deposit. */
export const rentTool = tool<RentInput, RentPlan | null>({
  name: 'equipment.rent',
  title: {
    nl: 'Materiaal huren',
    fr: 'Louer du matériel',
    en: 'Rent equipment',
    de: 'Ausrüstung mieten',
  },
  description:
    'Rents a thing of the co-operative’s pool by the day; its deposit is held meanwhile.',
  permission: 'equipment.write',
  meets: ['equipment'],
  input: {
    type: 'object',
    required: ['itemId', 'from', 'until'],
    additionalProperties: false,
    properties: {
      itemId: { type: 'string', format: 'id', description: 'The thing.' },
      from: { type: 'string', format: 'date', description: 'First day.' },
      until: { type: 'string', format: 'date', description: 'Last day, included.' },
    },
  },
  // Only where equipment is asked for: nobody can guess which; the cheapest that is free is offered.
  propose: async (ctx, { days, needs }) => {
    const [from, until] = [days[0], days.at(-1)];
    if (!needs.includes('equipment')) return onlyForNeed('equipment');
    if (from === undefined || until === undefined) return unsaid('days');
    const [first] = await freeInPool(ctx, { from, until });
    return first ?? declined('equipment.nothing-free', { from, until });
  },

  instead: async (ctx, { itemId: taken, ...days }) =>
    (await freeInPool(ctx, days)).filter(({ itemId }) => itemId !== taken),

  plan: async (ctx, { itemId, ...days }) => {
    const { currency } = await activityOf(ctx);
    const asked = { itemId: localId('EquipmentItem', itemId, 'itemId'), ...days, currency };
    const { item, findings } = await judgeRental(ctx, asked, false);
    if (findings.length > 0) return { costMinor: 0n, currency, findings, plan: null };
    const costMinor = priceMinor(item, days);
    const line = (day: string, amountMinor: bigint) => ({ day, amountMinor, payer });
    const { depositMinor } = item;
    const held = [line(ctx.today, -depositMinor), line(days.until, depositMinor)];
    const price = priceOf('equipment.rental', costMinor, ctx.today);
    const cashFlow = [...price, ...(depositMinor > 0n ? held : [])];
    const { title: description, valueMinor } = item;
    const brings = { kind: 'equipment', ...days, valueMinor, description };
    return {
      costMinor,
      currency,
      findings,
      plan: { priceMinor: `${costMinor}` },
      cashFlow,
      brings,
    };
  },

  start: async (ctx, { itemId, ...days }, plan) => {
    if (plan === null) throw new Error('Only a planned step can start.');
    const { currency } = await activityOf(ctx);
    const asked = { itemId: localId('EquipmentItem', itemId, 'itemId'), ...days, currency };
    const { item, findings } = await judgeRental(ctx, asked, true);
    // Somebody was first since it was planned.
    if (findings.length > 0) {
      throw Object.assign(new Error('It cannot be rented.'), { code: 'REFUSED', findings });
    }
    const id = ctx.stepId;
    const { activityId } = ctx.assignment;
    const promisedMinor = BigInt(plan.priceMinor);
    const order = { id, requestKey: id, activityId, ...days, promisedMinor };
    await ctx.emit(lentOut(item, await book(ctx, item, order)));
    return { reference: globalId('EquipmentRental', id), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const id = localId('EquipmentRental', reference);
    const rental = await ctx.store.lock(EquipmentRental, id);
    if (rental === null) throw notFound('EquipmentRental', reference);
    if (rental.status !== RentalStatus.BOOKED) return;
    await callOff(ctx, rental);
    await ctx.emit(returned(rental));
  },
});

/** Things of the pool that nobody has on these days, the cheapest of them first. */
async function freeInPool(
  ctx: ToolContext,
  { from, until }: Omit<RentInput, 'itemId'>,
): Promise<RentInput[]> {
  if (from < ctx.today) return [];
  const { currency } = await activityOf(ctx);
  const orderBy = { property: 'pricePerDayMinor', direction: 'asc' } as const;
  const pool = { activityId: null, status: ItemStatus.IN_USE, pricePerDayMinor: { from: 1n } };
  const items = await ctx.store.find(EquipmentItem, { ...pool, currency }, { orderBy, limit: 50 });
  const taken = await ctx.store.find(EquipmentRental, {
    ...{ itemId: { in: items.map(({ id }) => id) }, status: RentalStatus.BOOKED },
    ...{ fromDay: { upTo: until }, untilDay: { from } },
  });
  const busy = new Set(taken.map(({ itemId }) => itemId));
  return items
    .filter(({ id }) => !busy.has(id))
    .map(({ id }) => ({ itemId: globalId('EquipmentItem', id), from, until }));
}

const payer = 'ACTIVITY' as const;

const activityOf = ({ core, assignment }: ToolContext) =>
  core.require('Activity', assignment.activityId, 'equipment.write');
