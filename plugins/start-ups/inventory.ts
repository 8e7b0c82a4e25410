/** What an activity has and owes on a day: of the core, of this plugin, and what others have told. */
import type { PluginContext } from 'gezel/sdk';
import { depreciatedMinor } from './forecast.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import { ItemDecision, ItemKind, StartUpTold } from './spin-off.entity.js';
import { StartUpInvestment } from './start-up.entity.js';

export interface Listed {
  readonly kind: ItemKind;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly valueMinor: bigint | null;
  /** Whether it can go along. */
  readonly movable: boolean;
}

/** Tells the items of an inventory apart: a deposit is listed beside the thing it is held for. */
export const placeOf = ({ kind, subjectId }: Pick<Listed, 'kind' | 'subjectId'>): string =>
  `${kind}:${subjectId}`;

/** The most that an inventory lists: an activity with more is taken apart before it leaves. */
export const mostItems = 500;

const { CARRY, STAY, SETTLE } = ItemDecision;

/**
 * What may become of each kind. An offer that was accepted goes along or is delivered from here; people
 * go along once somebody has ended their employment here and the company has declared it.
 */
export const decisionsOf: Readonly<Record<ItemKind, readonly ItemDecision[]>> = {
  [ItemKind.CLIENT]: [CARRY, STAY],
  [ItemKind.ORDER]: [CARRY, STAY],
  [ItemKind.CONTRACT]: [CARRY, SETTLE],
  [ItemKind.ENGAGEMENT]: [CARRY, SETTLE],
  [ItemKind.INVOICE]: [STAY, SETTLE],
  [ItemKind.INVESTMENT]: [CARRY, STAY],
  [ItemKind.AGREEMENT]: [CARRY, SETTLE],
  [ItemKind.EQUIPMENT]: [CARRY, SETTLE],
  [ItemKind.DEBT]: [CARRY, SETTLE],
  [ItemKind.DEPOSIT]: [CARRY, SETTLE],
};

export async function inventoryOf(
  ctx: PluginContext,
  activityId: string,
  transferOn: string,
): Promise<Listed[]> {
  return [
    ...(await ofTheCore(ctx, activityId, transferOn)),
    ...(await ofThisPlugin(ctx, activityId, transferOn)),
    ...(await ofOthers(ctx, activityId)),
    ...(await depositsOf(ctx, activityId)),
  ];
}

async function ofTheCore(
  ctx: PluginContext,
  activityId: string,
  transferOn: string,
): Promise<Listed[]> {
  const clients = await allOf(ctx, 'Client', activityId);
  const orders = (await allOf(ctx, 'Quote', activityId)).filter(
    ({ status }) => status === 'ACCEPTED',
  );
  const contracts = (await allOf(ctx, 'Contract', activityId)).filter(
    ({ status, days }) => bound.includes(status) && days.some(({ day }) => day >= transferOn),
  );
  const engagements = (await allOf(ctx, 'Engagement', activityId)).filter(
    ({ status, lastDay }) => status === 'SIGNED' && (lastDay === null || lastDay >= transferOn),
  );
  const invoices = (await allOf(ctx, 'Invoice', activityId)).filter(
    ({ status, dueMinor }) => status === 'ISSUED' && dueMinor > 0n,
  );
  return [
    ...clients.map(({ id }) => listed(ItemKind.CLIENT, 'Client', id)),
    ...orders.map(({ id }) => listed(ItemKind.ORDER, 'Quote', id)),
    ...contracts.map(({ id }) => listed(ItemKind.CONTRACT, 'Contract', id)),
    ...engagements.map(({ id }) => listed(ItemKind.ENGAGEMENT, 'Engagement', id)),
    ...invoices.map(({ id, dueMinor }) => listed(ItemKind.INVOICE, 'Invoice', id, dueMinor)),
  ];
}

/** A contract in one of these states still obliges somebody. */
const bound: readonly string[] = ['DRAFT', 'SIGNED'];

async function ofThisPlugin(
  { store }: PluginContext,
  activityId: string,
  transferOn: string,
): Promise<Listed[]> {
  const investments = await store.find(StartUpInvestment, {
    ...{ activityId, disposedOn: null, boughtOn: { before: transferOn } },
  });
  const agreements = await store.find(StartUpPurchaseAgreement, {
    ...{ activityId, untilDay: { from: transferOn, orNull: true } },
  });
  return [
    ...investments.map((one) => {
      const worth = one.costMinor - depreciatedMinor(one, transferOn);
      return listed(ItemKind.INVESTMENT, 'StartUpInvestment', one.id, worth);
    }),
    ...agreements.map(({ id }) => listed(ItemKind.AGREEMENT, 'StartUpPurchaseAgreement', id)),
  ];
}

async function ofOthers({ store }: PluginContext, activityId: string): Promise<Listed[]> {
  const all: StartUpTold[] = [];
  for (let after: string | undefined; all.length <= mostItems; after = all.at(-1)?.id) {
    const where = { activityId, open: true, id: after && { after } };
    const told = await store.find(StartUpTold, where);
    all.push(...told);
    if (told.length < 100) break;
  }
  return all.map(({ kind, subjectType, subjectId, valueMinor, movable }) => ({
    ...{ kind: ItemKind[kind], subjectType, subjectId, valueMinor, movable },
  }));
}

/** What is held still, under the thing that it is held for. */
async function depositsOf({ core }: PluginContext, activityId: string): Promise<Listed[]> {
  const held = await core.deposits.held(activityId);
  const bySource = Map.groupBy(held, ({ source }) => source.id);
  return [...bySource.values()].map((own) => {
    const { type, id } = (own[0] as (typeof own)[0]).source;
    const amountMinor = own.reduce((sum, one) => sum + one.amountMinor, 0n);
    return listed(ItemKind.DEPOSIT, type, id, amountMinor);
  });
}

const listed = (
  kind: ItemKind,
  subjectType: string,
  subjectId: string,
  valueMinor: bigint | null = null,
): Listed => ({ kind, subjectType, subjectId, valueMinor, movable: true });

/** Page by page, up to one more than an inventory lists. */
async function allOf<Type extends 'Client' | 'Quote' | 'Contract' | 'Engagement' | 'Invoice'>(
  { core }: PluginContext,
  type: Type,
  activityId: string,
) {
  const all = [...(await core.list(type, activityId))];
  for (let last = all.at(-1); all.length % 100 === 0 && last !== undefined; last = all.at(-1)) {
    const more = await core.list(type, activityId, { after: last.id });
    if (more.length === 0 || all.length > 10 * mostItems) return all;
    all.push(...more);
  }
  return all;
}
