import type { PluginContext, PluginFinding, Violation } from 'gezel/sdk';

/** What stands in the way of a mutation, and the writing that is done only when nothing does. */
export interface Judged<T> {
  readonly findings: readonly PluginFinding[];
  write(): Promise<T>;
}

export interface Attempted<T> {
  /** Null when refused or only tried. */
  readonly done: T | null;
  readonly violations: Violation[];
}

/**
 * Judges and writes in one transaction: all findings are answered at once, and with an error among
 * them, or with `dryRun`, nothing stays of it. Warnings are answered beside what was done.
 */
export async function attempt<T>(
  ctx: PluginContext,
  dryRun: boolean | null | undefined,
  judge: (inside: PluginContext) => Promise<Judged<T>>,
): Promise<Attempted<T>> {
  try {
    return await ctx.transaction(async (inside) => {
      const { findings, write } = await judge(inside);
      const violations = ctx.violations(findings);
      const refused = findings.some(({ severity }) => severity !== 'WARNING');
      if (dryRun || refused) throw new NothingDone(violations);
      return { done: await write(), violations };
    });
  } catch (error) {
    if (error instanceof NothingDone) return { done: null, violations: error.violations };
    throw error;
  }
}

/** Carries the checklist out of the transaction that it rolls back. */
class NothingDone extends Error {
  constructor(readonly violations: Violation[]) {
    super('Nothing was done.');
  }
}
