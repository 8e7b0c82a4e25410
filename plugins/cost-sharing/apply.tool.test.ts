import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definePlugin, permission, priceOf, tool } from 'gezel/sdk';
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
import { costSharing } from './plugin.js';

/** A plugin with a tool that costs 100.01 on two days. */
const dear = definePlugin({
  ...{ name: 'dear', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Dear' },
  title: { nl: 'Duur', fr: 'Cher', en: 'Dear', de: 'Teuer' },
  description: 'A tool that has a price.',
  migrations: new URL('./no-migrations/', import.meta.url),
  permissions: [permission({ name: 'dear.use', description: 'Use.', roles: { MEMBER: 'own' } })],
  tools: [
    tool({
      ...{ name: 'dear.thing', description: 'Costs.', permission: 'dear.use' },
      title: { nl: 'Ding', fr: 'Chose', en: 'Thing', de: 'Ding' },
      input: { type: 'object' },
      plan: async () => ({
        ...{ costMinor: 200_02n, currency: 'EUR', findings: [], plan: null },
        cashFlow: ['2026-12-30', '2027-01-01'].flatMap((day) =>
          priceOf('dear.thing', 100_01n, day),
        ),
      }),
      start: async () => ({ reference: null, state: 'DONE' }),
      cancel: async () => undefined,
    }),
  ],
});

type Person = 'member-stage' | 'member-film' | 'finance' | 'finance-2' | 'adviser' | 'admin';
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [costSharing, dear] });
  await giveMoney(p, costSharing, 10_000_00n);
});
afterAll(() => p?.close());

interface Step {
  readonly status: string;
  readonly reference: string | null;
  readonly violations: { readonly code: string }[];
}
interface Line {
  readonly day: string;
  readonly payer: string;
  readonly amount: { readonly amount: string };
}
interface Planned {
  readonly assignment: { readonly id: string; readonly steps: { readonly id: string }[] } | null;
  readonly violations: { readonly code: string }[];
}

