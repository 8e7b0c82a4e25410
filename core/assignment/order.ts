/**
 * In which order the steps of an assignment run: a tool after those that it names, what leads before
 * all else, otherwise as asked.
 */

export interface Orderable {
  readonly tool: string;
  /** Names of tools that must be done before, when they are in the same assignment. */
  readonly after: readonly string[];
  /** Whether all others wait for it. */
  readonly leads?: boolean;
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
 * 1 every step needs all steps of the tools that its own names; 2 and all that lead, unless they
 * need it themselves; 3 again and again the first step, as asked, whose needs are met takes its
 * turn; 4 what is left then waits for itself: it is named and put at the end, so that a plan can
 * still be shown.
 */
export function orderOf(steps: readonly Orderable[]): StepOrder {
  const named = steps.map(({ tool, after }) =>
    positions(steps, (other) => other.tool !== tool && after.includes(other.tool)),
  );
  const needs = steps.map((step, i) => (step.leads ? named[i] : led(steps, named, i)) ?? []);
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

/** What a step that does not lead needs: what it names, and the leading steps that do without it. */
function led(
  steps: readonly Orderable[],
  named: readonly (readonly number[])[],
  step: number,
): number[] {
  const leading = positions(steps, (other, i) => other.leads === true && !reaches(named, i, step));
  return [...new Set([...(named[step] ?? []), ...leading])].sort((a, b) => a - b);
}

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
