import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PageArgs, Where } from '../../core/sdk/index.js';
import { ShelfActivity, ShelfDayKind, ShelfOffer, ShelfVenue, shelf } from './testing/shelf.js';
import { type TinyPlatform, tinyPlatform } from './testing/tiny-platform.js';

let tiny: TinyPlatform;

beforeAll(async () => {
  tiny = await tinyPlatform([shelf]);
  await tiny.decide('shelf', 'ENABLED');
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.admin('delete from shelf.offer');
  await tiny.admin('delete from shelf.venue');
  await tiny.admin('delete from shelf.activity');
});

const storeOf = (ctx = tiny.ctx()) => tiny.platform.host.context(ctx, 'shelf').store;

type Offer = ShelfOffer;

const offer = (insurer: string, values: Partial<Offer> = {}) =>
  storeOf().insert(ShelfOffer, {
    ...{ insurer, coverUpToMinor: 100n, premiumPerDayMinor: 1n, currency: 'EUR' },
    ...{ fromDay: '2026-01-01', untilDay: null, source: 'test', demonstration: true, ...values },
  });

const insurers = (offers: readonly Offer[]) => offers.map(({ insurer }) => insurer);

describe('what a store finds', () => {
  beforeEach(async () => {
    await offer('a', { fromDay: '2026-01-01', untilDay: '2026-06-01', coverUpToMinor: 10n });
    await offer('b', { fromDay: '2026-02-01', untilDay: null, coverUpToMinor: 30n });
    await offer('c', { fromDay: '2026-03-01', untilDay: '2026-09-01', coverUpToMinor: 20n });
  });

  const conditions: readonly (readonly [Where<Offer>, string])[] = [
    [{}, 'abc'],
    [{ insurer: 'b' }, 'b'],
    [{ insurer: undefined, currency: 'EUR' }, 'abc'],
    [{ insurer: 'nobody' }, ''],
    [{ untilDay: null }, 'b'],
    [{ insurer: { in: ['c', 'a', 'x'] } }, 'ac'],
    [{ insurer: { in: [] } }, ''],
    [{ coverUpToMinor: { in: [30n, 10n] } }, 'ab'],
    [{ fromDay: { from: '2026-02-01' } }, 'bc'],
    [{ fromDay: { after: '2026-02-01' } }, 'c'],
    [{ fromDay: { before: '2026-02-01' } }, 'a'],
    [{ fromDay: { upTo: '2026-02-01' } }, 'ab'],
    [{ fromDay: { from: '2026-02-01', before: '2026-03-01' } }, 'b'],
    [{ fromDay: { from: '2026-03-01', before: '2026-02-01' } }, ''],
    [{ untilDay: { after: '2026-06-01' } }, 'c'],
    [{ untilDay: { after: '2026-06-01', orNull: true } }, 'bc'],
    [{ coverUpToMinor: { from: 11n, upTo: 20n }, demonstration: true }, 'c'],
  ];

  test.each(conditions)('where %p', async (where, found) => {
    const offers = await storeOf().find(ShelfOffer, where);
    expect(insurers(offers).join('')).toBe(found);
    await storeOf().transaction(async (inside) => {
      const same = await inside.find(ShelfOffer, where);
      expect(insurers(same).join('')).toBe(found);
    });
  });

  test('is in the order that is asked for, the key breaking ties in the same direction', async () => {
    await offer('d', { coverUpToMinor: 20n });
    const by = async (direction: 'asc' | 'desc', limit?: number) => {
      const orderBy = { property: 'coverUpToMinor', direction } as const;
      const found = await storeOf().find(ShelfOffer, {}, { orderBy, limit });
      return insurers(found).join('');
    };
    expect([await by('asc'), await by('desc'), await by('desc', 2)]).toEqual([
      ...['acdb', 'bdca', 'bd'],
    ]);
  });

  test.each([
    [{ nope: 1 }, '"nope"'],
    [{ fromDay: {} }, 'no bound'],
    [{ fromDay: { until: '2026-01-01' } }, '"until"'],
    [{ fromDay: { from: null } }, '"from"'],
    [{ fromDay: { orNull: true } }, 'no bound'],
  ])('fails loudly where it cannot be found: %p', async (where, reason) => {
    const asked = storeOf().find(ShelfOffer, where as Where<Offer>);
    await expect(asked).rejects.toThrow(reason);
  });

  test('is never compared by JSON', async () => {
    const titles = { nl: '', fr: '', en: '', de: '' };
    const asked = storeOf().find(ShelfDayKind, { titles });
    await expect(asked).rejects.toThrow('JSON');
  });
});

