/** Steps that inputs of other steps name: "contract#2" is the second of the tool "contract". */
import type { Finding } from '../platform/write/violation.js';
import type { ToolDefinition } from '../sdk/define.js';

interface Named {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The names of steps, in the order of the list. */
export function stepNames(steps: readonly Pick<Named, 'tool'>[]): string[] {
  const seen = new Map<string, number>();
  return steps.map(({ tool }) => {
    const n = (seen.get(tool) ?? 0) + 1;
    seen.set(tool, n);
    return `${tool}#${n}`;
  });
}

export interface Rests {
  /** Positions of the steps that a step names. */
  readonly on: readonly number[];
  /** Of names that no step has; paths begin at the step. */
  readonly findings: readonly Finding[];
}

/**
 * For each step those that it names. Who names others cannot be named: so the steps of a tool that
 * are named keep their order among themselves, and with it their names.
 */
export function restsOf(
  steps: readonly Named[],
  toolOf: (name: string) => Pick<ToolDefinition, 'input'> | undefined,
): Rests[] {
  const names = stepNames(steps);
  return steps.map(({ tool, input }) => {
    const on: number[] = [];
    const findings: Finding[] = [];
    for (const property of naming(toolOf(tool))) {
      const name = input[property];
      if (typeof name !== 'string') continue;
      const position = names.indexOf(name);
      const other = steps[position];
      if (other !== undefined && naming(toolOf(other.tool)).length === 0) on.push(position);
      else findings.push(unknown(tool, property, name));
    }
    return { on, findings };
  });
}

const unknown = (tool: string, property: string, name: string): Finding => ({
  code: 'assignment.step-unknown',
  path: ['input', property],
  values: { tool, step: name.slice(0, 200) },
});

/** Of what steps have made, by their names, that of those which an input names. */
export function namedIn<Made>(
  made: Readonly<Record<string, Made>>,
  tool: Pick<ToolDefinition, 'input'> | undefined,
  input: Named['input'],
): Record<string, Made> {
  const names = new Set(naming(tool).map((property) => input[property]));
  return Object.fromEntries(Object.entries(made).filter(([name]) => names.has(name)));
}

/** Properties of a tool's input that name a step. */
function naming(tool: Pick<ToolDefinition, 'input'> | undefined): string[] {
  const properties = tool?.input.properties;
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties as Record<string, { readonly format?: unknown } | null>)
    .filter(([, schema]) => schema?.format === 'step')
    .map(([name]) => name);
}
