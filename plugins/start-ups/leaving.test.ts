import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf as codes,
  errorCode,
  giveMoney,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { startUps } from './plugin.js';
import {
  type As,
  activityOf,
  engagement,
  invoice,
  key,
  mutation,
  stepper,
  type Told,
  tell,
} from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [startUps] });
  await step('DescribeActivity', 'activity { companyName }', {
    ...{ activityId: activity(), companyName: 'Zonnig bv' },
  });
});
afterAll(() => p.close());

const step = stepper(() => p);
const activity = () => activityOf(p);

const refused = (name: string, fields: string, input: object) =>
  errorCode(p, mutation(name, fields), { input });

describe('a spin-off', () => {
  const file = `spinOff { id status settled { amount } viewerCan
    items(first: 100) { nodes { id kind decision value { amount } } } }`;
  const prepared = (over: object = {}) => ({
    ...{ activityId: activity(), companyName: 'Zonnig bv', enterpriseNumber: '0566988259' },
    ...{ iban: 'BE68539007547034', transferOn: '2027-01-01', ...over },
  });
  let id: string;

  const decide = async (choose: (item: Told) => object) => {
    const decisions = (await items()).items.nodes.map((item: Told) => ({
      ...{ itemId: item.id, ...choose(item) },
    }));
    return step('DecideSpinOffItems', file, { id, decisions });
  };
  const usual = ({ kind }: Told) => ({
    decision: kind === 'INVOICE' ? 'STAY' : kind === 'ENGAGEMENT' ? 'SETTLE' : 'CARRY',
    note: kind === 'DEBT' ? 'Letter of the board, 20 November' : null,
  });
  const items = (): Promise<Told> =>
    asks(
      p,
      'query ($id: ID!) { startUpSpinOff(id: $id) { items(first: 100) { nodes { id kind } } } }',
      { id },
    );

  beforeAll(async () => {
    for (const unitPrice of ['300.00', '100.00']) await invoice(p, unitPrice);
  });

  test('lists what the activity has and owes, of the core, of itself and as others told', async () => {
    await step('AddInvestment', 'investment { id }', {
      ...{ activityId: activity(), title: 'Oven', boughtOn: '2026-01-01', cost: '1200.00' },
      lifeMonths: 24,
    });
    const loan = 'FinancingLoan:019a0000-0000-7000-8000-000000000001';
    const thing = 'EquipmentItem:019a0000-0000-7000-8000-000000000002';
    await tell(p, { type: 'equipment.retired', subjectType: 'EquipmentItem', id: thing });
    await tell(p, {
      type: 'equipment.handed-out',
      subjectType: 'EquipmentItem',
      id: thing,
      payload: { valueMinor: '100' },
    });
    await tell(p, {
      type: 'financing.loan-drawn',
      subjectType: 'FinancingLoan',
      id: loan,
      payload: { valueMinor: '50000' },
    });
    await tell(p, {
      type: 'financing.loan-drawn',
      subjectType: 'FinancingLoan',
      id: loan,
      payload: { valueMinor: '50000' },
    });
    const opened = await step('PrepareSpinOff', file, prepared());
    expect(codes(opened)).toEqual([]);
    id = opened.spinOff.id;
    const listed = opened.spinOff.items.nodes;
    const kinds = listed.map(({ kind }: Told) => kind);
    expect(kinds.filter((kind: string) => kind === 'CLIENT')).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining(['INVOICE', 'INVESTMENT', 'DEBT']));
    expect(kinds).not.toContain('EQUIPMENT');
    const value = (kind: string) => listed.find((item: Told) => item.kind === kind).value.amount;
    expect([value('DEBT'), value('INVESTMENT')]).toEqual(['500.00', '550.00']);
  });

  test('meets everything that stands in its way at once, and takes up what has come since', async () => {
    await invoice(p, '50.00');
    const tried = await step('SubmitSpinOff', file, { id, dryRun: true });
    expect(codes(tried)).toEqual([
      ...['start-ups.spin-off-inventory-grew', 'start-ups.spin-off-undecided'],
      'start-ups.spin-off-no-shares',
    ]);
    const again = await step('PrepareSpinOff', file, prepared());
    expect(again.spinOff.id).toBe(id);
    await decide(() => ({ decision: 'CARRY' }));
    expect(codes(await step('SubmitSpinOff', file, { id }))).toEqual([
      ...['start-ups.spin-off-decided-otherwise', 'start-ups.spin-off-without-consent'],
      'start-ups.spin-off-no-shares',
    ]);
    await decide(usual);
    const submitted = await step('SubmitSpinOff', file, { id });
    expect(submitted.spinOff.status).toBe('SUBMITTED');
    expect(codes(await step('PrepareSpinOff', file, prepared()))).toEqual([
      'start-ups.spin-off-open',
    ]);
  });

  test('is judged and carried out by others, on its day, and pays what is left once', async () => {
    const judge = { id, favourable: true, reasons: 'A sound plan.' };
    expect(await refused('JudgeSpinOff', file, judge)).toBe('FORBIDDEN');
    const both = await Promise.all(
      ['adviser', 'admin'].map((as) => step('JudgeSpinOff', file, judge, as as As)),
    );
    expect(both.flatMap(codes).filter((code) => code !== 'start-ups.spin-off-no-shares')).toEqual([
      'start-ups.spin-off-is-approved',
    ]);
    await giveMoney(p, startUps, 2_000_00n);
    const transfer = { id, amount: '1500.00', ...key() };
    const early = await step('TransferSpinOff', file, transfer, 'finance');
    expect(codes(early)).toContain('start-ups.spin-off-too-early');
    p.setToday('2027-01-01');
    const much = await step('TransferSpinOff', file, { ...transfer, amount: '99999' }, 'finance');
    expect(codes(much)).toContain('money.insufficient-funds');
    const done = await Promise.all(
      [1, 2].map(() => step('TransferSpinOff', file, transfer, 'finance')),
    );
    for (const { spinOff: told } of done) {
      expect(told).toMatchObject({ status: 'TRANSFERRED', settled: { amount: '1500.00' } });
    }
    const payouts = await p.admin.query(
      `select status, amount_minor from core.payout where source_type = 'start_up_spin_off'`,
    );
    expect(payouts).toEqual([{ status: 'DUE', amount_minor: 150_000n }]);
    const [{ payload }] = (await p.admin.query(
      `select payload from core.outbox where type = 'start-ups.spun-off'`,
    )) as [Told];
    const carried = payload.carried.map(({ kind }: Told) => kind);
    expect(carried).toEqual(expect.arrayContaining(['CLIENT', 'INVESTMENT', 'DEBT']));
    expect(carried).not.toContain('INVOICE');
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(codes(gone)).toEqual(['start-ups.spin-off-is-transferred']);
    p.setToday('2026-11-23');
  });

  test('waits for what is to be ended before, and can be given up until it is carried out', async () => {
    const running = await engagement(p, 'SIGNED');
    const opened = await step('PrepareSpinOff', file, prepared());
    id = opened.spinOff.id;
    await decide(usual);
    await step('SubmitSpinOff', file, { id });
    await step('JudgeSpinOff', file, { id, favourable: true, reasons: 'Yes.' }, 'adviser');
    p.setToday('2027-01-01');
    const input = { id, amount: '0', ...key() };
    expect(codes(await step('TransferSpinOff', file, input, 'finance'))).toContain(
      'start-ups.spin-off-unsettled',
    );
    p.setToday('2026-11-23');
    expect(running).toMatch(/^Engagement:/);
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(gone.spinOff).toMatchObject({ status: 'WITHDRAWN', viewerCan: [] });
  });

  test('is not there for strangers, and takes no bad company', async () => {
    const query = 'query ($id: ID!) { startUpSpinOff(id: $id) { id } }';
    expect(await asks(p, query, { id }, { as: 'member-film' })).toBeNull();
    for (const over of [
      { enterpriseNumber: '0566988258' },
      { iban: 'BE00' },
      { transferOn: '2026-11-23' },
      { companyName: ' ' },
    ]) {
      const asked = asks(p, mutation('PrepareSpinOff', file), { input: prepared(over) });
      await expect(asked).rejects.toThrow();
    }
  });
});