describe('totals', () => {
  const offers = ShelfOffer;

  beforeEach(async () => {
    await offer('a', { fromDay: '2026-01-01', untilDay: '2026-06-01', coverUpToMinor: 10n });
    await offer('a', { fromDay: '2026-02-01', untilDay: null, coverUpToMinor: 30n });
    await offer('b', { fromDay: '2026-03-01', untilDay: '2026-09-01', coverUpToMinor: 20n });
  });

  test('are counted and summed by group, in their order, in one statement', async () => {
    const sum = ['coverUpToMinor', 'premiumPerDayMinor'] as const;
    const store = storeOf();
    const sent = await tiny.statements(async () => {
      expect(await store.totals(offers, { groupBy: ['insurer', 'currency'], sum })).toEqual([
        {
          ...{ count: 2, group: { insurer: 'a', currency: 'EUR' } },
          sum: { coverUpToMinor: 40n, premiumPerDayMinor: 2n },
        },
        {
          ...{ count: 1, group: { insurer: 'b', currency: 'EUR' } },
          sum: { coverUpToMinor: 20n, premiumPerDayMinor: 1n },
        },
      ]);
    });
    expect(sent).toHaveLength(1);
  });

  test('without groups are one, also of nothing, and inside a transaction of what it wrote', async () => {
    const sum = ['coverUpToMinor'] as const;
    expect(await storeOf().totals(offers)).toEqual([{ count: 3, group: {}, sum: {} }]);
    const none = { where: { insurer: 'nobody' }, sum };
    expect(await storeOf().totals(offers, none)).toMatchObject([
      { count: 0, sum: { coverUpToMinor: 0n } },
    ]);
    expect(await storeOf().totals(offers, { ...none, groupBy: ['insurer'] })).toEqual([]);
    await storeOf().transaction(async (inside) => {
      const [row] = await inside.find(offers, { insurer: 'b' });
      await inside.update(offers, row?.id ?? '', { coverUpToMinor: 25n });
      expect(await inside.totals(offers, { where: { insurer: 'b' }, sum })).toMatchObject([
        { sum: { coverUpToMinor: 25n } },
      ]);
    });
  });

  test('of many parents are one statement, and each has its own', async () => {
    const [one = '', two = ''] = [
      ...[tiny.activityIds['member-stage'], tiny.activityIds['member-film']],
    ];
    const row = { companyName: 'x', discipline: 'dance', changedAt: new Date() };
    await storeOf().insert(ShelfActivity, { activityId: one, ...row });
    await storeOf().insert(ShelfVenue, {
      ...{ activityId: one, name: 'a', capacity: 3, city: 'Gent', country: 'BE' },
    });
    const store = storeOf();
    const sum = ['capacity'] as const;
    const sent = await tiny.statements(async () => {
      const all = await Promise.all(
        [one, two].map((id) =>
          store.totals(ShelfVenue, { by: { property: 'activityId', id }, sum }),
        ),
      );
      expect(all).toEqual([
        [{ count: 1, group: {}, sum: { capacity: 3n } }],
        [{ count: 0, group: {}, sum: { capacity: 0n } }],
      ]);
    });
    expect(sent).toHaveLength(1);
  });

  test('of what has no sum or makes no groups fail loudly', async () => {
    const text = storeOf().totals(offers, { sum: ['insurer'] });
    await expect(text).rejects.toThrow('no sum');
    const json = storeOf().totals(ShelfDayKind, { groupBy: ['titles'] });
    await expect(json).rejects.toThrow('JSON');
  });

  test('see no other co-operative', async () => {
    const elsewhere = storeOf(
      tiny.ctx(tiny.other.memberIds['member-stage'], ['MEMBER'], tiny.other),
    );
    expect(await elsewhere.totals(offers)).toMatchObject([{ count: 0 }]);
  });
});

