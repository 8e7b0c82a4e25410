/**
 * In which order the steps of an assignment run: a tool after those that it names, a step after
 * those that its input names, what leads before all else, what closes after it, otherwise as asked.
 */

export interface Orderable {
  readonly tool: string;
  /** Names of tools that must be done before, when they are in the same assignment. */
  readonly after: readonly string[];
  /** Whether all others wait for it. */
  readonly leads?: boolean;
  /** Whether it comes after all others. */
  readonly closes?: boolean;
  /** Positions of steps that its input names: it comes after them. */
  readonly rests?: readonly number[];
}

export interface StepOrder {
  /** Positions in the list as it was asked, in their turn. */
  readonly turns: readonly number[];
  /** For each position, the positions that must be done before it. */
  readonly needs: readonly (readonly number[])[];
  /** For each position, whether it comes after all others: it closes, or rests on what does. */
  readonly closes: readonly boolean[];
  /** Tools that wait for one another: no order satisfies them. */
  readonly cycle: readonly string[];
}

/**
 * 1 every step needs all steps of the tools that its own names, and those that it names itself;
 * 2 and all that lead, unless they need it themselves; 3 again and again the first step, as asked,
 * whose needs are met takes its turn, one that closes only when no other can; 4 what is left then
 * waits for itself: it is named and put at the end, so that a plan can still be shown.
 */
export function orderOf(steps: readonly Orderable[]): StepOrder {
  const named = steps.map(({ tool, after, rests = [] }) =>
    positions(
      steps,
      (other, i) => rests.includes(i) || (other.tool !== tool && after.includes(other.tool)),
    ),
  );
  const closing = positions(steps, ({ closes }) => closes === true);
  const closes = steps.map((_, i) => closing.some((one) => reaches(named, i, one)));
  const leading = positions(steps, ({ leads }, i) => leads === true && !closes[i]);
  const needs = steps.map((_, i) => {
    const own = named[i] ?? [];
    return leading.includes(i) ? own : led(own, leading, (one) => reaches(named, one, i));
  });
  const turns: number[] = [];
  const placed = new Set<number>();
  for (;;) {
    const able = positions(
      steps,
      (_, i) => !placed.has(i) && needs[i]?.every((need) => placed.has(need)) === true,
    );
    const next = able.find((i) => !closes[i]) ?? able[0];
    if (next === undefined) break;
    placed.add(next);
    turns.push(next);
  }
  const left = positions(steps, (_, i) => !placed.has(i));
  const cycle = [...new Set(left.map((i) => steps[i]?.tool as string))].sort();
  return { turns: [...turns, ...left], needs, closes, cycle };
}

function positions(
  steps: readonly Orderable[],
  test: (step: Orderable, position: number) => boolean,
): number[] {
  return [...steps.keys()].filter((i) => test(steps[i] as Orderable, i));
}

/** What a step that does not lead needs: what it names, and the leading steps that do without it. */
const led = (
  named: readonly number[],
  leading: readonly number[],
  needsIt: (leader: number) => boolean,
): number[] =>
  [...new Set([...named, ...leading.filter((one) => !needsIt(one))])].sort((a, b) => a - b);

/** Whether one needs the other, by whatever way; also where steps wait for one another. */
function reaches(named: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const rest = [from];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    rest.push(...(named[next] ?? []));
  }
  return false;
}
