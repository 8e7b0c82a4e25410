import { expect } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { rowHashes, seed } from './row-tests.js';
import { sampleId } from './samples.js';

/** Events come at least once, in any order, and late. */
export function eventTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  if (plugin.events.length === 0) return;

  test('ends in the same rows when events come twice, in another order and late', async () => {
    const here = platform();
    await seed(plugin, here);
    for (const type of new Set(plugin.events.flatMap(({ on }) => on))) {
      await happen(here, type, options);
      await happen(here, type, options);
    }
    await here.platform.settle();
    expect(await failures(here, plugin)).toEqual([]);
    const once = await rowHashes(plugin, here);
    const today = here.platform.clock.today();
    for (const order of ['desc', 'asc'] as const) {
      here.setToday('2027-02-01');
      await deliverAgain(here, plugin, order);
      here.setToday(today);
      expect({ order, rows: await rowHashes(plugin, here) }).toEqual({ order, rows: once });
    }
  });

  test('takes an event about a thing that is not there any more', async () => {
    const here = platform();
    const before = await failures(here, plugin);
    for (const type of new Set(plugin.events.flatMap(({ on }) => on))) {
      await insertEvent(here, type, { type: subjectOf(type), id: newId() }, null);
    }
    await here.platform.settle();
    expect(await failures(here, plugin)).toEqual(before);
  });
}

/** The type that an event is about, by its name: "contract.signed" is about a Contract. */
const subjectOf = (type: string): string => {
  const [noun = ''] = type.split('.');
  return noun
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
};

async function happen(here: TestPlatform, type: string, { as }: ConformanceOptions): Promise<void> {
  const thing = subjectOf(type);
  const name = `${thing.charAt(0).toLowerCase()}${thing.slice(1)}Id`;
  const sample = await sampleId(name, here, as ?? 'member-stage');
  const id = sample?.split(':')[1] ?? newId();
  await insertEvent(here, type, { type: thing, id }, here.activityIds['member-stage']);
}

async function insertEvent(
  { admin, cooperativeId }: TestPlatform,
  type: string,
  subject: { readonly type: string; readonly id: string },
  activityId: string | null,
): Promise<void> {
  await admin.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [cooperativeId, newId(), type, subject.type, subject.id, activityId],
  );
}

/** What the plugin's handlers have failed at so far. */
const failures = ({ admin }: TestPlatform, { name }: PluginDefinition): Promise<unknown[]> =>
  admin.query(
    `select handler, last_error from core.delivery
     where handler like $1 || '/%' and attempts > 0 order by handler, event_id`,
    [name],
  );

async function deliverAgain(
  here: TestPlatform,
  { name }: PluginDefinition,
  order: 'asc' | 'desc',
): Promise<void> {
  await here.admin.query(
    `update core.delivery d set state = 'PENDING', next_attempt_at = now() - r.place * interval '1 s'
     from (select cooperative_id, id, row_number() over (order by event_id ${order}) as place
       from core.delivery where handler like $1 || '/%') r
     where d.cooperative_id = r.cooperative_id and d.id = r.id`,
    [name],
  );
  await here.platform.settle();
}
