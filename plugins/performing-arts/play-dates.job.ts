import { job, type PluginContext } from 'gezel/sdk';
import { dateSteps, takeStep } from './change-date.js';
import { addDays } from './civil-days.js';
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
    for (let days = lookBackDays; days >= 1; days--) await playOn(ctx, addDays(ctx.today, -days));
  },
});

/** A hundred at a time: what has been played is not found again. */
async function playOn(ctx: PluginContext, day: string): Promise<void> {
  const due = { status: PerformanceStatus.CONFIRMED, day };
  for (;;) {
    const dates = await ctx.store.find(PerformingArtsPerformance, due);
    for (const { id } of dates) await play(ctx, id);
    if (dates.length < 100) return;
  }
}

/** In a transaction of its own; a date that was cancelled meanwhile stays cancelled. */
const play = (ctx: PluginContext, id: string): Promise<void> =>
  ctx.transaction(async (inside) => {
    const { findings, write } = await takeStep(inside, dateSteps.play, id);
    if (findings.length === 0) await write();
  });
