import { addDays, job, locked, type PluginContext } from 'gezel/sdk';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import { collect, miss } from './rental-steps.js';

/**
 * Every night: vans that nobody fetched become free and their deposits go back, and what returns
 * still owe is asked of the activity again. Each rental in a transaction of its own.
 */
export const closeRentals = job({
  name: 'close-rentals',
  cron: '20 3 * * *',
  run: async (ctx) => {
    const lookBackDays = ctx.config.missedLookBackDays as number;
    const untilDay = { from: addDays(ctx.today, -lookBackDays), before: ctx.today };
    const missed = { status: RentalStatus.BOOKED, untilDay };
    await eachOf(ctx, missed, (id) => miss(ctx, id));
    await eachOf(ctx, { owedMinor: { after: 0n } }, (id) => collectOwed(ctx, id));
  },
});

/** All that are there at the beginning, a hundred at a time. */
async function eachOf(
  { store }: PluginContext,
  where: Parameters<typeof store.find<MobilityRental>>[1],
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const found = await store.find(MobilityRental, { ...where, ...beyond });
    for (const { id } of found) await work(id);
    last = found.at(-1)?.id;
    if (found.length < 100) return;
  }
}

const collectOwed = (ctx: PluginContext, id: string) =>
  ctx.attempt({ action: 'mobility.collect-owed' }, async (inside) => {
    const rental = await locked(inside, MobilityRental, id);
    return {
      findings: [],
      write: async () => {
        const owedMinor = await collect(inside, rental, rental.owedMinor);
        return (await inside.store.update(MobilityRental, id, { owedMinor })) ?? rental;
      },
    };
  });
