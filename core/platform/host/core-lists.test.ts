import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as sheets from '../../money/expense/testing.js';
import * as t from '../../money/testing.js';
import { sampleId } from '../../sdk/testing/samples.js';
import { globalId } from '../ids.js';
import { type TestPlatform, testPlatform } from '../testing/platform.js';

let p: TestPlatform;
let activityId: string;

beforeAll(async () => {
  p = await testPlatform({ today: '2025-11-20' });
  activityId = p.activityIds['member-stage'];
});
afterAll(() => p?.close());

const portOf = (as: t.Manager | 'adviser') => p.platform.host.port(p.ctx(as));
const port = () => portOf('member-stage');

describe('what belongs to an activity', () => {
  test.each(['Client', 'Quote', 'Invoice', 'Contract', 'Engagement'] as const)(
    '%s is listed in pages, oldest first, for those who see it',
    async (type) => {
      const ids: (string | undefined)[] = [];
      for (const _ of [1, 2, 3]) ids.push(await sampleId(`${type}Id`, p, 'member-stage'));
      const listed = await port().list(type, activityId);
      const found = listed.map(({ id }) => globalId(type, id));
      expect(found.filter((id) => ids.includes(id))).toEqual(ids);
      const [first] = await port().list(type, activityId, { limit: 1 });
      const next = await port().list(type, activityId, { after: first?.id ?? '', limit: 1 });
      expect([first, next[0]]).toEqual(listed.slice(0, 2));
      expect(first).toEqual(await port().read(type, first?.id ?? ''));
      expect(await portOf('member-film').list(type, activityId)).toEqual([]);
      await expect(port().list(type, activityId, { limit: 101 })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    },
  );
});

describe('expenses of an activity', () => {
  beforeAll(async () => {
    await sheets.withCategories(p);
    await sheets.endow(p, 'member-stage', 1_000_000n);
    const days = ['2025-11-12', '2025-11-03', '2025-11-12'];
    const lines = days.map((onDay) => sheets.bought('121.00', { onDay, vatAmount: '21.00' }));
    const submitted = await sheets.submit(p, 'member-stage', lines);
    const { id } = submitted.expense;
    await sheets.approve(p, 'adviser', id, {
      cuts: [{ position: 2, amount: '100.00', reason: 'x' }],
    });
    // A draft is not told of: its lines may change.
    const draft = {
      ...{ activityId: globalId('Activity', activityId), month: '2025-11-01' },
      lines: [sheets.bought('5.00')],
    };
    await t.ask(p, 'member-stage', sheets.draftSheet, { input: draft });
  });

  test('are told line by line in the order of the days, in pages', async () => {
    const all = await port().expenses(activityId);
    expect(all.map(({ day, position }) => [day, position])).toEqual([
      ...[['2025-11-03', 2]],
      ...[
        ['2025-11-12', 1],
        ['2025-11-12', 3],
      ],
    ]);
    expect(all[0]).toMatchObject({
      ...{ status: 'APPROVED', category: 'material', currency: 'EUR', activityId },
      ...{ amountMinor: 121_00n, vatMinor: 21_00n, approvedMinor: 100_00n },
    });
    const [one] = await port().expenses(activityId, { limit: 1 });
    expect(await port().expenses(activityId, { after: one })).toEqual(all.slice(1));
    const within = { from: '2025-11-04', until: '2025-11-12' };
    expect(await port().expenses(activityId, within)).toEqual(all.slice(1));
    expect(await port().expenses(activityId, { from: '2025-11-13' })).toEqual([]);
    const refs = [all[2]?.ref ?? '', 'nothing', all[0]?.ref ?? ''];
    expect(await port().expenseLines(refs)).toEqual([all[2], null, all[0]]);
  });

  test('are nobody else’s', async () => {
    const [line] = await port().expenses(activityId);
    expect(await portOf('member-film').expenses(activityId)).toEqual([]);
    expect(await portOf('member-film').expenseLines([line?.ref ?? ''])).toEqual([null]);
    expect(await portOf('adviser').expenses(activityId)).toHaveLength(3);
    const bad = port().expenses(activityId, { after: { day: '2025-11-03', ref: 'x' } });
    await expect(bad).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
