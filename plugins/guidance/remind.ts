import { addDays, job, type PluginContext } from 'gezel/sdk';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { tell } from './book-appointment.js';

/**
 * Tells in the morning of the appointments of the next days, each once, and again when it was moved
 * since: whoever listens to events (a webhook, the activity's subscription) reminds both of them.
 */
export const remind = job({ name: 'remind', cron: '0 7 * * *', run: remindAll });

async function remindAll(ctx: PluginContext): Promise<void> {
  const { store, today } = ctx;
  const upTo = addDays(today, ctx.config.remindDaysAhead as number);
  const where = { status: AppointmentStatus.BOOKED, day: { from: today, upTo } };
  for (let last: string | undefined; ; ) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const page = await store.find(GuidanceAppointment, { ...where, ...beyond });
    for (const { id, remindedRevision, revision } of page) {
      if (remindedRevision !== revision) await remindOf(ctx, id);
    }
    if (page.length < 100) return;
    last = page.at(-1)?.id;
  }
}

/** What was called off, moved or reminded of meanwhile is looked at again under its lock. */
async function remindOf(ctx: PluginContext, id: string): Promise<void> {
  await ctx.attempt({ action: 'guidance.remind' }, async (inside) => ({
    findings: [],
    write: async () => {
      const { store } = inside;
      const now = await store.lock(GuidanceAppointment, id);
      if (now?.status !== AppointmentStatus.BOOKED) return null;
      if (now.remindedRevision === now.revision) return null;
      await tell(inside, now, 'guidance.appointment-near');
      return store.update(GuidanceAppointment, id, { remindedRevision: now.revision });
    },
  }));
}
