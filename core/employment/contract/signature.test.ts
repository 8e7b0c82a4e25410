import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BudgetPolicy } from '../../money/budget/budget.entity.js';
import { createBudget, updateBudget } from '../../money/budget/budget.js';
import { budgetFigures } from '../../money/budget/budget-figures.js';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../testing/calls.js';
import { type ContractCalls, contractCalls } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld, joins } from '../testing/world.js';

let world: EmploymentWorld;
let p: TestPlatform;
let calls: ContractCalls;

beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

describe('a signature', () => {
  test('numbers the contract, fixes its amounts and knows when pay is due', async () => {
    const { contract, violations } = await calls.signed({ days: [['2026-11-24', '7.6']] });
    expect(violations).toEqual([]);
    expect(contract).toMatchObject({
      status: 'SIGNED',
      signedOn: '2026-11-23',
      // The seventh working day after Tuesday 24 November.
      dueOn: '2026-12-03',
      viewerCan: ['contract.cancel', 'contract.work', 'contract.set-day-kind'],
    });
    expect(contract?.number).toMatch(/^C2026-\d{6}$/);
    await calls.cancel(contract?.id as string);
  });

  test('is refused with all that stands in its way, and changes nothing', async () => {
    await calls.signed({ days: [['2026-12-31', '8']] });
    const { contract } = await calls.create({
      kind: 'interim',
      days: [
        ['2026-12-31', '8'],
        ['2027-01-02', '8'],
      ],
    });
    const refused = await calls.sign(contract?.id as string);
    expect(refused.contract).toBeNull();
    expect(refused.violations.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'ERROR contract.more-than-one-month',
      'ERROR contract.worker-elsewhere',
      ...['ERROR agency.none', 'ERROR agency.no-reference'],
      'ERROR contract.no-coefficient',
    ]);
    expect(await calls.read(contract?.id as string)).toMatchObject({
      status: 'DRAFT',
      number: null,
    });
  });

  test('tried only, answers the same checklist and signs nothing', async () => {
    const { contract } = await calls.create({ days: [['2026-12-07', '8']] });
    const id = contract?.id as string;
    const tried = await calls.sign(id, { dryRun: true });
    expect(tried).toEqual({ contract: null, violations: [] });
    expect(await calls.read(id)).toMatchObject({ status: 'DRAFT' });
  });

  test('is refused when it passes a budget for work, and counts to it until it is paid', async () => {
    const made = await createBudget(p.ctx('member-stage'), {
      ...{ activityId: world.activityId, title: 'Work', from: '2026-12-01', until: '2026-12-31' },
      ...{ policy: BudgetPolicy.REFUSE, lines: [{ kind: 'WORK', planned: '0.01' }] },
    });
    const { contract } = await calls.create({ days: [['2026-12-08', '8']] });
    const id = contract?.id as string;
    const refused = await calls.sign(id);
    expect(refused.violations.map(({ code }) => code)).toEqual(['budget.passed']);
    const budgetId = `Budget:${made.budget?.id}`;
    const lines = [{ kind: 'WORK', planned: '100000.00' }];
    await updateBudget(p.ctx('member-stage'), { budgetId, lines });
    expect((await calls.sign(id)).violations).toEqual([]);
    const ctx = p.ctx('member-stage');
    const figures = await budgetFigures(ctx, p.platform.database, [made.budget?.id as string]);
    const [line] = figures.get(made.budget?.id as string) ?? [];
    expect(line?.committedMinor).toBeGreaterThan(0n);
    await updateBudget(p.ctx('member-stage'), { budgetId, close: true });
    await calls.cancel(id);
  });

  test.each([
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-11-24', true],
  ])('on 23 November for a first day of %s: %s', async (day, possible) => {
    const { contract, violations } = await calls.signed({ days: [[day, '8']] });
    expect(contract === null).toBe(!possible);
    const errors = violations.filter(({ severity }) => severity === 'ERROR');
    expect(errors.map(({ code }) => code)).toEqual(possible ? [] : ['contract.begun']);
    if (contract !== null) await calls.cancel(contract.id);
  });

  test('needs a worker who takes part in the activity', async () => {
    const outsider = p.memberIds['member-design'];
    const hidden = await calls.tryCreate({ workerId: `Member:${outsider}` });
    expect(hidden.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const { contract } = await calls.create(
      { workerId: `Member:${outsider}`, days: [['2026-11-26', '8']] },
      { as: 'adviser' },
    );
    const refused = await calls.sign(contract?.id as string);
    expect(refused.violations.map(({ code }) => code)).toEqual(['contract.worker-takes-no-part']);
  });

  test('of two contracts on one day lets one through, whoever comes first', async () => {
    const drafts = await Promise.all(
      [1, 2, 3, 4].map(() => calls.create({ days: [['2026-12-08', '8']] })),
    );
    const outcomes = await Promise.all(
      drafts.map(({ contract }) => calls.sign(contract?.id as string)),
    );
    expect(outcomes.filter(({ contract }) => contract !== null)).toHaveLength(1);
    for (const { contract, violations } of outcomes) {
      expect(violations.map(({ code }) => code)).toEqual(
        contract === null ? ['contract.worker-elsewhere'] : [],
      );
    }
  });

  test('under one key happens once, also when sent twice at the same time', async () => {
    const { contract } = await calls.create({ days: [['2026-12-09', '8']] });
    const idempotencyKey = newId();
    const order = { idempotencyKey };
    const [one, two] = await Promise.all([
      calls.sign(contract?.id as string, order),
      calls.sign(contract?.id as string, order),
    ]);
    expect(one.contract?.number).toBe(two.contract?.number);
    expect([...one.violations, ...two.violations]).toEqual([]);
  });

  test('numbers a year without gaps, though signatures collide and are refused', async () => {
    await joins(p, p, 'member-design');
    const before = await calls.numbers();
    const drafts = await Promise.all(
      ['2027-02-01', '2027-02-02', '2027-02-02', '2027-02-03'].map((day) =>
        calls.create({ days: [[day, '8']], workerId: `Member:${p.memberIds['member-design']}` }),
      ),
    );
    await Promise.all(drafts.map(({ contract }) => calls.sign(contract?.id as string)));
    const after = await calls.numbers();
    expect(after).toHaveLength(before.length + 3);
    expect(after).toEqual(after.map((_, i) => `C2026-${String(i + 1).padStart(6, '0')}`));
  });

  test('is judged by the figures of its days: the day before there are none', async () => {
    await p.admin.query(
      `insert into core.minimum_pay (id, country, per, amount_e4, from_day, until_day, source)
       values ($1, 'BE', 'HOUR', 10000, '2023-06-01', '2025-02-01', 'Test: no figure of the law')`,
      [newId()],
    );
    p.setToday('2023-06-16');
    const before = await calls.signed({ days: [['2023-06-17', '8']] });
    expect(before.violations.map(({ code }) => code)).toEqual(['contract.no-coefficient']);
    const on = await calls.signed({ days: [['2023-06-18', '8']] });
    expect(on.contract?.number).toBe('C2023-000001');
    p.setToday('2026-11-23');
  });

  test('uses the figures of the joint committee where it has its own', async () => {
    const { violations } = await calls.create({ kind: 'duration', days: [['2026-11-26', '8']] });
    expect(violations.map(({ code }) => code)).toEqual(['contract.no-coefficient']);
    const own = await calls.create({
      kind: 'duration',
      jointCommittee: '304',
      days: [['2026-11-26', '8']],
    });
    expect(own.contract?.gross?.amount).toBe('107.69');
  });
});

