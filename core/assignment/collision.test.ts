import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runAssignments } from './runner.js';
import { type AssignmentCalls, assignmentCalls, coreSteps, statuses } from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld, proveLedger } from './testing/world.js';
import { againOnCollision, isTransient, pauseMs } from './transient.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeAll(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
});
afterAll(() => world.p.close());

test('plans and starts of one activity at the same time do not hinder one another', async () => {
  const { quote, invoice, advance, contract } = coreSteps(world);
  const contractOn = (day: number) => {
    const days = [{ day: `2026-12-${String(day).padStart(2, '0')}`, hours: '4' }];
    return { ...contract, input: { ...contract.input, days } };
  };
  // Half of them take their locks in another order than the other half.
  const wishes = Array.from({ length: 10 }, (_, i) =>
    i % 2 === 0
      ? [quote, invoice, advance, contractOn(i + 1)]
      : [contractOn(i + 1), quote, invoice, advance],
  );
  const ids = await Promise.all(wishes.map((steps) => calls.started({ steps })));
  await Promise.all([1, 2].map(() => runAssignments(world.p.platform)));
  await runAssignments(world.p.platform);
  for (const id of ids) {
    expect(statuses(await calls.read(id))).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
  }
  const numbers = await world.p.admin.query<{ number: string }>(
    `select number from core.contract order by number`,
  );
  expect(numbers.map(({ number }) => number)).toEqual(
    ids.map((_, i) => `C2026-${String(i + 1).padStart(6, '0')}`),
  );
  await proveLedger(world);
});

test('an error that passes is known, also inside another', () => {
  const deadlock = Object.assign(new Error('deadlock'), { code: '40P01' });
  expect(isTransient(deadlock)).toBe(true);
  expect(isTransient(new Error('wrapped', { cause: deadlock }))).toBe(true);
  expect(isTransient(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))).toBe(true);
  expect(isTransient(Object.assign(new Error('unique'), { code: '23505' }))).toBe(false);
  expect(isTransient('40P01')).toBe(false);
  expect([1, 2, 3, 4].map(pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test.each([
  ['gave way', '40P01'],
  ['waited for a lock too long', '55P03'],
])('a transaction that %s is done again, a few times, and no other is', async (_, code) => {
  const attempts = { colliding: 0, broken: 0 };
  const colliding = againOnCollision(async () => {
    attempts.colliding++;
    throw Object.assign(new Error('collision'), { code });
  });
  await expect(colliding).rejects.toThrow('collision');
  const broken = againOnCollision(async () => {
    attempts.broken++;
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(attempts).toEqual({ colliding: 3, broken: 1 });
});
