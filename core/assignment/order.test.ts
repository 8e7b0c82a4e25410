import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Orderable, orderOf } from './order.js';

const step = (tool: string, ...after: string[]): Orderable => ({ tool, after });
const named = (steps: readonly Orderable[]) =>
  orderOf(steps).turns.map((position) => steps[position]?.tool);

describe('the order of steps', () => {
  test('of none is none', () => {
    expect(orderOf([])).toEqual({ turns: [], needs: [], closes: [], cycle: [] });
  });

  test('is as asked when nothing waits for anything', () => {
    expect(named([step('b'), step('a'), step('b')])).toEqual(['b', 'a', 'b']);
  });

  test('puts a tool after those that it names, and else keeps what was asked', () => {
    const steps = [
      step('advance', 'invoice'),
      step('van'),
      step('invoice', 'quote'),
      step('quote'),
    ];
    expect(named(steps)).toEqual(['van', 'quote', 'invoice', 'advance']);
    expect(orderOf(steps).needs).toEqual([[2], [], [3], []]);
  });

  test('puts a step after the one that its input names, and not after others of its tool', () => {
    const cover = (...rests: number[]) => ({ ...step('cover'), rests });
    const steps = [cover(2), cover(), step('hire'), step('hire', 'quote'), step('quote')];
    expect(named(steps)).toEqual(['cover', 'hire', 'cover', 'quote', 'hire']);
    expect(orderOf(steps).needs).toEqual([[2], [], [], [4], []]);
    expect(orderOf([cover(1), { ...step('pursue'), closes: true }]).closes).toEqual([true, true]);
  });

  test('heeds only tools that are in the assignment', () => {
    expect(named([step('advance', 'invoice')])).toEqual(['advance']);
  });

  test('makes a step wait for every step of a tool', () => {
    const steps = [step('pay', 'hire'), step('hire'), step('hire')];
    expect(orderOf(steps).needs[0]).toEqual([1, 2]);
    expect(named(steps)).toEqual(['hire', 'hire', 'pay']);
  });

  test('does not let a tool wait for itself', () => {
    expect(orderOf([step('a', 'a'), step('a', 'a')]).cycle).toEqual([]);
  });

  test('names those that wait for one another, and those behind them, and still lists all', () => {
    const steps = [step('d', 'b'), step('b', 'c'), step('c', 'b'), step('a')];
    expect(orderOf(steps).cycle).toEqual(['b', 'c', 'd']);
    expect(named(steps)).toEqual(['a', 'd', 'b', 'c']);
  });

  test('puts what closes last, with what needs it behind it', () => {
    const closing = (tool: string, ...after: string[]) => ({
      ...step(tool, ...after),
      closes: true,
    });
    const wish = [
      closing('pursue', 'invoice'),
      step('van'),
      step('invoice'),
      step('end', 'pursue'),
    ];
    expect(named(wish)).toEqual(['van', 'invoice', 'pursue', 'end']);
    // What rests on a closing step closes too: the others would wait for it, and it for them.
    expect(orderOf(wish).closes).toEqual([true, false, false, true]);
    expect(
      orderOf([closing('a', 'b'), { ...step('b', 'a'), leads: true }, step('c')]),
    ).toMatchObject({ cycle: ['a', 'b'], closes: [true, true, false], needs: [[1], [0], []] });
  });

  test('puts what leads first, with what it needs, and lets all others wait for it', () => {
    const leading = (tool: string, ...after: string[]) => ({
      ...step(tool, ...after),
      leads: true,
    });
    const steps = [step('van'), leading('advance', 'invoice'), leading('invoice', 'brief')];
    const wish = [...steps, step('brief')];
    expect(named(wish)).toEqual(['brief', 'invoice', 'advance', 'van']);
    expect(orderOf(wish)).toMatchObject({ needs: [[1, 2], [2], [3], []], cycle: [] });
    // Nothing leads where nobody does, and leading steps do not wait for one another.
    expect(orderOf([leading('a'), leading('b')]).needs).toEqual([[], []]);
  });

  const tools = ['a', 'b', 'c', 'd', 'e', 'f'];
  /** Each tool may wait for tools of smaller letters, so there is no cycle. */
  const rules = fc
    .tuple(...tools.map((_, i) => fc.subarray(tools.slice(0, i))))
    .map((after) => new Map(tools.map((tool, i) => [tool, after[i] as string[]])));
  const wishes = fc.array(fc.constantFrom(...tools), { maxLength: 12 });

  test('of any wish has every step once, each behind all that it needs', () => {
    fc.assert(
      fc.property(rules, wishes, (after, wish) => {
        const steps = wish.map((tool) => step(tool, ...(after.get(tool) ?? [])));
        const { turns, needs, cycle } = orderOf(steps);
        expect(cycle).toEqual([]);
        expect([...turns].sort((a, b) => a - b)).toEqual([...steps.keys()]);
        const turn = new Map(turns.map((position, i) => [position, i]));
        for (const [position, before] of needs.entries()) {
          for (const need of before) {
            expect(turn.get(need)).toBeLessThan(turn.get(position) as number);
          }
        }
      }),
    );
  });

  test('of any tools with any rules ends, and lists every step once', () => {
    const anyStep = fc.record({
      tool: fc.constantFrom(...tools),
      after: fc.array(fc.constantFrom(...tools)),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        const { turns } = orderOf(steps);
        expect([...turns].sort((a, b) => a - b)).toEqual([...steps.keys()]);
      }),
    );
  });
});
