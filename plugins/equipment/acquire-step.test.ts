import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localId, type ToolContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  errorCode,
  giveMoney,
  moneyLeft,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { buyTool } from './buy.tool.js';
import { leaseTool } from './lease.tool.js';
import { equipment } from './plugin.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [equipment] });
  await giveMoney(p, equipment, 200_000n);
});
afterAll(() => p?.close());

type Values = Record<string, unknown>;

const drone = (serialNumber: string, over: Values = {}) => ({
  ...{ title: 'Drone', serialNumber, value: '400.00', depreciationMonths: 24, ...over },
});
const desk = (serialNumber: string, over: Values = {}) => ({
  ...drone(serialNumber, { lessor: 'A lessor', firstDueOn: '2026-12-31', months: 3 }),
  ...{ instalment: '15.50', option: '20', ...over },
});
const buying = (input: Values) => ({ tool: 'equipment.buy', input });
const leasing = (input: Values) => ({ tool: 'equipment.lease', input });

describe('the steps that buy and lease', () => {
  test('are planned with their money by day, and nothing is taken yet', async () => {
    const before = await moneyLeft(p);
    const { assignment } = await plan([buying(drone('P-1')), leasing(desk('P-2'))]);
    const line = (day: string, amount: string) => ({ day, amount: { amount } });
    expect(assignment?.steps).toMatchObject([
      { cost: { amount: '400.00' }, cashFlow: [line('2026-11-23', '-400.00')] },
      {
        cost: { amount: '46.50' },
        cashFlow: ['2026-12-31', '2027-01-31', '2027-02-28'].map((day) => line(day, '-15.50')),
      },
    ]);
    expect(await moneyLeft(p)).toBe(before);
  });

  test('are done once, and are a person’s to end from the next day on', async () => {
    const before = Number(await moneyLeft(p));
    const { status, steps } = await run([buying(drone('S-1')), leasing(desk('S-2'))]);
    expect([status, ...steps.map((one) => one.status)]).toEqual(['DONE', 'DONE', 'DONE']);
    const [bought, leased] = steps.map(({ reference }) => reference) as [string, string];
    expect(await item(bought)).toMatchObject({ owner: 'COOPERATIVE', status: 'IN_USE' });
    expect(await item(leased)).toMatchObject({ owner: 'LESSOR', leases: [{ status: 'RUNNING' }] });
    for (const [tool, input, reference] of [
      [buyTool, drone('S-1'), bought],
      [leaseTool, desk('S-2'), leased],
    ] as const) {
      const again = await inStep(reference, (on) => tool.start(on, input, null));
      expect(again).toEqual({ reference, state: 'DONE' });
    }
    expect(before - Number(await moneyLeft(p))).toBe(400);

    p.setToday('2026-11-24');
    const on = '2026-11-23';
    await expect(cancel(bought)).rejects.toMatchObject({
      findings: [{ code: 'equipment.bought-for-good', values: { on } }],
    });
    await expect(cancel(leased)).rejects.toMatchObject({
      findings: [{ code: 'equipment.lease-stands', values: { on } }],
    });
    p.setToday(on);
    expect(await item(bought)).toMatchObject({ status: 'IN_USE' });
    expect(before - Number(await moneyLeft(p))).toBe(400);
  });

  test('are undone with all of it when a later step fails on the same day', async () => {
    const before = await moneyLeft(p);
    const twice = [buying(drone('U-1')), leasing(desk('U-2')), buying(drone('U-1'))];
    const { status, steps } = await run(twice);
    expect(status).toBe('FAILED');
    expect(steps.map((one) => one.status)).toEqual(['COMPENSATED', 'COMPENSATED', 'FAILED']);
    expect(steps[2]?.violations).toMatchObject([{ code: 'equipment.serial-taken' }]);
    expect(await moneyLeft(p)).toBe(before);
    const [bought, leased] = steps.map(({ reference }) => reference) as [string, string];
    await cancel(bought);
    await cancel(leased);
    expect(told).toEqual([]);
    expect(await moneyLeft(p)).toBe(before);

    p.setToday('2027-02-28');
    await takeParts();
    p.setToday('2026-11-23');
    expect(await item(bought)).toMatchObject({ status: 'CANCELLED' });
    const books = 'select status from core.asset where id = $1';
    const owned = await p.admin.query(books, [localId('EquipmentItem', bought)]);
    expect(owned).toEqual([{ status: 'CANCELLED' }]);
    const gone = { status: 'CANCELLED' };
    expect(await item(leased)).toMatchObject({
      ...gone,
      leases: [{ ...gone, instalments: [gone, gone, gone] }],
    });
    expect(codesOf(await plan([buying(drone('U-1'))]))).toEqual([]);
  });

  test('leave standing what a part was taken of, and what is out of use', async () => {
    const { steps } = await run([
      leasing(desk('T-1', { firstDueOn: '2026-11-23' })),
      buying(drone('T-2', { value: '1.00' })),
      buying(drone('T-3', { value: '1.00' })),
    ]);
    const [leased, broken, fine] = steps.map(({ reference }) => reference) as string[];
    await takeParts();
    const lease = cancel(leased as string);
    await expect(lease).rejects.toMatchObject({ findings: [{ code: 'equipment.lease-stands' }] });
    const parts = [{ status: 'PAID' }, { status: 'DUE' }, { status: 'DUE' }];
    expect(await item(leased as string)).toMatchObject({ leases: [{ instalments: parts }] });

    const retire = `mutation ($input: EquipmentRetireInput!) {
      equipmentRetire(input: $input) { violations { code } } }`;
    expect(codesOf(await ask(p, retire, { input: { id: broken } }))).toEqual([]);
    const undone = cancel(broken as string);
    await expect(undone).rejects.toMatchObject({ findings: [{ code: 'equipment.not-now' }] });
    await cancel(fine as string);
    expect(told).toEqual(['equipment.retired']);
    const again = await ask<Answered>(p, retire, { input: { id: fine } });
    expect(codesOf(again)).toEqual(['equipment.not-now']);
  });

  test('keep nothing when there is not enough money', async () => {
    const before = await moneyLeft(p);
    const stepId = p.platform.host.context(p.ctx('member-stage'), equipment.name).newId();
    const dear = drone('D-1', { value: '999999999.99' });
    const reference = `EquipmentItem:${stepId}`;
    const started = inStep(reference, (on) => buyTool.start(on, dear, null));
    await expect(started).rejects.toMatchObject({
      findings: [{ code: 'money.insufficient-funds' }],
    });
    expect(await item(reference)).toBeNull();
    expect(await moneyLeft(p)).toBe(before);
  });
});

