import { describe, expect, test } from '@jest/globals';
import { decodeCursor, encodeCursor } from './cursor.js';
import { pageRequest } from './page-args.js';
import { byAge, type Order } from './source.js';

describe('a page', () => {
  test('has twenty rows from the start when nothing is asked', () => {
    expect(pageRequest({})).toEqual({ size: 20, backwards: false, cursor: null });
  });

  test('walks backwards with "last" and "before"', () => {
    expect(pageRequest({ last: 5, before: 'x' })).toEqual({
      ...{ size: 5, backwards: true, cursor: 'x' },
    });
  });

  test.each([
    [{ first: 0 }, /1 to 100 rows; you asked for 0/],
    [{ first: -1 }, /you asked for -1/],
    [{ first: 101 }, /you asked for 101/],
    [{ last: 100_000 }, /you asked for 100000/],
    [{ first: 1, last: 1 }, /not both/],
    [{ last: 1, after: 'x' }, /"after" goes with "first"/],
    [{ first: 1, before: 'x' }, /"before" goes with "last"/],
  ])('of %j is refused', (args, sentence) => {
    expect(() => pageRequest(args)).toThrow(sentence);
  });
});

describe('a cursor', () => {
  const id = '0193c5a2-0000-7000-8000-000000000001';
  const byName: Order = { property: 'name', direction: 'asc', type: 'text' };

  test('comes back as the place that it was made of', () => {
    const row = { id, name: 'Zoë "quoted" & co' };
    expect(decodeCursor(byName, encodeCursor(byName, row))).toEqual({ value: row.name, id });
    expect(decodeCursor(byAge.NEWEST, encodeCursor(byAge.NEWEST, row))).toEqual({ value: id, id });
  });

  test.each(['', 'nonsense', 'W10', Buffer.from('["a","b"]').toString('base64url')])(
    'of another making (%j) is refused',
    (cursor) => {
      expect(() => decodeCursor(byName, cursor)).toThrow(/does not come from a list/);
    },
  );

  test('of another order is refused', () => {
    expect(() =>
      decodeCursor(byAge.NEWEST, encodeCursor(byName, { id, name: 'a' } as never)),
    ).toThrow(/does not come from a list/);
  });
});
