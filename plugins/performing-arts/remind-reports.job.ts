import { type Attempted, addDays, job, locked, type PluginContext } from 'gezel/sdk';
import { PerformingArtsSubsidy, SubsidyStatus } from './subsidy.entity.js';

/** Tells once, some days before it is due, that a funder still waits for its report. */
export const remindReports = job({
  name: 'remind-reports',
  cron: '30 5 * * *',
  run: async (ctx) => {
    const upTo = addDays(ctx.today, ctx.config.reportNoticeDays as number);
    const waits = { status: SubsidyStatus.GRANTED, reportDueOn: { upTo }, remindedOn: null };
    for (;;) {
      // A hundred at a time: who has been reminded is not found again.
      const files = await ctx.store.find(PerformingArtsSubsidy, waits, { orderBy: byDay });
      for (const { id } of files) await remind(ctx, id);
      if (files.length < 100) return;
    }
  },
});

const byDay = { property: 'reportDueOn', direction: 'asc' } as const;

const remind = (ctx: PluginContext, id: string): Promise<Attempted<PerformingArtsSubsidy>> =>
  ctx.attempt({ action: 'performing-arts.remind-report' }, async (inside) => {
    const subsidy = await locked(inside, PerformingArtsSubsidy, id);
    return {
      findings: [],
      write: async () => {
        // It may have been reported, or reminded of, while this one waited for the row.
        if (subsidy.remindedOn !== null || subsidy.reportedOn !== null) return subsidy;
        const { activityId, reportDueOn } = subsidy;
        const subject = { type: 'PerformingArtsSubsidy', id };
        const type = 'performing-arts.subsidy-report-due';
        inside.emit({ type, subject, activityId, payload: { reportDueOn } });
        const remindedOn = inside.today;
        return (await inside.store.update(PerformingArtsSubsidy, id, { remindedOn })) ?? subsidy;
      },
    };
  });