describe('what they are asked', () => {
  test('is told all that is wrong with it at once', async () => {
    const wrong = { title: ' ', value: '0', residual: '-1', depreciationMonths: 601, hue: 'red' };
    const { violations } = await plan([buying(wrong), leasing({})]);
    expect(violations.map(({ path }) => path.slice(1).join('.')).sort()).toEqual([
      ...['0.input.depreciationMonths', '0.input.hue', '0.input.residual', '0.input.title'],
      ...['0.input.value', '1.input.depreciationMonths', '1.input.firstDueOn'],
      ...['1.input.instalment', '1.input.lessor', '1.input.months', '1.input.title'],
      '1.input.value',
    ]);
    const unfit = desk('W-1', { residual: '400.01', firstDueOn: '2026-11-22' });
    expect(codesOf(await plan([leasing(unfit)]))).toEqual([
      ...['equipment.residual-too-high', 'equipment.in-the-past'],
    ]);
  });

  test.each([
    [{ value: '1000000000' }, 'no-amount-above-zero'],
    [{ value: '1e3' }, 'no-amount-above-zero'],
    [{ value: '4.005' }, 'no-amount-above-zero'],
    [{ residual: '-1' }, 'no-amount'],
    [{ title: ' ' }, 'blank'],
    [{ months: 0 }, 'too-small'],
    [{ months: 101 }, 'too-great'],
    [{ instalment: '0.00' }, 'no-amount-above-zero'],
    [{ firstDueOn: '2026-02-30' }, 'no-day'],
  ])('is refused with %p', async (over, code) => {
    const { violations } = await plan([leasing(desk('W-2', over))]);
    expect(codesOf({ violations })).toEqual([`assignment.input-${code}`]);
  });

  test('is another’s activity for nobody', async () => {
    const asked = { activityId: activityId(), title: 'T', steps: [buying(drone('F-1'))] };
    const foreign = [p, planning, { input: asked }, { as: 'member-film' }] as const;
    expect(await errorCode(...foreign)).toBe('NOT_FOUND');
    const context = p.platform.host.context(p.ctx('member-film'), equipment.name);
    const planned = buyTool.plan({ ...context, ...place(null) }, drone('F-1'));
    await expect(planned).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is nothing by itself: a need is met only by the thing that somebody names', async () => {
    const needs = ['purchase', 'lease'];
    const { assignment, violations } = await plan([buying(drone('N-1'))], {
      ...{ allInclusive: true, needs },
    });
    const own = assignment?.steps.map(({ tool }) => tool.name).filter(ofEquipment);
    expect(own).toEqual(['equipment.buy']);
    const unmet = violations.filter(({ code }) => code === 'assignment.need-unmet');
    expect(unmet).toMatchObject([{ path: ['needs', '1'] }]);
  });
});

