import { addDays, job, type PluginContext } from 'gezel/sdk';
import { endPlan, openMinorOn, planOf } from './agree-plan.js';
import { FileStatus } from './codes.js';
import { CollectionFile } from './file.entity.js';
import { changed } from './file-step.js';
import { openMinor } from './late-charges.js';

/**
 * Ends each plan of which a part was not paid on its day, so that the debt goes on from where it
 * was. A run that comes late finds the same; a second one finds nothing.
 */
export const watchPlans = job({
  name: 'watch-plans',
  cron: '40 5 * * *',
  run: async (ctx) => {
    const due = { status: FileStatus.PLAN, nextStepOn: { before: ctx.today } };
    for (;;) {
      // A hundred at a time: whatever was judged has another next step, so it is not found again.
      const files = await ctx.store.find(CollectionFile, due, { orderBy: byDay });
      for (const { invoiceId } of files) {
        await ctx.transaction((inside) => judgePlan(inside, invoiceId));
      }
      if (files.length < 100) return;
    }
  },
});

const byDay = { property: 'nextStepOn', direction: 'asc' } as const;

async function judgePlan(ctx: PluginContext, invoiceId: string): Promise<void> {
  const file = await ctx.store.lock(CollectionFile, invoiceId);
  if (file === null || file.status !== FileStatus.PLAN) return;
  const invoice = await ctx.core.read('Invoice', invoiceId);
  if (invoice === null) throw new Error('A file has an invoice.');
  const parts = await planOf(ctx, file);
  if ((await openMinor(ctx, invoice)) <= openMinorOn(parts, ctx.today)) {
    const coming = parts.map(({ day }) => day).filter((day) => day >= ctx.today);
    await changed(ctx, file, { nextStepOn: coming.sort()[0] ?? addDays(ctx.today, 1) });
    return;
  }
  await endPlan(ctx, file);
  await changed(ctx, file, { status: file.rung, nextStepOn: ctx.today });
}
