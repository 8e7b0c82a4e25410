import { describe, expect, test } from '@jest/globals';
import { type Candidate, numbersIn, suggest } from './score.js';

describe('a score', () => {
  const open = { id: 'l', openMinor: 12_100n, counterpartyName: null, communication: null };
  const one: Candidate = {
    ...{ lineId: 'l', invoiceId: 'i', number: '2026-00042', clientId: 'c', dueMinor: 12_100n },
    ...{ clientName: 'Café du Nord asbl', dueOn: '2026-11-01', knownIban: false },
  };
  const scores = (over: object, candidate: Partial<Candidate> = {}) =>
    suggest({ ...open, ...over }, [{ ...one, ...candidate }]).map(({ score }) => score);

  test.each<[string, object, Partial<Candidate>, readonly number[]]>([
    ['the amount alone', {}, {}, [40]],
    ['another amount', { openMinor: 1n }, {}, []],
    [
      'the number, written somehow',
      { communication: 'inv 2026 / 00042!', openMinor: 1n },
      {},
      [60],
    ],
    ['the amount and a known account', {}, { knownIban: true }, [70]],
    ['the amount and the name', { counterpartyName: 'CAFE DU NORD' }, {}, [60]],
    ['the amount and half a name', { counterpartyName: 'Nord Sud Cafe' }, {}, [50]],
    ['a name alone', { counterpartyName: 'Cafe du Nord', openMinor: 1n }, {}, []],
    [
      'everything, which is certain and no more',
      { counterpartyName: 'Cafe du Nord', communication: '202600042' },
      { knownIban: true },
      [100],
    ],
  ])('of %s', (_, over, candidate, expected) => {
    expect(scores(over, candidate)).toEqual(expected);
  });

  test('finds the oldest invoices that one payment is for, and not some other sum', () => {
    const own = [
      { ...one, invoiceId: 'b', dueMinor: 200n, dueOn: '2026-10-02' },
      { ...one, invoiceId: 'a', dueMinor: 100n, dueOn: '2026-10-01' },
      { ...one, invoiceId: 'c', dueMinor: 400n, dueOn: '2026-10-03' },
    ].map((candidate) => ({ ...candidate, knownIban: true }));
    const joint = (openMinor: bigint) => suggest({ ...open, openMinor }, own)[0]?.parts;
    expect(joint(300n)).toEqual([
      { invoiceId: 'a', amountMinor: 100n },
      { invoiceId: 'b', amountMinor: 200n },
    ]);
    expect(joint(500n)).toBeUndefined();
    expect(suggest({ ...open, openMinor: 300n }, own)[0]?.score).toBe(70);
  });

  test('looks for numbers in what people write', () => {
    expect(numbersIn('Fact. 2026-00042 en 2025/00007, 2026000123')).toEqual([
      ...['2026-00042', '2025-00007', '2026-000123'],
    ]);
    expect(numbersIn('tel 0470 123456, 99999999999999')).toEqual([]);
    expect(numbersIn(null)).toEqual([]);
  });
});
