import { expect, test } from '@jest/globals';
import { zipOf } from './zip.js';

const madeAt = new Date('2026-11-23T11:00:00Z');
const entries = [
  { name: 'invoice.pdf', body: new TextEncoder().encode('%PDF') },
  { name: 'letters/reminder.pdf', body: new Uint8Array() },
];

test('a ZIP holds what it was given, under its names and in its order', async () => {
  const text = Buffer.from(await zipOf(entries, madeAt)).toString('latin1');
  expect(text.startsWith('PK')).toBe(true);
  const places = entries.map(({ name }) => text.indexOf(name));
  expect(places.every((at) => at > 0) && (places[0] as number) < (places[1] as number)).toBe(true);
});

test('a ZIP of the same files and moment has the same bytes', async () => {
  expect(await zipOf(entries, madeAt)).toEqual(await zipOf(entries, madeAt));
  expect(await zipOf([], madeAt)).toHaveLength(22);
});
