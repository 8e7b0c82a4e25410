import { type PluginStore, weekdayOf } from 'gezel/sdk';
import { SlotStatus, WorkspacesSlot } from './booking.entity.js';
import { SpaceKind, WorkspacesClosure, type WorkspacesSpace } from './space.entity.js';

/** A time of one day, in minutes since midnight. */
export interface Span {
  readonly day: string;
  readonly starts: number;
  readonly ends: number;
}

export const seatsOf = ({ kind, capacity }: WorkspacesSpace): number =>
  kind === SpaceKind.ROOM ? 1 : capacity;

/** Seats that nobody has at any moment of the span, in order. */
export async function freeSeats(
  store: PluginStore,
  space: WorkspacesSpace,
  { day, starts, ends }: Span,
): Promise<number[]> {
  const during = { day, starts: { before: ends }, ends: { after: starts } };
  const taken = new Set((await slotsOf(store, space, during)).map(({ seat }) => seat));
  return Array.from({ length: seatsOf(space) }, (_, i) => i + 1).filter((seat) => !taken.has(seat));
}

/** A stretch of a day on which as many seats are free all along. */
export interface Stretch {
  readonly starts: number;
  readonly ends: number;
  readonly free: number;
}

/** What is free on a day, stretch by stretch of its opening hours; none when it is closed. */
export async function stretchesOf(
  store: PluginStore,
  space: WorkspacesSpace,
  day: string,
): Promise<Stretch[]> {
  const [closure] = await store.find(WorkspacesClosure, { spaceId: space.id, day });
  if (closure !== undefined) return [];
  const slots = await slotsOf(store, space, { day });
  return openingsOn(space, day).flatMap(({ opens, closes }) => {
    const inside = slots.flatMap(({ starts, ends }) => [starts, ends]);
    const edges = [opens, closes, ...inside.filter((at) => at > opens && at < closes)];
    const moments = [...new Set(edges)].sort((a, b) => a - b);
    return moments.slice(1).map((ends, i) => {
      const starts = moments[i] as number;
      const taken = slots.filter((slot) => slot.starts < ends && slot.ends > starts).length;
      return { starts, ends, free: seatsOf(space) - taken };
    });
  });
}

export const openingsOn = ({ openings }: WorkspacesSpace, day: string) =>
  openings.filter(({ weekday }) => weekday === weekdayOf(day));

/** Every slot that is taken, a hundred at a time. */
async function slotsOf(
  store: PluginStore,
  { id: spaceId }: WorkspacesSpace,
  during: Parameters<typeof store.find<WorkspacesSlot>>[1],
): Promise<WorkspacesSlot[]> {
  const all: WorkspacesSlot[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const where = { spaceId, status: SlotStatus.BOOKED, ...during };
    const page = await store.find(WorkspacesSlot, {
      ...where,
      ...(last === undefined ? {} : { id: { after: last } }),
    });
    all.push(...page);
    if (page.length < 100) return all;
  }
}
