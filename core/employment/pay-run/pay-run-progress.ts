import type { Context } from '../../platform/context.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { PayRun, PayRunStatus } from './pay-run.entity.js';
import { payRuns } from './pay-run.policy.js';

/** How a run stands now, and again after each batch; ends with the run. */
export async function payRunProgress(ctx: Context, runId: string): Promise<AsyncGenerator<PayRun>> {
  const { id } = await requireVisible(ctx, payRuns, runId);
  return progressOf(ctx, id);
}

async function* progressOf(ctx: Context, id: string): AsyncGenerator<PayRun> {
  const { cooperativeId } = ctx.viewer;
  // Listening comes before reading: a change between the two is then heard.
  const signals = ctx.platform.hub.listen(
    (signal) => signal.subjectId === id && signal.cooperativeId === cooperativeId,
  );
  try {
    do {
      ctx.loaders.clear();
      const run = await byId(ctx, payRuns, id);
      if (run === null) return;
      yield run;
      if (run.status === PayRunStatus.DONE) return;
    } while (!(await signals.next()).done);
  } finally {
    await signals.return?.();
  }
}