describe('after the signature', () => {
  test('a contract is cancelled before its work begins, and its day is free again', async () => {
    const { contract } = await calls.signed({ days: [['2026-12-10', '8']] });
    const cancelled = await calls.cancel(contract?.id as string);
    expect(cancelled.contract).toMatchObject({ status: 'CANCELLED', number: contract?.number });
    const again = await calls.signed({ days: [['2026-12-10', '8']] });
    expect(again.contract?.status).toBe('SIGNED');
    p.setToday('2026-12-10');
    const late = await calls.cancel(again.contract?.id as string);
    expect(late.violations.map(({ code }) => code)).toEqual(['contract.work-begun']);
    p.setToday('2026-11-23');
  });

  test('nothing of it changes any more', async () => {
    const { contract } = await calls.signed({ days: [['2026-12-11', '8']] });
    const changed = await calls.update({ id: contract?.id as string, budget: '1.00' });
    expect(changed.violations.map(({ code }) => code)).toEqual(['contract.not-draft']);
    const signedAgain = await calls.sign(contract?.id as string);
    expect(signedAgain.violations.map(({ code }) => code)).toEqual(['contract.not-draft']);
  });

  test('it is worked on its last day at the earliest, and once', async () => {
    const { contract } = await calls.signed({ days: [['2026-12-14', '8']] });
    const id = contract?.id as string;
    const early = await calls.work(id);
    expect(early.violations.map(({ code }) => code)).toEqual(['contract.not-over']);
    p.setToday('2026-12-14');
    const worked = await calls.work(id);
    expect(worked.contract?.status).toBe('WORKED');
    const again = await calls.work(id);
    expect(again.violations.map(({ code }) => code)).toEqual(['contract.not-signed']);
    const cancelled = await calls.cancel(id);
    expect(cancelled.violations.map(({ code }) => code)).toEqual(['contract.not-cancellable']);
    p.setToday('2026-11-23');
  });
});