describe('lists in a parent', () => {
  const parents = () => [
    ...[tiny.activityIds['member-stage'], tiny.activityIds['member-film']],
    tiny.activityIds['member-design'],
  ];

  beforeEach(async () => {
    for (const activityId of parents().slice(0, 2)) {
      await storeOf().insert(ShelfActivity, {
        ...{ activityId, companyName: 'x', discipline: 'dance', changedAt: new Date() },
      });
      for (const [name, capacity] of [
        ['b', 1],
        ['a', 3],
        ['c', 2],
        ['d', null],
      ] as const) {
        await storeOf().insert(ShelfVenue, {
          ...{ activityId, name, capacity, city: 'Gent', country: 'BE' },
        });
      }
    }
  });

  const names = (venues: readonly ShelfVenue[]) => venues.map(({ name }) => name).join('');

  test('are filtered, ordered and bounded for each parent, in one statement', async () => {
    const store = storeOf();
    const sent = await tiny.statements(async () => {
      const lists = await Promise.all(
        parents().map((id) =>
          store.listBy(ShelfVenue, 'activityId', id, {
            where: { capacity: { from: 1 } },
            ...{ orderBy: { property: 'name', direction: 'desc' }, limit: 2 },
          }),
        ),
      );
      expect(lists.map(names)).toEqual(['cb', 'cb', '']);
    });
    expect(sent).toHaveLength(1);
  });

  test('of different filters do not mix', async () => {
    const store = storeOf();
    const [id = ''] = parents();
    const list = (capacity: number) =>
      store.listBy(ShelfVenue, 'activityId', id, { where: { capacity } });
    expect((await Promise.all([list(1), list(2), list(3), list(4)])).map(names)).toEqual([
      ...['b', 'c', 'a', ''],
    ]);
  });

  test('come a page at a time, forwards and backwards, in one statement for siblings', async () => {
    const store = storeOf();
    const pageOf = (id: string, args: PageArgs) =>
      store.page(ShelfVenue, args, {
        where: { city: 'Gent' },
        orderBy: { property: 'name', direction: 'asc' },
        by: { property: 'activityId', id },
      });
    const sent = await tiny.statements(async () => {
      const pages = await Promise.all(parents().map((id) => pageOf(id, { first: 3 }).nodes()));
      expect(pages.map(names)).toEqual(['abc', 'abc', '']);
    });
    expect(sent).toHaveLength(1);
    const [id = ''] = parents();
    const first = await pageOf(id, { first: 3 }).pageInfo();
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const next = pageOf(id, { first: 3, after: first.endCursor });
    expect(names(await next.nodes())).toBe('d');
    expect(await next.pageInfo()).toMatchObject({ hasNextPage: false });
    expect(await next.totalCount()).toBe(4);
    expect(names(await pageOf(id, { last: 2 }).nodes())).toBe('cd');
  });

  test('are nobody else’s', async () => {
    const theirs = storeOf(tiny.ctx(tiny.other.memberIds.admin, ['ADMIN'], tiny.other));
    const [id = ''] = parents();
    const by = { property: 'activityId', id } as const;
    expect(await theirs.page(ShelfVenue, {}, { by }).nodes()).toEqual([]);
    expect(await theirs.page(ShelfVenue, {}).totalCount()).toBe(0);
    expect(await storeOf().page(ShelfVenue, {}).totalCount()).toBe(8);
  });

  test('are also of what is keyed by a thing of the core', async () => {
    const store = storeOf();
    const ids = (rows: readonly ShelfActivity[]) => rows.map(({ activityId }) => activityId);
    const newest = parents().slice(0, 2).toSorted().toReversed();
    const first = store.page(ShelfActivity, { first: 1 });
    expect(ids(await first.nodes())).toEqual(newest.slice(0, 1));
    const { endCursor, hasNextPage } = await first.pageInfo();
    expect(hasNextPage).toBe(true);
    const next = store.page(ShelfActivity, { first: 1, after: endCursor });
    expect(ids((await next.edges()).map(({ node }) => node))).toEqual(newest.slice(1));
    expect((await next.pageInfo()).hasNextPage).toBe(false);
    const orderBy = { property: 'changedAt', direction: 'desc' } as const;
    const sorted = (await store.page(ShelfActivity, {}, { orderBy }).nodes()).length;
    expect(sorted).toBe(2);
    const by = { property: 'activityId', id: newest[0] as string } as const;
    const own = store.page(ShelfActivity, {}, { by, where: { discipline: 'dance' } });
    expect([await own.totalCount(), (await own.nodes()).length]).toEqual([1, 1]);
    expect(() => store.page(ShelfDayKind, {})).toThrow('no pages');
  });

  test('are refused where a page cannot be', async () => {
    const store = storeOf();
    const order = (property: 'capacity' | 'name') => () =>
      store.page(ShelfVenue, {}, { orderBy: { property, direction: 'asc' } });
    expect(order('capacity')).toThrow('never be null');
    expect(order('name')).not.toThrow();
    expect(() => store.page(ShelfVenue, { first: 101 })).toThrow('1 to 100');
    const by = { property: 'name', id: 'a' } as const;
    expect(() => store.page(ShelfVenue, {}, { by })).toThrow('holds an id');
    await store.transaction(async (inside) => {
      expect(() => inside.page(ShelfVenue, {})).toThrow('inside a transaction');
    });
  });
});

