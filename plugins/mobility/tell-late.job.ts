import { type Attempted, daysBetween, job, locked, type PluginContext } from 'gezel/sdk';
import { MobilityRental, RentalStatus } from './rental.entity.js';

/** Every morning: says once of each van that should be back that it is not, and who is next. */
export const tellLate = job({
  name: 'tell-late',
  cron: '10 6 * * *',
  run: async (ctx) => {
    const late = { status: RentalStatus.OUT, untilDay: { before: ctx.today }, lateToldOn: null };
    for (;;) {
      // A hundred at a time: what has been told is not found again.
      const rentals = await ctx.store.find(MobilityRental, late, { orderBy: byDay });
      for (const { id } of rentals) await tell(ctx, id);
      if (rentals.length < 100) return;
    }
  },
});

const byDay = { property: 'untilDay', direction: 'asc' } as const;

const tell = (ctx: PluginContext, id: string): Promise<Attempted<MobilityRental>> =>
  ctx.attempt({ action: 'mobility.tell-late' }, async (inside) => {
    const rental = await locked(inside, MobilityRental, id);
    return {
      findings: [],
      write: async () => {
        // It may have come back, or been told, while this one waited for the row.
        if (rental.status !== RentalStatus.OUT || rental.lateToldOn !== null) return rental;
        const { activityId, vanId, untilDay } = rental;
        const booked = { vanId, status: RentalStatus.BOOKED, fromDay: { from: untilDay } };
        const nearest = { property: 'fromDay', direction: 'asc' } as const;
        const [next] = await inside.store.find(MobilityRental, booked, {
          ...{ orderBy: nearest, limit: 1 },
        });
        const subject = { type: 'MobilityRental', id };
        const payload = { until: untilDay, nextRentalId: next?.id ?? null };
        inside.emit({ type: 'mobility.van-late', subject, activityId, payload });
        const told = { lateToldOn: inside.today };
        return (await inside.store.update(MobilityRental, id, told)) ?? rental;
      },
    };
  });

/** How many days a van is, or was, back after the last that was agreed. */
export function lateDays(
  { status, untilDay, returnedOn }: Pick<MobilityRental, 'status' | 'untilDay' | 'returnedOn'>,
  today: string,
): number {
  const back = status === RentalStatus.OUT ? today : returnedOn;
  return back === null ? 0 : Math.max(0, daysBetween(untilDay, back));
}
