import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AssignmentCalls, assignmentCalls, codes, probing } from './testing/calls.js';
import { type AssignmentWorld, assignmentWorld } from './testing/world.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

beforeAll(async () => {
  world = await assignmentWorld();
  calls = assignmentCalls(world);
});
afterAll(() => world.p.close());

const sum = (day: string, amount: string) => ({
  ...{ day, withPrefinancing: { amount }, withoutPrefinancing: { amount } },
});

describe('the price of a plan', () => {
  const decide = (from: string, shares: readonly number[]) =>
    world.p.admin.query(
      `insert into core.charge_rule (cooperative_id, id, service, from_day, user_share,
         client_share, sector_share, community_share, source, decided_by, decided_at)
       values ($1, gen_random_uuid(), 'probe', $2, $3, $4, $5, $6, 'Test', $7, now())`,
      [world.p.cooperativeId, from, ...shares, world.p.memberIds.admin],
    );
  const priced = async () => {
    const { assignment } = await calls.plan({ steps: [probing('alpha', { cost: '1001' })] });
    const { cost, cashFlow, steps } = assignment as NonNullable<typeof assignment>;
    const parts = steps[0]?.cashFlow.map(({ payer, amount }) => [payer, amount.amount]);
    return { cost: cost.amount, parts, sums: cashFlow };
  };

  test('is shared by the rule of its day, and only what the activity pays is counted', async () => {
    await decide('2026-11-24', [0, 0, 0, 1_000]);
    expect(await priced()).toEqual({
      ...{ cost: '10.01', parts: [['ACTIVITY', '-10.01']] },
      sums: [sum('2026-11-23', '-10.01')],
    });
    await decide('2026-11-23', [500, 100, 300, 100]);
    expect(await priced()).toEqual({
      cost: '6.01',
      parts: [
        ['ACTIVITY', '-6.01'],
        ['SECTOR', '-3.00'],
        ['COOPERATIVE', '-1.00'],
      ],
      sums: [sum('2026-11-23', '-6.01')],
    });
  });

  test('that rose since is not paid by who starts the plan without having seen it', async () => {
    const wish = { steps: [probing('alpha', { cost: '1000' })] };
    const { assignment: cheap } = await calls.plan(wish);
    await world.p.admin.query('alter table core.charge_rule disable trigger all');
    await world.p.admin.query(`delete from core.charge_rule where service = 'probe'`);
    const id = cheap?.id as string;
    const tried = await calls.start(id, { dryRun: true });
    expect(codes(tried.violations)).toEqual(['assignment.dearer-now']);
    expect((await calls.read(id)).status).toBe('PLANNED');
    const { assignment: fresh, violations } = await calls.start(id);
    expect(violations).toMatchObject([{ code: 'assignment.dearer-now', path: ['steps', '0'] }]);
    expect(violations[0]?.message).toBe(
      '"probe.alpha" costs 10.00 now and was planned at 6.00: start the fresh plan if that is fine.',
    );
    expect([fresh?.status, fresh?.cost.amount]).toEqual(['PLANNED', '10.00']);
    const again = await calls.start(id);
    expect(codes(again.violations)).toEqual(['assignment.not-planned']);
    expect(codes((await calls.start(fresh?.id as string)).violations)).toEqual([]);
  });
});
