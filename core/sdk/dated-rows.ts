import type { ClassType } from 'type-graphql';
import type { PluginStore, Where } from './plugin-store.js';

/** Dated rows: the first day is included, the last is not; none is altered once it has held. */

export interface Dated {
  readonly id: string;
  readonly fromDay: string;
  readonly untilDay: string | null;
}

/** The row that holds on a day, if there is one. */
export const holdingOn = <Row extends Dated>(rows: readonly Row[], day: string): Row | undefined =>
  rows.find(({ fromDay, untilDay }) => fromDay <= day && (untilDay === null || day < untilDay));

/**
 * What a new row does to the others of its kind: an open one before it ends where it begins, one of
 * the same first day has never held; a row that it would cut in two stands in its way.
 */
export function superseded<Row extends Dated>(
  rows: readonly Row[],
  fresh: { readonly fromDay: string; readonly untilDay: string | null },
): { readonly ended: Row[]; readonly inTheWay: Row[] } {
  const live = rows.filter(({ fromDay, untilDay }) => untilDay === null || untilDay > fromDay);
  const before = (day: string, bound: string | null) => bound === null || day < bound;
  const met = live.filter(
    (row) => before(row.fromDay, fresh.untilDay) && before(fresh.fromDay, row.untilDay),
  );
  const ends = (row: Row) => row.fromDay <= fresh.fromDay;
  return { ended: met.filter(ends), inTheWay: met.filter((row) => !ends(row)) };
}

/** The rows that hold on a day, as a condition for the store. */
export const heldOn = (day: string) =>
  ({ fromDay: { upTo: day }, untilDay: { after: day, orNull: true } }) as const;

/**
 * Adds a row that holds from its first day on. Of those that meet the condition, what holds then ends
 * there, and what was to begin later never holds: it ends on the day on which it began.
 */
export async function replaceFrom<Row extends Dated>(
  store: PluginStore,
  entity: ClassType<Row>,
  same: Where<Row>,
  fresh: Partial<Row> & { readonly fromDay: string },
): Promise<Row> {
  const after = { untilDay: { after: fresh.fromDay, orNull: true } };
  for (const { id, fromDay } of await store.find(entity, { ...same, ...after })) {
    const [, untilDay] = [fromDay, fresh.fromDay].sort();
    await store.update(entity, id, { untilDay } as Partial<Row>);
  }
  return store.insert(entity, fresh);
}
