/** A thing that is acquired: what is said of it, what stands in its way, and how it is kept. */
import {
  aboveZero,
  addMonths,
  badInput,
  count,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { InstalmentStatus, ItemStatus, LeaseStatus, Owner } from './codes.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';

export interface SaidThing {
  readonly title: string;
  readonly serialNumber?: string | null;
  /** What it costs or is worth, without VAT: a decimal, like the other amounts. */
  readonly value: string;
  readonly residual?: string | null;
  readonly depreciationMonths: number;
  readonly insuredUnder?: string | null;
}

export interface SaidTerms {
  readonly lessor: string;
  readonly firstDueOn: string;
  readonly months: number;
  readonly instalment: string;
  readonly option?: string | null;
}

/** On which terms its lessor lets a thing be used. */
export interface Terms {
  readonly lessor: string;
  readonly optionMinor: bigint;
  readonly amountMinor: bigint;
  /** When each part is due, in order. */
  readonly dueDays: readonly string[];
}

/** A thing of the co-operative that nobody rents; whoever keeps it says what differs. */
export type NewItem = ReturnType<typeof itemOf> & { readonly activityId: string | null };
export type NewItemOfActivity = NewItem & { readonly activityId: string };

/** What is said of a thing, checked; that its residual fits its value is judged. */
export function itemOf(
  { today, now }: PluginContext,
  said: SaidThing,
  { currency, requestKey }: { readonly currency: string; readonly requestKey: string },
) {
  return {
    ...{ currency, requestKey, owner: Owner.COOPERATIVE },
    valueMinor: above(said.value, currency, 'value'),
    residualMinor: notBelow(said.residual, currency, 'residual'),
    title: text(said.title, 'title'),
    serialNumber: text(said.serialNumber ?? null, 'serialNumber', 100),
    insuredUnder: text(said.insuredUnder ?? null, 'insuredUnder'),
    depreciationMonths: count(said.depreciationMonths, 'depreciationMonths', 600),
    ...{ pricePerDayMinor: null as bigint | null, depositMinor: 0n, acquiredOn: today },
    ...{ status: ItemStatus.IN_USE, changedAt: now },
  };
}

/** What is said of a lease, checked; that it begins today or later is judged. */
export function termsOf(said: SaidTerms, currency: string): Terms {
  const months = count(said.months, 'months', 100);
  return {
    lessor: text(said.lessor, 'lessor'),
    optionMinor: notBelow(said.option, currency, 'option'),
    amountMinor: above(said.instalment, currency, 'instalment'),
    dueDays: Array.from({ length: months }, (_, month) => addMonths(said.firstDueOn, month)),
  };
}

/** What stands in the way of a thing: its activity as it now is, null for the pool; its number. */
export async function itemFindings(
  { store }: PluginContext,
  { serialNumber }: NewItem,
  activity: { readonly status: string } | null,
): Promise<PluginFinding[]> {
  const closed = activity !== null && activity.status !== 'OPEN';
  const findings: PluginFinding[] = closed ? [{ code: 'equipment.activity-closed' }] : [];
  if (serialNumber !== null) {
    const where = { serialNumber, status: ItemStatus.IN_USE };
    const [other] = await store.find(EquipmentItem, where, { limit: 1 });
    if (other) findings.push({ code: 'equipment.serial-taken', path: ['serialNumber'] });
  }
  return findings;
}

/** A thing that is bought has its id before: its price is judged by it, and charged. */
export type BoughtItem = NewItemOfActivity & { readonly id: string };

/** What the budgets of its activity say to its price, each as it has it: a warning or a refusal. */
export async function overBudget(
  { core }: PluginContext,
  row: BoughtItem,
): Promise<PluginFinding[]> {
  const passed = await core.budgets.judge(priceOf(row));
  return passed.map((one) => ({ ...one, path: ['value'] }));
}

/** What the co-operative's policy says to the months over which it is written off. */
export async function lifeFindings(
  { core }: PluginContext,
  row: BoughtItem,
): Promise<PluginFinding[]> {
  const found = await core.assets.judge(assetOf(row));
  return found.map((one) => ({ ...one, path: ['depreciationMonths'] }));
}

/**
 * Takes the price from the activity, with the thing's id as the key; the co-operative owns it, and
 * its books write it off.
 */
export async function keepBought(
  { core, store }: PluginContext,
  row: BoughtItem,
): Promise<EquipmentItem> {
  const item = await store.insert(EquipmentItem, row);
  await core.charge({ key: item.id, ...priceOf(row) });
  await core.assets.acquire(assetOf(row));
  return item;
}

const assetOf = (row: BoughtItem) => {
  const { id: assetId, activityId, title, currency, valueMinor: costMinor, residualMinor } = row;
  const months = row.depreciationMonths;
  const service = 'equipment.purchase';
  return { assetId, service, activityId, title, costMinor, residualMinor, months, currency };
};

const priceOf = ({ id, activityId, currency, valueMinor }: BoughtItem) => ({
  ...{ activityId, currency, amountMinor: valueMinor, service: 'equipment.purchase' },
  ...{ budget: 'PURCHASES' as const, source: { type: 'EquipmentItem', id } },
});

/** Takes nothing yet: its parts are taken from the activity as they are due. */
export async function keepLeased(
  { store, newId, today, now }: PluginContext,
  row: NewItemOfActivity & { readonly id?: string },
  { lessor, optionMinor, amountMinor, dueDays }: Terms,
): Promise<EquipmentItem> {
  const item = await store.insert(EquipmentItem, { ...row, owner: Owner.LESSOR });
  const { activityId, currency } = row;
  const leaseId = newId();
  await store.insert(EquipmentLease, {
    ...{ id: leaseId, itemId: item.id, activityId, lessor, fromDay: today, optionMinor, currency },
    ...{ status: LeaseStatus.RUNNING, endedOn: null, changedAt: now },
  });
  for (const dueOn of dueDays) {
    await store.insert(EquipmentInstalment, {
      ...{ leaseId, activityId, dueOn, amountMinor, currency },
      ...{ status: InstalmentStatus.DUE, paidOn: null },
    });
  }
  return item;
}

export function above(amount: string, currency: string, path: string): bigint {
  return aboveZero(minorOf(amount, currency, path), path);
}

export function notBelow(
  amount: string | null | undefined,
  currency: string,
  path: string,
): bigint {
  const minor = minorOf(amount ?? '0', currency, path);
  if (minor < 0n) throw badInput('The amount is nothing or more.', path, below);
  return minor;
}

const below = { code: 'input.below-zero' };
