import { handler, type PluginContext } from 'gezel/sdk';
import { endPlan, planOf, stopLegal } from './agree-plan.js';
import { FileStatus } from './codes.js';
import { CollectionFile } from './file.entity.js';
import { changed } from './file-step.js';
import { ended } from './hold-up.js';
import { letGoOfRest } from './late-charges.js';

const { SETTLED, WITHDRAWN, PLAN } = FileStatus;

/**
 * Money or a credit note came, or was taken back; or the debt was given up. It asks the core how the
 * invoice stands now instead of believing the event: repeated, reordered or late events come to the
 * same.
 */
export const settleFiles = handler({
  name: 'settle-files',
  on: [
    ...['payment.matched', 'payment.unmatched', 'invoice.credited', 'collection.withdrawn'],
    ...['invoice.written-off', 'invoice.write-off-reversed'],
  ],
  handle: async (ctx, { subject }) => {
    if (subject.type !== 'Invoice') return;
    const file = await ctx.store.lock(CollectionFile, subject.id);
    if (file !== null) await follow(ctx, file);
  },
});

/** Brings a locked file to what its invoice says. */
export async function follow(ctx: PluginContext, file: CollectionFile): Promise<void> {
  if (file.status === WITHDRAWN) return endWaiting(ctx, file);
  const invoice = await ctx.core.read('Invoice', file.invoiceId);
  if (invoice === null) return;
  if (invoice.dueMinor <= 0n) {
    if (file.status !== SETTLED) {
      await stopLegal(ctx, file);
      await endPlan(ctx, file);
      await letGoOfRest(ctx, file);
      await changed(ctx, file, { ...ended, status: SETTLED });
    }
    return endWaiting(ctx, file);
  }
  if (file.status === SETTLED) {
    await changed(ctx, file, { status: file.rung, nextStepOn: ctx.today });
  } else if (file.status === PLAN) {
    const coming = (await planOf(ctx, file)).map(({ day }) => day).filter((day) => day > ctx.today);
    await changed(ctx, file, { nextStepOn: coming.sort()[0] ?? ctx.today });
  }
}

/** The assignment that waited for this money goes on. */
async function endWaiting(ctx: PluginContext, file: CollectionFile): Promise<void> {
  if (file.stepId === null) return;
  await ctx.core.endStep({ stepId: file.stepId });
  await changed(ctx, file, { stepId: null });
}
