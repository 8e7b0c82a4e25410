/** What else a lease comes to than being kept or given back: more parts, or another lessee. */
import {
  type Attempted,
  CivilDate,
  changeable,
  Decimal,
  EnterpriseNumber,
  Field,
  ID,
  InputType,
  Int,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { InstalmentStatus, ItemStatus, LeaseStatus } from './codes.js';
import { retired } from './events.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';
import { openStates } from './lease.js';
import { termsOf } from './thing.js';

@InputType({ description: 'More parts of a lease, as its lessor agreed.' })
export class EquipmentExtendLeaseInput {
  @Field(() => ID, { description: 'The lease.' })
  id: string;

  @Field(() => CivilDate, { description: 'When the first of them is taken, then each month.' })
  firstDueOn: string;

  @Field(() => Int, { description: 'How many: 1 to 100, and a lease has no more than 100 in all.' })
  months: number;

  @Field(() => Decimal, { description: 'Each part.' })
  instalment: string;

  @Field(() => Decimal, { nullable: true, description: 'What it costs to keep it; 0 if absent.' })
  option?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat extends it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A company that takes a lease over.' })
export class EquipmentTransferLeaseInput {
  @Field(() => ID, { description: 'The lease.' })
  id: string;

  @Field(() => EnterpriseNumber, { description: 'The company.' })
  enterpriseNumber: string;

  @Field(() => String, { description: 'By what the lessor consents: at most 500 characters.' })
  consent: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** As many parts as a page of a list has. */
const mostParts = 100;

/** It runs on with more parts, and is kept for another price. */
export async function extendLease(
  ctx: PluginContext,
  input: EquipmentExtendLeaseInput,
): Promise<Attempted<EquipmentLease>> {
  const permission = 'equipment.write';
  const { id, currency, lessor } = await changeable(ctx, EquipmentLease, input.id, { permission });
  const { idempotencyKey: key, dryRun, id: _, ...said } = input;
  const { amountMinor, optionMinor, dueDays } = termsOf({ ...said, lessor }, currency);
  const once = { key, input: { id, ...said }, entity: EquipmentLease, id };
  return ctx.attempt({ action: 'equipment.extend-lease', dryRun, once }, async (inside) => {
    const lease = await locked(inside, EquipmentLease, id);
    const { store, now } = inside;
    const parts = await store.find(EquipmentInstalment, { leaseId: id });
    return {
      findings: extensionFindings(lease, parts, dueDays),
      write: async () => {
        const { activityId } = lease;
        for (const dueOn of dueDays) {
          await store.insert(EquipmentInstalment, {
            ...{ leaseId: id, activityId, dueOn, amountMinor, currency },
            ...{ status: InstalmentStatus.DUE, paidOn: null },
          });
        }
        const change = { optionMinor, changedAt: now };
        return (await store.update(EquipmentLease, id, change)) ?? lease;
      },
    };
  });
}

function extensionFindings(
  { status }: EquipmentLease,
  parts: readonly EquipmentInstalment[],
  dueDays: readonly string[],
): PluginFinding[] {
  const found: PluginFinding[] = [];
  if (status !== LeaseStatus.RUNNING) found.push(notNow(status));
  const day = parts
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1);
  if (day !== undefined && (dueDays[0] ?? '') <= day) {
    found.push({ code: 'equipment.lease-runs-until', path: ['firstDueOn'], values: { day } });
  }
  if (parts.length + dueDays.length > mostParts) {
    const values = { limit: mostParts };
    found.push({ code: 'equipment.lease-too-long', path: ['months'], values });
  }
  return found;
}

/** From today on a company pays its parts and has the thing; what was due before is paid here. */
export async function transferLease(
  ctx: PluginContext,
  { enterpriseNumber, dryRun, ...input }: EquipmentTransferLeaseInput,
): Promise<Attempted<EquipmentLease>> {
  const permission = 'equipment.pool';
  const { id } = await changeable(ctx, EquipmentLease, input.id, { permission });
  const consent = text(input.consent, 'consent', 500);
  return ctx.attempt({ action: 'equipment.transfer-lease', dryRun }, async (inside) => {
    const lease = await locked(inside, EquipmentLease, id);
    const { store, today, now } = inside;
    const open = await store.find(EquipmentInstalment, {
      ...{ leaseId: id, status: { in: openStates } },
    });
    const findings: PluginFinding[] = [];
    if (lease.status !== LeaseStatus.RUNNING) findings.push(notNow(lease.status));
    if (open.some(({ dueOn }) => dueOn <= today)) {
      findings.push({ code: 'equipment.lease-not-paid', path: ['id'] });
    }
    return {
      findings,
      write: async () => {
        for (const part of open) {
          const cancelled = { status: InstalmentStatus.CANCELLED };
          await store.update(EquipmentInstalment, part.id, cancelled);
        }
        const { itemId, activityId } = lease;
        await store.update(EquipmentItem, itemId, goneWith(enterpriseNumber, today, now));
        inside.emit(retired(itemId, activityId));
        const change = { status: LeaseStatus.TRANSFERRED, endedOn: today, consent, changedAt: now };
        return (await store.update(EquipmentLease, id, change)) ?? lease;
      },
    };
  });
}

/** What becomes of a thing that leaves with a company. */
export const goneWith = (enterpriseNumber: string, transferredOn: string, changedAt: Date) => ({
  ...{ status: ItemStatus.TRANSFERRED, transferredTo: enterpriseNumber, transferredOn, changedAt },
});

const notNow = (status: LeaseStatus): PluginFinding => ({
  ...{ code: 'equipment.not-now', path: ['id'], values: { status } },
});
