import {
  type AssignmentFacts,
  declined,
  globalId,
  insertOnce,
  localId,
  onlyForNeed,
  priceOf,
  StepRefusal,
  type ToolContext,
  timeOf,
  tool,
  unsaid,
} from 'gezel/sdk';
import { WorkspacesActivity } from './activity.entity.js';
import { freeSeats, openingsOn } from './availability.js';
import { seekSeats, takeSeats, tariffOn, type Wish, wishOf } from './book-space.js';
import { WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import { free, isLeft } from './cancel-slots.js';
import { SpaceStatus, WorkspacesSpace } from './space.entity.js';

export interface SpaceInput {
  readonly spaceId: string;
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly desks?: number;
  readonly repeat?: { readonly everyWeeks: number; readonly times: number };
  readonly purpose?: string;
}

/** The price that was promised, in minor units as text, for a plan is JSON. */
interface SpacePlan {
  readonly costMinor: string;
}

const whole = (maximum: number) => ({ type: 'integer', minimum: 1, maximum });

/** Books a room or desks for an assignment. */
export const space = tool<SpaceInput, SpacePlan | null>({
  name: 'workspaces.space',
  title: { nl: 'Werkruimte', fr: 'Espace de travail', en: 'Workspace', de: 'Arbeitsraum' },
  description: 'Books a room or desks of the co-operative and pays them.',
  permission: 'workspaces.write',
  meets: ['workspace', 'room'],
  input: {
    type: 'object',
    required: ['spaceId', 'day', 'startsAt', 'endsAt'],
    additionalProperties: false,
    properties: {
      spaceId: { type: 'string', format: 'id', description: 'The space.' },
      day: { type: 'string', format: 'date', description: 'The day, or the first of them.' },
      startsAt: { type: 'string', maxLength: 5, description: 'On a quarter: "09:00".' },
      endsAt: { type: 'string', maxLength: 5, description: 'On the same day: "12:30".' },
      desks: { ...whole(20), description: '1 when absent.' },
      repeat: {
        type: 'object',
        required: ['everyWeeks', 'times'],
        additionalProperties: false,
        properties: { everyWeeks: whole(8), times: whole(52) },
      },
      purpose: { type: 'string', minLength: 1, maxLength: 200 },
    },
  },

  propose: async (ctx, facts) => {
    const day = facts.days[0];
    if (day === undefined) return unsaid('days');
    if (!wantsSpace(facts)) return onlyForNeed('workspace');
    return (await firstFree(ctx, facts, day)) ?? declined('workspaces.nothing-free', { day });
  },

  plan: async (ctx, input) => {
    const wish = await wishIn(ctx, input);
    const { findings, taken } = await seekSeats(ctx, wish, { hold: false });
    const { currency } = wish;
    if (findings.length > 0) return { costMinor: 0n, currency, findings, plan: null };
    const costMinor = taken.reduce((sum, { priceMinor }) => sum + priceMinor, 0n);
    const cashFlow = priceOf('workspaces.space', costMinor, ctx.today);
    return { costMinor, currency, findings, plan: { costMinor: String(costMinor) }, cashFlow };
  },

  start: async (ctx, input, plan) => {
    if (plan === null) throw new Error('Only a planned step can start.');
    const wish = await wishIn(ctx, input);
    const { activityId } = wish;
    const noted = { activityId, since: ctx.now };
    await insertOnce(ctx.store, WorkspacesActivity, activityId, noted);
    const found = await seekSeats(ctx, wish, { hold: true });
    const { findings, taken } = found;
    if (findings.length > 0) throw new StepRefusal(findings);
    const costMinor = taken.reduce((sum, { priceMinor }) => sum + priceMinor, 0n);
    if (costMinor > BigInt(plan.costMinor)) {
      throw new StepRefusal([{ code: 'workspaces.dearer-than-planned', path: ['spaceId'] }]);
    }
    await takeSeats(ctx, ctx.stepId, wish, found);
    return { reference: globalId('WorkspacesBooking', ctx.stepId), state: 'DONE' };
  },

  // Whoever calls an assignment off is not to pay for what nobody has used: all that is left goes back.
  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const id = localId('WorkspacesBooking', reference);
    const booking = await ctx.store.lock(WorkspacesBooking, id);
    if (booking === null) return;
    const slots = await ctx.store.listBy(WorkspacesSlot, 'bookingId', id);
    const left = slots.filter((slot) => isLeft(ctx, slot));
    await free(ctx, booking, left, { whole: true });
  },
});

async function wishIn(ctx: ToolContext, input: SpaceInput): Promise<Wish> {
  const { activityId } = ctx.assignment;
  const { currency } = await ctx.core.require('Activity', activityId, 'workspaces.write');
  return { ...wishOf(input), activityId, currency };
}

/** Who asks for everything needs a place to work where no other is known. */
const wantsSpace = ({ needs, allInclusive, places }: AssignmentFacts): boolean =>
  needs.includes('workspace') || needs.includes('room') || (allInclusive && places.length === 0);

/** The first space with a tariff that is free from opening to closing. */
async function firstFree(
  { store }: ToolContext,
  { currency }: AssignmentFacts,
  day: string,
): Promise<SpaceInput | null> {
  const spaces = await store.find(WorkspacesSpace, { status: SpaceStatus.OPEN });
  for (const one of spaces) {
    const opening = openingsOn(one, day)[0];
    if (opening === undefined) continue;
    if ((await tariffOn(store, one.category, currency, day)) === undefined) continue;
    const { opens: starts, closes: ends } = opening;
    if ((await freeSeats(store, one, { day, starts, ends })).length === 0) continue;
    const spaceId = globalId('WorkspacesSpace', one.id);
    return { spaceId, day, startsAt: timeOf(starts), endsAt: timeOf(ends) };
  }
  return null;
}
