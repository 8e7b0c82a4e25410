import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId, newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../expense/testing.js';
import { ask, codes, errorsOf, type Manager, newKey, prove, standing } from '../testing.js';
import { forecastMinor } from './budget-figures.js';

const { activityId, bought } = t;
const [stage, film] = ['member-stage', 'member-film'] as const;
let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ today: '2025-11-20' });
  await t.withCategories(p);
  await t.endow(p, stage, 100_000n);
  await t.endow(p, film, 50_000n);
});
afterAll(async () => {
  await prove(p);
  await p.close();
});

const figures =
  'planned { amount } committed { amount } spent { amount } left { amount } forecast { amount }';
const budgetFields = `id version status title policy project { name }
  lines { kind ${figures} } totals { ${figures} }`;
const create = `mutation ($input: CreateBudgetInput!) {
  createBudget(input: $input) { budget { ${budgetFields} } violations { code path severity } } }`;
const update = `mutation ($input: UpdateBudgetInput!) {
  updateBudget(input: $input) { budget { ${budgetFields} } violations { code path } } }`;
const begin = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id name status } violations { code } } }`;
const assign = `mutation ($input: AssignToProjectInput!) {
  assignToProject(input: $input) { project { id } violations { code } } }`;
const transfer = `mutation ($input: TransferBetweenActivitiesInput!) {
  transferBetweenActivities(input: $input) { transfer { id amount { amount } from { id } to { id } }
    violations { code message severity } } }`;
const query = `query ($id: ID!) { activity(id: $id) { budgets { ${budgetFields} } projects { name } } }`;

const plan = (as: Manager, over: Record<string, unknown> = {}) => ({
  ...{ activityId: activityId(p, as), title: 'Autumn', from: '2025-11-01', until: '2025-11-30' },
  ...{ policy: 'WARN', lines: [{ kind: 'EXPENSES', planned: '100.00' }], ...over },
});
const budget = (as: Manager, over: Record<string, unknown> = {}) =>
  ask(p, as, create, { input: plan(as, over) });
const project = async (as: Manager, name: string): Promise<string> => {
  const input = { activityId: activityId(p, as), name, from: '2025-01-01', until: '2025-12-31' };
  return (await ask(p, as, begin, { input })).project.id;
};
const give = (as: Parameters<typeof ask>[1], amount: string, over: Record<string, unknown> = {}) =>
  ask(p, as, transfer, {
    input: {
      ...{ fromActivityId: activityId(p, stage), toActivityId: activityId(p, film), amount },
      ...{ reason: 'Shared costs', idempotencyKey: newKey(), ...over },
    },
  });
const readBudget = async (as: Manager, title: string) => {
  const activity = await ask(p, as, query, { id: activityId(p, as) });
  return activity.budgets.find((one: { title: string }) => one.title === title);
};

describe('a budget', () => {
  test('shows what is committed when a sheet is submitted, and spent when it is approved', async () => {
    expect(codes(await budget(stage))).toEqual([]);
    const { expense } = await t.submit(p, stage, [bought('60.50', { vatAmount: '10.50' })]);
    expect((await readBudget(stage, 'Autumn')).lines).toEqual([
      {
        ...{ kind: 'EXPENSES', planned: { amount: '100.00' }, committed: { amount: '50.00' } },
        ...{ spent: { amount: '0.00' }, left: { amount: '50.00' }, forecast: { amount: '50.00' } },
      },
    ]);
    await t.approve(p, 'adviser', expense.id);
    expect((await readBudget(stage, 'Autumn')).totals).toEqual({
      ...{
        planned: { amount: '100.00' },
        committed: { amount: '0.00' },
        spent: { amount: '50.00' },
      },
      // 50.00 in 20 of 30 days.
      ...{ left: { amount: '50.00' }, forecast: { amount: '75.00' } },
    });
  });

  test('warns or refuses, as it is decided, when a commitment passes it', async () => {
    const warned = await t.submit(p, stage, [bought('50.01')]);
    expect(warned.expense.status).toBe('SUBMITTED');
    expect(warned.violations).toEqual([
      expect.objectContaining({
        ...{ code: 'budget.passed', severity: 'WARNING' },
        message: 'The budget "Autumn" plans 100.00 EUR for EXPENSES; this brings it to 100.01.',
      }),
    ]);
    await budget(stage, {
      title: 'Strict',
      policy: 'REFUSE',
      lines: [{ kind: 'EXPENSES', planned: '200.00' }],
    });
    const refused = await t.submit(p, stage, [bought('100.00')]);
    expect(refused.expense).toBeNull();
    expect(codes(refused)).toEqual(['budget.passed', 'budget.passed']);
    const within = await t.submit(p, stage, [bought('99.99')]);
    expect(within.expense.status).toBe('SUBMITTED');
    const { version, id } = await readBudget(stage, 'Strict');
    const change = { budgetId: id, close: true, expectedVersion: version };
    expect((await ask(p, stage, update, { input: change })).budget.status).toBe('CLOSED');
    expect(await errorsOf(p, stage, update, { input: change })).toEqual(['CONFLICT']);
    const closed = { budgetId: id, title: 'x' };
    expect(codes(await ask(p, stage, update, { input: closed }))).toEqual(['budget.closed']);
    expect((await t.submit(p, stage, [bought('100.00')])).expense.status).toBe('SUBMITTED');
  });

  test('of a project counts what belongs to the project, also what is assigned later', async () => {
    const spring = await project(stage, 'Spring');
    await budget(stage, {
      title: 'Of spring',
      projectId: spring,
      from: '2025-01-01',
      until: '2025-12-31',
    });
    const committed = async () => (await readBudget(stage, 'Of spring')).totals.committed.amount;
    expect(await committed()).toBe('0.00');
    const first = await t.submit(p, stage, [bought('7.00')], { projectId: spring });
    const read = `query ($id: ID!) { expense(id: $id) { project { name } } }`;
    expect((await ask(p, stage, read, { id: first.expense.id })).project.name).toBe('Spring');
    const { expense } = await t.submit(p, stage, [bought('5.00')]);
    expect(await committed()).toBe('7.00');
    await ask(p, stage, assign, { input: { projectId: spring, documentId: expense.id } });
    expect(await committed()).toBe('12.00');
    const foreign = await project(film, 'Other');
    const wrong = await t.submit(p, stage, [bought('5.00')], { projectId: foreign });
    expect(codes(wrong)).toContain('budget.no-project');
    const elsewhere = { projectId: foreign, documentId: expense.id };
    expect(await errorsOf(p, film, assign, { input: elsewhere })).toEqual(['NOT_FOUND']);
  });

  test('is refused with all that is wrong, and made once with a key', async () => {
    const wrong = await budget(stage, {
      ...{ title: ' ', from: '2025-12-01', until: '2025-11-01' },
      projectId: globalId('Project', newId()),
      lines: [
        { kind: 'EXPENSES', planned: '1.234' },
        { kind: 'EXPENSES', planned: '1' },
        { kind: 'HOPE', planned: '-1' },
      ],
    });
    expect(codes(wrong).sort()).toEqual(
      [
        ...['text.blank', 'budget.until-before-from', 'budget.no-project', 'budget.planned'],
        ...['budget.kind', 'budget.kind', 'budget.planned'],
      ].sort(),
    );
    expect(codes(await budget(stage, { lines: [] }))).toEqual(['budget.without-lines']);
    const idempotencyKey = newKey();
    const made = await Promise.all(
      [1, 2].map(() => budget(stage, { title: 'Once', idempotencyKey })),
    );
    expect(made[0].budget.id).toBe(made[1].budget.id);
    expect(await errorsOf(p, film, create, { input: plan(stage) })).toEqual(['NOT_FOUND']);
    expect(await errorsOf(p, 'adviser', create, { input: plan(stage) })).toEqual(['FORBIDDEN']);
  });

  test('lists of activities take the same statements, however many budgets they have', async () => {
    const all = `{ activities(first: 100) { nodes { name budgets {
      title totals { spent { amount } } lines { kind } project { name } } projects { name } } } }`;
    const count = async () => (await p.statements(() => ask(p, 'finance', all))).length;
    // The first one may read what the platform then knows for a while.
    await count();
    const before = await count();
    for (const one of [stage, film, film]) await budget(one, { title: 'One more' });
    expect(await count()).toBe(before);
  });
});

describe('a transfer', () => {
  test('moves money between two activities, and counts on both sides', async () => {
    await budget(film, {
      ...{ title: 'Joint', lines: [{ kind: 'TRANSFERS', planned: '10.00' }] },
    });
    const before = [await standing(p, stage), await standing(p, film)];
    const moved = await give('finance', '25.00');
    expect(moved).toMatchObject({ transfer: { amount: { amount: '25.00' } }, violations: [] });
    const after = [await standing(p, stage), await standing(p, film)];
    expect(after[0]?.available).toBe((before[0]?.available ?? 0n) - 2_500n);
    expect(after[1]?.available).toBe((before[1]?.available ?? 0n) + 2_500n);
    expect((await readBudget(film, 'Joint')).totals.spent.amount).toBe('-25.00');
  });

  test('is made once with a key, and tried without a trace', async () => {
    const idempotencyKey = newKey();
    const [one, two] = await Promise.all(
      [1, 2].map(() => give('finance', '1.00', { idempotencyKey })),
    );
    expect(one.transfer.id).toBe(two.transfer.id);
    expect(await give('finance', '1.00', { dryRun: true })).toEqual({
      transfer: null,
      violations: [],
    });
  });

  test('needs both sides, an amount, and money above the floor', async () => {
    const input = {
      ...{ fromActivityId: activityId(p, stage), toActivityId: activityId(p, film) },
      ...{ amount: '1.00', reason: 'x', idempotencyKey: newKey() },
    };
    expect(await errorsOf(p, stage, transfer, { input })).toEqual(['NOT_FOUND']);
    expect(await errorsOf(p, 'adviser', transfer, { input })).toEqual(['FORBIDDEN']);
    const self = { toActivityId: activityId(p, stage), reason: '' };
    expect(codes(await give('finance', '-1', self))).toEqual([
      'text.blank',
      'transfer.same-activity',
      'transfer.amount',
    ]);
    const short = await give('finance', '99999.00');
    expect(codes(short)).toEqual(['money.insufficient-funds']);
    const fromProjectId = await project(film, 'Not stage’s');
    expect(codes(await give('finance', '1.00', { fromProjectId }))).toEqual(['budget.no-project']);
  });

  test('crosses another one without either being lost', async () => {
    const back = { fromActivityId: activityId(p, film), toActivityId: activityId(p, stage) };
    const total = async () =>
      (await standing(p, stage)).available + (await standing(p, film)).available;
    const before = await total();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => give('finance', '3.00', i % 2 === 0 ? {} : back)),
    );
    expect(answers.flatMap(codes)).toEqual([]);
    expect(await total()).toBe(before);
  });

  test('all at once never goes below the floor', async () => {
    const { available } = await standing(p, film);
    const back = { fromActivityId: activityId(p, film), toActivityId: activityId(p, stage) };
    const most = `${available / 100n}.${String(available % 100n).padStart(2, '0')}`;
    const answers = await Promise.all([1, 2, 3].map(() => give('finance', most, back)));
    expect(answers.flatMap(codes).filter((code) => code !== 'budget.passed')).toEqual([
      'money.insufficient-funds',
      'money.insufficient-funds',
    ]);
    expect((await standing(p, film)).available).toBe(0n);
  });
});

test('a forecast is never less than what is bound, nor changed when the period is over', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const period = { from: '2025-01-01', until: '2025-12-31' };
  const day = fc
    .integer({ min: -400, max: 800 })
    .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(amount, amount, day, (spentMinor, committedMinor, today) => {
      const forecast = forecastMinor({ spentMinor, committedMinor }, period, today);
      const bound = spentMinor + committedMinor;
      if (forecast < bound) return false;
      return today >= period.until || today < period.from ? forecast === bound : true;
    }),
  );
});
