import {
  type AssignmentFacts,
  addDays,
  declined,
  globalId,
  localId,
  priceOf,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { booked, bookingFindings, calledOff, noneFree, rent, termsOf } from './book-van.js';
import { freeVans, inService, takeFreeVan } from './free-vans.js';
import { noteActivity } from './note-activity.js';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import { callOff } from './rental-steps.js';
import type { MobilityVanTariff } from './van.entity.js';
import { type Period, tariffOn } from './van-price.js';

export interface VanInput extends Period {
  readonly category: string;
}

/** What was promised while planning is what is paid; minor units as text, for a plan is JSON. */
interface VanPlan {
  readonly tariffId: string;
  readonly priceMinor: string;
  readonly depositMinor: string;
}

/** Rents a van for the days of an assignment. */
export const van = tool<VanInput, VanPlan | null>({
  name: 'mobility.van',
  title: { nl: 'Bestelwagen', fr: 'Camionnette', en: 'Van', de: 'Transporter' },
  description: 'Rents a van of the co-operative: pays its days and holds its deposit.',
  permission: 'mobility.write',
  meets: ['transport', 'van'],
  input: {
    type: 'object',
    required: ['category', 'from', 'until'],
    additionalProperties: false,
    properties: {
      category: { type: 'string', maxLength: 63, description: 'Code of the category of van.' },
      from: { type: 'string', format: 'date', description: 'First day.' },
      until: { type: 'string', format: 'date', description: 'Last day, included.' },
    },
  },

  propose: async (ctx, facts) => {
    const [from, until] = [facts.days[0], facts.days.at(-1)];
    if (from === undefined || until === undefined) return unsaid('days');
    if (!travels(facts)) return unsaid('places');
    const [offer] = await freeCategories(ctx, facts.currency, { from, until });
    if (offer === undefined) return declined('mobility.nothing-free', { from, until });
    return { category: offer.category, from, until };
  },

  instead: async (ctx, { category: taken, ...period }) => {
    const { currency } = await ownActivity(ctx);
    const free = await freeCategories(ctx, currency, period);
    return free
      .filter((one) => one.category !== taken)
      .map(({ category }) => ({ category, ...period }));
  },

  plan: async (ctx, input) => {
    const { currency } = await ownActivity(ctx);
    const { activityId } = ctx.assignment;
    const tariff = await tariffOn(ctx.store, input.category, currency, input.from);
    const findings = await bookingFindings(ctx, activityId, input, tariff);
    if (findings.length === 0) {
      const vans = await inService(ctx.store, input.category);
      if ((await freeVans(ctx, vans, input)).length === 0) findings.push(noneFree(input));
    }
    if (tariff === undefined || findings.length > 0) {
      return { costMinor: 0n, currency, findings, plan: null };
    }
    const { tariffId, priceMinor, depositMinor } = termsOf(tariff, input);
    const plan = { tariffId, priceMinor: `${priceMinor}`, depositMinor: `${depositMinor}` };
    const held = { day: ctx.today, amountMinor: -depositMinor, payer: 'ACTIVITY' } as const;
    const back = { ...held, day: addDays(input.until, 1), amountMinor: depositMinor };
    return {
      ...{ costMinor: priceMinor, currency, findings, plan },
      brings: { kind: 'van', from: input.from, until: input.until, valueMinor: null },
      cashFlow: [
        ...priceOf('mobility.van', priceMinor, ctx.today),
        ...(depositMinor > 0n ? [held, back] : []),
      ],
    };
  },

  start: async (ctx, input, plan) => {
    if (plan === null) throw new Error('Only a planned step can start.');
    const { currency } = await ownActivity(ctx);
    const { activityId } = ctx.assignment;
    const id = ctx.stepId;
    await noteActivity(ctx, activityId);
    const found = await takeFreeVan(ctx, input.category, input);
    if (found === null) throw new StepRefusal([noneFree(input)]);
    const rental = await rent(ctx, found, {
      ...{ id, activityId, currency, from: input.from, until: input.until },
      ...{ tariffId: plan.tariffId, priceMinor: BigInt(plan.priceMinor) },
      depositMinor: BigInt(plan.depositMinor),
    });
    await ctx.emit(booked(rental));
    return { reference: globalId('MobilityRental', id), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const rental = await ctx.store.lock(MobilityRental, localId('MobilityRental', reference));
    if (rental === null || rental.status === RentalStatus.CANCELLED) return;
    if (rental.status !== RentalStatus.BOOKED) {
      const code = `mobility.rental-is-${rental.status.toLowerCase()}`;
      throw new StepRefusal([{ code }]);
    }
    await callOff(ctx, rental);
    await ctx.emit(calledOff(rental));
  },
});

const ownActivity = ({ core, assignment }: ToolContext) =>
  core.require('Activity', assignment.activityId, 'mobility.write');

/** Who asks for everything needs a van where there is somewhere to go. */
const travels = ({ needs, allInclusive, places }: AssignmentFacts): boolean =>
  needs.includes('transport') || needs.includes('van') || (allInclusive && places.length > 0);

/** The categories that have a van free, the least dear first. */
async function freeCategories(
  ctx: ToolContext,
  currency: string,
  period: Period,
): Promise<MobilityVanTariff[]> {
  const { store } = ctx;
  const free = await freeVans(ctx, await inService(store), period);
  const categories = [...new Set(free.map(({ category }) => category))].sort();
  const tariffs = await Promise.all(
    categories.map((category) => tariffOn(store, category, currency, period.from)),
  );
  return tariffs
    .filter((tariff) => tariff !== undefined)
    .sort((a, b) => Number(a.perDayMinor - b.perDayMinor));
}
