import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  job,
  locked,
  type PluginContext,
  type PluginFinding,
  refusalOf,
} from 'gezel/sdk';
import { InstalmentStatus, ItemStatus, LeaseStatus, Owner, RentalStatus } from './codes.js';
import { retired } from './events.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { changeableItem } from './insure.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';
import { EquipmentRental } from './rental.entity.js';

/**
 * Takes the parts of leases that are due. One for which there is no money is missed, and tried
 * again each day; its key makes sure that it is taken once.
 */
export const takeInstalments = job({
  name: 'take-instalments',
  cron: '20 6 * * *',
  run: async (ctx) => {
    // Day by day and part by part: what was tried is behind the last one, whatever came of it.
    for (const status of openStates) {
      for (let after: string | undefined; ; ) {
        const due = { status, dueOn: { upTo: ctx.today }, id: { after: after ?? nil } };
        const parts = await ctx.store.find(EquipmentInstalment, due);
        for (const { id } of parts) await takePart(ctx, id);
        if (parts.length < 100) break;
        after = parts.at(-1)?.id;
      }
    }
  },
});

/** Parts that are still to be taken, those that were missed first. */
export const openStates: readonly InstalmentStatus[] = [
  InstalmentStatus.MISSED,
  InstalmentStatus.DUE,
];

/** Before every id. */
const nil = '00000000-0000-0000-0000-000000000000';

async function takePart(ctx: PluginContext, id: string): Promise<void> {
  try {
    await ctx.transaction(async ({ core, store, today }) => {
      const part = await store.lock(EquipmentInstalment, id);
      if (part === null || !openStates.includes(part.status)) return;
      const { activityId, amountMinor, currency } = part;
      await core.charge({
        ...{ key: id, activityId, amountMinor, currency, service: 'equipment.lease' },
        source: { type: 'EquipmentInstalment', id },
      });
      const paid = { status: InstalmentStatus.PAID, paidOn: today };
      await store.update(EquipmentInstalment, id, paid);
    });
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    const missed = { status: InstalmentStatus.MISSED };
    await ctx.transaction(async ({ store }) => {
      const part = await store.lock(EquipmentInstalment, id);
      if (part?.status === InstalmentStatus.DUE) {
        await store.update(EquipmentInstalment, id, missed);
      }
    });
  }
}

@InputType({ description: 'The end of a lease.' })
export class EquipmentEndLeaseInput {
  @Field(() => ID, { description: 'The lease.' })
  id: string;

  @Field(() => Boolean, { description: 'Whether it is kept, for the price of the option.' })
  keep: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Once every part is paid: it is kept for the option, or goes back to the lessor. */
export async function endLease(
  ctx: PluginContext,
  { keep, ...input }: EquipmentEndLeaseInput,
): Promise<Attempted<EquipmentLease>> {
  const permission = 'equipment.write';
  const { id } = await changeable(ctx, EquipmentLease, input.id, { permission });
  return ctx.attempt({ action: 'equipment.end-lease', dryRun: input.dryRun }, async (inside) => {
    const lease = await locked(inside, EquipmentLease, id);
    const { store, core, today, now } = inside;
    return {
      findings: await endFindings(inside, lease),
      write: async () => {
        const { activityId, currency, optionMinor: amountMinor } = lease;
        if (keep && amountMinor > 0n) {
          await core.charge({
            ...{ key: id, activityId, amountMinor, currency, service: 'equipment.lease' },
            source: { type: 'EquipmentLease', id },
          });
        }
        const kept = { owner: Owner.COOPERATIVE, changedAt: now };
        const gone = { status: ItemStatus.RETIRED, changedAt: now };
        await store.update(EquipmentItem, lease.itemId, keep ? kept : gone);
        if (!keep) inside.emit(retired(lease.itemId, activityId));
        const status = keep ? LeaseStatus.BOUGHT : LeaseStatus.RETURNED;
        const change = { status, endedOn: today, changedAt: now };
        return (await store.update(EquipmentLease, id, change)) ?? lease;
      },
    };
  });
}

async function endFindings(
  { store }: PluginContext,
  { id, status }: EquipmentLease,
): Promise<PluginFinding[]> {
  if (status !== LeaseStatus.RUNNING) {
    return [{ code: 'equipment.not-now', path: ['id'], values: { status } }];
  }
  const open = { leaseId: id, status: { in: openStates } };
  const [part] = await store.find(EquipmentInstalment, open, { limit: 1 });
  return part === undefined ? [] : [{ code: 'equipment.lease-not-paid', path: ['id'] }];
}

@InputType({ description: 'A thing that is used no more.' })
export class EquipmentRetireInput {
  @Field(() => ID, { description: 'The thing.' })
  id: string;
}

/** Broken, lost or sold; a leased thing ends with its lease. */
export async function retire(ctx: PluginContext, id: string): Promise<Attempted<EquipmentItem>> {
  await changeableItem(ctx, id);
  return ctx.attempt({ action: 'equipment.retire' }, async (inside) => {
    const item = await locked(inside, EquipmentItem, id);
    const { store, now } = inside;
    const booked = { itemId: id, status: RentalStatus.BOOKED };
    const [rental] = await store.find(EquipmentRental, booked, { limit: 1 });
    const findings: PluginFinding[] = [];
    if (item.status !== ItemStatus.IN_USE || item.owner === Owner.LESSOR) {
      const values = { status: item.status };
      findings.push({ code: 'equipment.not-now', path: ['id'], values });
    }
    if (rental !== undefined) findings.push({ code: 'equipment.still-booked', path: ['id'] });
    const change = { status: ItemStatus.RETIRED, changedAt: now };
    return {
      findings,
      write: async () => {
        inside.emit(retired(id, item.activityId));
        await inside.core.assets.dispose(id);
        return (await store.update(EquipmentItem, id, change)) ?? item;
      },
    };
  });
}
