import { addDays, job } from 'gezel/sdk';
import { dateSteps, takeStep } from './change-date.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';

/**
 * Marks confirmed dates as played once their day has passed. Each run looks back some days, so a
 * server that stood still for a while leaves nothing behind.
 */
export const playDates = job({
  name: 'play-dates',
  cron: '10 3 * * *',
  run: async (ctx) => {
    const lookBackDays = ctx.config.playedLookBackDays as number;
    const passed = { from: addDays(ctx.today, -lookBackDays), before: ctx.today };
    const due = { status: PerformanceStatus.CONFIRMED, day: passed };
    for (;;) {
      // A hundred at a time: what has been played is not found again.
      const dates = await ctx.store.find(PerformingArtsPerformance, due, { orderBy: byDay });
      // Each in a transaction of its own; one that was cancelled meanwhile stays cancelled.
      for (const { id } of dates) await takeStep(ctx, dateSteps.play, id);
      if (dates.length < 100) return;
    }
  },
});

const byDay = { property: 'day', direction: 'asc' } as const;
