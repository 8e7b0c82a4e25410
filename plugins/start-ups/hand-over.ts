import { type DownloadDefinition, globalId, type PluginContext, visible, zipOf } from 'gezel/sdk';
import { equityOf } from './cap-table.js';
import { StartUpHolder } from './equity.entity.js';
import { holdingsOf, securitiesOf } from './equity-view.js';
import { StartUpPurchaseAgreement } from './purchase.entity.js';
import { eventsUntil } from './record-equity.js';
import {
  ItemDecision,
  ItemKind,
  StartUpSpinOff,
  type StartUpSpinOffItem,
} from './spin-off.entity.js';
import { itemsOf } from './spin-off-conditions.js';

/** What the company gets in writing: what goes along, to whom it was sold, and who holds its shares. */
export const handOver: DownloadDefinition = {
  name: 'start-ups.hand-over',
  open: async (ctx, { id }) => {
    if (ctx.viewer?.reach('start-ups.read') === undefined || !id) return null;
    const file = await visible(ctx, StartUpSpinOff, globalId('StartUpSpinOff', id));
    if (file === null) return null;
    const carried = (await itemsOf(ctx, id)).filter(
      ({ decision }) => decision === ItemDecision.CARRY,
    );
    const entries = [
      entry('inventory.json', carried.map(listed)),
      entry('clients.json', await clientsOf(ctx, carried)),
      entry('agreements.json', await agreementsOf(ctx, carried)),
      entry('cap-table.json', await sharesOf(ctx, file)),
      entry('securities.json', await promisedBy(ctx, file)),
    ];
    return { ...handOverNamed(file), body: await zipOf(entries, ctx.now) };
  },
};

export const handOverNamed = ({ enterpriseNumber, transferOn }: StartUpSpinOff) => ({
  ...{ mediaType: 'application/zip', filename: `spin-off-${enterpriseNumber}-${transferOn}.zip` },
});

const entry = (name: string, said: unknown) => ({
  ...{ name, body: new TextEncoder().encode(`${JSON.stringify(said, null, 2)}\n`) },
});

const listed = (item: StartUpSpinOffItem) => ({
  ...{ kind: item.kind, subject: item.subject, value: item.value, note: item.note },
  ...{ dueOn: item.dueOn, movedOn: item.movedOn, movedHow: item.movedHow },
});

/** As the caller sees them: what may not be seen is left out. */
async function clientsOf({ core }: PluginContext, items: readonly StartUpSpinOffItem[]) {
  const clients = [];
  for (const { kind, subjectId } of items) {
    const client = kind === ItemKind.CLIENT ? await core.client(subjectId) : null;
    if (client === null) continue;
    const { name, enterpriseNumber, email, locale, street, postalCode, city, country } = client;
    const address = { street, postalCode, city, country };
    clients.push({ ...{ name, kind: client.kind, enterpriseNumber, email, locale }, address });
  }
  return clients;
}

async function agreementsOf({ store }: PluginContext, items: readonly StartUpSpinOffItem[]) {
  const agreements = [];
  for (const { kind, subjectId } of items) {
    if (kind !== ItemKind.AGREEMENT) continue;
    const one = await store.get(StartUpPurchaseAgreement, subjectId);
    if (one === null) continue;
    const { supplier, title, tiers, currency, fromDay, untilDay } = one;
    agreements.push({ supplier, title, currency, fromDay, untilDay, pricesInMinorUnits: tiers });
  }
  return agreements;
}

async function sharesOf(ctx: PluginContext, { activityId, transferOn }: StartUpSpinOff) {
  const equity = equityOf(await eventsUntil(ctx, activityId, transferOn));
  return Promise.all(
    holdingsOf(equity).map(async ({ holderId, shareClass, shares, percent }) => {
      const holder = await nameOf(ctx, holderId);
      return { holder, shareClass, shares, percent };
    }),
  );
}

/** What may become shares: plans, options, warrants, convertibles. */
async function promisedBy(ctx: PluginContext, { activityId, transferOn }: StartUpSpinOff) {
  const equity = equityOf(await eventsUntil(ctx, activityId, transferOn));
  return Promise.all(
    securitiesOf(equity, transferOn).map(async ({ holderId, ...said }) => {
      return { ...said, holder: await nameOf(ctx, holderId) };
    }),
  );
}

async function nameOf({ store }: PluginContext, holderId: string | null): Promise<string | null> {
  const holder = holderId === null ? null : await store.get(StartUpHolder, holderId);
  return holder?.name ?? holderId;
}