const ofEquipment = (name: string) => name.startsWith('equipment.');

const activityId = () => `Activity:${p.activityIds['member-stage']}`;

interface Answered {
  readonly violations: readonly { readonly code: string; readonly path: readonly string[] }[];
}

interface Step extends Answered {
  readonly status: string;
  readonly reference: string | null;
  readonly tool: { readonly name: string };
}

interface Planned extends Answered {
  readonly assignment: { readonly id: string; readonly steps: readonly Step[] } | null;
}

const planning = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
  assignment { id steps { tool { name } cost { amount } cashFlow { day amount { amount } } } }
  violations { code path } } }`;

const plan = (steps: readonly object[], over: Values = {}): Promise<Planned> =>
  ask(p, planning, { input: { activityId: activityId(), title: 'A shoot', steps, ...over } });

/** Plans, starts, and answers how it ended. */
async function run(steps: readonly object[]) {
  const { assignment } = await plan(steps);
  const id = assignment?.id;
  const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
    violations { code } } }`;
  const input = { id, idempotencyKey: crypto.randomUUID() };
  for (let asked = 0; asked < 2; asked++) {
    expect(codesOf(await ask(p, start, { input }))).toEqual([]);
    await runAssignments(p.platform);
  }
  const query = `query ($id: ID!) { assignment(id: $id) {
    status steps { status reference violations { code } } } }`;
  return ask<{ status: string; steps: Step[] }>(p, query, { id });
}

const item = (id: string) =>
  ask<Values | null>(
    ...([
      p,
      `query ($id: ID!) { equipmentItem(id: $id) {
      owner status leases { status instalments { status } } } }`,
    ] as const),
    { id },
  );

const place = (stepId: string | null) => ({
  ...{ stepId, done: {} },
  assignment: { activityId: p.activityIds['member-stage'], clientId: null, title: 'A shoot' },
});

/** What the last step told. */
let told: string[] = [];

/** In a transaction of its own, as the step that makes the thing. */
function inStep<T>(reference: string, work: (on: ToolContext) => Promise<T>): Promise<T> {
  told = [];
  const emit = async ({ type }: { type: string }) => void told.push(type);
  const stepId = localId('EquipmentItem', reference);
  const context = p.platform.host.context(p.ctx('member-stage'), equipment.name);
  return context.transaction((inside) =>
    work({ ...inside, ...place(stepId), emit } as unknown as ToolContext),
  );
}

async function cancel(reference: string): Promise<void> {
  const leases = (await item(reference))?.leases as readonly object[];
  const tool = leases.length > 0 ? leaseTool : buyTool;
  return inStep(reference, (on) => tool.cancel(on, {}, reference));
}

async function takeParts(): Promise<void> {
  const jobs = p.platform.host.jobs(p.platform);
  await jobs.find(({ name }) => name === 'equipment/take-instalments')?.run(p.platform);
}
