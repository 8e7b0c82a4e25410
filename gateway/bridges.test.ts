import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { runAssignments } from '../core/assignment/runner.js';
import type { Context } from '../core/platform/context.js';
import { absentFolders, loadPlugins } from '../core/platform/host/load-plugins.js';
import { newId } from '../core/platform/ids.js';
import { buildPluginSchema } from '../core/platform/schema/build-plugin.js';
import { type TestPlatform, testPlatform } from '../core/platform/testing/platform.js';
import { giveMoney } from '../core/sdk/testing/index.js';
import { pluginSubgraphSchema } from './federation/subgraph-schema.js';
import { describeWith } from './testing/with-plugins.js';

/** Bridges between the real plugins, on what their demonstration furnishes. */
let p: TestPlatform;

const joined = {
  shoot: ['audiovisual', 'insurance', 'audiovisual-insurance'],
  tour: ['performing-arts', 'mobility', 'performing-arts-mobility'],
  investment: ['start-ups', 'financing', 'start-ups-financing'],
  subsidy: ['performing-arts', 'financing', 'performing-arts-financing'],
} as const;
const names = [...new Set(Object.values(joined).flat())];
const absent = absentFolders(names);
const plugins = await loadPlugins(names.filter((name) => !absent.includes(name)));

beforeAll(async () => {
  p = await testPlatform({ plugins });
  const demo = [
    { id: p.activityIds['member-film'], sector: 'audiovisual', name: 'A film' },
    { id: p.activityIds['member-stage'], sector: 'performing-arts', name: 'A company' },
    { id: p.activityIds['member-startup'], sector: 'start-ups', name: 'A start-up' },
  ];
  for (const plugin of plugins) {
    const ctx = p.platform.host.context(p.ctx('admin'), plugin.name);
    await plugin.seeds.reference?.(ctx);
    await plugin.seeds.demo?.(ctx, demo);
  }
  const [any] = plugins;
  if (any !== undefined) await giveMoney(p, any, 500_000n);
});
afterAll(() => p.close());

interface Plan {
  readonly assignment: { readonly id: string } | null;
  readonly violations: { code: string; message: string }[];
}

async function planned(
  as: 'member-film' | 'member-stage' | 'member-startup',
  wish: object,
): Promise<Plan> {
  const activityId = `Activity:${p.activityIds[as]}`;
  const { data, errors } = await p.graphql<{ planAssignment: Plan }>(
    `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code message } } }`,
    { input: { activityId, title: 'The one button', allInclusive: true, ...wish } },
    { as },
  );
  if (errors?.[0] !== undefined) throw errors[0];
  return data?.planAssignment as Plan;
}

/** A mutation that nothing stands in the way of: the manager's own, the adviser's at the desk. */
async function does(field: string, type: string, input: object): Promise<void> {
  const { data, errors } = await p.graphql<Record<string, { violations: object[] }>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { violations { code } } }`,
    { input },
    { as: field === 'answerProviderRequest' ? 'adviser' : 'member-film' },
  );
  if (errors?.[0] !== undefined) throw errors[0];
  expect(data?.[field]?.violations).toEqual([]);
}

async function decide(plugin: string, state: 'ENABLED' | 'DISABLED'): Promise<void> {
  await p.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, $3, $4, 'test')`,
    [p.cooperativeId, newId(), plugin, state],
  );
  p.platform.host.forget(p.cooperativeId);
}

async function inputsOf({ assignment }: Plan, tool: string): Promise<object[]> {
  const steps = await p.admin.query<{ input: object }>(
    `select input from core.assignment_step
     where cooperative_id = $1 and assignment_id = $2 and tool = $3 order by place`,
    [p.cooperativeId, assignment?.id.split(':')[1], tool],
  );
  return steps.map(({ input }) => input);
}

