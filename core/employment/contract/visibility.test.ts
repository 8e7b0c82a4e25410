import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestPerson, TestPlatform } from '../testing/calls.js';
import { type ContractCalls, contractCalls } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld } from '../testing/world.js';

let world: EmploymentWorld;
let p: TestPlatform;
let calls: ContractCalls;

beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

describe('who sees and does what', () => {
  let id: string;
  beforeAll(async () => {
    const { contract } = await calls.create({ days: [['2027-03-01', '8']] });
    id = contract?.id as string;
  });

  test.each<[TestPerson, boolean, string[]]>([
    ['member-stage', true, ['contract.update', 'contract.sign', 'contract.cancel']],
    ['member-film', true, []],
    ['member-design', false, []],
    ['member-startup', false, []],
    ['adviser', true, ['contract.update', 'contract.sign', 'contract.cancel']],
    ['finance', true, []],
  ])('%s sees it: %s', async (as, sees, viewerCan) => {
    const contract = await calls.read(id, { as });
    if (sees) expect(contract).toMatchObject({ id, viewerCan });
    else expect(contract).toBeNull();
    const listed = await calls.list({ as });
    expect(listed.some((one) => one.id === id)).toBe(sees);
  });

  test('another co-operative’s people see nothing of it, even its administrator', async () => {
    for (const as of ['admin', 'adviser', 'member-stage', 'member-film'] as const) {
      expect(await calls.read(id, { as, foreign: true })).toBeNull();
      const { errors } = await calls.trySign(id, {}, { as, foreign: true });
      expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    }
  });

  test('its worker may not sign, and for the rest of the team it does not exist', async () => {
    const worker = await calls.trySign(id, {}, { as: 'member-film' });
    expect(worker.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const colleague = await calls.trySign(id, {}, { as: 'member-design' });
    expect(colleague.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  test.each(['', 'Contract:', 'Invoice:0190a1b2-0000-7000-8000-000000000000', 'x'.repeat(500)])(
    'the id "%s" is bad input',
    async (bad) => {
      const { errors } = await calls.tryRead(bad);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    },
  );

  test('an activity shows its contracts to those who may see them, by pages', async () => {
    interface Listed {
      readonly status: string;
      readonly worker: { readonly id: string };
    }
    for (const hours of ['1', '2', '3']) await calls.create({ days: [['2027-05-03', hours]] });
    const ofActivity = async (as: TestPerson) => {
      const { data, errors } = await p.graphql<{
        activity: { contracts: { totalCount: number; nodes: Listed[] } };
      }>(
        `query ($id: ID!) { activity(id: $id) { contracts(
          first: 2, orderBy: OLDEST, filter: { status: [DRAFT] }) {
            totalCount nodes { status worker { id } } pageInfo { hasNextPage } } } }`,
        { id: world.activityId },
        { as },
      );
      expect(errors).toBeUndefined();
      return data?.activity?.contracts;
    };
    const manager = await ofActivity('member-stage');
    expect(manager?.nodes.map(({ status }) => status)).toEqual(['DRAFT', 'DRAFT']);
    expect(manager?.totalCount).toBeGreaterThan(2);
    expect(await ofActivity('adviser')).toEqual(manager);
    // Whoever works for the activity sees no colleague's contract.
    const own = (await ofActivity('member-film'))?.nodes ?? [];
    expect(own).toHaveLength(2);
    expect(own.every(({ worker }) => worker.id === world.workerId)).toBe(true);
    expect(await ofActivity('member-startup')).toBeUndefined();
  });

  test('a list with all fields takes as many statements for 1 as for 20', async () => {
    const one = await p.statements(() => calls.listAll(1));
    const twenty = await p.statements(() => calls.listAll(20));
    expect(twenty.length).toBe(one.length);
    expect(one.length).toBe(5);
  });
});
