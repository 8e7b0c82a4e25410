import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../testing/calls.js';
import { employmentWorld } from '../testing/world.js';
import { makeDueMonths } from './months.job.js';

/**
 * Which months the morning's job takes up, engagement by engagement: nothing can be signed here, for no
 * coefficient of the kind is known, so each month that it tried stands among the refused ones.
 */
let p: TestPlatform;
beforeAll(async () => {
  ({ p } = await employmentWorld());
  // The next month from ten days before it on.
  await p.admin.query(
    `insert into core.engagement_policy (cooperative_id, id, months_to_carry, expected_share,
       lead_days, from_day, source, decided_by) values ($1, $2, 1, 0, 10, '2026-01-01', 'Test', $3)`,
    [p.cooperativeId, newId(), p.memberIds.admin],
  );
  for (const one of cases) await engaged(one);
});
afterAll(() => p.close());

interface Case {
  readonly name: string;
  readonly from: string;
  readonly lastDay?: string;
  /** Days of the week: Monday to Friday when absent. */
  readonly week?: readonly number[];
  readonly status?: 'DRAFT' | 'SIGNED' | 'CANCELLED';
  readonly waived?: string;
  /** Tried on Sunday 21 March 2027, and on the day after it. */
  readonly before: readonly string[];
  readonly on: readonly string[];
}

const sundays = [0, 0, 0, 0, 0, 0, 456];
const [march, april] = ['2027-03-01', '2027-04-01'];
const cases: readonly Case[] = [
  { name: 'one that began long ago', from: '2027-01-11', before: [march], on: [march, april] },
  { name: 'one that begins this month', from: '2027-03-30', before: [march], on: [march, april] },
  { name: 'one that begins with the next', from: april, before: [], on: [april] },
  { name: 'one that begins after the next', from: '2027-05-03', before: [], on: [] },
  {
    ...{ name: 'one that begins after the last day of its week', from: '2027-03-29' },
    ...{ week: sundays, before: [], on: [april] },
  },
  {
    ...{ name: 'one that ends with the month', from: '2027-01-11', lastDay: '2027-03-31' },
    ...{ before: [march], on: [march] },
  },
  {
    ...{ name: 'one that ends on the first of the next', from: '2027-01-11', lastDay: april },
    ...{ before: [march], on: [march, april] },
  },
  {
    ...{ name: 'one that ends before the first day of its week', from: '2027-01-11' },
    ...{ lastDay: '2027-04-03', week: sundays, before: [march], on: [march] },
  },
  {
    ...{ name: 'one whose month was not worked by decision', from: '2027-01-11', waived: march },
    ...{ before: [], on: [april] },
  },
  { name: 'a draft', from: '2027-01-11', status: 'DRAFT', before: [], on: [] },
  { name: 'one that was given up', from: '2027-01-11', status: 'CANCELLED', before: [], on: [] },
];

const ids = new Map<string, string>();

async function engaged({ name, from, lastDay, week, status = 'SIGNED', waived }: Case) {
  const id = newId();
  ids.set(name, id);
  const signedOn = status === 'SIGNED' ? '2026-11-23' : null;
  await p.admin.query(
    `insert into core.engagement (cooperative_id, id, activity_id, worker_id, kind, status,
       currency, fixed_minor, schedule, from_day, last_day, end_reason, signed_on, created_by)
     values ($1, $2, $3, $4, 'open-ended', $5, 'EUR', 420000, $6, $7, $8, $9, $10, $4)`,
    [
      ...[p.cooperativeId, id, p.activityIds['member-stage'], p.memberIds['member-film'], status],
      ...[week ?? [456, 456, 456, 456, 456, 0, 0], from, lastDay ?? null],
      ...[lastDay === undefined ? null : 'Agreed', signedOn],
    ],
  );
  if (waived === undefined) return;
  await p.admin.query(
    `insert into core.engagement_month_waiver
       (cooperative_id, engagement_id, month, reason, waived_by, waived_on)
     values ($1, $2, $3, 'Ill all month', $4, '2027-03-20')`,
    [p.cooperativeId, id, waived, p.memberIds.adviser],
  );
}

/** The months of each that the job has tried by now. */
async function tried() {
  const rows = await p.admin.query<{ id: string; month: string }>(
    `select engagement_id as id, month::text from core.engagement_month_refusal order by month`,
  );
  return cases.map(({ name }) => [
    name,
    rows.filter(({ id }) => id === ids.get(name)).map(({ month }) => month),
  ]);
}

test.each([
  ['2027-03-21', 'before'],
  ['2027-03-22', 'on'],
] as const)('on %s each engagement has the months that are due tried', async (today, when) => {
  p.setToday(today);
  const { made, failed } = await makeDueMonths(p.platform, today);
  expect([made, failed]).toEqual([0, []]);
  expect(await tried()).toEqual(cases.map((one) => [one.name, one[when]]));
});
