import {
  type Attempted,
  addDays,
  badInput,
  CivilDate,
  count,
  Field,
  ID,
  InputType,
  Int,
  insertOnce,
  localId,
  locked,
  minutesOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { WorkspacesActivity } from './activity.entity.js';
import { freeSeats, openingsOn, type Span } from './availability.js';
import { SlotStatus, WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import {
  SpaceKind,
  SpaceStatus,
  WorkspacesClosure,
  WorkspacesSpace,
  WorkspacesTariff,
} from './space.entity.js';

@InputType({ description: 'The same again, some weeks later.' })
export class WorkspacesRepeatInput {
  @Field(() => Int, { description: 'Weeks from one to the next: 1 to 8.' })
  everyWeeks: number;

  @Field(() => Int, { description: 'How many there are in all, the first included: 2 to 52.' })
  times: number;
}

@InputType({ description: 'A room or desks to book for an activity.' })
export class WorkspacesBookInput {
  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => ID, { description: 'The space.' })
  spaceId: string;

  @Field(() => CivilDate, { description: 'The day, or the first of them.' })
  day: string;

  @Field(() => String, { description: 'When it begins, on a quarter: "09:00".' })
  startsAt: string;

  @Field(() => String, { description: 'When it ends, on the same day: "12:30".' })
  endsAt: string;

  @Field(() => Int, { nullable: true, description: 'How many desks: 1 to 20; 1 when absent.' })
  desks?: number | null;

  @Field(() => WorkspacesRepeatInput, { nullable: true, description: 'More days, week by week.' })
  repeat?: WorkspacesRepeatInput | null;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  purpose?: string | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Books all of it or nothing: each slot is charged by itself, so that each can be cancelled. */
export async function bookSpace(
  ctx: PluginContext,
  input: WorkspacesBookInput,
): Promise<Attempted<WorkspacesBooking>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'workspaces.write');
  const id = ctx.newId();
  const asked = wishOf(input);
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: WorkspacesBooking, id };
  return ctx.attempt({ action: 'workspaces.book', dryRun, once }, async (inside) => {
    const wish = { ...asked, activityId, currency };
    await insertOnce(inside.store, WorkspacesActivity, activityId, {
      ...{ activityId, since: inside.now },
    });
    const found = await seekSeats(inside, wish, { hold: true });
    return {
      findings: found.findings,
      write: async () => {
        const booking = await takeSeats(inside, id, wish, found);
        const subject = { type: 'WorkspacesBooking', id };
        inside.emit({ type: 'workspaces.booked', subject, activityId });
        return booking;
      },
    };
  });
}

/** What is asked for, as far as it can be read at all. */
export interface Wish {
  readonly activityId: string;
  readonly currency: string;
  readonly spaceId: string;
  readonly desks: number;
  readonly purpose: string | null;
  readonly spans: readonly Span[];
}

type Asked = Omit<WorkspacesBookInput, 'activityId' | 'idempotencyKey' | 'dryRun'>;

export function wishOf(input: Asked): Omit<Wish, 'activityId' | 'currency'> {
  const { everyWeeks, times } = input.repeat ?? { everyWeeks: 1, times: 1 };
  count(everyWeeks, 'repeat.everyWeeks', 8);
  count(times, 'repeat.times', 52);
  const [starts, ends] = [minutesOf(input.startsAt, 'startsAt'), minutesOf(input.endsAt, 'endsAt')];
  if (ends <= starts) {
    const said = { code: 'input.ends-early' };
    throw badInput('It ends after it has begun, on the same day.', 'endsAt', said);
  }
  const desks = count(input.desks ?? 1, 'desks', 20);
  if (desks * times > slotsLimit) {
    const said = { code: 'input.no-count', values: { limit: slotsLimit } };
    throw badInput(`At most ${slotsLimit} slots are booked at once.`, 'repeat.times', said);
  }
  return {
    spaceId: localId('WorkspacesSpace', input.spaceId, 'spaceId'),
    ...{ desks, purpose: text(input.purpose ?? null, 'purpose') },
    spans: Array.from({ length: times }, (_, i) => ({
      ...{ day: addDays(input.day, 7 * everyWeeks * i), starts, ends },
    })),
  };
}

/** Each slot is a row and a charge. */
const slotsLimit = 60;

/** What was found free, and at which price; with findings nothing is booked. */
export interface Seats {
  readonly findings: PluginFinding[];
  readonly tariff: WorkspacesTariff | undefined;
  readonly taken: readonly (Span & { readonly seat: number; readonly priceMinor: bigint })[];
}

/**
 * All that stands against a wish. With `hold` the space is locked until the transaction ends: of
 * those who want the last desk the second waits here, and then sees that it is gone.
 */
