import {
  type AssignmentFacts,
  declined,
  globalId,
  insertOnce,
  localId,
  minutesOf,
  onlyForNeed,
  StepRefusal,
  type ToolContext,
  timeOf,
  tool,
  unsaid,
} from 'gezel/sdk';
import { WorkspacesActivity } from './activity.entity.js';
import { freeSeats, openingsOn, type Span } from './availability.js';
import { seekSeats, takeSeats, tariffOn, type Wish, wishOf } from './book-space.js';
import { WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import { free, isLeft } from './cancel-slots.js';
import { SpaceKind, SpaceStatus, WorkspacesSpace } from './space.entity.js';

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
    // Who says "room" wants one for themselves.
    const kind = facts.needs.includes('room') ? SpaceKind.ROOM : undefined;
    const [first] = await freeAllDay(ctx, facts.currency, { day, kind });
    return first ?? declined('workspaces.nothing-free', { day });
  },

  /** Another of the same kind, at the same hours. */
  instead: async (ctx, { spaceId, day, startsAt, endsAt }) => {
    const { store, core, assignment } = ctx;
    const taken = await store.get(WorkspacesSpace, localId('WorkspacesSpace', spaceId, 'spaceId'));
    if (taken === null) return [];
    const { currency } = await core.require('Activity', assignment.activityId, 'workspaces.write');
    const open = await store.find(WorkspacesSpace, { status: SpaceStatus.OPEN, kind: taken.kind });
    const span = {
      day,
      starts: minutesOf(startsAt, 'startsAt'),
      ends: minutesOf(endsAt, 'endsAt'),
    };
    const others = open.filter(
      (one) =>
        one.id !== taken.id &&
        openingsOn(one, day).some(
          ({ opens, closes }) => opens <= span.starts && closes >= span.ends,
        ),
    );
    const free = await freeFor(ctx, others, currency, span);
    return free.sort(byPrice).map(({ input }) => input);
  },

  plan: async (ctx, input) => {
    const wish = await wishIn(ctx, input);
    const { findings, taken } = await seekSeats(ctx, wish, { hold: false });
    const { currency } = wish;
    if (findings.length > 0) return { costMinor: 0n, currency, findings, plan: null };
    const costMinor = taken.reduce((sum, { priceMinor }) => sum + priceMinor, 0n);
    const plan = { costMinor: String(costMinor) };
    // Each of them is a charge of its own; of more than a plan can show, all together.
    const cashFlow = taken.map(({ priceMinor }) => charged(ctx.today, priceMinor));
    const shown = taken.length > 100 ? [charged(ctx.today, costMinor)] : cashFlow;
    return { costMinor, currency, findings, plan, cashFlow: costMinor > 0n ? shown : [] };
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

const charged = (day: string, priceMinor: bigint) =>
  ({ day, amountMinor: -priceMinor, payer: 'ACTIVITY', service: 'workspaces.space' }) as const;

/** Who asks for everything needs a place to work where no other is known. */
const wantsSpace = ({ needs, allInclusive, places }: AssignmentFacts): boolean =>
  needs.includes('workspace') || needs.includes('room') || (allInclusive && places.length === 0);

/** Spaces with a tariff that are free from opening to closing, the cheapest first. */
async function freeAllDay(
  ctx: ToolContext,
  currency: string,
  { day, kind }: { readonly day: string; readonly kind: SpaceKind | undefined },
): Promise<SpaceInput[]> {
  const spaces = await ctx.store.find(WorkspacesSpace, { status: SpaceStatus.OPEN, kind });
  const found: Priced[] = [];
  for (const one of spaces) {
    const opening = openingsOn(one, day)[0];
    if (opening === undefined) continue;
    const { opens: starts, closes: ends } = opening;
    const [priced] = await freeFor(ctx, [one], currency, { day, starts, ends });
    if (priced !== undefined) found.push(priced);
  }
  return found.sort(byPrice).map(({ input }) => input);
}

interface Priced {
  readonly input: SpaceInput;
  readonly priceMinor: bigint;
}

const byPrice = (a: Priced, b: Priced): number => Number(a.priceMinor - b.priceMinor);

/** Those of the spaces that have a tariff and a free seat all along. */
async function freeFor(
  { store }: ToolContext,
  spaces: readonly WorkspacesSpace[],
  currency: string,
  { day, starts, ends }: Span,
): Promise<Priced[]> {
  const found: Priced[] = [];
  for (const one of spaces) {
    const tariff = await tariffOn(store, one.category, currency, day);
    if (tariff === undefined) continue;
    if ((await freeSeats(store, one, { day, starts, ends })).length === 0) continue;
    const spaceId = globalId('WorkspacesSpace', one.id);
    const input = { spaceId, day, startsAt: timeOf(starts), endsAt: timeOf(ends) };
    found.push({ input, priceMinor: tariff.perHourMinor * BigInt(ends - starts) });
  }
  return found;
}
