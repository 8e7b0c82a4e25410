import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ContractFacts } from 'gezel/sdk';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { AudiovisualContract } from './contract.entity.js';
import { costByDay } from './contract-cost.js';
import { followContracts } from './follow-contracts.js';
import { audiovisual } from './plugin.js';
import {
  ask,
  codes,
  makeProduction,
  operations,
  type Payload,
  refusal,
  type Values,
} from './testing.js';

let p: TestPlatform;
let activityId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [audiovisual] });
  activityId = `Activity:${p.activityIds['member-film']}`;
  // The figures are a test's, not Belgium's.
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
  const { core } = p.platform.host.context(p.ctx('member-film'), audiovisual.name);
  const activity = p.activityIds['member-film'];
  await core.loans.draw({
    ...{ key: 'a-loan-of-the-test', loanId: crypto.randomUUID(), amountMinor: 1_000_000n },
    ...{ service: 'audiovisual.test', borrower: { type: 'Activity', id: activity } },
    ...{ currency: 'EUR', activityId: activity },
  });
});
afterAll(() => p.close());

/** Two long days and a short one, for 500.00 in all. */
const worked = [
  { day: '2026-11-24', hours: '8' },
  { day: '2026-11-25', hours: '8' },
  { day: '2026-11-26', hours: '4' },
];

async function contractOn(days: readonly Values[]): Promise<string> {
  const { contract } = await ask<{ contract: { id: string } }>(
    p,
    `mutation ($input: CreateContractInput!) { createContract(input: $input) {
      contract { id } violations { code } } }`,
    {
      input: {
        ...{ activityId, workerId: `Member:${p.memberIds['member-film']}`, kind: 'duration' },
        ...{ jointCommittee: '303.01', budget: '500.00', days },
        idempotencyKey: crypto.randomUUID(),
      },
    },
  );
  return contract.id;
}

const stepped = (name: 'sign' | 'cancel', id: string) =>
  ask<Payload>(
    p,
    `mutation ($input: ContractStepInput!) { ${name}Contract(input: $input) {
      violations { code } } }`,
    { input: { id, idempotencyKey: crypto.randomUUID() } },
  );

const assignment = `mutation ($input: AudiovisualAssignContractInput!) {
  audiovisualAssignContract(input: $input) { violations { code path }
    contract { eligibility nature production { id } contract { id }
      costs { day cost { amount } eligibility nature production { id } } } } }`;
const assign = (input: Values) =>
  ask<Payload & { contract: { costs: Values[] } | null }>(p, assignment, {
    input: { eligibility: 'BELGIAN_DIRECT', ...input },
  });

const report = async (id: string, as = 'member-film') =>
  ask<Values & Payload>(
    p,
    `query ($id: ID!) { audiovisualSpendReport(productionId: $id, agreedOn: "2026-01-15") {
      notEligible { amount } belgianDirect { amount } contractCosts { amount }
      producerFees { amount } belgianInTime { amount }
      contracts { contract { id } } violations { code } } }`,
    { id },
    { as },
  );
const amount = (of: string) => ({ amount: of });

