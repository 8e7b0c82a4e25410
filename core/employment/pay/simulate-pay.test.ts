import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestPlatform } from '../testing/calls.js';
import { type ContractCalls, contractCalls } from '../testing/calls.js';
import { employmentWorld } from '../testing/world.js';
import { payFacts } from './pay-facts.js';

let p: TestPlatform;
let calls: ContractCalls;

beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
});
afterAll(() => p.close());

describe('simulatePay', () => {
  test('answers the same from each of its own amounts', async () => {
    const first = await calls.simulate({ kind: 'task', gross: '107.69', on: '2026-11-24' });
    expect(first.violations).toEqual([]);
    expect(first.pay).toMatchObject({
      ...{ invoiced: { amount: '194.65' }, budget: { amount: '182.00' } },
      ...{
        employerCost: { amount: '155.20' },
        gross: { amount: '107.69' },
        net: { amount: '82.21' },
      },
    });
    for (const [from, amount] of [
      ['invoiced', '194.65'],
      ['budget', '182.00'],
      ['employerCost', '155.20'],
    ]) {
      const again = await calls.simulate({
        kind: 'task',
        [from as string]: amount,
        on: '2026-11-24',
      });
      expect(again).toEqual(first);
    }
    const lowest = await calls.simulate({ kind: 'task', net: '82.21', on: '2026-11-24' });
    expect(lowest.pay).toMatchObject({ net: { amount: '82.21' } });
    const round = await calls.simulate({ kind: 'task', net: '1526.85', on: '2026-11-24' });
    expect(round.pay).toMatchObject({ gross: { amount: '2000.00' } });
  });

  test('is told to plugins step by step, or why not', async () => {
    const inquiry = { kind: 'task', jointCommittee: null, invoiced: '194.65', on: '2026-11-24' };
    const { pay, currency } = await payFacts(p.ctx('member-stage'), inquiry);
    expect({ currency, gross: pay?.grossMinor, net: pay?.netMinor }).toEqual({
      ...{ currency: 'EUR', gross: 107_69n, net: 82_21n },
    });
    expect(pay?.lines.every(({ title, code }) => title !== code)).toBe(true);
    const unknown = await payFacts(p.ctx('member-stage'), { ...inquiry, kind: 'none' });
    expect(unknown.pay).toBeNull();
    expect(unknown.violations.length).toBeGreaterThan(0);
  });

  test('says everything that is wrong with a question, in your language', async () => {
    const bad = {
      ...{
        kind: 'task',
        gross: '1',
        net: '1',
        defrayal: '-1',
        hours: '745',
        withholdingRate: '0.7',
      },
      household: { children: -1, single: true, spouseWithoutIncome: true },
    };
    const { pay, violations } = await calls.simulate(bad, 'de');
    expect(pay).toBeNull();
    expect(violations.map(({ code }) => code)).toEqual([
      ...['pay.one-amount', 'pay.amount-out-of-range', 'pay.hours-out-of-range'],
      ...['pay.rate-out-of-range', 'pay.children-out-of-range', 'pay.single-with-spouse'],
    ]);
    expect(violations[0]?.message).toBe('Geben Sie genau einen Betrag an; es sind 2.');
  });

  test.each(['0', '-5.00', '10000000.01'])('refuses an amount of %s', async (gross) => {
    const { violations } = await calls.simulate({ kind: 'task', gross });
    expect(violations.map(({ code, path }) => [code, path])).toEqual([
      ['pay.amount-out-of-range', ['gross']],
    ]);
  });

  test('of a student takes the solidarity contributions, and no tax', async () => {
    const asked = { kind: 'student', budget: '182.00', on: '2026-11-24' };
    const { pay, violations } = await calls.simulate(asked);
    expect(violations).toEqual([]);
    // 182.00 ÷ 1.0543; 2.71 % of it for the student, 5.42 % and 0.01 % for the employer.
    expect(pay).toMatchObject({
      ...{ gross: { amount: '172.63' }, net: { amount: '167.95' } },
      employerCost: { amount: '182.01' },
    });
    expect(pay?.lines.map(({ code }) => code)).not.toContain('withholding');
  });

  test('names the figure that is missing, with its day', async () => {
    const { pay, violations } = await calls.simulate({
      ...{ kind: 'task', gross: '100.00', on: '2023-06-17' },
    });
    expect(pay).toBeNull();
    expect(violations.map(({ code }) => code)).toEqual(['contract.no-coefficient']);
    await p.admin.query(
      `insert into core.pay_coefficient (cooperative_id, id, contract_kind, joint_committee,
         worker_class, employer_category, withholding, from_day, source)
       values ($1, gen_random_uuid(), 'interim', '200', 'student', 'public', 'scale',
         '2020-01-01', 'test')`,
      [p.cooperativeId],
    );
    const asked = { kind: 'interim', jointCommittee: '200', on: '2026-11-24' };
    const scaled = await calls.simulate({ ...asked, gross: '100.00' });
    expect(scaled.violations.map(({ message }) => message)).toEqual([
      'The figure "withholding.scale (student, public, 200)" is not known for 2026-11-24.',
      'No pay coefficient for "interim", joint committee 200, on 2026-11-24.',
    ]);
  });

  test('takes three statements, however many lines it has', async () => {
    const sent = await p.statements(() => calls.simulate({ kind: 'task', net: '82.21' }));
    expect(sent).toHaveLength(3);
  });
});