export async function seekSeats(
  ctx: PluginContext,
  { spaceId, activityId, currency, desks, spans }: Wish,
  { hold }: { readonly hold: boolean },
): Promise<Seats> {
  const { store } = ctx;
  const space = hold
    ? await locked(ctx, WorkspacesSpace, spaceId)
    : await store.get(WorkspacesSpace, spaceId);
  if (space === null) throw notFound('WorkspacesSpace', `WorkspacesSpace:${spaceId}`);
  const first = spans[0] as Span;
  const tariff = await tariffOn(store, space.category, currency, first.day);
  const findings = await generalFindings(ctx, activityId, space, { first, desks, tariff });
  const taken: Seats['taken'][number][] = [];
  for (const span of spans) {
    const against = await spanFindings(ctx, space, span);
    findings.push(...against);
    if (against.length > 0) continue;
    const free = (await freeSeats(store, space, span)).slice(0, desks);
    if (free.length < desks) findings.push(about('workspaces.taken', 'day', span.day));
    const priceMinor = tariff === undefined ? 0n : priceOf(tariff, span);
    taken.push(...free.map((seat) => ({ ...span, seat, priceMinor })));
  }
  return { findings, tariff, taken };
}

/** To the cent of each slot, half up: a quarter of an hour may cost less than a whole cent. */
export const priceOf = (
  { perHourMinor }: Pick<WorkspacesTariff, 'perHourMinor'>,
  { starts, ends }: Pick<Span, 'starts' | 'ends'>,
): bigint => {
  const rounded = (perHourMinor * BigInt(ends - starts) + 30n) / 60n;
  return rounded > 0n ? rounded : 1n;
};

export async function tariffOn(
  store: PluginStore,
  category: string,
  currency: string,
  day: string,
): Promise<WorkspacesTariff | undefined> {
  const begun = { category, currency, fromDay: { upTo: day } };
  const newest = { property: 'fromDay', direction: 'desc' } as const;
  return (await store.find(WorkspacesTariff, begun, { orderBy: newest, limit: 1 }))[0];
}

interface Terms {
  readonly first: Span;
  readonly desks: number;
  readonly tariff: WorkspacesTariff | undefined;
}

async function generalFindings(
  { core }: PluginContext,
  activityId: string,
  space: WorkspacesSpace,
  { first, desks, tariff }: Terms,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const { status } = (await core.activity(activityId)) ?? { status: 'CLOSED' };
  if (status === 'CLOSED') {
    found.push({ code: 'workspaces.activity-closed', path: ['activityId'] });
  }
  if (space.status !== SpaceStatus.OPEN) {
    found.push({ code: 'workspaces.space-retired', path: ['spaceId'] });
  }
  if (desks > 1 && space.kind === SpaceKind.ROOM) {
    found.push({ code: 'workspaces.room-is-whole', path: ['desks'] });
  }
  if (tariff === undefined) {
    const values = { category: space.category, day: first.day };
    found.push({ code: 'workspaces.no-tariff', path: ['spaceId'], values });
  }
  return found;
}

async function spanFindings(
  { store, today, config }: PluginContext,
  space: WorkspacesSpace,
  { day, starts, ends }: Span,
): Promise<PluginFinding[]> {
  if (day < today) return [about('workspaces.day-has-passed', 'day', day)];
  if (day > addDays(today, config.bookAheadDays as number)) {
    return [about('workspaces.too-far-ahead', 'day', day)];
  }
  const open = openingsOn(space, day).some(
    ({ opens, closes }) => opens <= starts && ends <= closes,
  );
  if (!open) return [about('workspaces.not-open', 'startsAt', day)];
  const [closure] = await store.find(WorkspacesClosure, { spaceId: space.id, day });
  return closure === undefined ? [] : [about('workspaces.closed-that-day', 'day', day)];
}

const about = (code: string, path: string, day: string): PluginFinding => ({
  ...{ code, path: [path], values: { day } },
});

/** Writes the booking with its slots, and charges each. */
export async function takeSeats(
  { core, store, now }: PluginContext,
  id: string,
  { activityId, spaceId, currency, purpose }: Wish,
  { tariff, taken }: Seats,
): Promise<WorkspacesBooking> {
  if (tariff === undefined) throw new Error('Nothing is booked without a tariff.');
  const booking = await store.insert(WorkspacesBooking, {
    ...{ id, activityId, spaceId, tariffId: tariff.id, purpose, bookedAt: now },
  });
  for (const { seat, day, starts, ends, priceMinor } of taken) {
    const slot = await store.insert(WorkspacesSlot, {
      ...{ bookingId: id, spaceId, seat, day, starts, ends, priceMinor, currency },
      status: SlotStatus.BOOKED,
    });
    await core.charge({
      ...{ key: slot.id, activityId, amountMinor: priceMinor, currency },
      ...{ service: 'workspaces.space', source: { type: 'WorkspacesBooking', id } },
    });
  }
  return booking;
}