describeWith(joined.shoot, 'audiovisual × insurance', () => {
  const wish = { days: ['2027-05-10', '2027-05-11'] };

  test('offers to cover the equipment of a shoot, for its days', async () => {
    await p.admin.query(
      `insert into audiovisual.equipment (cooperative_id, id, activity_id, production_id, title,
         owner, value_minor, currency)
       select cooperative_id, gen_random_uuid(), activity_id, id, 'Camera', 'MEMBER', 1200000, 'EUR'
       from audiovisual.production where cooperative_id = $1`,
      [p.cooperativeId],
    );
    expect(await inputsOf(await planned('member-film', wish), 'insurance.cover')).toEqual([
      {
        ...{ risk: 'EQUIPMENT', from: '2027-05-10', until: '2027-05-11', value: '12000.00' },
        things: [expect.stringMatching(/^AudiovisualEquipment:/)],
      },
    ]);
  });

  test('the list shows the cover that the button bought, until it is called off', async () => {
    const { assignment } = await planned('member-film', wish);
    const id = assignment?.id;
    const shown = async () => {
      const sql = `select covered_from::text as from, covered_until::text as until
         from audiovisual.equipment where cooperative_id = $1`;
      return p.admin.query(sql, [p.cooperativeId]);
    };
    const bare = [{ from: null, until: null }];
    const [activityId, loanId] = [p.activityIds['member-film'], newId()];
    const insurance = p.platform.host.context(p.ctx('member-film'), 'insurance');
    await insurance.core.loans.draw({
      ...{ key: newId(), loanId, activityId, amountMinor: 50_000n, currency: 'EUR' },
      ...{ service: 'insurance.test', borrower: { type: 'Activity', id: activityId } },
    });
    expect(await shown()).toEqual(bare);
    const key = () => ({ idempotencyKey: newId() });
    await does('startAssignment', 'AssignmentStepInput', { id, ...key() });
    await runAssignments(p.platform);
    const [request] = await p.admin.query<{ id: string; request: object }>(
      `select id, request from core.provider_request where provider = 'insurance.insurer'
         and state = 'OPEN' and request ->> 'risk' = 'EQUIPMENT' order by id desc limit 1`,
    );
    // What is asked for is not offered again, and is no cover yet.
    expect(await shown()).toEqual(bare);
    expect(await inputsOf(await planned('member-film', wish), 'insurance.cover')).toEqual([]);
    const answer = { requestId: `ProviderRequest:${request?.id}`, answer: { number: 'P-7' } };
    await does('answerProviderRequest', 'AnswerProviderRequestInput', { ...answer, ...key() });
    for (const _ of [1, 2]) await p.platform.settle();
    expect(await shown()).toEqual([{ from: '2027-05-10', until: '2027-05-11' }]);
    // As it is told when the assignment is undone.
    await p.admin.query(
      `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id,
         payload)
       select cooperative_id, gen_random_uuid(), 'insurance.cover-ended', subject_type, subject_id,
         activity_id, payload from core.outbox where type = 'insurance.cover-confirmed'`,
    );
    await p.platform.settle();
    expect(await shown()).toEqual(bare);
    await p.admin.query(
      `update insurance.cover set status = 'CANCELLED', number = null where activity_id = $1`,
      [activityId],
    );
  });

  test('keeps what the insurance offers by itself', async () => {
    const offered = await inputsOf(
      await planned('member-film', { ...wish, amount: '3000.00' }),
      'insurance.cover',
    );
    expect(offered).toMatchObject([{ risk: 'LIABILITY' }, { risk: 'EQUIPMENT' }]);
  });

  test('a production says how its shoot is insured, many at no more statements than one', async () => {
    const [{ id: policyId } = { id: '' }] = await p.admin.query<{ id: string }>(
      `select id from insurance.policy where cooperative_id = $1 and risk = 'EQUIPMENT' limit 1`,
      [p.cooperativeId],
    );
    const activityId = p.activityIds['member-film'];
    await p.admin.query(
      `insert into insurance.cover (cooperative_id, id, activity_id, policy_id, request_key, subject,
         from_day, until_day, value_minor, premium_minor, currency, status, number, bought_on, changed_at)
       values ($1, gen_random_uuid(), $2, $3, 'bridge', 'Cameras', '2026-01-01', '2028-01-01', 300000,
         100, 'EUR', 'ACTIVE', 'P-1', '2026-11-23', now())`,
      [p.cooperativeId, activityId, policyId],
    );
    const asked = `query ($id: ID!) { activity(id: $id) { audiovisual { productions(first: 100) {
      nodes { title audiovisualInsurance { atRisk { amount } insured { amount }
        uninsured { amount } } } } } } }`;
    const ask = async () => {
      const { data, errors } = await p.graphql<Insured>(
        asked,
        { id: `Activity:${activityId}` },
        { as: 'member-film' },
      );
      expect(errors).toBeUndefined();
      return data?.activity.audiovisual.productions.nodes ?? [];
    };
    const few = await p.statements(ask);
    await p.admin.query(
      `with made as (insert into audiovisual.production (cooperative_id, id, activity_id, title, kind,
           changed_at)
         select $1, gen_random_uuid(), $2, 'Short ' || n, 'FILM', now() from generate_series(1, 20) n
         returning id),
       shot as (insert into audiovisual.shooting_day (cooperative_id, id, production_id, activity_id,
           number, day, location, status, changed_at)
         select $1, gen_random_uuid(), id, $2, 1, '2027-09-01', 'Gent', 'PLANNED', now() from made)
       insert into audiovisual.equipment (cooperative_id, id, activity_id, production_id, title, owner,
         value_minor, currency)
       select $1, gen_random_uuid(), $2, id, 'Camera', 'MEMBER', 700000, 'EUR' from made`,
      [p.cooperativeId, activityId],
    );
    const many = await p.statements(ask);
    expect(many.length).toBe(few.length);
    const shorts = (await ask()).filter(({ title }) => title.startsWith('Short'));
    expect(shorts).toHaveLength(20);
    for (const { audiovisualInsurance } of shorts) {
      expect(audiovisualInsurance).toEqual({
        ...{ atRisk: { amount: '7000.00' }, insured: { amount: '3000.00' } },
        uninsured: { amount: '4000.00' },
      });
    }
  });

  test('shows nobody anything by the id of a production that they do not see', async () => {
    const [{ id } = { id: '' }] = await p.admin.query<{ id: string }>(
      `select id from audiovisual.production where cooperative_id = $1 and title = 'Short 1'`,
      [p.cooperativeId],
    );
    const bridge = plugins.find(({ name }) => name === 'audiovisual-insurance');
    const schema = pluginSubgraphSchema(buildPluginSchema(bridge as never));
    const asked = parse(`query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on AudiovisualProduction { id audiovisualInsurance { atRisk { amount } } } } }`);
    const of = [{ __typename: 'AudiovisualProduction', id: `AudiovisualProduction:${id}` }];
    const seen = async (contextValue: Context) =>
      (await execute({ schema, document: asked, variableValues: { of }, contextValue })).data;
    expect(await seen(p.ctx('member-film'))).toEqual({
      _entities: [{ id: of[0]?.id, audiovisualInsurance: { atRisk: { amount: '7000.00' } } }],
    });
    expect(await seen(p.ctx('member-stage'))).toEqual({ _entities: [null] });
  });

  test('says nothing of it while the other side is off, and all else is answered', async () => {
    await decide('insurance', 'DISABLED');
    const { data, errors } = await p.graphql<Insured>(
      `query ($id: ID!) { activity(id: $id) { audiovisual { productions(first: 1) {
        nodes { title audiovisualInsurance { from } } } } } }`,
      { id: `Activity:${p.activityIds['member-film']}` },
      { as: 'member-film' },
    );
    expect(data?.activity.audiovisual.productions.nodes).toMatchObject([
      { title: expect.any(String), audiovisualInsurance: null },
    ]);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      expect.objectContaining({ code: 'PLUGIN_NOT_ENABLED', plugin: 'audiovisual-insurance' }),
    ]);
    await decide('insurance', 'ENABLED');
  });

  test('offers nothing of it while one side is off', async () => {
    await decide('audiovisual', 'DISABLED');
    expect(await inputsOf(await planned('member-film', wish), 'insurance.cover')).toEqual([]);
  });
});

