/**
 * In which order the steps of an assignment run: a tool after those that it names, else as asked.
 */

export interface Orderable {
  readonly tool: string;
  /** Names of tools that must be done before, when they are in the same assignment. */
  readonly after: readonly string[];
}

export interface StepOrder {
  /** Positions in the list as it was asked, in their turn. */
  readonly turns: readonly number[];
  /** For each position, the positions that must be done before it. */
  readonly needs: readonly (readonly number[])[];
  /** Tools that wait for one another: no order satisfies them. */
  readonly cycle: readonly string[];
}

/**
 * 1 every step needs all steps of the tools that its own names; 2 again and again the first step,
 * as asked, whose needs are met takes its turn; 3 what is left then waits for itself: it is named
 * and put at the end, so that a plan can still be shown.
 */
export function orderOf(steps: readonly Orderable[]): StepOrder {
  const needs = steps.map(({ tool, after }) =>
    positions(steps, (other) => other.tool !== tool && after.includes(other.tool)),
  );
  const turns: number[] = [];
  const placed = new Set<number>();
  for (;;) {
    const next = steps.findIndex(
      (_, i) => !placed.has(i) && needs[i]?.every((need) => placed.has(need)),
    );
    if (next === -1) break;
    placed.add(next);
    turns.push(next);
  }
  const left = positions(steps, (_, i) => !placed.has(i));
  const cycle = [...new Set(left.map((i) => steps[i]?.tool as string))].sort();
  return { turns: [...turns, ...left], needs, cycle };
}

function positions(
  steps: readonly Orderable[],
  test: (step: Orderable, position: number) => boolean,
): number[] {
  return [...steps.keys()].filter((i) => test(steps[i] as Orderable, i));
}
