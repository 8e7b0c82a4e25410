import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PluginContext, StepContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  giveMoney,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { coverTool } from './cover.tool.js';
import { closeNeeds, raiseNeeds } from './needs.js';
import { insurance } from './plugin.js';

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [insurance] });
  await insurance.seeds.demo?.(context('admin'), []);
  await giveMoney(p, insurance, 1_000_00n);
});
afterAll(() => p.close());

interface Answer {
  readonly violations: { readonly code: string }[];
  readonly cover: { readonly id: string; readonly status: string } | null;
  readonly need: { readonly id: string } | null;
}

describe('a need', () => {
  const event = (over: object = {}) => ({
    ...{ type: 'equipment.handed-out', subject: { type: 'EquipmentLoan', id: p.cooperativeId } },
    activityId: p.activityIds['member-stage'],
    payload: { from: '2027-05-01', until: '2027-05-02', valueMinor: '120000' },
    ...over,
  });
  const raise = (happened: object) =>
    context('admin').transaction((inside) => raiseNeeds.handle(inside, happened as never));

  test('is raised once for what happened, when a policy is suggested for it', async () => {
    for (let again = 0; again < 2; again++) await raise(event());
    await raise(event({ payload: {} }));
    await raise(
      event({ type: 'mobility.van-booked', subject: { type: 'Van', id: p.cooperativeId } }),
    );
    expect(await needs()).toEqual([
      { risk: 'EQUIPMENT', status: 'OPEN' },
      { risk: 'VEHICLE', status: 'OPEN' },
    ]);
  });

  test('is gone with what it was raised for, unless somebody has insured or waived it', async () => {
    const subject = { type: 'Van', id: p.cooperativeId };
    const gone = ['mobility.van-called-off', 'mobility.van-returned'];
    expect(closeNeeds.on).toEqual(expect.arrayContaining(gone));
    for (const type of gone) {
      const told = event({ type, subject, payload: {} });
      await context('admin').transaction((inside) => closeNeeds.handle(inside, told as never));
    }
    await raise(event({ type: 'mobility.van-booked', subject }));
    expect(await needs()).toEqual([
      { risk: 'EQUIPMENT', status: 'OPEN' },
      { risk: 'VEHICLE', status: 'GONE' },
    ]);
  });

  test('of what is insured already is none', async () => {
    const id = context('admin').newId();
    const insured = {
      from: '2027-05-01',
      until: '2027-05-02',
      valueMinor: '120000',
      insured: true,
    };
    await raise(event({ subject: { type: 'EquipmentItem', id }, payload: insured }));
    expect(await needs()).toHaveLength(2);
  });

  test('of a contract that is not there is none', async () => {
    const subject = { type: 'Contract', id: p.cooperativeId };
    await raise(event({ type: 'contract.signed', subject }));
    expect(await needs()).toHaveLength(2);
  });

  test('of a contract is raised for its days once it is signed', async () => {
    await signedContract(['2027-05-03', '2027-05-04']);
    await p.platform.settle();
    expect(await needs()).toContainEqual({ risk: 'ACCIDENT', status: 'OPEN' });
    const [need] = await p.admin.query(
      `select from_day::text, until_day::text, source_type, value_minor from insurance.need
       where risk = 'ACCIDENT'`,
    );
    expect(need).toEqual({
      ...{ from_day: '2027-05-03', until_day: '2027-05-04', source_type: 'Contract' },
      value_minor: null,
    });
  });

  test('without a value is offered by the day, or its value is asked for by name', async () => {
    const days = { from: '2027-06-10', until: '2027-06-11' };
    const [accident, lights] = [await flagged({ ...days, risk: 'ACCIDENT' }), await flagged(days)];
    const told = await ask<{
      assignment: { id: string } | null;
      violations: { code: string; path: string[] }[];
    }>(
      p,
      `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
        assignment { id } violations { code path } } }`,
      {
        input: {
          ...{ activityId: `Activity:${p.activityIds['member-stage']}`, title: 'A roof' },
          ...{ steps: [], needs: ['insurance'], days: ['2027-06-10'] },
        },
      },
    );
    expect(told.violations).toEqual([
      { code: 'assignment.proposal-left-out', path: ['proposed', 'insurance.cover'] },
      { code: 'insurance.value-needed', path: ['proposed', 'insurance.cover', 'input', 'value'] },
    ]);
    const id = told.assignment?.id;
    await ask(
      p,
      `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
        violations { code } } }`,
      { input: { id, idempotencyKey: crypto.randomUUID() } },
    );
    await runAssignments(p.platform);
    expect([await statusOf(accident), await statusOf(lights)]).toEqual(['COVERED', 'OPEN']);
    const [cover] = await p.admin.query(
      'select value_minor, premium_minor from insurance.cover where need_id = $1',
      [accident.split(':')[1]],
    );
    // Two days at 1.50, as far as the policy goes.
    expect(cover).toEqual({ value_minor: 10_000_000n, premium_minor: 300n });
    const known = { needId: lights, ...days, value: '1000.00' };
    expect(codesOf(await buy({ ...known, value: null }))).toEqual(['insurance.value-needed']);
    expect(codesOf(await buy({ ...known, risk: 'CANCELLATION', value: null }))).toEqual([
      'insurance.no-policy',
    ]);
    expect(codesOf(await buy(known))).toEqual([]);
    expect(await statusOf(lights)).toBe('COVERED');
  });

  test('that a person flags is offered by a plan for its days, and answered by its step', async () => {
    const needId = await flagged();
    const facts = { allInclusive: true, places: [], people: [], currency: 'EUR', needs: [] };
    const offers = (days: string[]) =>
      inStep(null, async (ctx) =>
        coverTool.propose?.(ctx, { ...facts, days, amountMinor: null } as never),
      );
    const offer = {
      ...{ risk: 'EQUIPMENT', from: '2027-06-01', until: '2027-06-03', value: '1000.00', needId },
    };
    expect(await offers(['2027-06-02', '2027-06-09'])).toEqual([offer]);
    expect(await offers(['2027-07-01'])).toMatchObject({
      declined: { code: 'assignment.unsaid-amount' },
    });
    const plan = () => inStep(null, (ctx) => coverTool.plan(ctx, offer as never));
    const planned = await plan();
    expect(planned.findings).toEqual([]);
    const stepId = context('admin').newId();
    const start = (id: string) =>
      inStep(id, (ctx) => coverTool.start(ctx, offer as never, planned.plan));
    const { reference } = await start(stepId);
    expect(await statusOf(needId)).toBe('COVERED');
    const decided = 'insurance.need-decided';
    expect((await plan()).findings.map(({ code }) => code)).toEqual([decided]);
    await expect(start(context('admin').newId())).rejects.toMatchObject({
      findings: [{ code: decided }],
    });
    await inStep(stepId, (ctx) => coverTool.cancel(ctx, offer as never, reference));
    expect(await statusOf(needId)).toBe('OPEN');
    const waive = () => send('Waive', { id: needId, reason: 'Not worth it' });
    expect(codesOf(await waive())).toEqual([]);
    expect(codesOf(await waive())).toEqual([decided]);
  });
});

