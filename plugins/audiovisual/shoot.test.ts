import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExpenseLineFacts, ToolContext } from 'gezel/sdk';
import {
  codesOf,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { audiovisual } from './plugin.js';
import { recordExpense, spentMinor } from './record-expense.js';
import { shoot } from './shoot.tool.js';
import { TaxShelterEligibility } from './spend.entity.js';
import { ask, codes, makeProduction, type Payload, planDays, type Values } from './testing.js';

let p: TestPlatform;
let activityId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [audiovisual] });
  activityId = `Activity:${p.activityIds['member-film']}`;
});
afterAll(() => p.close());

const mutation = (name: string, fields: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${fields} violations { code path severity } } }`;
const step = <Answer = Values>(name: string, fields: string, input: Values) =>
  ask<Answer & Payload>(p, mutation(name, fields), { input });

interface Assignment {
  readonly assignment: { readonly id: string; readonly steps: Values[] } | null;
  readonly violations: { readonly code: string; readonly path: string[] }[];
  readonly declined: object[];
}

const plan = (input: Values) =>
  ask<Assignment>(
    p,
    `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id steps { tool { name } } } violations { code path }
      declined { tool { name } reasons { code } } } }`,
    { input: { activityId, title: 'A shoot', ...input } },
  );
const start = async (id: string | undefined) => {
  await ask(
    p,
    `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`,
    { input: { id, idempotencyKey: crypto.randomUUID() } },
  );
  await runAssignments(p.platform);
};
/** Takes the tool's step back, as the engine does when a later one fails. */
async function cancel(assignmentId: string | undefined) {
  const [row] = await p.admin.query<{ id: string; input: Values }>(
    'select id, input from core.assignment_step where cooperative_id = $1 and assignment_id = $2',
    [p.cooperativeId, assignmentId?.split(':')[1]],
  );
  const own = p.platform.host.context(p.ctx('member-film'), audiovisual.name);
  await own.transaction(async (inside) => {
    const place = { stepId: row?.id, assignment: { activityId }, done: {} };
    await shoot.cancel({ ...inside, ...place } as unknown as ToolContext, row?.input ?? {}, null);
  });
}
const daysOf = async () => {
  const { audiovisual: film } = await ask<{
    audiovisual: { upcomingDays: { nodes: Values[] } } | null;
  }>(
    ...([
      p,
      `query ($id: ID!) { activity(id: $id) { audiovisual {
        upcomingDays(first: 50) { nodes { day location production { title } } } } } }`,
      { id: activityId },
    ] as const),
  );
  return film?.upcomingDays.nodes;
};

describe('the tool that starts a shoot', () => {
  const days = [
    { day: '2027-05-10', location: 'Oostende' },
    { day: '2027-05-11', location: 'Nieuwpoort' },
  ];
  const planned = (input: Values) => plan({ steps: [{ tool: 'audiovisual.shoot', input }] });

  test('offers nothing to an activity that is not of this sector', async () => {
    const { assignment, declined } = await plan({
      allInclusive: true,
      days: ['2027-05-10'],
      places: ['Gent'],
    });
    const tools = assignment?.steps.map(({ tool }) => (tool as { name: string }).name) ?? [];
    expect(tools).not.toContain('audiovisual.shoot');
    expect(declined).toContainEqual({
      ...{ tool: { name: 'audiovisual.shoot' } },
      reasons: [{ code: 'audiovisual.nothing-shot-yet' }],
    });
  });

  test('makes a production with its days, once however often it is begun', async () => {
    const { assignment, violations } = await planned({ title: 'Laagwater', kind: 'FILM', days });
    expect(violations).toEqual([]);
    await start(assignment?.id);
    await runAssignments(p.platform);
    const production = { title: 'Laagwater' };
    expect(await daysOf()).toEqual(days.map((day) => ({ ...day, production })));
  });

  test('goes on with the newest production for the days and places that are known', async () => {
    const known = { days: ['2027-05-12', '2027-05-13'], places: ['Gent'] };
    const { assignment } = await plan({ allInclusive: true, ...known });
    const [offered] = await p.admin.query<{ input: unknown }>(
      `select input from core.assignment_step where cooperative_id = $1 and assignment_id = $2
         and tool = 'audiovisual.shoot'`,
      [p.cooperativeId, assignment?.id.split(':')[1]],
    );
    expect(offered?.input).toEqual({
      productionId: expect.stringMatching(/^AudiovisualProduction:/),
      days: known.days.map((day) => ({ day, location: 'Gent' })),
    });
  });

  test.each<[string, Values, string]>([
    [
      'a day that has passed',
      { days: [{ day: '2026-11-22', location: 'x' }] },
      'audiovisual.day-in-the-past',
    ],
    ['no days', { days: [] }, 'assignment.input-too-few'],
    [
      'no day of the calendar',
      { days: [{ day: '2027-02-30', location: 'x' }] },
      'assignment.input-no-day',
    ],
    ['a kind that is none', { kind: 'OPERA', days }, 'assignment.input-no-choice'],
  ])('is not planned for %s', async (_, input, code) => {
    expect(codesOf(await planned(input))).toContain(code);
  });

  test('takes back the days to come, not those that were shot', async () => {
    const input = { title: 'Springtij', days: [{ day: '2026-11-23', location: 'Gent' }, ...days] };
    const { assignment } = await planned(input);
    await start(assignment?.id);
    await p.admin.query(
      `update audiovisual.shooting_day set status = 'SHOT'
       where cooperative_id = $1 and day = '2026-11-23'`,
      [p.cooperativeId],
    );
    await cancel(assignment?.id);
    const rows = await p.admin.query<{ status: string }>(
      `select d.status from audiovisual.shooting_day d join audiovisual.production p
         on p.cooperative_id = d.cooperative_id and p.id = d.production_id
       where d.cooperative_id = $1 and p.title = 'Springtij' order by d.day`,
      [p.cooperativeId],
    );
    expect(rows.map(({ status }) => status)).toEqual(['SHOT', 'CANCELLED', 'CANCELLED']);
  });
});

describe('what is listed', () => {
  test('moves to another day that is free, and says that a call sheet is out', async () => {
    const productionId = await makeProduction(p, activityId);
    const [first] = await planDays(p, productionId, ['2027-06-01', '2027-06-02']);
    const move = (input: Values) =>
      step('audiovisualMoveShootingDay', 'shootingDay { day location }', { id: first, ...input });
    expect(codes(await move({ day: '2027-06-02' }))).toEqual(['audiovisual.day-taken']);
    expect(codes(await move({ day: '2026-11-01' }))).toEqual(['audiovisual.day-in-the-past']);
    expect(await move({ day: '2027-06-03', location: 'Brugge' })).toEqual({
      shootingDay: { day: '2027-06-03', location: 'Brugge' },
      violations: [],
    });
    await p.admin.query(
      `update audiovisual.shooting_day set status = 'SHOT' where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, first?.split(':')[1]],
    );
    expect(codes(await move({ location: 'Gent' }))).toEqual(['audiovisual.day-shot']);
  });

  test('changes and leaves its list, but not the crew that has worked', async () => {
    const productionId = await makeProduction(p, activityId);
    const input = { productionId, title: 'Camera', owner: 'MEMBER', value: '100' };
    const fields = 'equipment { id value { amount } coveredUntil }';
    const { equipment } = await step<{ equipment: { id: string } }>(
      'audiovisualAddEquipment',
      fields,
      input,
    );
    const { id } = equipment;
    const cover = { coveredFrom: '2027-01-01', coveredUntil: '2027-12-31' };
    expect(
      await step('audiovisualChangeEquipment', fields, { id, value: '90.50', ...cover }),
    ).toEqual({
      equipment: { id, value: { amount: '90.50' }, coveredUntil: '2027-12-31' },
      violations: [],
    });
    const turned = { coveredFrom: '2027-02-01', coveredUntil: '2027-01-01' };
    const refused = await step('audiovisualChangeEquipment', fields, { id, ...turned });
    expect(codes(refused)).toEqual(['audiovisual.cover-ends-first']);
    for (const bad of [{ value: '0' }, { coveredFrom: '2027-01-01' }]) {
      const query = mutation('audiovisualChangeEquipment', fields);
      const asking = { as: 'member-film' } as const;
      expect(await errorCode(p, query, { input: { id, ...bad } }, asking)).toBe('BAD_USER_INPUT');
    }
    const remove = () => `mutation ($input: AudiovisualRemoveFromListInput!) {
      audiovisualRemoveEquipment(input: $input) { equipment { id } violations { code } } }`;
    expect(codes(await ask<Payload>(p, remove(), { input: { id } }))).toEqual([]);
    const gone = await errorCode(p, remove(), { input: { id } }, { as: 'member-film' });
    expect(gone).toBe('NOT_FOUND');
  });
});