describe('what several decide at once', () => {
  const changed = { source: 'changed' };

  test('is decided by one: a lock lets the second see what the first wrote', async () => {
    const { id } = await offer('a', { coverUpToMinor: 1n });
    const addOne = () =>
      storeOf().transaction(async (inside) => {
        const row = await inside.lock(ShelfOffer, id);
        const coverUpToMinor = (row?.coverUpToMinor ?? 0n) + 1n;
        await inside.update(ShelfOffer, id, { coverUpToMinor });
      });
    await Promise.all(Array.from({ length: 10 }, addOne));
    const after = await storeOf().get(ShelfOffer, id);
    expect(after?.coverUpToMinor).toBe(11n);
  });

  test('is locked inside a transaction only, and only where there is a row of one’s own', async () => {
    const { id } = await offer('a');
    await expect(storeOf().lock(ShelfOffer, id)).rejects.toThrow('transaction');
    const theirs = storeOf(tiny.ctx(tiny.other.memberIds.admin, ['ADMIN'], tiny.other));
    await theirs.transaction(async (inside) => {
      expect(await inside.lock(ShelfOffer, id)).toBeNull();
    });
  });

  test('is found by its UUID; any other text is bad input, whatever is asked of it', async () => {
    const store = storeOf();
    for (const id of ['', 'ShelfOffer:01a2158b-fb8c-734b-9eb4-5a47966061ae']) {
      const bad = { extensions: { code: 'BAD_USER_INPUT' } };
      const asked = [
        async () => store.get(ShelfOffer, id),
        async () => store.update(ShelfOffer, id, {}),
        async () => store.remove(ShelfOffer, id),
      ];
      for (const ask of asked) await expect(ask()).rejects.toMatchObject(bad);
    }
  });

  test('is changed only while it is what was expected', async () => {
    const { id } = await offer('a');
    const update = (expected: Partial<Offer>, of = id) =>
      storeOf().update(ShelfOffer, of, changed, { expected });
    expect(await update({ source: 'test', untilDay: null, coverUpToMinor: 100n })).toMatchObject(
      changed,
    );
    await expect(update({ source: 'test' })).rejects.toMatchObject({
      ...{ code: 'CONFLICT', values: { expected: 'test', actual: 'changed' } },
    });
    expect(await update({}, id)).toMatchObject(changed);
    expect(await update({ source: 'test' }, tiny.cooperativeId)).toBeNull();
  });

  test('is changed by one of ten who expect the same', async () => {
    const { id } = await offer('a');
    const swap = (_: unknown, n: number) =>
      storeOf().update(...([ShelfOffer, id, { source: `by ${n}` }] as const), {
        expected: { source: 'test' },
      });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, swap));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is a conflict where a unique index has such a row', async () => {
    await offer('a');
    await expect(offer('a')).rejects.toMatchObject({
      ...{ code: 'CONFLICT', values: { thing: 'ShelfOffer' } },
      extensions: { code: 'CONFLICT', constraint: 'offer_once' },
    });
  });
});
