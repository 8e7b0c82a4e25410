import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChargeOrder, refusalOf, type ToolContext } from 'gezel/sdk';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { PerformingArtsInsuranceOffer as Offer } from './insurance.entity.js';
import { performingArts } from './plugin.js';
import { ask, codes, operations, type Payload, refusal, type Values } from './testing.js';
import { type TourInsuranceInput, tourInsurance } from './tour-insurance.tool.js';

let p: TestPlatform;
let productionId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  const admin = p.platform.host.context(p.ctx('admin'), performingArts.name);
  await performingArts.seeds.reference?.(admin);
  const activityId = `Activity:${p.activityIds['member-stage']}`;
  await ask(p, operations.describeActivity, { activityId });
  const { production } = await ask<{ production: { id: string } }>(
    ...([p, operations.createProduction, { activityId }] as const),
  );
  productionId = production.id;
});
afterAll(() => p.close());

describe('planning to insure a tour', () => {
  test('costs the days times the premium of the smallest offer that covers the value', async () => {
    expect(await plan({})).toMatchObject({ costMinor: 3_000n, currency: 'EUR', findings: [] });
    expect(await plan({ value: '10000.00' })).toMatchObject({ costMinor: 800n });
    expect(await plan({ until: '2027-03-11' })).toMatchObject({ costMinor: 1_500n });
  });

  test.each([
    [{ from: '2026-11-22' }, ['performing-arts.cover-in-the-past']],
    [{ until: '2027-03-10' }, ['performing-arts.cover-ends-early']],
    [{ until: '2028-03-11' }, ['performing-arts.cover-too-long']],
    [{ value: '250000.01' }, ['performing-arts.no-insurance-offer']],
    [
      { from: '2019-01-01', until: '2018-01-01' },
      [
        'performing-arts.cover-in-the-past',
        'performing-arts.cover-ends-early',
        'performing-arts.no-insurance-offer',
      ],
    ],
  ])('with %p finds %p', async (change, expected) => {
    const { findings, costMinor } = await plan(change);
    expect(findings.map(({ code }) => code)).toEqual(expected);
    expect(costMinor).toBe(0n);
  });

  test('of a year and a day is still possible', async () => {
    expect(await plan({ until: '2028-03-10' })).toMatchObject({ findings: [] });
  });

  test.each([
    [{ value: '0' }, 'BAD_USER_INPUT'],
    [{ value: '-1' }, 'BAD_USER_INPUT'],
    [{ value: '1.001' }, 'BAD_USER_INPUT'],
    [{ from: '2027-02-30' }, 'BAD_USER_INPUT'],
    [{ productionId: 'x' }, 'BAD_USER_INPUT'],
    [
      {
        productionId: `PerformingArtsProduction:${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
      },
      'NOT_FOUND',
    ],
  ])('with %p fails: %s', async (change, code) => {
    await expect(plan(change)).rejects.toMatchObject({ extensions: { code } });
  });

  test('a production of another activity than the assignment is bad input', async () => {
    const elsewhere = { ...place(null), assignment: assignment('member-film') };
    const ctx = { ...context(), ...elsewhere } as ToolContext;
    const code = 'BAD_USER_INPUT';
    await expect(tourInsurance.plan(ctx, { ...input })).rejects.toMatchObject({
      extensions: { code },
    });
  });
});

describe('a step of an assignment', () => {
  const mutation = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    assignment { steps { cost { amount } } } violations { path message } } }`;
  const planned = (change: object) => {
    const step = { tool: 'performing-arts.tour-insurance', input: { ...input, ...change } };
    const activityId = `Activity:${p.activityIds['member-stage']}`;
    const variables = { input: { activityId, title: 'A tour', steps: [step] } };
    return ask(p, mutation, variables, { as: 'member-stage', locale: 'nl' });
  };

  test('is planned with its cost', async () => {
    expect(await planned({})).toEqual({
      assignment: { steps: [{ cost: { amount: '30.00' } }] },
      violations: [],
    });
  });

  test('says what stands in its way, where and in the caller’s language', async () => {
    expect(await planned({ from: '2026-11-01' })).toMatchObject({
      violations: [
        {
          path: ['steps', '0', 'input', 'from'],
          message: 'De dekking kan niet op 2026-11-01 beginnen: die dag is voorbij.',
        },
      ],
    });
  });

  test.each([{ from: 'x' }, { value: 1 }, { productionId: 'x' }, { colour: 'red' }])(
    'is refused with %p before the tool is asked',
    async (change) => {
      expect(await planned(change)).toMatchObject({
        violations: [{ path: ['steps', '0', 'input', Object.keys(change)[0]] }],
      });
    },
  );
});

describe('insuring a tour', () => {
  test('charges what was promised once, and gives it back with the certificate', async () => {
    const stepId = context().newId();
    const { plan: promised } = await plan({});
    const charged = new Map<string, ChargeOrder>();
    const outcome = await inStep(stepId, charged, (ctx) =>
      tourInsurance.start(ctx, { ...input }, promised),
    );
    const reference = `PerformingArtsInsuranceCertificate:${stepId}`;
    expect(outcome).toEqual({ reference, state: 'DONE' });
    expect(charged.get(stepId)).toMatchObject({ amountMinor: 3_000n, currency: 'EUR' });
    expect(await certificate(reference)).toEqual({
      ...{ id: reference, status: 'ACTIVE', fromDay: '2027-03-11', untilDay: '2027-03-12' },
      ...{ value: { amount: '25000.00' }, premium: { amount: '30.00' } },
    });
    await inStep(stepId, charged, (ctx) => tourInsurance.cancel(ctx, { ...input }, reference));
    await inStep(stepId, charged, (ctx) => tourInsurance.cancel(ctx, { ...input }, reference));
    expect(charged.size).toBe(0);
    expect(await certificate(reference)).toMatchObject({ status: 'VOID' });
  });

  test('leaves no certificate when the activity has no money', async () => {
    const stepId = context().newId();
    const { plan: promised } = await plan({});
    const start = context().transaction((inside) =>
      tourInsurance.start({ ...inside, ...place(stepId) }, { ...input }, promised),
    );
    expect(await start.catch(refusalOf)).toMatchObject({
      ...{ code: 'INSUFFICIENT_FUNDS', findings: [{ code: 'money.insufficient-funds' }] },
    });
    expect(await certificate(`PerformingArtsInsuranceCertificate:${stepId}`)).toBeUndefined();
  });

  test('may go on after the refusal of a charge, which answers as a violation otherwise', async () => {
    const order: ChargeOrder = {
      ...{ key: context().newId(), activityId: p.activityIds['member-stage'], amountMinor: 1n },
      ...{ currency: 'EUR', service: 'performing-arts.tour-insurance' },
      source: { type: 'Test', id: context().newId() },
    };
    const seen = await context().transaction(async ({ core, store }) => {
      const refusal = refusalOf(await core.charge(order).catch((error: unknown) => error));
      return { code: refusal?.code, offers: (await store.find(Offer, {}, { limit: 1 })).length };
    });
    expect(seen).toEqual({ code: 'INSUFFICIENT_FUNDS', offers: 1 });
    const action = 'performing-arts.buy';
    const { done, violations } = await context().attempt({ action }, async ({ core }) => ({
      findings: [],
      write: () => core.charge(order),
    }));
    expect([done, violations.map(({ code }) => code)]).toEqual([
      null,
      ['money.insufficient-funds'],
    ]);
    expect(refusalOf(new Error('something else'))).toBeNull();
  });

  test('that never started has nothing to undo', async () => {
    const cancel = (ctx: ToolContext) => tourInsurance.cancel(ctx, { ...input }, null);
    await expect(inStep(context().newId(), new Map(), cancel)).resolves.toBeUndefined();
  });
});

describe('a plan in which everything is included', () => {
  const change = (input: Values) =>
    ask<Values & Payload>(
      p,
      `mutation ($input: PerformingArtsChangeProductionInput!) {
        performingArtsChangeProduction(input: $input) { production {
          title discipline castList audienceCapacity valueOnTour { amount } authors }
          violations { code } } }`,
      { input: { id: productionId, ...input } },
    );
  const facts = {
    ...{ allInclusive: true, days: ['2027-03-11', '2027-03-12'], places: [], people: [] },
    ...{ amountMinor: null, currency: 'EUR', needs: [] },
  };
  const offered = async (over: object = {}) =>
    tourInsurance.propose?.({ ...context(), ...place(null) }, { ...facts, ...over });

  test('offers to cover what is known to travel, and nothing that nobody has valued', async () => {
    expect(await offered()).toBeNull();
    const known = { castList: 'Ada: Hamlet', audienceCapacity: 180, discipline: 'dance' };
    const { production } = await change({ ...known, authors: 'A. B.', valueOnTour: '25000.00' });
    expect(production).toMatchObject({ ...known, valueOnTour: { amount: '25000.00' } });
    expect(await offered()).toEqual({ ...input, productionId });
    expect(await offered({ days: [] })).toBeNull();
    expect(await offered({ days: ['2026-11-22'] })).toBeNull();
    expect(await offered({ days: ['2027-03-11', '2028-03-11'] })).toBeNull();
    expect(await offered({ currency: 'GBP' })).toBeNull();
  });

  test('offers nothing for what is covered all the time, or what no insurer covers', async () => {
    const { plan: promised } = await plan({});
    const stepId = context().newId();
    await inStep(stepId, new Map(), (ctx) => tourInsurance.start(ctx, { ...input }, promised));
    expect(await offered()).toBeNull();
    expect(await offered({ days: ['2027-03-11', '2027-03-13'] })).toMatchObject({
      until: '2027-03-13',
    });
    await change({ valueOnTour: '250000.01' });
    expect(await offered()).toBeNull();
  });

  test('knows of a production what was said last, and keeps what was not said', async () => {
    const { production } = await change({ title: 'Zoutmeer II', castList: null });
    expect(production).toMatchObject({
      ...{ title: 'Zoutmeer II', castList: null, discipline: 'dance', authors: 'A. B.' },
    });
    for (const wrong of [{ valueOnTour: '0' }, { discipline: 'No' }, { audienceCapacity: 0 }]) {
      await expect(change(wrong)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
    expect(await change({ valueOnTour: null, dryRun: true })).toMatchObject({ production: null });
    expect((await change({ valueOnTour: null })).production).toMatchObject({ valueOnTour: null });
  });
});

describe('the tariff of an insurer', () => {
  const mutation = `mutation ($input: PerformingArtsSetInsuranceOfferInput!) {
    performingArtsSetInsuranceOffer(input: $input) {
      offer { insurer premiumPerDay { amount } demonstration } violations { code } } }`;
  const offered = {
    ...{ insurer: 'Muze', coverUpTo: '10000', premiumPerDay: '4.50', currency: 'EUR' },
    ...{ from: '2027-01-01', source: 'Offer of 20 November 2026' },
  };
  const finance = { as: 'finance' };

  test('comes marked as a demonstration, and a real one does not', async () => {
    const seeded = await offersOn('2026-11-23');
    expect(seeded.map(({ source }) => source)).toEqual(Array(3).fill('demonstration tariff'));
    expect(seeded.every(({ demonstration }) => demonstration)).toBe(true);
    const made = await ask(p, mutation, { input: { ...offered, insurer: 'Thalia' } }, finance);
    expect(made).toEqual({
      offer: { insurer: 'Thalia', premiumPerDay: { amount: '4.50' }, demonstration: false },
      violations: [],
    });
  });

  test('holds until another does, also one that begins before it', async () => {
    const set = (premiumPerDay: string, from: string) =>
      ask(p, mutation, { input: { ...offered, premiumPerDay, from } }, finance);
    const on = async (day: string) =>
      (await offersOn(day))
        .filter(({ insurer }) => insurer === 'Muze')
        .map(({ premiumPerDay }) => premiumPerDay.amount);
    await set('4.50', '2027-01-01');
    await set('5.00', '2027-06-01');
    expect(await on('2026-12-31')).toEqual([]);
    expect(await on('2027-05-31')).toEqual(['4.50']);
    expect(await on('2027-06-01')).toEqual(['5.00']);
    await set('4.75', '2027-03-01');
    expect(await on('2027-02-28')).toEqual(['4.50']);
    expect(await on('2027-06-01')).toEqual(['4.75']);
    await set('4.80', '2027-03-01');
    expect(await on('2027-03-01')).toEqual(['4.80']);
  });

  test('is not set for days that have passed, nor by whoever does not keep it', async () => {
    const past = { input: { ...offered, from: '2026-11-22' } };
    const answer = await ask<Payload>(p, mutation, past, finance);
    expect(codes(answer)).toEqual(['performing-arts.tariff-in-the-past']);
    expect(await refusal(p, mutation, { input: offered })).toBe('FORBIDDEN');
  });

  test.each([
    [{ premiumPerDay: '0' }],
    [{ premiumPerDay: '-1' }],
    [{ coverUpTo: '0.001' }],
    [{ source: '' }],
  ])('is not %p', async (change) => {
    const variables = { input: { ...offered, ...change } };
    expect(await refusal(p, mutation, variables, finance)).toBe('BAD_USER_INPUT');
  });

  interface ShownOffer {
    readonly insurer: string;
    readonly source: string;
    readonly demonstration: boolean;
    readonly premiumPerDay: { readonly amount: string };
  }

  const offersOn = async (on: string): Promise<ShownOffer[]> => {
    const query = `query ($on: Date) { performingArtsInsuranceOffers(on: $on) {
      nodes { insurer source demonstration premiumPerDay { amount } } } }`;
    return (await ask<{ nodes: ShownOffer[] }>(p, query, { on })).nodes;
  };
});

const input: TourInsuranceInput & Values = {
  get productionId() {
    return productionId;
  },
  ...{ from: '2027-03-11', until: '2027-03-12', value: '25000.00' },
};

const assignment = (person: 'member-stage' | 'member-film') => ({
  ...{ activityId: p.activityIds[person], clientId: null, title: 'A tour' },
});

const place = (stepId: string | null) => ({
  ...{ stepId, assignment: assignment('member-stage'), done: {} },
});

const context = () => p.platform.host.context(p.ctx('member-stage'), performingArts.name);

const plan = (change: Partial<TourInsuranceInput>) =>
  tourInsurance.plan({ ...context(), ...place(null) }, { ...input, ...change });

/**
 * Runs a part of the tool in a transaction, as a step does. What is charged is only written down:
 * the kit cannot give an activity money.
 */
function inStep<T>(
  stepId: string,
  charged: Map<string, ChargeOrder>,
  work: (ctx: ToolContext) => Promise<T>,
): Promise<T> {
  return context().transaction((inside) => {
    const charge = async (order: ChargeOrder) => {
      charged.set(order.key, order);
      return { transactionId: order.key };
    };
    const refund = async (key: string) => void charged.delete(key);
    return work({ ...inside, ...place(stepId), core: { ...inside.core, charge, refund } });
  });
}

async function certificate(id: string): Promise<Values | undefined> {
  const query = `query ($id: ID!) { performingArtsProduction(id: $id) { certificates {
    id status fromDay untilDay value { amount } premium { amount } } } }`;
  const { certificates } = await ask<{ certificates: Values[] }>(p, query, { id: productionId });
  return certificates.find((one) => one.id === id);
}
