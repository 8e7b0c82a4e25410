import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conformance, pdfText, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { callSheetDocument } from './call-sheet-pdf.js';
import { restMinutes } from './create-call-sheet.js';
import { audiovisual } from './plugin.js';
import { ProductionKind } from './production.entity.js';
import { pagesOf } from './shooting-papers.js';
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

conformance(audiovisual, {
  as: 'member-film',
  states: { 'contract.sign': [{ jointCommittee: null }, { jointCommittee: '227' }] },
});

let p: TestPlatform;
let activityId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [audiovisual] });
  activityId = `Activity:${p.activityIds['member-film']}`;
});
afterAll(() => p.close());

describe('an activity of this sector', () => {
  const query = `query ($id: ID!) { activity(id: $id) { audiovisual {
    productions { nodes { title } } upcomingDays { nodes { day } } } } }`;

  test('is one from its first production on, made at the same moment or not', async () => {
    const [id, asking] = [`Activity:${p.activityIds['member-startup']}`, { as: 'member-startup' }];
    expect(await ask(p, query, { id }, asking)).toEqual({ audiovisual: null });
    const input = { activityId: id, title: 'A', kind: 'CLIP' };
    const create = (more: Values) =>
      ask<Payload>(p, operations.createProduction, { input: { ...input, ...more } }, asking);
    expect(codes(await create({ dryRun: true }))).toEqual([]);
    expect(await ask(p, query, { id }, asking)).toEqual({ audiovisual: null });
    await Promise.all([create({}), create({ title: 'B' })]);
    const { audiovisual: made } = await ask<{ audiovisual: { productions: { nodes: Values[] } } }>(
      ...([p, query, { id }, asking] as const),
    );
    expect(made.productions.nodes.map(({ title }) => title).sort()).toEqual(['A', 'B']);
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01'
       where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, p.activityIds['member-startup']],
    );
    expect(codes(await create({}))).toEqual(['audiovisual.activity-closed']);
  });

  test.each([
    { title: '' },
    { title: 'x'.repeat(201) },
    { director: ' ' },
    { plannedDays: 0 },
    { plannedDays: -1 },
    { plannedDays: 1_001 },
    { jointCommittee: 'Film!' },
    { activityId: 'Member:x' },
  ])('takes no production with %p', async (wrong) => {
    const input = { activityId, title: 'A', kind: 'FILM', ...wrong };
    expect(await refusal(p, operations.createProduction, input)).toBe('BAD_USER_INPUT');
  });
});

