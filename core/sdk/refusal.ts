import type { PluginFinding } from './define.js';

/** Why the core would not do what a plugin asked of it. */
export interface Refusal {
  readonly code: 'INSUFFICIENT_FUNDS' | 'REFUSED';
  readonly findings: readonly PluginFinding[];
}

/**
 * The refusal in an error that the port threw, or null when it is another error. What was refused
 * left no trace, so a tool may go on with what it found. Whoever does not catch it is refused too:
 * the step or the attempt ends with these findings.
 */
export function refusalOf(error: unknown): Refusal | null {
  const { code, findings } = (error ?? {}) as Partial<Refusal>;
  if (code !== 'INSUFFICIENT_FUNDS' && code !== 'REFUSED') return null;
  return Array.isArray(findings) ? { code, findings } : null;
}

/**
 * Stops a step from inside a tool's `start` or `cancel`, with the reasons: throw it. The step fails
 * with them (or, of a cancellation, is left standing for a person) and leaves no trace.
 */
export class StepRefusal extends Error {
  override readonly name = 'StepRefusal';

  constructor(readonly findings: readonly PluginFinding[]) {
    super(findings.map(({ code }) => code).join(', '));
  }
}
