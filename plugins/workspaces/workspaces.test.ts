import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StepContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  giveMoney,
  moneyLeft,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { priceOf } from './book-space.js';
import { keptOf } from './cancel-slots.js';
import { workspaces } from './plugin.js';
import { type SpaceInput, space } from './space.tool.js';

conformance(workspaces);

const manager = { as: 'adviser' } as const;
let p: TestPlatform;
let room: string;
let desks: string;
beforeAll(async () => {
  p = await testPlatform({ plugins: [workspaces] });
  await workspaces.seeds.demo?.(context(), []);
  await giveMoney(p, workspaces, 100_000_00n);
  const query = `{ workspacesSpaces(first: 10) { nodes { id } } }`;
  const { nodes } = await ask<{ nodes: { id: string }[] }>(p, query);
  [room, desks] = nodes.map(({ id }) => id) as [string, string];
});
afterAll(() => p?.close());

const context = () => p.platform.host.context(p.ctx('member-stage'), workspaces.name);
const left = async () => Number(await moneyLeft(p));
let keys = 0;
const idempotencyKey = () => `workspaces-${++keys}`;

interface Slot {
  readonly id: string;
  readonly seat: number;
  readonly day: string;
  readonly status: string;
  readonly kept: { readonly amount: string } | null;
}
interface Answer {
  readonly booking: { readonly id: string; readonly slots: readonly Slot[] } | null;
  readonly violations: {
    readonly code: string;
    readonly path: string[];
    readonly message: string;
  }[];
}
const fields = `{ booking { id viewerCan slots { id seat day status price { amount }
  kept { amount } } } violations { code path message } }`;
const book = (over: object, asking: object = {}) =>
  ask<Answer>(
    p,
    `mutation ($input: WorkspacesBookInput!) { workspacesBook(input: $input) ${fields} }`,
    {
      input: {
        ...{ activityId: `Activity:${p.activityIds['member-stage']}`, spaceId: room },
        ...{ startsAt: '10:00', endsAt: '12:00', idempotencyKey: idempotencyKey(), ...over },
      },
    },
    { as: 'member-stage', ...asking },
  );
const cancel = (bookingId: string | undefined, over: object = {}) =>
  ask<Answer>(
    p,
    `mutation ($input: WorkspacesCancelInput!) { workspacesCancel(input: $input) ${fields} }`,
    { input: { bookingId, idempotencyKey: idempotencyKey(), ...over } },
  );
const manage = (name: string, type: string, input: object) =>
  ask<Answer>(
    p,
    `mutation ($input: ${type}!) { ${name}(input: $input) { violations { code } } }`,
    { input },
    manager,
  );

