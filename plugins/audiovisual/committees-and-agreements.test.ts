import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, addMonths } from 'gezel/sdk';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { audiovisual } from './plugin.js';
import { ProductionKind } from './production.entity.js';
import { agreementFindings } from './sign-agreement.js';
import { TaxShelterEligibility } from './spend.entity.js';
import { belgianInTime, highestCertificate, mostInvested } from './tax-shelter.js';
import { figuresOn } from './tax-shelter-figures.js';
import {
  ask,
  codes,
  makeProduction,
  operations,
  type Payload,
  planDays,
  refusal,
  type Values,
} from './testing.js';

let p: TestPlatform;
let activityId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [audiovisual] });
  activityId = `Activity:${p.activityIds['member-film']}`;
  await audiovisual.seeds.reference?.(p.platform.host.context(p.ctx('admin'), audiovisual.name));
  await p.admin.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     values ($1, 'sample', '{"nl": "d", "fr": "d", "en": "d", "de": "d"}', '2020-01-01')`,
    [p.cooperativeId],
  );
});
afterAll(() => p.close());

/** A contract of this committee that is no draft any more, so it is judged at once. */
async function settledUnder(jointCommittee: string): Promise<string> {
  const [row] = await p.admin.query<{ id: string }>(
    `insert into core.contract (cooperative_id, id, activity_id, worker_id, kind, status, currency,
       budget_minor, created_by, joint_committee)
     values ($1, gen_random_uuid(), $2, $3, 'sample', 'CANCELLED', 'EUR', 20000, $3, $4)
     returning id`,
    [p.cooperativeId, p.activityIds['member-film'], p.memberIds['member-film'], jointCommittee],
  );
  return `Contract:${row?.id}`;
}

const told = { department: 'sound', position: 'Dubbing artist' };
const join = async (productionId: string, contractOf: string, more: Values = {}) =>
  ask<Payload & { crewMember: Values | null }>(p, operations.addCrew, {
    input: { productionId, contractId: await settledUnder(contractOf), ...told, ...more },
  });

describe('joint committees', () => {
  const set = `mutation ($input: AudiovisualSetJointCommitteeInput!) {
    audiovisualSetJointCommittee(input: $input) {
      jointCommittee { code number title } violations { code } } }`;
  const names = { nl: 'a', fr: 'b', en: 'Dubbing', de: 'd', source: 'Decision of a test' };

  test('are film, cinemas, the audiovisual sector, and dubbing whose number nobody has said', async () => {
    const query = '{ audiovisualJointCommittees { code number title source } }';
    const known = await ask<{ code: string; number: string | null }[]>(p, query, {});
    expect(known.map(({ code, number }) => [code, number]).sort()).toEqual([
      ...[
        ['227', '227'],
        ['303.01', '303.01'],
        ['303.03', '303.03'],
      ],
      ['dubbing', null],
    ]);
  });

  test.each([
    ['227', '227', []],
    ['303.01', '303.01', []],
    ['303.03', '303.03', []],
    ['303.03', '303.01', ['audiovisual.other-joint-committee']],
  ])('of a production under %s take a contract under %s: %p', async (asked, signed, found) => {
    const productionId = await makeProduction(p, activityId, { jointCommittee: asked });
    expect(codes(await join(productionId, signed))).toEqual(found);
  });

  test('of a part of the work may differ, once the co-operative has said its number', async () => {
    const productionId = await makeProduction(p, activityId, { jointCommittee: '303.01' });
    const dubbing = { jointCommittee: 'dubbing' };
    const unsaid = await join(productionId, '227', dubbing);
    expect(codes(unsaid)).toContain('audiovisual.committee-without-number');
    const input = { code: 'dubbing', number: '227', ...names };
    expect(await refusal(p, set, input)).toBe('FORBIDDEN');
    const asking = { as: 'finance' };
    for (const wrong of [{ number: '22' }, { code: 'Dub!' }, { source: ' ' }]) {
      expect(await refusal(p, set, { ...input, ...wrong }, asking)).toBe('BAD_USER_INPUT');
    }
    expect(await ask(p, set, { input }, asking)).toEqual({
      jointCommittee: { code: 'dubbing', number: '227', title: 'Dubbing' },
      violations: [],
    });
    expect(codes(await join(productionId, '227', dubbing))).toEqual([]);
    expect(codes(await join(productionId, '303.01'))).toEqual([]);
    expect(codes(await join(productionId, '303.01', dubbing))).toEqual([
      'audiovisual.other-joint-committee',
    ]);
  });

  test('that the co-operative does not know are refused by their name', async () => {
    const input = { activityId, title: 'A', kind: 'FILM', jointCommittee: '304' };
    const production = await ask<Payload>(p, operations.createProduction, { input });
    expect(codes(production)).toEqual(['audiovisual.unknown-joint-committee']);
    const productionId = await makeProduction(p, activityId);
    const unknown = await join(productionId, '227', { jointCommittee: '329.01' });
    expect(codes(unknown)).toContain('audiovisual.unknown-joint-committee');
  });
});

describe('a day whose sheet is out', () => {
  test('may still move, with a warning; who has hours on it stays in the crew', async () => {
    const productionId = await makeProduction(p, activityId);
    const [shootingDayId, later] = await planDays(p, productionId, ['2026-11-23', '2026-12-01']);
    const scene = { number: '1', description: 'The pier', light: 'DAY', pageEighths: 8 };
    const sheet = {
      ...{ shootingDayId: later, generalCall: '07:00', estimatedWrap: '19:00', unitBase: 'Pier' },
      ...{ nearestHospital: 'AZ', scenes: [scene] },
    };
    await ask(p, operations.createCallSheet, { input: sheet });
    const move = `mutation ($input: AudiovisualMoveShootingDayInput!) {
      audiovisualMoveShootingDay(input: $input) {
        shootingDay { location } violations { code severity } } }`;
    expect(await ask(p, move, { input: { id: later, location: 'Brugge' } })).toEqual({
      shootingDay: { location: 'Brugge' },
      violations: [{ code: 'audiovisual.call-sheet-out', severity: 'WARNING' }],
    });
    const { crewMember } = await join(productionId, '227');
    const hours = [{ crewMemberId: crewMember?.id, beganAt: '08:00', endedAt: '16:00' }];
    const report = { shootingDayId, calledAt: '08:00', wrappedAt: '16:00', scenesShot: [], hours };
    await ask(p, operations.reportDay, { input: report });
    const remove = `mutation ($input: AudiovisualRemoveFromListInput!) {
      audiovisualRemoveCrewMember(input: $input) { violations { code } } }`;
    const kept = await ask<Payload>(p, remove, { input: { id: crewMember?.id } });
    expect(codes(kept)).toEqual(['audiovisual.crew-has-hours']);
  });
});

describe('a framework agreement of the tax shelter', () => {
  const sign = `mutation ($input: AudiovisualSignTaxShelterAgreementInput!) {
    audiovisualSignTaxShelterAgreement(input: $input) {
      agreement { signedOn amount { amount } productionIncomePercent } violations { code path } } }`;
  const agreed = {
    ...{ investor: 'Bank of a test', producer: 'Noordzee Films', producerNumber: '0566988259' },
    ...{ recognisedOn: '2020-01-01', productionIncomePercent: '80.00' },
    ...{ signedOn: '2025-06-01', amount: '100000.00' },
  };
  const report = `query ($id: ID!) { audiovisualSpendReport(productionId: $id) {
    countsUntil belgianInTime { amount } producerFees { amount } generalCosts { amount }
    highestCertificate { amount } agreements { investor signedOn } violations { code } } }`;

  test.each([
    [{}, []],
    [{ recognisedOn: '2025-06-02' }, ['producer-not-recognised']],
    [{ recognisedOn: '2025-06-01' }, []],
    [{ productionIncomeBps: 4_999 }, ['not-mainly-production']],
    [{ productionIncomeBps: 5_000 }, []],
    [{ signedOn: '2022-12-31' }, ['no-tax-shelter-rule']],
  ])('with %p: %p', async (change, found) => {
    const terms = {
      recognisedOn: '2020-01-01',
      signedOn: '2025-06-01',
      productionIncomeBps: 8_000,
    };
    const all = { ...terms, ...change };
    const figures = await figuresOf(all.signedOn, 'FILM');
    const findings = agreementFindings({ kind: ProductionKind.FILM }, all, figures);
    expect(findings.map(({ code }) => code)).toEqual(found.map((one) => `audiovisual.${one}`));
  });

  test('is for a work of the law, and all that stands against it is said at once', async () => {
    const productionId = await makeProduction(p, activityId, { kind: 'CLIP' });
    const wrong = { recognisedOn: '2026-01-01', productionIncomePercent: '10' };
    const refused = await ask<Payload>(p, sign, { input: { productionId, ...agreed, ...wrong } });
    expect(codes(refused)).toEqual([
      ...['audiovisual.no-eligible-work', 'audiovisual.producer-not-recognised'],
      'audiovisual.not-mainly-production',
    ]);
    for (const bad of [
      ...[{ amount: '0' }, { signedOn: '2026-11-24' }, { productionIncomePercent: '100.01' }],
      { investor: ' ' },
    ]) {
      expect(await refusal(p, sign, { productionId, ...agreed, ...bad })).toBe('BAD_USER_INPUT');
    }
    const stranger = { as: 'member-stage' };
    expect(await refusal(p, sign, { productionId, ...agreed }, stranger)).toBe('NOT_FOUND');
  });

  test('begins the term in which spend counts, within which fees and lump sums are capped', async () => {
    const productionId = await makeProduction(p, activityId);
    for (const change of [{ signedOn: '2025-09-01', investor: 'Another' }, {}]) {
      await ask(p, sign, { input: { productionId, ...agreed, ...change } });
    }
    const spend = (amount: string, nature: string, day = '2026-01-10') =>
      ask<Payload>(p, operations.recordSpend, {
        input: {
          ...{ productionId, day, title: 'A cost', evidence: crypto.randomUUID(), amount, nature },
          eligibility: 'BELGIAN_DIRECT',
        },
      });
    await spend('720.00', 'COST');
    await spend('180.00', 'PRODUCER_FEE');
    await spend('100.00', 'GENERAL_COST');
    await spend('900.00', 'PRODUCER_FEE', '2025-05-31');
    expect(await ask(p, report, { id: productionId })).toEqual({
      ...{ countsUntil: '2027-06-01', belgianInTime: { amount: '1000.00' } },
      ...{ producerFees: { amount: '180.00' }, generalCosts: { amount: '100.00' } },
      highestCertificate: { amount: '1111.11' },
      agreements: [
        { investor: 'Bank of a test', signedOn: '2025-06-01' },
        { investor: 'Another', signedOn: '2025-09-01' },
      ],
      violations: [],
    });
    await spend('1.00', 'PRODUCER_FEE');
    await spend('1.00', 'GENERAL_COST');
    expect(codes(await ask<Payload>(p, report, { id: productionId }))).toEqual([
      ...['audiovisual.producer-fees-too-high', 'audiovisual.general-costs-too-high'],
    ]);
  });
});

/** What is known on a day, as a member of the test sees it. */
const figuresOf = (day: string, kind: keyof typeof ProductionKind) =>
  figuresOn(
    p.platform.host.context(p.ctx('member-film'), audiovisual.name).store,
    ...([day, ProductionKind[kind]] as const),
  );

describe('the limits of the tax shelter', () => {
  test.each([
    ['FILM', '2025-06-30', '2027-06-30'],
    ['SERIES', '2025-06-30', '2027-06-30'],
    ['ANIMATION', '2025-06-30', '2027-06-30'],
    ['DOCUMENTARY', '2025-06-30', '2026-12-30'],
    ['STAGE', '2025-06-30', '2026-12-30'],
  ] as const)(
    'of %p agreed on %p spend counts until %p, that day too',
    async (kind, agreed, last) => {
      const { TERM_MONTHS: months } = await figuresOf(agreed, kind);
      const until = addMonths(agreed, Number(months));
      expect(until).toBe(last);
      const counts = (day: string) => {
        const line = { day, amountMinor: 1n, eligibility: TaxShelterEligibility.BELGIAN_DIRECT };
        return belgianInTime([line], agreed, until) === 1n;
      };
      expect([addDays(agreed, -1), agreed, last, addDays(last, 1)].map(counts)).toEqual([
        ...[false, true, true, false],
      ]);
    },
  );

  test.each([
    ['2017-01-31', undefined],
    ['2017-02-01', 24_193_548n],
    ['2017-12-31', 24_193_548n],
    ['2018-01-01', undefined],
    ['2022-12-31', undefined],
    ['2023-01-01', 23_752_969n],
  ])('of an agreement of %p at most %p cents of an investor are exempt', async (day, most) => {
    const { INVESTOR_CEILING: ceiling, EXEMPT_PERCENT: exempt } = await figuresOf(day, 'FILM');
    expect(ceiling && exempt && mostInvested(ceiling, exempt)).toBe(most);
  });

  test.each([
    ['STAGE', 'EUR', 225_000_000n, 250_000_000n, null],
    ['STAGE', 'EUR', 225_000_001n, 250_000_000n, 250_000_000n],
    ['STAGE', 'GBP', 225_000_009n, 250_000_010n, null],
    ['FILM', 'EUR', 225_000_009n, 250_000_010n, null],
  ] as const)(
    'a certificate of %p in %p for %p is %p',
    async (kind, currency, spend, most, cappedAt) => {
      const figures = await figuresOf('2026-01-01', kind);
      const { SPEND_PERCENT: spendBps = 0n, WORK_CEILING: ceilingMinor } = figures;
      expect(highestCertificate(spend, { spendBps, ceilingMinor }, currency)).toEqual({
        ...{ certificateMinor: most, cappedAt },
      });
    },
  );

  test('of a work for the stage and of its investor are told where they are passed', async () => {
    const productionId = await makeProduction(p, activityId, { kind: 'STAGE' });
    const agree = (amount: string) =>
      ask<Payload>(
        p,
        `mutation ($input: AudiovisualSignTaxShelterAgreementInput!) {
          audiovisualSignTaxShelterAgreement(input: $input) {
            agreement { id } violations { code } } }`,
        {
          input: {
            ...{ productionId, investor: 'A brewery', producer: 'A theatre', amount },
            ...{ producerNumber: '0566988259', recognisedOn: '2020-01-01' },
            ...{ productionIncomePercent: '80', signedOn: '2026-01-15' },
          },
        },
      );
    expect(await agree('237529.69')).toMatchObject({ agreement: {}, violations: [] });
    const above = await agree('0.01');
    expect(codes(above)).toEqual(['audiovisual.investor-above-ceiling']);
    expect(above).toMatchObject({ agreement: { id: expect.any(String) } });
    await ask(p, operations.recordSpend, {
      input: {
        ...{ productionId, day: '2026-02-01', title: 'The set', evidence: 'S-1' },
        ...{ amount: '2250000.01', eligibility: 'BELGIAN_DIRECT' },
      },
    });
    const query = `query ($id: ID!) { audiovisualSpendReport(productionId: $id) {
      countsUntil highestCertificate { amount } violations { code } } }`;
    expect(await ask(p, query, { id: productionId })).toEqual({
      ...{ countsUntil: '2027-07-15', highestCertificate: { amount: '2500000.00' } },
      violations: [{ code: 'audiovisual.certificate-capped' }],
    });
  });
});