describe('a cost', () => {
  test.each([
    [12_100n, 2_100n, 12_100n, 10_000n],
    [12_100n, 2_100n, 6_050n, 5_000n],
    [100n, 17n, 99n, 82n],
    [0n, 0n, 0n, 0n],
    [12_100n, 2_100n, null, null],
  ])(
    'of an expense of %p with %p VAT, approved for %p, is %p',
    (amountMinor, vatMinor, approvedMinor, spent) => {
      expect(spentMinor({ amountMinor, vatMinor, approvedMinor })).toBe(spent);
    },
  );

  test('may be a line of an approved expense, which counts once', async () => {
    const productionId = await makeProduction(p, activityId);
    const line: ExpenseLineFacts = {
      ...{ ref: 'sheet:0', expenseId: 'sheet', position: 0, status: 'APPROVED', day: '2026-11-20' },
      ...{ activityId: p.activityIds['member-film'], category: 'travel', currency: 'EUR' },
      ...{ amountMinor: 12_100n, vatMinor: 2_100n, approvedMinor: 12_100n },
    };
    const own = p.platform.host.context(p.ctx('member-film'), audiovisual.name);
    const record = (known: ExpenseLineFacts | null) => {
      const ctx = { ...own, core: { ...own.core, expenseLines: async () => [known] } };
      const eligibility = TaxShelterEligibility.BELGIAN_INDIRECT;
      return recordExpense(ctx, { productionId, ref: line.ref, title: 'A taxi', eligibility });
    };
    expect(codesOf(await record({ ...line, approvedMinor: null }))).toEqual([
      'audiovisual.expense-not-approved',
    ]);
    expect(codesOf(await record({ ...line, approvedMinor: 0n }))).toEqual([
      'audiovisual.expense-empty',
    ]);
    expect((await record(line)).done).toMatchObject({ amountMinor: 10_000n, day: '2026-11-20' });
    expect(codesOf(await record(line))).toEqual(['audiovisual.spend-twice']);
    await expect(record(null)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const foreign = { ...line, activityId: p.activityIds['member-stage'] };
    await expect(record(foreign)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