describe('booking', () => {
  test('a room never doubles under a hundred attempts at once, and one pays', async () => {
    const before = await left();
    const all = await Promise.all(Array.from({ length: 100 }, () => book({ day: '2027-03-10' })));
    expect(all.filter(({ booking }) => booking !== null)).toHaveLength(1);
    expect(new Set(all.flatMap(codesOf))).toEqual(new Set(['workspaces.taken']));
    expect(await left()).toBe(before - 40);
    const touching = [
      await book({ day: '2027-03-10', startsAt: '09:00', endsAt: '10:00' }),
      await book({ day: '2027-03-10', startsAt: '12:00', endsAt: '12:15' }),
    ];
    expect(touching.flatMap(codesOf)).toEqual([]);
  });

  test('desks stops at their number, whoever comes at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => book({ spaceId: desks, day: '2027-03-10', desks: 2 })),
    );
    const seats = all.flatMap(({ booking }) => booking?.slots.map(({ seat }) => seat) ?? []);
    expect(seats.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const query = `query ($id: ID!) { workspacesAvailability(spaceId: $id, day: "2027-03-10") {
      startsAt endsAt free } }`;
    expect(await ask(p, query, { id: desks })).toEqual([
      { startsAt: '09:00', endsAt: '10:00', free: 12 },
      { startsAt: '10:00', endsAt: '12:00', free: 0 },
      { startsAt: '12:00', endsAt: '18:00', free: 12 },
    ]);
  });

  test('is stopped by the database even where the code would let it', async () => {
    const copy = `insert into workspaces.slot (cooperative_id, id, booking_id, space_id, seat, day,
      starts, ends, price_minor, currency, status) select cooperative_id, gen_random_uuid(),
      booking_id, space_id, seat, day, ends - 15, ends + 15, 1, 'EUR', 'BOOKED'
      from workspaces.slot where status = 'BOOKED' limit 1`;
    await expect(p.admin.query(copy)).rejects.toMatchObject({ code: '23P01' });
  });

  test('week by week is all of it or nothing, and says every day that stands in the way', async () => {
    await book({ day: '2027-04-14' });
    await manage('workspacesCloseDay', 'WorkspacesCloseDayInput', {
      ...{ spaceId: room, day: '2027-04-21', reason: 'Works' },
    });
    const before = await left();
    const weekly = { day: '2027-04-07', repeat: { everyWeeks: 1, times: 4 } };
    const { booking, violations } = await book(weekly, { locale: 'nl' });
    expect(booking).toBeNull();
    expect(
      violations.map(({ code, message }) => [code, /2027-04-\d\d/.exec(message)?.[0]]),
    ).toEqual([
      ['workspaces.taken', '2027-04-14'],
      ['workspaces.closed-that-day', '2027-04-21'],
    ]);
    expect(await left()).toBe(before);
    const every = await book({ day: '2027-04-07', repeat: { everyWeeks: 3, times: 2 } });
    expect(every.booking?.slots.map(({ day }) => day)).toEqual(['2027-04-07', '2027-04-28']);
  });

  test('with one key is done once, at the same moment too', async () => {
    const input = { day: '2027-05-03', idempotencyKey: 'the-same-key' };
    const all = await Promise.all([1, 2, 3].map(() => book(input)));
    expect(new Set(all.map(({ booking }) => booking?.id)).size).toBe(1);
  });

  test.each([
    [{ day: '2026-11-22' }, ['workspaces.day-has-passed']],
    [{ day: '2029-01-01' }, ['workspaces.too-far-ahead']],
    [{ day: '2027-05-09' }, ['workspaces.not-open']],
    [{ day: '2027-05-10', startsAt: '08:45' }, ['workspaces.not-open']],
    [{ day: '2027-05-10', endsAt: '18:15' }, ['workspaces.not-open']],
    [{ day: '2027-05-10', desks: 2 }, ['workspaces.room-is-whole', 'workspaces.taken']],
  ])('%p finds %p', async (over, expected) => {
    expect(codesOf(await book(over))).toEqual(expected);
  });

  test.each([
    [{ startsAt: '10:05' }],
    [{ startsAt: '12:00' }],
    [{ endsAt: '25:00' }],
    [{ desks: 0 }],
    [{ desks: 20, repeat: { everyWeeks: 1, times: 4 } }],
    [{ repeat: { everyWeeks: 0, times: 2 } }],
    [{ purpose: ' ' }],
  ])('%p is bad input', async (over) => {
    await expect(book({ day: '2027-05-11', ...over })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('of a space that has no price or is retired, or for a closed activity, is refused', async () => {
    const space = { name: 'Hall', place: 'Gent', kind: 'ROOM', capacity: 9, category: 'hall' };
    const openingHours = [{ weekday: 1, opensAt: '09:00', closesAt: '18:00' }];
    const { space: made } = await ask<{ space: { id: string } }>(
      p,
      `mutation ($input: WorkspacesAddSpaceInput!) { workspacesAddSpace(input: $input) {
        space { id } } }`,
      { input: { ...space, openingHours } },
      manager,
    );
    const spaceId = made.id;
    const there = { spaceId, day: '2027-05-10' };
    expect(codesOf(await book(there))).toEqual(['workspaces.no-tariff']);
    const retire = () => manage('workspacesRetireSpace', 'WorkspacesRetireSpaceInput', { spaceId });
    expect(codesOf(await retire())).toEqual([]);
    expect(codesOf(await retire())).toEqual(['workspaces.space-retired']);
    expect(codesOf(await book(there))).toContain('workspaces.space-retired');
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01' where id = $1`,
      [p.activityIds['member-design']],
    );
    const activityId = `Activity:${p.activityIds['member-design']}`;
    const closed = await book({ day: '2027-05-10', activityId }, { as: 'member-design' });
    expect(codesOf(closed)).toContain('workspaces.activity-closed');
  });

  test('without the money, or for another’s activity, leaves nothing', async () => {
    const activityId = `Activity:${p.activityIds['member-film']}`;
    const poor = await book({ day: '2027-05-12', activityId }, { as: 'member-film' });
    expect(codesOf(poor)).toEqual(['money.insufficient-funds']);
    await expect(book({ day: '2027-05-12', activityId })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(codesOf(await book({ day: '2027-05-12', dryRun: true }))).toEqual([]);
    expect(codesOf(await book({ day: '2027-05-12' }))).toEqual([]);
  });
});

describe('cancelling', () => {
  test('gives back what the terms say for the days that are left', async () => {
    const before = await left();
    // It is Monday 23 November: eight days, seven, one and none.
    const days = ['2026-12-01', '2026-11-30', '2026-11-24', '2026-11-23'];
    const booked = await Promise.all(days.map((day) => book({ day })));
    expect(await left()).toBe(before - 4 * 40);
    const kept: (string | undefined)[] = [];
    for (const { booking } of booked) {
      const { booking: after } = await cancel(booking?.id);
      kept.push(after?.slots[0]?.kept?.amount);
    }
    expect(kept).toEqual(['0.00', '0.00', '20.00', '40.00']);
    expect(await left()).toBe(before - 60);
    expect(codesOf(await book({ day: '2026-11-24' }))).toEqual([]);
  });

  test('is for one slot or for all that are left, once each', async () => {
    const { booking } = await book({ day: '2027-06-02', repeat: { everyWeeks: 1, times: 3 } });
    const slotIds = [booking?.slots[1]?.id];
    const { booking: one } = await cancel(booking?.id, { slotIds });
    expect(one?.slots.map(({ status }) => status)).toEqual(['BOOKED', 'CANCELLED', 'BOOKED']);
    const again = await cancel(booking?.id, { slotIds });
    expect(again.violations.map(({ path }) => path)).toEqual([['slotIds', '0']]);
    const other = await book({ day: '2027-06-25' });
    const strange = { slotIds: [other.booking?.slots[0]?.id] };
    expect(codesOf(await cancel(booking?.id, strange))).toEqual(['workspaces.no-such-slot']);
    const all = await Promise.all([1, 2].map(() => cancel(booking?.id)));
    expect(all.flatMap(codesOf)).toEqual(['workspaces.nothing-to-cancel']);
  });

  test('keeps and gives back the whole price between them, whatever the terms', () => {
    const steps = fc.array(fc.record({ daysBefore: fc.nat(30), refundPercent: fc.nat(100) }), {
      maxLength: 10,
    });
    const price = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(steps, price, fc.nat(40), (cancellation, priceMinor, days) => {
        const day = new Date(Date.UTC(2027, 0, 1 + days)).toISOString().slice(0, 10);
        const kept = keptOf({ cancellation }, { priceMinor, day }, '2027-01-01');
        expect(kept >= 0n && kept <= priceMinor).toBe(true);
      }),
    );
  });

  test('a quarter of an hour is rounded to the cent, half up', () => {
    const price = (perHourMinor: bigint, minutes: number) =>
      priceOf({ perHourMinor }, { starts: 0, ends: minutes });
    expect([price(2_50n, 15), price(2_50n, 60), price(1n, 15), price(10_01n, 30)]).toEqual([
      ...[63n, 250n, 1n, 501n],
    ]);
  });
});

describe('keeping spaces', () => {
  test('closes no day and retires no space that somebody counts on', async () => {
    await book({ day: '2027-07-05' });
    const day = { spaceId: room, day: '2027-07-05', reason: 'Works' };
    const close = (input: object) => manage('workspacesCloseDay', 'WorkspacesCloseDayInput', input);
    expect(codesOf(await close(day))).toEqual(['workspaces.day-has-bookings']);
    expect(codesOf(await close({ ...day, day: '2027-07-06' }))).toEqual([]);
    expect(codesOf(await close({ ...day, day: '2027-07-06' }))).toEqual([
      'workspaces.closed-that-day',
    ]);
    const retire = { spaceId: room };
    expect(
      codesOf(await manage('workspacesRetireSpace', 'WorkspacesRetireSpaceInput', retire)),
    ).toEqual(['workspaces.day-has-bookings']);
  });

  test('prices by the newest tariff that has begun, and takes no week that overlaps', async () => {
    const set = (perHour: string, from: string) =>
      manage('workspacesSetTariff', 'WorkspacesSetTariffInput', {
        ...{ category: 'room', currency: 'EUR', perHour, from, source: 'Board of a test' },
        cancellation: [],
      });
    await set('30.00', '2027-08-01');
    await set('31.00', '2027-08-01');
    expect(codesOf(await set('1.00', '2026-11-22'))).toEqual(['workspaces.day-has-passed']);
    const before = await left();
    await book({ day: '2027-08-02' });
    expect(await left()).toBe(before - 62);
    const openingHours = [
      { weekday: 1, opensAt: '09:00', closesAt: '12:00' },
      { weekday: 1, opensAt: '11:45', closesAt: '14:00' },
    ];
    const overlapping = { spaceId: desks, openingHours };
    const mutation = `mutation ($input: WorkspacesSetOpeningHoursInput!) {
      workspacesSetOpeningHours(input: $input) { violations { code } } }`;
    expect(await errorCode(p, mutation, { input: overlapping }, manager)).toBe('BAD_USER_INPUT');
    expect(await errorCode(p, mutation, { input: overlapping })).toBe('FORBIDDEN');
  });
});

describe('the tool', () => {
  const inStep = <T>(stepId: string, work: (ctx: StepContext) => Promise<T>) =>
    context().transaction((inside) => {
      const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
      const emit = async () => undefined;
      return work({ ...inside, stepId, assignment, done: {}, emit });
    });
  const input = (over: object = {}): SpaceInput & Record<string, unknown> => ({
    ...{ spaceId: room, day: '2027-05-19', startsAt: '09:00', endsAt: '11:00', ...over },
  });

  test('plans, books once a step, and gives all back when the assignment is called off', async () => {
    const [stepId, other] = [context().newId(), context().newId()];
    const { plan, costMinor } = await inStep(stepId, (ctx) => space.plan(ctx, input()));
    expect(costMinor).toBe(40_00n);
    const before = await left();
    const { reference } = await inStep(stepId, (ctx) => space.start(ctx, input(), plan));
    expect(reference).toBe(`WorkspacesBooking:${stepId}`);
    const late = inStep(other, (ctx) => space.start(ctx, input(), plan));
    await expect(late).rejects.toMatchObject({ findings: [{ code: 'workspaces.taken' }] });
    for (const _ of [1, 2]) await inStep(stepId, (ctx) => space.cancel(ctx, input(), reference));
    expect(await left()).toBe(before);
    const cheap = { costMinor: '1' };
    const dear = inStep(other, (ctx) => space.start(ctx, input(), cheap));
    await expect(dear).rejects.toMatchObject({
      findings: [{ code: 'workspaces.dearer-than-planned' }],
    });
  });

  test('proposes a space that is free where one is needed', async () => {
    const facts = {
      ...{ allInclusive: false, days: ['2027-05-20'], places: ['Gent'], people: [] },
      ...{ amountMinor: null, currency: 'EUR' },
    };
    const offer = (needs: string[], days = facts.days) =>
      inStep(context().newId(), async (ctx) => space.propose?.(ctx, { ...facts, needs, days }));
    expect(await offer(['room'])).toEqual(input({ day: '2027-05-20', endsAt: '18:00' }));
    expect(await offer([])).toHaveProperty('declined.code', 'assignment.only-for-need');
    const sunday = await offer(['room'], ['2027-05-23']);
    expect(sunday).toHaveProperty('declined.code', 'workspaces.nothing-free');
  });
});
