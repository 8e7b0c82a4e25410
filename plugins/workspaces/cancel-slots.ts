import {
  type Attempted,
  changeable,
  daysBetween,
  Field,
  ID,
  InputType,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { SlotStatus, WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import { WorkspacesTariff } from './space.entity.js';

@InputType({ description: 'What to cancel of a booking.' })
export class WorkspacesCancelInput {
  @Field(() => ID, { description: 'The booking.' })
  bookingId: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Its slots to cancel; all that have not been yet when absent.',
  })
  slotIds?: string[] | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Frees slots; what goes back follows the terms under which they were booked. */
export async function cancelSlots(
  ctx: PluginContext,
  input: WorkspacesCancelInput,
): Promise<Attempted<WorkspacesBooking>> {
  const { id } = await changeable(ctx, WorkspacesBooking, input.bookingId, {
    ...{ permission: 'workspaces.write', path: 'bookingId' },
  });
  const named = input.slotIds?.map((one, i) => localId('WorkspacesSlot', one, `slotIds.${i}`));
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: WorkspacesBooking, id };
  return ctx.attempt({ action: 'workspaces.cancel', dryRun, once }, async (inside) => {
    // The booking is locked, so that of two cancellations one is first.
    const booking = await locked(inside, WorkspacesBooking, id);
    const all = await inside.store.listBy(WorkspacesSlot, 'bookingId', id);
    const left = all.filter((slot) => isLeft(inside, slot));
    const chosen = named === undefined ? left : left.filter((slot) => named.includes(slot.id));
    return {
      findings: choiceFindings(named, chosen),
      write: async () => {
        await free(inside, booking, chosen);
        const subject = { type: 'WorkspacesBooking', id };
        inside.emit({ type: 'workspaces.cancelled', subject, activityId: booking.activityId });
        return booking;
      },
    };
  });
}

export const isLeft = ({ today }: PluginContext, { status, day }: WorkspacesSlot): boolean =>
  status === SlotStatus.BOOKED && day >= today;

function choiceFindings(
  named: readonly string[] | undefined,
  chosen: readonly WorkspacesSlot[],
): PluginFinding[] {
  if (named === undefined) {
    return chosen.length > 0 ? [] : [{ code: 'workspaces.nothing-to-cancel', path: ['bookingId'] }];
  }
  const ids = new Set(chosen.map(({ id }) => id));
  const wrong = named.flatMap((id, i) =>
    ids.has(id) ? [] : [{ code: 'workspaces.no-such-slot', path: ['slotIds', String(i)] }],
  );
  if (named.length > 0) return wrong;
  return [{ code: 'workspaces.nothing-to-cancel', path: ['slotIds'] }];
}

/** The charge goes back as a whole, and what the terms keep is charged anew. */
export async function free(
  ctx: PluginContext,
  { activityId, tariffId, id }: WorkspacesBooking,
  slots: readonly WorkspacesSlot[],
  { whole = false } = {},
): Promise<void> {
  const { core, store, today } = ctx;
  const tariff = await store.get(WorkspacesTariff, tariffId);
  if (tariff === null) throw new Error('A booking has its tariff.');
  for (const slot of slots) {
    const keptMinor = whole ? 0n : keptOf(tariff, slot, today);
    await core.refund(slot.id);
    if (keptMinor > 0n) {
      await core.charge({
        ...{ key: `${slot.id}:kept`, activityId, amountMinor: keptMinor },
        ...{ currency: slot.currency, service: 'workspaces.space' },
        source: { type: 'WorkspacesBooking', id },
      });
    }
    await store.update(WorkspacesSlot, slot.id, { status: SlotStatus.CANCELLED, keptMinor });
  }
}

/** The first step whose days are not too many yet; without one nothing goes back. */
export function keptOf(
  { cancellation }: Pick<WorkspacesTariff, 'cancellation'>,
  { priceMinor, day }: Pick<WorkspacesSlot, 'priceMinor' | 'day'>,
  today: string,
): bigint {
  const left = daysBetween(today, day);
  const steps = [...cancellation].sort((a, b) => b.daysBefore - a.daysBefore);
  const percent = steps.find(({ daysBefore }) => left >= daysBefore)?.refundPercent ?? 0;
  // What goes back is rounded down to the cent.
  return priceMinor - (priceMinor * BigInt(percent)) / 100n;
}