const wish = (service: string, over: object = {}) => ({
  ...{ service, bearer: 'COMMUNITY', share: 400, reason: 'A first tour' },
  ...over,
});
const plan = (over: object, as: Person = 'member-stage') => {
  const activityId = `Activity:${p.activityIds['member-stage']}`;
  const mutation = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    assignment { id steps { id tool { name } } } violations { code } } }`;
  return ask<Planned>(p, mutation, { input: { activityId, title: 'Tour', ...over } }, { as });
};
const applying = (input: object) => plan({ steps: [{ tool: 'cost-sharing.apply', input }] });
const move = (name: string, id: string | undefined) => {
  const mutation = `mutation ($input: AssignmentStepInput!) { ${name}(input: $input) {
    violations { code } } }`;
  return ask<Planned>(p, mutation, { input: { id, idempotencyKey: `${name}-${id}` } });
};
const run = async () => {
  await p.platform.settle();
  await runAssignments(p.platform);
};
const stands = async (id: string | undefined) => {
  await run();
  const query = `query ($id: ID!) { assignment(id: $id) { status steps { status reference
    violations { code } } } }`;
  return ask<{ status: string; steps: Step[] }>(p, query, { id });
};

/** An application that waits, by its service: the assignment's id and its own. */
async function applied(service: string, over: object = {}) {
  const { assignment, violations } = await applying(wish(service, over));
  expect(violations).toEqual([]);
  expect(codesOf(await move('startAssignment', assignment?.id))).toEqual([]);
  const { steps } = await stands(assignment?.id);
  expect(steps[0]?.status).toBe('WAITING');
  return { id: assignment?.id as string, applicationId: steps[0]?.reference as string };
}

interface Application {
  readonly application: { readonly status: string; readonly communityShare: number | null } | null;
  readonly violations: { readonly code: string }[];
}
const staff = (name: string) => (input: object, as: Person) =>
  ask<Application>(
    p,
    `mutation ($input: CostSharing${name}ApplicationInput!) { costSharing${name}Application(
      input: $input) { application { status communityShare } violations { code } } }`,
    { input },
    { as },
  );
const assess = staff('Assess');
const decide = staff('Decide');
const inFavour = (applicationId: string, over: object = {}) => ({
  ...{ applicationId, inFavour: true, lastDay: '2026-12-31', source: 'Board of 20 November' },
  ...over,
});

async function charge(service: string): Promise<number> {
  const before = Number(await moneyLeft(p));
  const { core, newId } = p.platform.host.context(p.ctx('member-stage'), costSharing.name);
  await core.charge({
    ...{ key: newId(), service, amountMinor: 100_00n, currency: 'EUR' },
    activityId: p.activityIds['member-stage'],
    source: { type: 'AssignmentStep', id: newId() },
  });
  return before - Number(await moneyLeft(p));
}

describe('an application', () => {
  test('waits for two of the staff, and is then applied by the ledger until it ends', async () => {
    const service = 'cost-sharing.van';
    const { id, applicationId } = await applied(service);
    expect(codesOf(await applying(wish(service)))).toEqual(['cost-sharing.applied-already']);
    expect(await charge(service)).toBe(100);
    expect(codesOf(await decide({ applicationId, agree: true }, 'finance'))).toEqual([
      'cost-sharing.not-assessed',
    ]);
    expect((await assess(inFavour(applicationId), 'adviser')).application).toEqual({
      ...{ status: 'ASSESSED', communityShare: 400 },
    });
    expect(codesOf(await assess(inFavour(applicationId), 'finance'))).toEqual([]);
    expect(codesOf(await decide({ applicationId, agree: true }, 'finance'))).toEqual([
      'cost-sharing.own-assessment',
    ]);
    const both = await Promise.all(
      [1, 2].map(() => decide({ applicationId, agree: true }, 'finance-2')),
    );
    expect(both.flatMap(codesOf)).toEqual(['cost-sharing.not-assessed']);
    expect((await stands(id)).status).toBe('DONE');
    expect(await charge(service)).toBe(60);
    expect(codesOf(await applying(wish(service)))).toEqual(['cost-sharing.granted-already']);
    expect(codesOf(await assess(inFavour(applicationId), 'finance'))).toEqual([
      'cost-sharing.not-asked',
    ]);
    p.setToday('2027-01-01');
    expect(await charge(service)).toBe(100);
    p.setToday('2026-11-23');
    const query = `query ($id: ID!) { costSharingApplication(id: $id) { viewerCan activity { name }
      rule { fromDay untilDay activity { name } } } costSharingRules(first: 50) { nodes { id } } }`;
    const { data } = await p.graphql(query, { id: applicationId }, { as: 'admin' });
    expect(data).toEqual({
      costSharingApplication: {
        ...{ viewerCan: [], activity: { name: 'Activity of member-stage' } },
        rule: {
          ...{ fromDay: '2026-11-23', untilDay: '2027-01-01' },
          activity: { name: 'Activity of member-stage' },
        },
      },
      costSharingRules: { nodes: [] },
    });
  });

  test('that is refused lets the assignment go on, or undoes it, as was asked', async () => {
    const on = await applied('cost-sharing.on');
    const stop = await applied('cost-sharing.stop', { ifRefused: 'STOP' });
    for (const { applicationId } of [on, stop]) {
      const against = { applicationId, inFavour: false, source: 'No money left this year' };
      expect(codesOf(await assess(against, 'finance'))).toEqual([]);
      const refused = await decide({ applicationId, agree: true }, 'admin');
      expect(refused.application?.status).toBe('REFUSED');
    }
    expect((await stands(on.id)).status).toBe('DONE');
    const { status, steps } = await stands(stop.id);
    expect([status, codesOf(steps[0] as Step)]).toEqual(['FAILED', ['cost-sharing.refused']]);
    expect(await charge('cost-sharing.on')).toBe(100);
  });

  test('is assessed anew where the second does not agree', async () => {
    const { applicationId } = await applied('cost-sharing.anew');
    await assess(inFavour(applicationId), 'finance');
    expect((await decide({ applicationId, agree: false }, 'finance-2')).application).toEqual({
      ...{ status: 'ASKED', communityShare: null },
    });
    const halves = { userShare: 500, sectorShare: 250, communityShare: 250 };
    await assess(inFavour(applicationId, halves), 'adviser');
    await decide({ applicationId, agree: true }, 'finance');
    expect(await charge('cost-sharing.anew')).toBe(50);
  });

  test('is answered all that is wrong with its assessment at once', async () => {
    const { applicationId } = await applied('cost-sharing.wrong', { bearer: 'SECTOR' });
    const wrong = { userShare: 1_100, clientShare: -1, lastDay: '2026-11-22' };
    expect(codesOf(await assess(inFavour(applicationId, wrong), 'finance'))).toEqual([
      ...['cost-sharing.day-has-passed', 'cost-sharing.below-nothing', 'cost-sharing.not-whole'],
      'cost-sharing.nothing-borne',
    ]);
    const without = inFavour(applicationId, { lastDay: undefined });
    expect(codesOf(await assess(without, 'finance'))).toEqual(['cost-sharing.last-day-missing']);
    await assess(inFavour(applicationId, { lastDay: '2026-11-23' }), 'finance');
    p.setToday('2026-11-24');
    expect(codesOf(await decide({ applicationId, agree: true }, 'finance-2'))).toEqual([
      'cost-sharing.day-has-passed',
    ]);
    p.setToday('2026-11-23');
    const deciding = { input: { applicationId, agree: true } };
    const mutation = `mutation ($input: CostSharingDecideApplicationInput!) {
      costSharingDecideApplication(input: $input) { violations { code } } }`;
    for (const as of ['member-stage', 'adviser'] as const) {
      expect(await errorCode(p, mutation, deciding, { as })).toBe('FORBIDDEN');
    }
    const query = 'query ($id: ID!) { costSharingApplication(id: $id) { id } }';
    expect(await ask(p, query, { id: applicationId }, { as: 'member-film' })).toBeNull();
  });

  test('of one of the staff is judged by others', async () => {
    const step = { tool: 'cost-sharing.apply', input: wish('cost-sharing.theirs') };
    const { assignment } = await plan({ steps: [step] }, 'admin');
    const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    const input = { id: assignment?.id, idempotencyKey: 'start-theirs' };
    await ask(p, start, { input }, { as: 'admin' });
    const applicationId = (await stands(assignment?.id)).steps[0]?.reference as string;
    expect(codesOf(await assess(inFavour(applicationId), 'admin'))).toEqual([
      'cost-sharing.own-application',
    ]);
    const query = `query ($id: ID!) { costSharingApplication(id: $id) { viewerCan } }`;
    const can = async (as: Person) =>
      (await ask<{ viewerCan: string[] }>(p, query, { id: applicationId }, { as })).viewerCan;
    expect(await can('admin')).toEqual([]);
    expect(await can('finance-2')).toEqual(['cost-sharing.assess-application']);
    await assess(inFavour(applicationId), 'finance-2');
    expect(await can('finance')).toHaveLength(2);
  });

  test('is withdrawn with its assignment, or when nobody waits for it any longer', async () => {
    const gone = await applied('cost-sharing.gone');
    expect(codesOf(await move('cancelAssignment', gone.id))).toEqual([]);
    expect((await stands(gone.id)).status).toBe('CANCELLED');
    const left = await applied('cost-sharing.left');
    const query = 'query ($id: ID!) { assignment(id: $id) { steps { id } } }';
    const { steps } = await ask<{ steps: { id: string }[] }>(p, query, { id: left.id });
    const settle = `mutation ($input: SettleStepInput!) {
      settleAssignmentStep(input: $input) { violations { code } } }`;
    const input = { stepId: steps[0]?.id, idempotencyKey: 'settle-left' };
    expect(codesOf(await ask<Planned>(p, settle, { input }))).toEqual([]);
    expect((await stands(left.id)).status).toBe('DONE');
    for (const { applicationId } of [gone, left]) {
      expect(codesOf(await decide({ applicationId, agree: true }, 'finance'))).toEqual([
        'cost-sharing.not-assessed',
      ]);
    }
    const listed = await ask<{ nodes: { status: string }[] }>(
      p,
      '{ costSharingApplications(first: 50, status: WITHDRAWN) { nodes { status } } }',
      {},
      { as: 'finance' },
    );
    expect(listed.nodes).toHaveLength(2);
  });

  test('leaves the price in a plan as it is until it is granted', async () => {
    const flow = async () => {
      const query = `query ($id: ID!) { assignment(id: $id) { cashFlow { day withPrefinancing {
        amount } } steps { cost { amount } cashFlow { day amount { amount } payer } } } }`;
      const { assignment } = await plan({ steps: [{ tool: 'dear.thing', input: {} }] });
      const { steps, cashFlow } = await ask<{
        cashFlow: { withPrefinancing: { amount: string } }[];
        steps: { cost: { amount: string }; cashFlow: Line[] }[];
      }>(p, query, { id: assignment?.id });
      const lines = steps[0]?.cashFlow.map((one) => [one.day, one.payer, one.amount.amount]);
      return {
        lines,
        cost: steps[0]?.cost.amount,
        last: cashFlow.at(-1)?.withPrefinancing.amount,
      };
    };
    const { applicationId } = await applied('dear');
    const full = ['2027-01-01', 'ACTIVITY', '-100.01'];
    expect(await flow()).toEqual({
      ...{ lines: [['2026-12-30', 'ACTIVITY', '-100.01'], full], cost: '200.02', last: '-200.02' },
    });
    const shares = { userShare: 500, clientShare: 100, sectorShare: 0, communityShare: 400 };
    await assess(inFavour(applicationId, shares), 'finance');
    await decide({ applicationId, agree: true }, 'finance-2');
    // What the community pays moves none of the activity's money; the rule ends with the year.
    expect(await flow()).toEqual({
      ...{ cost: '160.02', last: '-160.02' },
      lines: [['2026-12-30', 'ACTIVITY', '-60.01'], ['2026-12-30', 'COOPERATIVE', '-40.00'], full],
    });
  });

  test('offers itself for the tools of the activity’s sector where that is needed', async () => {
    const { assignment } = await plan({ needs: ['cost-sharing'] });
    expect(assignment?.steps).toMatchObject([{ tool: { name: 'cost-sharing.apply' } }]);
    const all = await plan({ allInclusive: true });
    expect(all.assignment).toBeNull();
  });
});
