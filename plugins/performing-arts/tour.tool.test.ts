import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ToolContext } from 'gezel/sdk';
import { ask, codesOf, runAssignments, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import { operations } from './testing.js';
import { tour as tourTool } from './tour.tool.js';

let p: TestPlatform;
let productionId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  await performingArts.seeds.reference?.(
    p.platform.host.context(p.ctx('admin'), performingArts.name),
  );
  const activityId = activity();
  await ask(p, operations.describeActivity, { activityId });
  const { production } = await ask<{ production: { id: string } }>(
    ...([p, operations.createProduction, { activityId }] as const),
  );
  productionId = production.id;
});
afterAll(() => p.close());

interface Planned {
  readonly assignment: { readonly id: string } | null;
  readonly violations: { readonly code: string }[];
  readonly declined: object[];
}

const activity = (of: 'member-stage' | 'member-film' = 'member-stage') =>
  `Activity:${p.activityIds[of]}`;
const plan = (input: object, as: 'member-stage' | 'member-film' = 'member-stage') =>
  ask<Planned>(
    p,
    `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } declined { tool { name } reasons { code } } } }`,
    { input: { activityId: activity(as), title: 'A tour', ...input } },
    { as },
  );
const declined = (code: string) =>
  expect.arrayContaining([{ tool: { name: 'performing-arts.tour' }, reasons: [{ code }] }]);
const tour = (input: object) =>
  plan({ steps: [{ tool: 'performing-arts.tour', input: { productionId, ...input } }] });
const offered = async ({ assignment }: Planned) => {
  const [step] = await p.admin.query<{ input: object }>(
    `select input from core.assignment_step where cooperative_id = $1 and assignment_id = $2
       and tool = 'performing-arts.tour'`,
    [p.cooperativeId, assignment?.id.split(':')[1]],
  );
  return step?.input;
};
const start = async (id: string | undefined) => {
  const input = { id, idempotencyKey: crypto.randomUUID() };
  await ask(
    p,
    `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`,
    { input },
  );
  await runAssignments(p.platform);
};
/** Takes the tool's step back, as the engine does when a later one fails. */
const cancel = async (assignmentId: string | undefined) => {
  const [row] = await p.admin.query<{ id: string; input: Record<string, unknown> }>(
    'select id, input from core.assignment_step where cooperative_id = $1 and assignment_id = $2',
    [p.cooperativeId, assignmentId?.split(':')[1]],
  );
  const own = p.platform.host.context(p.ctx('member-stage'), performingArts.name);
  await own.transaction(async (inside) => {
    const place = { stepId: row?.id, assignment: { activityId: activity() }, done: {} };
    await tourTool.cancel(
      { ...inside, ...place } as unknown as ToolContext,
      row?.input ?? {},
      null,
    );
  });
};
const tours = async () => {
  const query = `query ($id: ID!) { performingArtsProduction(id: $id) {
    tours { title from status } } }`;
  return (await ask<{ tours: object[] }>(p, query, { id: productionId })).tours;
};
const dates = () =>
  p.admin.query(
    `select day::text, status from performing_arts.performance
     where cooperative_id = $1 order by day`,
    [p.cooperativeId],
  );

describe('the tool that schedules a tour', () => {
  test('offers the newest production for the days that are known, until one is taken', async () => {
    const wish = { allInclusive: true, days: ['2027-05-01', '2027-05-02'] };
    const days = [{ day: '2027-05-01' }, { day: '2027-05-02' }];
    expect(await offered(await plan(wish))).toEqual({ productionId, dates: days });
    const { assignment, violations } = await tour({ dates: days });
    expect(violations).toEqual([]);
    await start(assignment?.id);
    const options = days.map(({ day }) => ({ day, status: 'OPTION' }));
    expect(await dates()).toEqual(options);
    expect(await tours()).toEqual([{ title: 'Zoutmeer', from: '2027-05-01', status: 'OPTION' }]);
    const twice = await plan(wish);
    expect(await offered(twice)).toBeUndefined();
    expect(twice.declined).toEqual(declined('performing-arts.scheduled-already'));
    const elsewhere = await plan(wish, 'member-film');
    expect(elsewhere.declined).toEqual(declined('performing-arts.no-production'));
    expect(codesOf(await tour({ dates: days }))).toContain('performing-arts.date-taken');
    await p.admin.query(
      `update performing_arts.performance set status = 'CONFIRMED'
       where cooperative_id = $1 and day = '2027-05-01'`,
      [p.cooperativeId],
    );
    await cancel(assignment?.id);
    expect(await dates()).toEqual([
      { day: '2027-05-01', status: 'CONFIRMED' },
      { day: '2027-05-02', status: 'CANCELLED' },
    ]);
    expect(await tours()).toMatchObject([{ status: 'CONFIRMED' }]);
  });

  test.each([
    [{ dates: [] }, 'assignment.input-too-few'],
    [{ dates: [{ day: '2027-02-30' }] }, 'assignment.input-no-day'],
    [{ dates: [{ day: '2026-11-22' }] }, 'performing-arts.date-in-the-past'],
    [{ dates: [{ day: '2027-06-01', kind: 'opera' }] }, 'performing-arts.unknown-day-kind'],
  ])('is not planned for %p: %s', async (input, code) => {
    expect(codesOf(await tour(input))).toContain(code);
  });
});