describe('what a contract costs a production', () => {
  test('is what employing costs, on its days by their hours, once it is signed', async () => {
    const productionId = await makeProduction(p, activityId);
    const contractId = await contractOn(worked);
    const { contract } = await assign({ contractId, productionId });
    expect(contract).toMatchObject({ contract: { id: contractId }, costs: [] });
    expect(await report(productionId)).toMatchObject({ contractCosts: amount('0.00') });
    expect(codes(await stepped('sign', contractId))).toEqual([]);
    const again = await assign({ contractId, productionId });
    const each = {
      eligibility: 'BELGIAN_DIRECT',
      nature: 'COST',
      production: { id: productionId },
    };
    expect(again.contract?.costs).toEqual([
      { day: '2026-11-24', cost: amount('200.00'), ...each },
      { day: '2026-11-25', cost: amount('200.00'), ...each },
      { day: '2026-11-26', cost: amount('100.00'), ...each },
    ]);
    for (const [today, counts] of [
      ['2026-11-23', '0.00'],
      ['2026-11-24', '200.00'],
      ['2026-11-26', '500.00'],
    ] as const) {
      p.setToday(today);
      expect(await report(productionId)).toMatchObject({
        ...{ contractCosts: amount(counts), belgianDirect: amount(counts) },
        ...{ belgianInTime: amount(counts), contracts: [{ contract: { id: contractId } }] },
      });
    }
    p.setToday('2026-11-23');
  });

  test('is parted by days where it works for several, and a fee where it is one', async () => {
    const [film, clip] = [
      await makeProduction(p, activityId),
      await makeProduction(p, activityId, { kind: 'CLIP' }),
    ];
    const contractId = await contractOn(worked.map((one) => ({ ...one, day: on(one.day, 1) })));
    await stepped('sign', contractId);
    const unknown = await assign({ contractId, productionId: film, days: ['2026-12-27'] });
    expect(codes(unknown)).toEqual(['audiovisual.no-day-of-contract']);
    await assign({ contractId, productionId: clip, days: ['2026-12-26'], eligibility: 'NO' });
    p.setToday('2026-12-31');
    expect(await report(clip)).toMatchObject({
      ...{ notEligible: amount('100.00'), contractCosts: amount('100.00') },
    });
    expect(await report(film)).toMatchObject({ contractCosts: amount('0.00'), contracts: [] });
    const days = ['2026-12-24', '2026-12-24'];
    await assign({ contractId, productionId: film, days, nature: 'PRODUCER_FEE' });
    expect(await report(film)).toMatchObject({
      ...{ producerFees: amount('200.00'), belgianInTime: amount('200.00') },
    });
    const whole = await assign({ contractId, productionId: film });
    expect(whole.contract?.costs).toHaveLength(3);
    expect(await report(film)).toMatchObject({ contractCosts: amount('500.00') });
    expect(await report(clip)).toMatchObject({ contractCosts: amount('0.00'), contracts: [] });
    p.setToday('2026-11-23');
  });

  test('is nothing once it is cancelled, and not told to who may not see it', async () => {
    const productionId = await makeProduction(p, activityId);
    const contractId = await contractOn([{ day: '2027-01-04', hours: '8' }]);
    await assign({ contractId, productionId });
    await stepped('sign', contractId);
    p.setToday('2027-01-03');
    await stepped('cancel', contractId);
    p.setToday('2027-01-31');
    expect(await report(productionId)).toMatchObject({ contractCosts: amount('0.00') });
    p.setToday('2026-11-23');
    const seen = await contractOn([{ day: '2027-01-05', hours: '8' }]);
    await assign({ contractId: seen, productionId });
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2026-01-01')`,
      [p.cooperativeId, p.activityIds['member-film'], p.memberIds['member-design']],
    );
    const partner = await report(productionId, 'member-design');
    expect(codes(partner)).toEqual(['audiovisual.contracts-not-seen']);
    const input = { contractId, productionId, eligibility: 'NO' };
    expect(await refusal(p, assignment, { ...input, days: [] })).toBe('BAD_USER_INPUT');
    const stranger = { as: 'member-stage' };
    expect(await refusal(p, assignment, input, stranger)).toBe('NOT_FOUND');
  });

  test('is not typed by hand; what was, counts instead of it until it is taken away', async () => {
    const productionId = await makeProduction(p, activityId);
    const other = await makeProduction(p, activityId);
    const contractId = await contractOn([{ day: '2026-12-01', hours: '8' }]);
    await stepped('sign', contractId);
    const spend = {
      ...{ productionId, day: '2026-11-20', title: 'Pay', evidence: 'P-1', amount: '10' },
      eligibility: 'BELGIAN_DIRECT',
    };
    const typed = await ask<Payload>(p, operations.recordSpend, {
      input: { ...spend, contractId },
    });
    expect(codes(typed)).toEqual(['audiovisual.contract-counts-itself']);
    const recorded = await ask<{ spend: { id: string } }>(p, operations.recordSpend, {
      input: spend,
    });
    await p.admin.query('update audiovisual.spend set contract_id = $2 where id = $1', [
      ...[recorded.spend.id, contractId].map((id) => id.split(':')[1]),
    ]);
    p.setToday('2026-12-01');
    const elsewhere = await assign({ contractId, productionId: other });
    expect(codes(elsewhere)).toEqual(['audiovisual.contract-of-other-production']);
    await assign({ contractId, productionId, eligibility: 'NO' });
    expect(await report(productionId)).toMatchObject({
      ...{ notEligible: amount('10.00'), contractCosts: amount('0.00') },
    });
    await ask(p, operations.removeSpend, { input: { id: recorded.spend.id } });
    expect(await report(productionId)).toMatchObject({ contractCosts: amount('500.00') });
    p.setToday('2026-11-23');
  });

  test('is asked for while nobody said how a contract of the crew counts', async () => {
    const productionId = await makeProduction(p, activityId);
    const contractId = await contractOn([{ day: '2026-12-02', hours: '8' }]);
    const joined = { productionId, contractId, department: 'camera', position: 'Focus puller' };
    await ask(p, operations.addCrew, { input: joined });
    expect(codes(await report(productionId))).toEqual([]);
    await stepped('sign', contractId);
    expect(codes(await report(productionId))).toEqual(['audiovisual.crew-not-counted']);
    await assign({ contractId, productionId, eligibility: 'NO' });
    expect(codes(await report(productionId))).toEqual([]);
  });

  test('asks for no more statements when more contracts work for it', async () => {
    const productionId = await makeProduction(p, activityId);
    const sent = async () => (await p.statements(() => report(productionId))).length;
    const next = async (day: string) => {
      const contractId = await contractOn([{ day, hours: '8' }]);
      await stepped('sign', contractId);
      await assign({ contractId, productionId });
    };
    await next('2026-12-03');
    const one = await sent();
    for (const day of ['2026-12-04', '2026-12-07', '2026-12-08']) await next(day);
    expect(await sent()).toBe(one);
  });

  test('is split exactly, whatever the hours', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 1_440 }), { minLength: 1, maxLength: 31 });
    fc.assert(
      fc.property(hours, fc.bigInt({ min: 0n, max: 10n ** 12n }), (minutes, budgetMinor) => {
        const days = minutes.map((of, i) => ({ day: `d${i}`, minutes: of, hours: '' }));
        const parts = costByDay({ days, budgetMinor });
        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(budgetMinor);
        expect(parts.every(({ amountMinor }) => amountMinor >= 0n)).toBe(true);
      }),
    );
  });
});

