import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EmittedEvent, globalId, type StepContext } from 'gezel/sdk';
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
import { closeRentals } from './close-rentals.job.js';
import { mobility } from './plugin.js';
import { tellLate } from './tell-late.job.js';
import { type VanInput, van } from './van.tool.js';

conformance(mobility);

const desk = { as: 'adviser' } as const;
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [mobility] });
  await mobility.seeds.demo?.(context('admin'), []);
  await giveMoney(p, mobility, 100_000_00n);
});
afterAll(() => p?.close());

const context = (as: 'admin' | 'member-stage') => p.platform.host.context(p.ctx(as), mobility.name);
const activityId = () => `Activity:${p.activityIds['member-stage']}`;
let keys = 0;
const idempotencyKey = () => `mobility-${++keys}`;

interface Rental {
  readonly id: string;
  readonly status: string;
  readonly van: { readonly name: string };
  readonly extra: { readonly amount: string };
  readonly owed: { readonly amount: string };
}
interface Answered<Name extends string, Thing> {
  readonly violations: {
    readonly code: string;
    readonly path: string[];
    readonly message: string;
  }[];
  readonly value: Readonly<Record<Name, Thing | null>>;
}
type RentalAnswer = Answered<'rental', Rental>['value'] & Pick<Answered<'rental', 0>, 'violations'>;

const onRental = (name: string, type: string, input: object, asking: object = {}) =>
  ask<RentalAnswer>(
    p,
    `mutation ($input: ${type}!) { ${name}(input: $input) { rental { id status van { name }
      price { amount } deposit { amount } extra { amount } owed { amount } viewerCan }
      violations { code path message } } }`,
    { input },
    { as: 'member-stage', ...asking },
  );
const days = (from: string, until = from) => ({ from, until });
const book = (over: object, asking: object = {}) =>
  onRental(
    'mobilityBookVan',
    'MobilityBookVanInput',
    {
      ...{ activityId: activityId(), category: 'van-large', idempotencyKey: idempotencyKey() },
      ...over,
    },
    asking,
  );
const booked = async (over: object): Promise<Rental> => {
  const { rental, violations } = await book(over);
  expect(violations).toEqual([]);
  return rental as Rental;
};
const cancel = (id: string) =>
  onRental('mobilityCancelRental', 'MobilityCancelRentalInput', { id });
const handOver = (id: string, kilometres: number) =>
  onRental('mobilityHandOverVan', 'MobilityHandOverVanInput', { id, kilometres }, desk);
const bringBack = (id: string, kilometres: number, over: object = {}) =>
  onRental(
    'mobilityReturnVan',
    'MobilityReturnVanInput',
    { id, kilometres, idempotencyKey: idempotencyKey(), ...over },
    desk,
  );

