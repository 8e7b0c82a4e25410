import { expect, test } from '@jest/globals';
import { workThrough } from './work-through.js';

/** So many pieces of work, of which each look finds two. */
function waiting(count: number, sideBySide: boolean) {
  const left = Array.from({ length: count }, (_, i) => i);
  const seen: string[] = [];
  const work = async (one: number) => {
    seen.push(`begin ${one}`);
    await Promise.resolve();
    seen.push(`end ${one}`);
  };
  return { seen, due: { claim: async () => left.splice(0, 2), work, sideBySide } };
}

test.each([0, 1, 2, 5])('%i are done, and counted', async (count) => {
  expect(await workThrough(waiting(count, true).due)).toBe(count);
});

test('side by side, or one after the other', async () => {
  const together = waiting(2, true);
  await workThrough(together.due);
  expect(together.seen).toEqual(['begin 0', 'begin 1', 'end 0', 'end 1']);
  const inTurn = waiting(2, false);
  await workThrough(inTurn.due);
  expect(inTurn.seen).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
});

test('a failure ends it, and what was not claimed waits', async () => {
  const { due, seen } = waiting(3, false);
  const work = () => Promise.reject(new Error('No.'));
  await expect(workThrough({ ...due, work })).rejects.toThrow('No.');
  expect(seen).toEqual([]);
  expect(await due.claim()).toEqual([2]);
});
