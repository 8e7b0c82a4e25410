import type { PluginContext, PluginFinding } from 'gezel/sdk';
import { capTableOf } from './cap-table.js';
import { decisionsOf, inventoryOf, mostItems, placeOf } from './inventory.js';
import { eventsUntil } from './record-equity.js';
import { ItemDecision, type StartUpSpinOff, StartUpSpinOffItem } from './spin-off.entity.js';

/** Everything that stands between a file and its approval, as it is now. */
export async function conditionFindings(
  ctx: PluginContext,
  { id, activityId, transferOn }: StartUpSpinOff,
): Promise<PluginFinding[]> {
  const items = await itemsOf(ctx, id);
  const now = await inventoryOf(ctx, activityId, transferOn);
  const known = new Set(items.map(placeOf));
  const fresh = now.filter((one) => !known.has(placeOf(one))).length;
  const found: PluginFinding[] = [];
  const say = (code: string, count: number) => {
    if (count === 0) return;
    found.push({ code: `start-ups.spin-off-${code}`, path: ['id'], values: { count } });
  };
  say('inventory-grew', fresh);
  say('undecided', items.filter(({ decision }) => decision === null).length);
  say('decided-otherwise', items.filter(isOdd).length);
  say('without-consent', items.filter(isWithoutConsent).length);
  const events = await eventsUntil(ctx, activityId, ctx.today);
  if (capTableOf(events).size === 0) {
    found.push({ code: 'start-ups.spin-off-no-shares', path: ['id'], severity: 'WARNING' });
  }
  return found;
}

/** Besides, on the day: what was to be ended, paid or repaid before must be. */
export async function transferFindings(
  ctx: PluginContext,
  spinOff: StartUpSpinOff,
): Promise<PluginFinding[]> {
  const { id, activityId, transferOn } = spinOff;
  const found = await conditionFindings(ctx, spinOff);
  if (ctx.today < transferOn) {
    const values = { day: transferOn };
    found.push({ code: 'start-ups.spin-off-too-early', path: ['id'], values });
  }
  const open = new Set((await inventoryOf(ctx, activityId, transferOn)).map(placeOf));
  const items = await itemsOf(ctx, id);
  const left = items.filter(
    (item) => item.decision === ItemDecision.SETTLE && open.has(placeOf(item)),
  );
  for (const [kind, own] of Map.groupBy(left, (item) => item.kind)) {
    const values = { kind, count: own.length };
    found.push({ code: 'start-ups.spin-off-unsettled', path: ['id'], values });
  }
  return found;
}

/** The items of a file, in the order in which they were listed. */
export async function itemsOf(
  { store }: PluginContext,
  spinOffId: string,
): Promise<StartUpSpinOffItem[]> {
  const all: StartUpSpinOffItem[] = [];
  for (let after: string | undefined; all.length <= mostItems; after = all.at(-1)?.id) {
    const rows = await store.find(StartUpSpinOffItem, { spinOffId, id: after && { after } });
    all.push(...rows);
    if (rows.length < 100) break;
  }
  return all;
}

const isOdd = ({ kind, decision, movable }: StartUpSpinOffItem): boolean =>
  decision !== null &&
  (!decisionsOf[kind].includes(decision) || (decision === ItemDecision.CARRY && !movable));

/** Nobody is rid of a debt without whom it is owed to. */
const isWithoutConsent = ({ kind, decision, note }: StartUpSpinOffItem): boolean =>
  kind === 'DEBT' && decision === ItemDecision.CARRY && note === null;