interface Insured {
  readonly activity: {
    readonly audiovisual: {
      readonly productions: {
        readonly nodes: readonly { title: string; audiovisualInsurance: object | null }[];
      };
    };
  };
}

describeWith(joined.tour, 'performing arts × mobility', () => {
  test('offers a van for the dates of the tour, not for the days around them', async () => {
    const days = ['2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12', '2027-03-13'];
    const plan = await planned('member-stage', { days, places: ['Brussel', 'Gent'] });
    expect(await inputsOf(plan, 'mobility.van')).toEqual([
      { category: 'van-small', from: '2027-03-11', until: '2027-03-12' },
    ]);
  });

  test('leaves the tools to themselves where nothing is played', async () => {
    const plan = await planned('member-stage', { days: ['2027-04-01'], places: ['Gent'] });
    expect(await inputsOf(plan, 'mobility.van')).toMatchObject([{ from: '2027-04-01' }]);
  });
});

describeWith(joined.investment, 'start-ups × financing', () => {
  const wish = { days: ['2027-02-01'] };
  const tool = 'financing.prefinance';

  test('offers an investment credit for what is about to be bought, and for nothing bought before', async () => {
    expect(await inputsOf(await planned('member-startup', wish), tool)).toEqual([]);
    await p.admin.query(
      `insert into start_ups.investment (cooperative_id, id, activity_id, title, bought_on, cost_minor,
         residual_minor, life_months, currency, changed_at)
       values ($1, gen_random_uuid(), $2, 'Oven', '2027-01-10', 800000, 0, 24, 'EUR', now())`,
      [p.cooperativeId, p.activityIds['member-startup']],
    );
    expect(await inputsOf(await planned('member-startup', wish), tool)).toEqual([
      {
        ...{ product: 'INVESTMENT_CREDIT', amount: '8000.00', expectedOn: '2027-02-09' },
        ...{ months: 24, purpose: 'Oven' },
      },
    ]);
  });

  test('offers none once a credit for it is under way', async () => {
    const input = {
      ...{ activityId: `Activity:${p.activityIds['member-startup']}`, amount: '8000.00' },
      ...{ product: 'INVESTMENT_CREDIT', purpose: 'Oven', months: 24, firstDueOn: '2027-02-09' },
      idempotencyKey: 'credit-for-the-oven',
    };
    const { errors } = await p.graphql(
      `mutation ($input: FinancingApplyForCreditInput!) { financingApplyForCredit(input: $input) {
        loan { id } } }`,
      { input },
      { as: 'member-startup' },
    );
    expect(errors).toBeUndefined();
    expect(await inputsOf(await planned('member-startup', wish), tool)).toEqual([]);
  });
});