describe('booking a van', () => {
  test('pays the days, holds the deposit, and gives both back when cancelled in time', async () => {
    const before = Number(await moneyLeft(p));
    const { id } = await booked(days('2027-01-11', '2027-01-13'));
    expect(Number(await moneyLeft(p))).toBe(before - 3 * 70 - 400);
    expect(codesOf(await book(days('2027-01-13')))).toEqual(['mobility.no-van-free']);
    expect(codesOf(await book(days('2027-01-10', '2027-01-11')))).toEqual(['mobility.no-van-free']);
    await booked(days('2027-01-14'));
    expect((await cancel(id)).rental).toMatchObject({ status: 'CANCELLED', viewerCan: [] });
    expect(codesOf(await cancel(id))).toEqual(['mobility.rental-is-cancelled']);
    expect(Number(await moneyLeft(p))).toBe(before - 70 - 400);
    await booked(days('2027-01-13'));
  });

  test('never doubles under a hundred attempts at once, and charges those that won', async () => {
    const before = Number(await moneyLeft(p));
    const all = await Promise.all(
      Array.from({ length: 100 }, () =>
        book({ category: 'van-small', ...days('2027-02-01', '2027-02-02') }),
      ),
    );
    const won = all.filter(({ rental }) => rental !== null);
    expect(new Set(won.map(({ rental }) => rental?.van.name)).size).toBe(2);
    expect(won).toHaveLength(2);
    expect(all.flatMap(codesOf).every((code) => code === 'mobility.no-van-free')).toBe(true);
    expect(Number(await moneyLeft(p))).toBe(before - 2 * (2 * 45 + 250));
  });

  test('is stopped by the database even where the code would let it', async () => {
    const { id } = await booked(days('2027-02-10', '2027-02-12'));
    const copy = `insert into mobility.rental (cooperative_id, id, activity_id, van_id, tariff_id,
      from_day, until_day, held_until, status, price_minor, deposit_minor, currency, extra_minor,
      owed_minor, changed_at) select cooperative_id, gen_random_uuid(), activity_id, van_id,
      tariff_id, '2027-02-12', '2027-02-14', '2027-02-14', 'BOOKED', 1, 0, currency, 0, 0, now()
      from mobility.rental where id = $1`;
    await expect(p.admin.query(copy, [id.split(':')[1]])).rejects.toMatchObject({ code: '23P01' });
  });

  test('with one key is done once, at the same moment too', async () => {
    const input = { ...days('2027-02-20'), category: 'van-small', idempotencyKey: 'the-same-key' };
    const all = await Promise.all([1, 2, 3].map(() => book(input)));
    expect(new Set(all.map(({ rental }) => rental?.id)).size).toBe(1);
    await expect(book({ ...input, ...days('2027-02-21') })).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_MISMATCH' },
    });
  });

  test('is refused with every reason at once, in the caller’s language', async () => {
    const { violations } = await book(
      { category: 'submarine', ...days('2026-11-22', '2026-11-20') },
      { locale: 'nl' },
    );
    expect(violations.map(({ code, path }) => [code, ...path])).toEqual([
      ['mobility.begins-in-the-past', 'from'],
      ['mobility.ends-early', 'until'],
      ['mobility.no-tariff', 'category'],
    ]);
    expect(violations[0]?.message).toContain('voorbij');
    expect(codesOf(await book(days('2027-01-01', '2027-03-04')))).toEqual([
      'mobility.too-many-days',
    ]);
    expect(codesOf(await book(days('2028-06-01')))).toEqual(['mobility.too-far-ahead']);
    expect(codesOf(await book({ ...days('2027-04-01'), dryRun: true }))).toEqual([]);
  });

  test('is not for an activity that is closed', async () => {
    const own = [p.activityIds['member-stage']];
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, own);
    expect(codesOf(await book(days('2027-05-10')))).toEqual(['mobility.activity-closed']);
    await p.admin.query(`update core.activity set status = 'OPEN' where id = $1`, own);
  });

  test('without the money is refused and leaves nothing', async () => {
    const own = { activityId: `Activity:${p.activityIds['member-film']}` };
    const asking = { as: 'member-film' };
    const answer = await book({ ...own, ...days('2027-05-01') }, asking);
    expect(codesOf(answer)).toEqual(['money.insufficient-funds']);
    await booked(days('2027-05-01'));
    await expect(book(days('2027-05-02'), asking)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('a van that leaves and comes back', () => {
  test('costs late days, kilometres and damage, out of the deposit first', async () => {
    p.setToday('2026-12-01');
    const { id } = await booked(days('2026-12-01', '2026-12-02'));
    const after = Number(await moneyLeft(p));
    expect(codesOf(await cancel(id))).toEqual(['mobility.too-late-to-cancel']);
    expect(codesOf(await bringBack(id, 20_000))).toEqual(['mobility.rental-is-booked']);
    expect(codesOf(await handOver(id, 19_999))).toEqual(['mobility.kilometres-go-back']);
    expect((await handOver(id, 20_010)).rental).toMatchObject({ status: 'OUT' });
    expect(codesOf(await cancel(id))).toContain('mobility.rental-is-out');
    p.setToday('2026-12-03');
    expect(codesOf(await bringBack(id, 20_009, { damageCost: '10.00', on: '2026-12-04' }))).toEqual(
      [
        ...['mobility.not-a-day-of-the-rental', 'mobility.kilometres-go-back'],
        'mobility.damage-not-described',
      ],
    );
    // One day late (70), 90 km beyond three hundred (31.50), and a mirror.
    const back = { damage: 'A mirror.', damageCost: '120.00', idempotencyKey: 'return-once' };
    const all = await Promise.all([1, 2].map(() => bringBack(id, 20_400, back)));
    for (const { rental } of all) {
      expect(rental).toMatchObject({
        ...{ status: 'RETURNED', extra: { amount: '221.50' }, owed: { amount: '0.00' } },
      });
    }
    expect(Number(await moneyLeft(p))).toBe(after + 400 - 221.5);
  });

  test('that comes back early is free again', async () => {
    const { id } = await booked(days('2026-12-03', '2026-12-06'));
    await handOver(id, 20_400);
    expect(codesOf(await book(days('2026-12-05')))).toEqual(['mobility.no-van-free']);
    await bringBack(id, 20_400);
    const next = await booked(days('2026-12-04', '2026-12-05'));
    await cancel(next.id);
  });

  test('owes what neither deposit nor activity can pay, until it can', async () => {
    const { id } = await booked(days('2026-12-04', '2026-12-04'));
    p.setToday('2026-12-04');
    await handOver(id, 20_400);
    const damage = { damage: 'All of it.', damageCost: '200000.00' };
    const { rental } = await bringBack(id, 20_400, damage);
    expect(rental).toMatchObject({ extra: { amount: '200000.00' }, owed: { amount: '199600.00' } });
    const owed = () =>
      ask<Rental>(p, `query ($id: ID!) { mobilityRental(id: $id) { owed { amount } } }`, { id });
    await closeRentals.run(context('admin'));
    expect((await owed()).owed.amount).toBe('199600.00');
    await giveMoney(p, mobility, 200_000_00n);
    await closeRentals.run(context('admin'));
    await closeRentals.run(context('admin'));
    expect((await owed()).owed.amount).toBe('0.00');
  });

  test('that is late is told of once, and nobody else has it that day', async () => {
    const { id } = await booked(days('2026-12-05'));
    const next = await booked(days('2026-12-06'));
    p.setToday('2026-12-05');
    await handOver(id, 20_400);
    p.setToday('2026-12-06');
    expect(codesOf(await handOver(next.id, 20_400))).toEqual(['mobility.van-is-out']);
    expect(codesOf(await cancel(next.id))).toEqual(['mobility.too-late-to-cancel']);
    for (const _ of [1, 2]) await tellLate.run(context('admin'));
    const told = `select payload from core.outbox where type = 'mobility.van-late'`;
    expect(await p.admin.query(told)).toEqual([
      { payload: { until: '2026-12-05', nextRentalId: next.id.split(':')[1] } },
    ]);
    await p.admin.query(`update mobility.rental set status = 'CANCELLED' where id = $1`, [
      next.id.split(':')[1],
    ]);
    expect(codesOf(await book(days('2026-12-06')))).toEqual(['mobility.no-van-free']);
    const late = `query ($id: ID!) { mobilityRental(id: $id) { lateDays } }`;
    expect(await ask(p, late, { id })).toEqual({ lateDays: 1 });
    await bringBack(id, 20_400);
    expect(codesOf(await handOver(id, 20_400))).toContain('mobility.rental-is-returned');
    p.setToday('2026-12-07');
  });

  test('and one that nobody fetched gives its deposit back, not its price', async () => {
    const before = Number(await moneyLeft(p));
    const { id } = await booked(days('2026-12-07', '2026-12-08'));
    p.setToday('2026-12-09');
    expect(codesOf(await handOver(id, 20_400))).toEqual(['mobility.not-a-day-of-the-rental']);
    await closeRentals.run(context('admin'));
    expect(codesOf(await handOver(id, 20_400))).toContain('mobility.rental-is-missed');
    expect(Number(await moneyLeft(p))).toBe(before - 2 * 70);
  });

  test('is not for members to hand over', async () => {
    const { id } = await booked(days('2027-06-01'));
    const mutation = `mutation ($input: MobilityHandOverVanInput!) {
      mobilityHandOverVan(input: $input) { violations { code } } }`;
    expect(await errorCode(p, mutation, { input: { id, kilometres: 1 } })).toBe('FORBIDDEN');
  });
});

describe('the fleet', () => {
  const retire = (id: string) =>
    ask<RentalAnswer>(
      p,
      `mutation ($input: MobilityRetireVanInput!) { mobilityRetireVan(input: $input) {
        van { status } violations { code } } }`,
      { input: { id } },
      desk,
    );
  const vanNamed = async (name: string) => {
    const query = `{ mobilityVans(first: 50) { nodes { id name } } }`;
    const { nodes } = await ask<{ nodes: { id: string; name: string }[] }>(p, query);
    return nodes.find((one) => one.name === name)?.id as string;
  };

  test('keeps a van that somebody counts on, and no plate twice', async () => {
    expect(codesOf(await retire(await vanNamed('Grote 1')))).toEqual(['mobility.van-is-wanted']);
    const add = `mutation ($input: MobilityAddVanInput!) { mobilityAddVan(input: $input) {
      van { id } violations { code } } }`;
    const one = { name: 'Bus', category: 'bus', place: 'Gent', seats: 9, kilometres: 0 };
    const added = await ask<RentalAnswer & { van: { id: string } }>(
      ...([p, add, { input: { ...one, plate: '1-new-001' } }, desk] as const),
    );
    const again = { input: { ...one, plate: ' 1-NEW-001 ' } };
    expect(codesOf(await ask<RentalAnswer>(p, add, again, desk))).toEqual(['mobility.plate-known']);
    expect(await errorCode(p, add, { input: { ...one, plate: '' } }, desk)).toBe('BAD_USER_INPUT');
    expect(codesOf(await retire(added.van.id))).toEqual([]);
    expect(codesOf(await retire(added.van.id))).toEqual(['mobility.van-is-retired']);
  });

  test('is priced by the newest tariff that has begun', async () => {
    const set = (input: object) =>
      ask<RentalAnswer>(
        p,
        `mutation ($input: MobilitySetVanTariffInput!) { mobilitySetVanTariff(input: $input) {
          tariff { id } violations { code } } }`,
        {
          input: {
            ...{ category: 'van-small', currency: 'EUR', kilometresPerDay: 50, deposit: '0' },
            ...{ perKilometre: '0.30', source: 'Board of a test', ...input },
          },
        },
        desk,
      );
    await set({ perDay: '50.00', from: '2027-07-01' });
    await set({ perDay: '51.00', from: '2027-07-01' });
    const past = await set({ perDay: '1.00', from: '2026-12-08' });
    expect(codesOf(past)).toEqual(['mobility.begins-in-the-past']);
    const price = async (day: string) => {
      const query = `query ($day: Date!) { mobilityVanOffers(from: $day, until: $day) {
        category price { amount } } }`;
      const offers = await ask<{ category: string; price: { amount: string } }[]>(p, query, {
        day,
      });
      return offers.find(({ category }) => category === 'van-small')?.price.amount;
    };
    expect([await price('2027-06-30'), await price('2027-07-01')]).toEqual(['45.00', '51.00']);
    await expect(set({ perDay: '0', from: '2027-08-01' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

const inStep = <T>(stepId: string | null, work: (ctx: StepContext) => Promise<T>) =>
  context('member-stage').transaction((inside) => {
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'Tour' };
    const emit = async ({ type, payload }: EmittedEvent) => void told.push({ type, payload });
    return work({ ...inside, stepId: stepId as string, assignment, done: {}, emit });
  });
const told: Pick<EmittedEvent, 'type' | 'payload'>[] = [];

describe('the tool for a van', () => {
  const input: VanInput = { category: 'van-large', ...days('2027-09-01', '2027-09-03') };
  const facts = {
    ...{ allInclusive: true, days: ['2027-09-10', '2027-09-12'], places: ['Gent'], people: [] },
    ...{ amountMinor: null, currency: 'EUR', needs: [] },
  };

  test('proposes the least dear van that is free, where there is somewhere to go', async () => {
    const offer = (over: object = {}) =>
      inStep(null, async (ctx) => van.propose?.(ctx, { ...facts, ...over }));
    expect(await offer()).toEqual({
      ...{ category: 'van-small', from: '2027-09-10', until: '2027-09-12' },
    });
    expect(await offer({ places: [] })).toMatchObject({
      declined: { code: 'assignment.unsaid-places' },
    });
    await booked(days('2027-02-01'));
    expect(await offer({ days: ['2027-02-01'] })).toMatchObject({
      declined: { code: 'mobility.nothing-free' },
    });
  });

  test('plans, books once a step, and undoes it', async () => {
    const plan = await inStep(null, (ctx) => van.plan(ctx, { ...input }));
    expect(plan).toMatchObject({ costMinor: 210_00n, findings: [] });
    expect(plan.cashFlow?.map(({ amountMinor }) => amountMinor)).toEqual([
      -210_00n,
      -400_00n,
      400_00n,
    ]);
    const before = await moneyLeft(p);
    const stepId = context('admin').newId();
    const { reference } = await inStep(stepId, (ctx) => van.start(ctx, { ...input }, plan.plan));
    expect(reference).toBe(globalId('MobilityRental', stepId));
    const payload = days(input.from, input.until);
    expect(told).toEqual([{ type: 'mobility.van-booked', payload }]);
    const other = context('admin').newId();
    const late = inStep(other, (ctx) => van.start(ctx, { ...input }, plan.plan));
    await expect(late).rejects.toMatchObject({ findings: [{ code: 'mobility.no-van-free' }] });
    for (const _ of [1, 2]) await inStep(stepId, (ctx) => van.cancel(ctx, { ...input }, reference));
    expect(await moneyLeft(p)).toBe(before);
  });
});