describe('a cover for what a step brings', () => {
  const days = { from: '2027-09-01', until: '2027-09-02' };
  const input = { ...days, risk: 'VEHICLE', thing: 'mobility.van#1' };

  test('answers the need of that thing, once, whatever is heard first', async () => {
    const van = { type: 'MobilityRental', id: context('admin').newId() };
    const booked = () =>
      context('admin').transaction((inside) =>
        raiseNeeds.handle(inside, {
          ...{ type: 'mobility.van-booked', subject: van, payload: days },
          activityId: p.activityIds['member-stage'],
        } as never),
      );
    const { plan } = await inStep(null, (ctx) => coverTool.plan(ctx, input as never));
    const done = { 'mobility.van#1': `MobilityRental:${van.id}` };
    const start = () =>
      inStep(context('admin').newId(), (ctx) => coverTool.start(ctx, input as never, plan), done);
    const [first] = await Promise.all([start(), booked()]);
    expect(first).toMatchObject({ state: 'WAITING' });
    await booked();
    // Another would insure the same twice: it buys nothing, and fails nobody's assignment.
    expect(await start()).toEqual({ reference: null, state: 'DONE' });
    const rows = await p.admin.query(
      `select n.status, n.risk, count(c.id) as covers from insurance.need n
       left join insurance.cover c on c.need_id = n.id where n.source_id = $1 group by 1, 2`,
      [van.id],
    );
    expect(rows).toEqual([{ status: 'COVERED', risk: 'VEHICLE', covers: 1n }]);
  });

  test('of which nothing is kept that could be named, is a cover all the same', async () => {
    const { plan } = await inStep(null, (ctx) => coverTool.plan(ctx, input as never));
    for (const made of [null, undefined, 'words']) {
      const started = await inStep(
        context('admin').newId(),
        (ctx) => coverTool.start(ctx, input as never, plan),
        made === undefined ? {} : { 'mobility.van#1': made },
      );
      expect(started).toMatchObject({ state: 'WAITING' });
    }
  });
});

describe('a cover that is paid', () => {
  const cancel = (id: string | undefined) => send('Cancel', { id });

  test('is bought once a key, for a need once, and called off by whoever bought it', async () => {
    const needId = await flagged();
    const order = { needId, idempotencyKey: 'one-cover' };
    const [first, second] = [await buy(order), await buy(order)];
    expect(first).toMatchObject({ cover: { status: 'REQUESTED' }, violations: [] });
    expect(second.cover).toEqual(first.cover);
    expect(codesOf(await buy({ ...order, value: '24000.00' }))).toEqual(['insurance.key-used']);
    expect(codesOf(await buy({ needId }))).toEqual(['insurance.need-decided']);
    expect(await statusOf(needId)).toBe('COVERED');
    expect(codesOf(await cancel(first.cover?.id))).toEqual([]);
    expect(await statusOf(needId)).toBe('OPEN');
    expect(codesOf(await cancel(first.cover?.id))).toEqual(['insurance.not-now']);
  });

  test('of an assignment is called off with the assignment, not alone', async () => {
    const input = { risk: 'EQUIPMENT', from: '2027-03-10', until: '2027-03-12', value: '25000.00' };
    const { plan } = await inStep(null, (ctx) => coverTool.plan(ctx, input));
    const started = await inStep(context('admin').newId(), (ctx) =>
      coverTool.start(ctx, input, plan),
    );
    expect(codesOf(await cancel(started.reference ?? ''))).toEqual(['insurance.of-assignment']);
  });

  test('is not bought for an activity that is closed', async () => {
    const become = (status: string) =>
      p.admin.query('update core.activity set status = $2 where id = $1', [
        ...[p.activityIds['member-stage'], status],
      ]);
    await become('CLOSED');
    expect(codesOf(await buy({}))).toEqual(['insurance.activity-closed']);
    await become('OPEN');
  });
});

