import { expect, test } from '@jest/globals';
import { decode, encode } from './wire.js';

test('what crosses the wire comes out as it went in: amounts, bytes and all that is JSON', () => {
  const told = { minor: 2n ** 60n, body: Uint8Array.of(0, 255, 37), list: [null, 'x', { n: 1 }] };
  expect(decode(encode(told))).toEqual(told);
  expect(decode(encode(undefined))).toBeNull();
});
