import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  openingsOf,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { SlotStatus, WorkspacesSlot } from './booking.entity.js';
import {
  SpaceKind,
  SpaceStatus,
  WorkspacesClosure,
  WorkspacesSpace,
  WorkspacesTariff,
} from './space.entity.js';

@InputType({ description: 'Hours of a weekday.' })
export class WorkspacesOpeningInput {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => String, { description: 'When it opens, on a quarter: "09:00".' })
  opensAt: string;

  @Field(() => String, { description: 'When it closes: "18:00"; "24:00" is midnight.' })
  closesAt: string;
}

@InputType({ description: 'A space to offer.' })
export class WorkspacesAddSpaceInput {
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => String, { description: 'Where it is.' })
  place: string;

  @Field(() => SpaceKind, { description: 'How it is taken.' })
  kind: SpaceKind;

  @Field(() => Int, { description: 'People in a room: 1 to 1000. Desks: 1 to 100.' })
  capacity: number;

  @Field(() => String, { description: 'Code of its category, which has a tariff.' })
  category: string;

  @Field(() => [WorkspacesOpeningInput], { description: 'Its week: at most 28 openings.' })
  openingHours: WorkspacesOpeningInput[];
}

export async function addSpace(
  ctx: PluginContext,
  input: WorkspacesAddSpaceInput,
): Promise<Attempted<WorkspacesSpace>> {
  ctx.require('workspaces.manage');
  const { kind } = input;
  const row = {
    ...{ kind, status: SpaceStatus.OPEN },
    name: text(input.name, 'name'),
    place: text(input.place, 'place'),
    capacity: count(input.capacity, 'capacity', kind === SpaceKind.ROOM ? 1_000 : 100),
    category: code(input.category, 'category'),
    openings: openingsOf(input.openingHours),
  };
  return ctx.attempt({ action: 'workspaces.add-space' }, async ({ store }) => ({
    findings: [],
    write: () => store.insert(WorkspacesSpace, row),
  }));
}

@InputType({ description: 'Another week for a space.' })
export class WorkspacesSetOpeningHoursInput {
  @Field(() => ID, { description: 'The space.' })
  spaceId: string;

  @Field(() => [WorkspacesOpeningInput], { description: 'Its week: at most 28 openings.' })
  openingHours: WorkspacesOpeningInput[];
}

/** For what is booked from now on; what was booked before stays. */
export async function setOpeningHours(
  ctx: PluginContext,
  input: WorkspacesSetOpeningHoursInput,
): Promise<Attempted<WorkspacesSpace>> {
  ctx.require('workspaces.manage');
  const id = localId('WorkspacesSpace', input.spaceId, 'spaceId');
  const openings = openingsOf(input.openingHours);
  return ctx.attempt({ action: 'workspaces.set-opening-hours' }, async (inside) => {
    const space = await locked(inside, WorkspacesSpace, id);
    return {
      findings: [],
      write: async () => (await inside.store.update(WorkspacesSpace, id, { openings })) ?? space,
    };
  });
}

@InputType({ description: 'A space that is no longer offered.' })
export class WorkspacesRetireSpaceInput {
  @Field(() => ID, { description: 'The space.' })
  spaceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** A space that somebody counts on stays. */
export async function retireSpace(
  ctx: PluginContext,
  { spaceId, dryRun }: WorkspacesRetireSpaceInput,
): Promise<Attempted<WorkspacesSpace>> {
  ctx.require('workspaces.manage');
  const id = localId('WorkspacesSpace', spaceId, 'spaceId');
  return ctx.attempt({ action: 'workspaces.retire-space', dryRun }, async (inside) => {
    const space = await locked(inside, WorkspacesSpace, id);
    const { store, today } = inside;
    const retired = space.status === SpaceStatus.RETIRED;
    const status = SpaceStatus.RETIRED;
    return {
      findings: [
        ...(retired ? [{ code: 'workspaces.space-retired', path: ['spaceId'] }] : []),
        ...(await countedOn(inside, id, { from: today }, 'spaceId')),
      ],
      write: async () => (await store.update(WorkspacesSpace, id, { status })) ?? space,
    };
  });
}

@InputType({ description: 'A day on which a space is closed.' })
export class WorkspacesCloseDayInput {
  @Field(() => ID, { description: 'The space.' })
  spaceId: string;

  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'Why.' })
  reason: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** What is booked on that day has to be cancelled first. */