const context = (as: 'admin' | 'member-stage'): PluginContext =>
  p.platform.host.context(p.ctx(as), insurance.name);

/** A part of the tool as the engine runs it: in a transaction, and in a step unless it is planned. */
const inStep = <T>(
  stepId: string | null,
  work: (ctx: StepContext) => Promise<T>,
  done: StepContext['done'] = {},
) =>
  context('member-stage').transaction((inside) =>
    work({
      ...{ ...inside, stepId: stepId as string, done, emit: async () => undefined },
      assignment: {
        ...{ activityId: p.activityIds['member-stage'], clientId: null, title: 'Three days' },
      },
    }),
  );

const send = (name: 'Buy' | 'Cancel' | 'FlagRisk' | 'Waive', input: object) => {
  const thing = name === 'Buy' || name === 'Cancel' ? 'cover' : 'need';
  const mutation = `mutation ($input: Insurance${name}Input!) {
    insurance${name}(input: $input) { ${thing} { id status } violations { code } } }`;
  return ask<Answer>(p, mutation, { input });
};

const buy = (over: object) =>
  send('Buy', {
    ...{ activityId: `Activity:${p.activityIds['member-stage']}`, risk: 'EQUIPMENT' },
    ...{ subject: 'Lights', from: '2027-03-10', until: '2027-03-12', value: '25000.00' },
    ...{ idempotencyKey: crypto.randomUUID(), ...over },
  });

const flagged = async (over?: object): Promise<string> => {
  const { need } = await send('FlagRisk', {
    ...{ activityId: `Activity:${p.activityIds['member-stage']}`, risk: 'EQUIPMENT' },
    reason: 'Borrowed',
    ...(over ?? { from: '2027-06-01', until: '2027-06-03', value: '1000.00' }),
  });
  return need?.id as string;
};

const statusOf = async (needId: string) => {
  const id = needId.split(':')[1];
  const [row] = await p.admin.query('select status from insurance.need where id = $1', [id]);
  return row?.status;
};

async function needs(): Promise<unknown> {
  const { nodes } = await ask<{ nodes: { risk: string }[] }>(
    p,
    `query ($id: ID!) { insuranceNeeds(activityId: $id, last: 100) { nodes { risk status } } }`,
    { id: `Activity:${p.activityIds['member-stage']}` },
  );
  return nodes.sort((a, b) => (a.risk < b.risk ? -1 : 1));
}

/** Signed in the activity of its worker; the figures are a test's, not Belgium's. */
async function signedContract(days: readonly string[]): Promise<void> {
  await p.admin.query(
    `with kind as (
       insert into core.contract_kind (cooperative_id, code, title, from_day)
       values ($1, 'duration', '{"nl": "d", "fr": "d", "en": "d", "de": "d"}', '2020-01-01')),
     policy as (
       insert into core.employment_policy (cooperative_id, id, days_before_start,
         pay_after_working_days, from_day, source)
       values ($1, gen_random_uuid(), 0, 7, '2020-01-01', 'test'))
     insert into core.pay_coefficient (cooperative_id, id, contract_kind, coefficient,
       worker_class, from_day, source)
     values ($1, gen_random_uuid(), 'duration', 169000, 'artist', '2020-01-01', 'test')`,
    [p.cooperativeId],
  );
  const { contract } = await ask<{ contract: { id: string } }>(
    p,
    `mutation ($input: CreateContractInput!) { createContract(input: $input) {
      contract { id } violations { code } } }`,
    {
      input: {
        activityId: `Activity:${p.activityIds['member-stage']}`,
        workerId: `Member:${p.memberIds['member-stage']}`,
        ...{ kind: 'duration', jointCommittee: '304', budget: '500.00' },
        idempotencyKey: crypto.randomUUID(),
        days: days.map((day) => ({ day, hours: '7.6' })),
      },
    },
  );
  const signed = await ask(
    p,
    `mutation ($input: ContractStepInput!) { signContract(input: $input) {
      contract { status } violations { code } } }`,
    { input: { id: contract.id, idempotencyKey: crypto.randomUUID() } },
  );
  expect(signed).toEqual({ contract: { status: 'SIGNED' }, violations: [] });
}