test('a month of an employment goes on for the production of the month before', async () => {
  const productionId = await makeProduction(p, activityId);
  const [first, second, third] = await Promise.all(
    ['2026-12-09', '2026-12-10', '2026-12-11'].map((day) => contractOn([{ day, hours: '8' }])),
  ).then((ids) => ids.sort());
  await assign({ contractId: first, productionId, nature: 'GENERAL_COST' });
  const engagementId = crypto.randomUUID();
  const own = p.platform.host.context(p.ctx('admin'), audiovisual.name);
  const local = (id: string | undefined) => String(id?.split(':')[1]);
  await own.store.update(AudiovisualContract, local(first), { engagementId });
  const signed = (id: string | undefined, more: Partial<ContractFacts>) =>
    own.transaction((inside) => {
      const read = async (type: 'Contract', of: string) => {
        const found = await own.core.read(type, of);
        return found && { ...found, status: 'SIGNED', ...more };
      };
      const ctx = { ...inside, core: { ...inside.core, read } } as unknown as typeof inside;
      const subject = { type: 'Contract', id: local(id) };
      return followContracts.handle(ctx, { subject } as never);
    });
  for (const id of [third, second, third]) await signed(id, { engagementId });
  const goesOn = await own.store.get(AudiovisualContract, local(third));
  expect(goesOn).toMatchObject({
    ...{ productionId: local(productionId), nature: 'GENERAL_COST', engagementId },
  });
});

const on = (day: string, months: number): string =>
  `${day.slice(0, 5)}${String(Number(day.slice(5, 7)) + months).padStart(2, '0')}${day.slice(7)}`;