export async function closeDay(
  ctx: PluginContext,
  { spaceId: globalId, day, reason: why, dryRun }: WorkspacesCloseDayInput,
): Promise<Attempted<WorkspacesClosure>> {
  ctx.require('workspaces.manage');
  const spaceId = localId('WorkspacesSpace', globalId, 'spaceId');
  const reason = text(why, 'reason');
  return ctx.attempt({ action: 'workspaces.close-day', dryRun }, async (inside) => {
    await locked(inside, WorkspacesSpace, spaceId);
    const { store } = inside;
    const [same] = await store.find(WorkspacesClosure, { spaceId, day });
    const known = { code: 'workspaces.closed-that-day', path: ['day'], values: { day } };
    return {
      findings: [
        ...(same === undefined ? [] : [known]),
        ...(await countedOn(inside, spaceId, day, 'day')),
      ],
      write: () => store.insert(WorkspacesClosure, { spaceId, day, reason }),
    };
  });
}

async function countedOn(
  { store }: PluginContext,
  spaceId: string,
  day: string | { readonly from: string },
  path: string,
) {
  const where = { spaceId, status: SlotStatus.BOOKED, day };
  const [slot] = await store.find(WorkspacesSlot, where, { limit: 1 });
  if (slot === undefined) return [];
  return [{ code: 'workspaces.day-has-bookings', path: [path], values: { day: slot.day } }];
}

@InputType({ description: 'A step of the terms of cancellation.' })
export class WorkspacesCancellationStepInput {
  @Field(() => Int, { description: 'Cancelled at least so many days before: 0 to 366 …' })
  daysBefore: number;

  @Field(() => Int, { description: '… this part of the price goes back: 0 to 100 percent.' })
  refundPercent: number;
}

@InputType({ description: 'Price and terms of a category of spaces from a day on.' })
export class WorkspacesSetTariffInput {
  @Field(() => String, { description: 'Code of the category of spaces.' })
  category: string;

  @Field(() => Currency, { description: 'The currency of the price.' })
  currency: string;

  @Field(() => Decimal, { description: 'The price of an hour of a room, or of one desk.' })
  perHour: string;

  @Field(() => [WorkspacesCancellationStepInput], {
    description: 'At most 10; cancelled later than the least of them, nothing goes back.',
  })
  cancellation: WorkspacesCancellationStepInput[];

  @Field(() => CivilDate, { description: 'The first day of slots for which it holds.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;
}

/** Decides price and terms; what was booked under others stays as promised. */
export async function setTariff(
  ctx: PluginContext,
  input: WorkspacesSetTariffInput,
): Promise<Attempted<WorkspacesTariff>> {
  ctx.require('workspaces.manage');
  const { currency, from: fromDay } = input;
  const perHourMinor = minorOf(input.perHour, currency, 'perHour');
  if (perHourMinor <= 0n) throw badInput('The amount is more than nothing.', 'perHour');
  if (input.cancellation.length > 10) throw badInput('At most 10 steps.', 'cancellation');
  const cancellation = input.cancellation.map(({ daysBefore, refundPercent }, i) => {
    if (daysBefore < 0 || daysBefore > 366 || refundPercent < 0 || refundPercent > 100) {
      throw badInput('0 to 366 days, 0 to 100 percent.', `cancellation.${i}`);
    }
    return { daysBefore, refundPercent };
  });
  const row = {
    ...{ currency, fromDay, perHourMinor, demonstration: false },
    category: code(input.category, 'category'),
    cancellation: cancellation.sort((a, b) => b.daysBefore - a.daysBefore),
    source: text(input.source, 'source', 500),
  };
  const past = { code: 'workspaces.day-has-passed', path: ['from'], values: { day: fromDay } };
  return ctx.attempt({ action: 'workspaces.set-tariff' }, async ({ store, today }) => ({
    findings: fromDay < today ? [past] : [],
    write: () => store.insert(WorkspacesTariff, row),
  }));
}