describeWith(joined.subsidy, 'performing arts × financing', () => {
  const tool = 'financing.prefinance';
  const advance = {
    ...{ product: 'SUBSIDY', amount: '18000.00', purpose: 'Zoutmeer', reportDueOn: '2027-08-31' },
    funder: 'Demonstration funder',
    tranches: [
      { kind: 'ADVANCE', amount: '16000.00', expectedOn: '2027-01-30' },
      { kind: 'BALANCE', amount: '4000.00', expectedOn: '2027-11-29' },
    ],
  };

  test('offers to advance what the funder has still to pay, and borrows once for the same work', async () => {
    const wish = { days: ['2027-02-01'], amount: '20000.00' };
    expect(await inputsOf(await planned('member-stage', wish), tool)).toEqual([]);
    const asked = await subsidy('RequestSubsidy', {
      activityId: `Activity:${p.activityIds['member-stage']}`,
      ...{ scheme: 'demonstration', title: 'Zoutmeer', amount: '20000.00' },
      ...{ startsOn: '2026-12-01', endsOn: '2027-05-31' },
    });
    await subsidy('DecideSubsidy', { id: asked, granted: '20000.00' });
    expect(await inputsOf(await planned('member-stage', wish), tool)).toEqual([advance]);
    const needs = { allInclusive: false, needs: ['credit'], days: [], amount: '20000.00' };
    expect(await inputsOf(await planned('member-stage', needs), tool)).toEqual([
      { product: 'BUDGET', amount: '2000.00', expectedOn: '2027-01-22' },
      advance,
    ]);
  });

  test('is started by the button, and not offered again once it is asked for', async () => {
    const plan = await planned('member-stage', { days: ['2027-02-01'] });
    const input = { id: plan.assignment?.id, idempotencyKey: 'advance-on-the-subsidy' };
    const { errors } = await p.graphql(
      `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
        assignment { status } violations { code } } }`,
      { input },
      { as: 'member-stage' },
    );
    expect(errors).toBeUndefined();
    await runAssignments(p.platform);
    const loans = await p.admin.query(
      `select product, status, amount_minor, funder, report_due_on from financing.loan
       where cooperative_id = $1 and product = 'SUBSIDY'`,
      [p.cooperativeId],
    );
    expect(loans).toEqual([
      {
        ...{ product: 'SUBSIDY', status: 'APPLIED', amount_minor: 1_800_000n },
        ...{ funder: 'Demonstration funder', report_due_on: '2027-08-31' },
      },
    ]);
    const again = await planned('member-stage', { days: ['2027-02-01'] });
    expect(await inputsOf(again, tool)).toEqual([]);
  });
});

async function subsidy(name: string, input: object): Promise<string> {
  const { data, errors } = await p.graphql<Record<string, { subsidy: { id: string } }>>(
    `mutation ($input: PerformingArts${name}Input!) { performingArts${name}(input: $input) {
      subsidy { id } violations { code } } }`,
    { input },
    { as: 'member-stage' },
  );
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data ?? {})[0]?.subsidy.id as string;
}