describe('shooting days', () => {
  const day = (text: string) => ({ day: text, location: 'Oostende' });

  test('are numbered on, all of them or none, each day once', async () => {
    const productionId = await makeProduction(p, activityId, { plannedDays: 3 });
    const plan = (days: Values[]) =>
      ask<Payload & Values>(p, operations.planDays, { input: { productionId, days } });
    const first = await plan([day('2027-03-01'), day('2027-03-02')]);
    expect(first).toMatchObject({ shootingDays: [{ number: 1 }, { number: 2 }], violations: [] });
    const refused = await plan([day('2027-03-02'), day('2027-03-03'), day('2027-03-03')]);
    expect(codes(refused)).toEqual([
      ...['audiovisual.day-taken', 'audiovisual.day-taken'],
      'audiovisual.more-days-than-planned',
    ]);
    expect(refused.shootingDays).toBeNull();
    expect(codes(await plan([day('2020-01-01')]))).toEqual(['audiovisual.day-in-the-past']);
    const warned = await plan([day('2027-03-03'), day('2027-03-04')]);
    expect(codes(warned)).toEqual(['audiovisual.more-days-than-planned']);
    expect(warned).toMatchObject({ shootingDays: [{ number: 3 }, { number: 4 }] });
  });

  test('planned by two at once get numbers of their own', async () => {
    const productionId = await makeProduction(p, activityId);
    const days = ['2027-04-01', '2027-04-02', '2027-04-03', '2027-04-04'];
    const made = await Promise.all(
      days.map((one) =>
        ask<{ shootingDays: { number: number }[] }>(p, operations.planDays, {
          input: { productionId, days: [day(one)] },
        }),
      ),
    );
    const numbers = made.map(({ shootingDays }) => shootingDays[0]?.number).sort();
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  test('are cancelled once, and their day is free again', async () => {
    const productionId = await makeProduction(p, activityId);
    const [id] = await planDays(p, productionId, ['2027-03-01']);
    const answers = await Promise.all(
      [1, 2].map(() => ask<Payload>(p, operations.cancelDay, { input: { id } })),
    );
    expect(answers.flatMap(codes)).toEqual(['audiovisual.day-cancelled']);
    const input = { productionId, days: [day('2027-03-01')] };
    expect(await ask(p, operations.planDays, { input })).toMatchObject({
      shootingDays: [{ number: 2 }],
    });
  });

  test('need 1 to 100 days and a place', async () => {
    const productionId = await makeProduction(p, activityId);
    for (const days of [
      [],
      Array(101).fill(day('2027-03-01')),
      [{ ...day('2027-03-01'), location: '' }],
    ]) {
      expect(await refusal(p, operations.planDays, { productionId, days })).toBe('BAD_USER_INPUT');
    }
  });
});

const scene = { number: '1', description: 'The pier', light: 'DAY', pageEighths: 11 };
const sheet = {
  ...{ generalCall: '07:00', estimatedWrap: '19:00', unitBase: 'The pier', scenes: [scene] },
  nearestHospital: 'AZ Damiaan',
};

describe('a call sheet', () => {
  let dayIds: string[];
  beforeAll(async () => {
    const productionId = await makeProduction(p, activityId, { plannedDays: 9, director: 'M.' });
    dayIds = await planDays(p, productionId, ['2027-05-01', '2027-05-02', '2027-05-03']);
  });
  const make = (change: Values = {}) =>
    ask<Payload & { callSheet: { id: string; version: number } | null }>(
      ...([p, operations.createCallSheet] as const),
      { input: { ...sheet, shootingDayId: dayIds[0], ...change } },
    );

  test('has versions, also when two make one at once', async () => {
    expect((await make({ dryRun: true })).callSheet).toBeNull();
    const made = await Promise.all([make(), make(), make()]);
    expect(made.map(({ callSheet }) => callSheet?.version).sort()).toEqual([1, 2, 3]);
  });

  test('is refused with all that stands in the way', async () => {
    const refused = await make({ estimatedWrap: '07:00', scenes: [scene, scene] });
    expect(codes(refused)).toEqual(['audiovisual.wrap-at-call', 'audiovisual.scene-twice']);
    expect(codes(await make({ scenes: [] }))).toEqual(['audiovisual.no-scenes']);
  });

  test('warns when the night before was shorter than eleven hours', async () => {
    await make({ estimatedWrap: '20:30' });
    const late = await make({ shootingDayId: dayIds[1] });
    expect(codes(late)).toEqual(['audiovisual.rest-too-short']);
    expect(late.violations[0]?.message).toContain('10.5');
    expect(late.callSheet?.version).toBe(1);
    expect(codes(await make({ shootingDayId: dayIds[1], generalCall: '07:30' }))).toEqual([]);
  });

  test.each([
    { generalCall: '24:00' },
    { generalCall: '7:00' },
    { sunrise: '' },
    { unitBase: ' ' },
    { nearestHospital: 'x'.repeat(301) },
    { scenes: [{ ...scene, pageEighths: 0 }] },
    { scenes: Array(101).fill(scene) },
    { calls: [{ department: 'camera', at: 'early' }] },
    { performers: [{ role: 'Nora', name: '', onSetAt: '08:00' }] },
  ])('is malformed with %p', async (wrong) => {
    const input = { ...sheet, shootingDayId: dayIds[2], ...wrong };
    expect(await refusal(p, operations.createCallSheet, input)).toBe('BAD_USER_INPUT');
  });

  test('is printed, the same bytes each time, for those who see it and nobody else', async () => {
    const { callSheet } = await make({
      ...{ weather: 'Wind 5 Bft', sunrise: '06:11', sunset: '21:03', police: 'PZ Oostende' },
      ...{ parking: 'Behind the pier', meals: 'Lunch at 13:00', transport: 'Bus at 06:00' },
      ...{ equipment: 'A crane', rentalHouse: 'Licht en Geluid nv' },
      scenes: [{ ...scene, number: '12A', light: 'DAWN', roles: 'Nora, Piet' }],
      calls: [{ department: 'camera', at: '06:30' }],
      performers: [
        {
          ...{ role: 'Nora', name: 'A. Actor', pickUpAt: '05:40', makeUpAt: '06:15' },
          ...{ wardrobeAt: '06:50', onSetAt: '08:00' },
        },
      ],
      contacts: ['Producer', 'Unit manager', '1st AD'].map((position) => ({
        ...{ position, name: 'Łukasz Ωmega', reach: '+32 470' },
      })),
    });
    const params = { id: String(callSheet?.id.split(':')[1]), locale: 'fr' };
    const open = (who: 'member-film' | 'member-stage') =>
      callSheetDocument.open(p.platform.host.context(p.ctx(who), audiovisual.name), params);
    const [once, again] = [await open('member-film'), await open('member-film')];
    expect(once).toMatchObject({
      filename: expect.stringMatching(/^call-sheet-2027-05-01-v\d+\.pdf$/),
    });
    expect(
      Buffer.from(once?.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(again?.body).toEqual(once?.body);
    // A word that begins a line in its column follows a break.
    const text = pdfText(once?.body as Uint8Array).replace(/\s+/g, ' ');
    for (const told of [
      ...['Laagwater', 'M.', '1 / 9', '07:00', '19:00', '06:11', '21:03', 'Oostende', 'The pier'],
      ...['AZ Damiaan', 'PZ Oostende', 'Behind the pier', 'Wind 5 Bft', 'Lunch at 13:00'],
      ...['Bus at 06:00', 'A crane', 'Licht en Geluid nv', '12A', 'aube', '1 3/8', 'Nora, Piet'],
      ...['camera', '06:30', 'A. Actor', '05:40', '06:15', '06:50', '08:00', 'Producer'],
      ...['Unit manager', '1st AD', '+32 470'],
    ]) {
      expect(text).toContain(told);
    }
    expect(await open('member-stage')).toBeNull();
  });

  test('names the firms on the equipment list where it is told no other', async () => {
    const productionId = await makeProduction(p, activityId);
    const [shootingDayId] = await planDays(p, productionId, ['2027-05-01']);
    const rented = { productionId, owner: 'RENTAL', title: 'Camera', value: '100' };
    for (const rentalFirm of ['Zoom', 'Arri', 'Zoom']) {
      await ask(p, operations.addEquipment, { input: { ...rented, rentalFirm } });
    }
    const { callSheet } = await make({ shootingDayId });
    const query = 'query ($id: ID!) { audiovisualCallSheet(id: $id) { rentalHouse } }';
    expect(await ask(p, query, { id: callSheet?.id })).toEqual({ rentalHouse: 'Arri, Zoom' });
  });

  test('is not made for a cancelled day, nor by those who may not', async () => {
    await ask(p, operations.cancelDay, { input: { id: dayIds[2] } });
    const shootingDayId = dayIds[2];
    expect(codes(await make({ shootingDayId }))).toEqual(['audiovisual.day-cancelled']);
    const input = { ...sheet, shootingDayId: dayIds[0] };
    for (const [as, code] of [
      ['member-stage', 'NOT_FOUND'],
      ['finance', 'FORBIDDEN'],
    ]) {
      expect(await refusal(p, operations.createCallSheet, input, { as })).toBe(code);
    }
  });
});

describe('a figure of the tax shelter', () => {
  const set = `mutation ($input: AudiovisualSetTaxShelterFigureInput!) {
    audiovisualSetTaxShelterFigure(input: $input) {
      figure { code kind figure fromDay untilDay source } violations { code message } } }`;
  const asking = { as: 'finance' };
  /** Agreements of 2020, of which nothing is published here. */
  const holds = { from: '2020-01-01', until: '2021-01-01', source: 'The law of a test' };
  const enter = (input: Values) =>
    ask<Payload & Values>(p, set, { input: { ...holds, ...input } }, asking);
  const wrong = { code: 'DIRECT_PERCENT', figure: '70' };

  /** What names a figure that is missing: the report, or the signature of an agreement. */
  async function named(on: string): Promise<string[]> {
    const productionId = await makeProduction(p, activityId, { kind: 'STAGE' });
    const report = `query ($id: ID!, $on: Date!) {
      audiovisualSpendReport(productionId: $id, agreedOn: $on) { violations { code message } } }`;
    const sign = `mutation ($input: AudiovisualSignTaxShelterAgreementInput!) {
      audiovisualSignTaxShelterAgreement(input: $input) { violations { code message } } }`;
    const input = {
      ...{ productionId, investor: 'A', producer: 'B', producerNumber: '0566988259', dryRun: true },
      ...{ recognisedOn: '2015-01-01', productionIncomePercent: '80', signedOn: on, amount: '1' },
    };
    const told = await Promise.all([
      ask<Payload>(p, report, { id: productionId, on }),
      ask<Payload>(p, sign, { input }),
    ]);
    return told
      .flatMap(({ violations }) => violations)
      .flatMap(({ message = '' }) => /[A-Z_]{9,}/.exec(message)?.[0] ?? []);
  }

  test.each([
    ['TERM_MONTHS', '18', null],
    ['DIRECT_PERCENT', '70', null],
    ['SPEND_PERCENT', '90', null],
    ['PRODUCER_FEE_PERCENT', '18', null],
    ['GENERAL_COST_PERCENT', '10', null],
    ['PRODUCTION_INCOME_PERCENT', '50', null],
    ['EXEMPT_PERCENT', '421', null],
    ['INVESTOR_CEILING', '1000000', null],
  ])(
    '%s is refused by its name until finance enters it, and before it holds',
    async (code, figure) => {
      expect(await named('2020-06-01')).toContain(code);
      const entered = await enter({ code, figure });
      expect(entered).toMatchObject({ figure: { code, source: holds.source }, violations: [] });
      for (const [on, known] of [
        ['2019-12-31', false],
        ['2020-01-01', true],
        ['2020-12-31', true],
        ['2021-01-01', false],
      ] as const) {
        expect((await named(on)).includes(code)).toBe(!known);
      }
    },
  );

  test('once all are there, the report is worked out by them', async () => {
    expect(await named('2020-06-01')).toEqual([]);
    expect(codes(await enter({ code: 'TERM_MONTHS', kind: 'ANIMATION', figure: '24' }))).toEqual(
      [],
    );
    expect(codes(await enter({ code: 'WORK_CEILING', kind: 'STAGE', figure: '400.00' }))).toEqual(
      [],
    );
    const report = `query ($id: ID!) { audiovisualSpendReport(productionId: $id, agreedOn: "2020-06-01") {
      countsUntil highestCertificate { amount } violations { code } } }`;
    const reported = async (kind: string) => {
      const productionId = await makeProduction(p, activityId, { kind });
      const spent = { title: 'The set', evidence: 'S', eligibility: 'BELGIAN_DIRECT' };
      await ask(p, operations.recordSpend, {
        input: { productionId, ...spent, day: '2020-07-01', amount: '900.00' },
      });
      return ask(p, report, { id: productionId });
    };
    const certificate = { highestCertificate: { amount: '1000.00' }, violations: [] };
    expect(await reported('FILM')).toEqual({ countsUntil: '2021-12-01', ...certificate });
    expect(await reported('ANIMATION')).toEqual({ countsUntil: '2022-06-01', ...certificate });
    expect(await reported('STAGE')).toMatchObject({
      ...{ highestCertificate: { amount: '400.00' } },
      violations: [{ code: 'audiovisual.certificate-capped' }],
    });
  });

  test('of the co-operative goes before what is published, from its day on', async () => {
    const { store } = p.platform.host.context(p.ctx('member-film'), audiovisual.name);
    const term = async (on: string) =>
      (await figuresOn(store, on, ProductionKind.FILM)).TERM_MONTHS;
    expect(await term('2030-06-01')).toBe(24n);
    const later = { code: 'TERM_MONTHS', kind: 'FILM', from: '2030-06-01', until: null };
    expect(codes(await enter({ ...later, figure: '36' }))).toEqual([]);
    expect(await term('2030-05-31')).toBe(24n);
    expect(await term('2030-06-01')).toBe(36n);
    const query = `{ audiovisualTaxShelterFigures(on: "2030-06-01") { code kind figure source } }`;
    expect(await ask(p, query, {})).toEqual([
      { code: 'TERM_MONTHS', kind: 'FILM', figure: '36', source: holds.source },
    ]);
    const before = { ...later, figure: '30', from: '2030-01-01' };
    expect(codes(await enter(before))).toEqual(['audiovisual.figure-overlaps']);
    expect(codes(await enter({ ...before, until: '2030-06-01' }))).toEqual([]);
  });

  test.each([
    { figure: '0' },
    { figure: '-1' },
    { figure: '1000.01' },
    { figure: '1.001' },
    { source: ' ' },
    { until: '2020-01-01' },
    { kind: 'FILM' },
    { code: 'TERM_MONTHS', figure: '18.5' },
    { code: 'TERM_MONTHS', figure: '121' },
    { code: 'TERM_MONTHS', figure: '18', kind: 'CLIP' },
  ])('is malformed with %p', async (bad) => {
    expect(await refusal(p, set, { ...holds, ...wrong, ...bad }, asking)).toBe('BAD_USER_INPUT');
  });

  test('is entered by finance only', async () => {
    expect(await refusal(p, set, { ...holds, ...wrong })).toBe('FORBIDDEN');
  });
});

test.each([
  [{ generalCall: '07:00', estimatedWrap: '20:00' }, '07:00', 660],
  [{ generalCall: '18:00', estimatedWrap: '04:00' }, '15:00', 660],
  [{ generalCall: '18:00', estimatedWrap: '18:00' }, '17:59', -1],
])('after %p a call at %p leaves %p minutes of rest', (before, call, minutes) => {
  expect(restMinutes(before, call)).toBe(minutes);
});

test.each([
  [1, '1/8'],
  [8, '1'],
  [11, '1 3/8'],
])('%p eighths are %p pages', (eighths, pages) => {
  expect(pagesOf(eighths)).toBe(pages);
});
