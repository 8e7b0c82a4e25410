import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, runAssignments, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { askTool } from './ask.tool.js';
import { community } from './plugin.js';

type Person = Parameters<TestPlatform['ctx']>[0];

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [community] });
});
afterAll(() => p?.close());

interface Thing {
  readonly id: string;
  readonly [name: string]: unknown;
}
interface Answer {
  readonly violations: { readonly code: string }[];
}
const changeNeed = (name: string, input: object, as: Person) => {
  const mutation = `mutation ($input: Community${name}Input!) { community${name}(input: $input) {
    violations { code } } }`;
  return ask<Answer>(p, mutation, { input }, { as });
};

describe('the tool that asks', () => {
  interface Plan extends Answer {
    readonly assignment: { id: string; steps: { id: string; tool: { name: string } }[] } | null;
  }
  const plan = async (over: object, as: 'member-stage' | 'member-film' = 'member-stage') => {
    const mutation = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id steps { id tool { name } } } violations { code } } }`;
    const activityId = `Activity:${p.activityIds[as]}`;
    const input = { activityId, title: 'A secret title', ...over };
    return ask<Plan>(p, mutation, { input }, { as });
  };
  const begin = async ({ assignment }: Plan, as: Person = 'member-stage') => {
    const mutation = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    const input = { id: assignment?.id, idempotencyKey: `begin-${assignment?.id}` };
    return codesOf(await ask<Answer>(p, mutation, { input }, { as }));
  };
  const run = async () => {
    await p.platform.settle();
    await runAssignments(p.platform);
  };
  const register = async (ofPlans: string) => {
    const query = `{ communityNeeds(first: 50) { nodes { id title body ofPlans status supporters
      practices } } }`;
    const { nodes } = await ask<{ nodes: Thing[] }>(p, query);
    return nodes.filter((one) => one.ofPlans === ofPlans);
  };
  const move = (input: object) => changeNeed('MoveNeed', input, 'admin');

  test('puts what no tool meets in the register, once for all who lack it', async () => {
    const stage = await plan({ needs: ['child-care'] });
    expect(codesOf(stage)).toEqual(['assignment.need-unmet']);
    expect(stage.assignment?.steps.map(({ tool }) => tool.name)).toEqual(['community.ask']);
    const film = await plan({ needs: ['child-care'], allInclusive: true }, 'member-film');
    expect(await begin(stage)).toEqual([]);
    expect(await begin(film, 'member-film')).toEqual([]);
    await run();
    const [need, ...others] = await register('child-care');
    expect(others).toEqual([]);
    expect(need).toMatchObject({ title: 'child care', supporters: 2, practices: 2 });
    expect(JSON.stringify(need)).not.toContain('secret');
    const said = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      declined { tool { name } reasons { code } } } }`;
    const input = { activityId: `Activity:${p.activityIds['member-stage']}`, title: 'All' };
    const { declined } = await ask<{ declined: object[] }>(p, said, {
      input: { ...input, allInclusive: true },
    });
    expect(declined).toContainEqual({
      ...{ tool: { name: 'community.ask' }, reasons: [{ code: 'community.nothing-unmet' }] },
    });
    const again = await plan({ needs: ['child-care'] });
    expect(again.assignment).toBeNull();
    const step = { tool: 'community.ask', input: { need: 'child-care' } };
    expect(codesOf(await plan({ steps: [step] }))).toEqual(['community.supported-already']);
    const words = { title: 'Somewhere to sleep', body: 'On tour.', practice: 'circus' };
    const second = await plan({ steps: [{ tool: 'community.ask', input: words }] });
    await begin(second);
    await run();
    const stepId = String(second.assignment?.steps[0]?.id.split(':')[1]);
    const activityId = p.activityIds['member-stage'];
    const place = { assignment: { activityId, clientId: null, title: '' }, done: {} };
    for (const _ of [1, 2]) {
      await p.platform.host.context(p.ctx('member-stage'), community.name).transaction((inside) => {
        const step = { ...inside, ...place, stepId, emit: async () => undefined };
        return askTool.cancel(step, words, null);
      });
    }
    const all = await ask<{ nodes: Thing[] }>(
      ...([
        p,
        `{ communityNeeds(first: 50) { nodes { title supporters history { status } } } }`,
      ] as const),
    );
    expect(all.nodes).toContainEqual({
      ...{ title: words.title, supporters: 0, history: [{ status: 'ASKED' }] },
    });
  });

  test('does not ask again for what was declined, and anew for what was met', async () => {
    const offered = async () => (await plan({ needs: ['sauna'] })).assignment !== null;
    await begin(await plan({ needs: ['sauna'] }));
    await run();
    const [first] = await register('sauna');
    const id = String(first?.id);
    await changeNeed('SupportNeed', { id, practice: null }, 'member-stage');
    expect(await offered()).toBe(true);
    await move({ id, status: 'DECLINED', reason: 'Too dear' });
    expect(await offered()).toBe(false);
    const step = { tool: 'community.ask', input: { need: 'sauna' } };
    expect(codesOf(await plan({ steps: [step] }))).toEqual(['community.need-closed']);
    await move({ id, status: 'ASKED' });
    const waiting = [await plan({ needs: ['sauna'] }), await plan({ steps: [step] })];
    await move({ id, status: 'MET' });
    await begin(waiting[0] as Plan);
    await run();
    expect((await register('sauna')).map(({ status }) => status).sort()).toEqual(['ASKED', 'MET']);
    expect(await begin(waiting[1] as Plan)).toEqual(['community.supported-already']);
  });
});
