import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatStructuredCommunication,
  invoiceReference,
  parseStructuredCommunication,
  structuredCommunication,
} from './structured-communication.js';

describe('the structured communication', () => {
  test.each([
    ['1212041021', '121204102125'],
    // A remainder of 0 is written 97.
    ['0000000097', '000000009797'],
    ['0000000000', '000000000097'],
    ['0000000001', '000000000101'],
  ])('%s gets its check digits: %s', (digits, all) => {
    expect(structuredCommunication(digits)).toBe(all);
  });

  test.each([
    ['+++121/2041/02125+++', '121204102125'],
    ['***121/2041/02125***', '121204102125'],
    ['121204102125', '121204102125'],
    ['+++000/0000/09797+++', '000000009797'],
    ['+++121/2041/02126+++', null],
    ['+++000/0000/09700+++', null],
    ['12120410212', null],
    ['', null],
    ['invoice 2026-00001', null],
  ])('%s is read as %s', (text, digits) => {
    expect(parseStructuredCommunication(text)).toBe(digits);
  });

  test('is shown as people write it', () => {
    expect(formatStructuredCommunication('121204102125')).toBe('+++121/2041/02125+++');
  });

  test('any ten digits can be read back, and no single wrong digit is accepted', () => {
    const ten = fc.bigInt(0n, 9_999_999_999n).map((n) => String(n).padStart(10, '0'));
    fc.assert(
      fc.property(ten, fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const all = structuredCommunication(digits);
        expect(parseStructuredCommunication(formatStructuredCommunication(all))).toBe(all);
        const wrong = (Number(all[at]) + by) % 10;
        expect(
          parseStructuredCommunication(all.slice(0, at) + wrong + all.slice(at + 1)),
        ).toBeNull();
      }),
    );
  });

  test('names the legal entity, the year and the number', () => {
    expect(invoiceReference(7, 2026, 42n).slice(0, 10)).toBe('0726000042');
    expect(() => invoiceReference(0, 2026, 1_000_000n)).toThrow('999999');
    expect(() => structuredCommunication('123')).toThrow('ten digits');
  });
});
