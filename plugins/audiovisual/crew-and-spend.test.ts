import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pdfText, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { otherJointCommittee } from './joint-committee.validations.js';
import { audiovisual } from './plugin.js';
import { productionReportDocument } from './production-report-pdf.js';
import { lateness, spanOf } from './report-day.js';
import { TaxShelterEligibility } from './spend.entity.js';
import { directShare, totalsOf } from './tax-shelter.js';
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
  await p.admin.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     values ($1, 'sample', '{"nl": "d", "fr": "d", "en": "d", "de": "d"}', '2020-01-01')`,
    [p.cooperativeId],
  );
});
afterAll(() => p.close());

/** A draft of a contract of this committee, on an activity of this person. */
async function contractOf(
  jointCommittee: string | null,
  who: 'member-film' | 'member-stage' = 'member-film',
): Promise<string> {
  const [row] = await p.admin.query<{ id: string }>(
    `insert into core.contract (cooperative_id, id, activity_id, worker_id, kind, status, currency,
       budget_minor, created_by, joint_committee)
     values ($1, gen_random_uuid(), $2, $3, 'sample', 'DRAFT', 'EUR', 20000, $3, $4) returning id`,
    [p.cooperativeId, p.activityIds[who], p.memberIds[who], jointCommittee],
  );
  return `Contract:${row?.id}`;
}

const say = (operation: keyof typeof operations, input: Values) =>
  ask<Payload & Record<string, Values | null>>(p, operations[operation], { input });

const told = { department: 'camera', position: 'Focus puller' };

describe('the crew', () => {
  test('is who has a contract of the activity, once also when asked twice at once', async () => {
    const productionId = await makeProduction(p, activityId);
    const input = { productionId, contractId: await contractOf('303.01'), ...told };
    const answers = await Promise.all([1, 2].map(() => say('addCrew', input)));
    expect(answers.flatMap(codes)).toEqual(['audiovisual.crew-twice']);
    const foreign = await contractOf(null, 'member-stage');
    const refused = await refusal(p, operations.addCrew, { ...input, contractId: foreign });
    expect(refused).toBe('NOT_FOUND');
    const malformed = { ...input, department: 'Camera!' };
    expect(await refusal(p, operations.addCrew, malformed)).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['303.01', '303.01', []],
    ['303.01', '227', ['audiovisual.other-joint-committee']],
    ['227', null, ['audiovisual.other-joint-committee']],
    [null, '200', []],
  ])('of a production under %p signs a contract under %p: %p', (expected, actual, found) => {
    const change = {
      ...{ before: {}, after: { jointCommittee: actual }, at: '2026-11-23', config: {} },
      ...{ cooperative: { id: '' }, extensions: { crew: [{ jointCommittee: expected }] } },
    };
    expect(otherJointCommittee.check(change).map(({ code }) => code)).toEqual(found);
    expect(otherJointCommittee.check({ ...change, extensions: {} })).toEqual([]);
  });
});

describe('a production report', () => {
  let productionId: string;
  let crewMemberId: string;
  let crewName: string;
  beforeAll(async () => {
    productionId = await makeProduction(p, activityId, { plannedDays: 5 });
    const contractId = await contractOf(null);
    const { crewMember } = await say('addCrew', { productionId, contractId, ...told });
    crewMemberId = String(crewMember?.id);
    const named = 'query ($id: ID!) { contract(id: $id) { worker { displayName } } }';
    const { worker } = await ask<{ worker: { displayName: string } }>(p, named, { id: contractId });
    crewName = worker.displayName;
  });

  test('makes the day shot, tells what was other than planned, and has versions', async () => {
    const [shootingDayId, later] = await planDays(p, productionId, ['2026-11-23', '2026-11-24']);
    const scene = { description: 'The pier', light: 'DAY', pageEighths: 8 };
    await say('createCallSheet', {
      ...{ shootingDayId, generalCall: '07:00', estimatedWrap: '19:00', unitBase: 'The pier' },
      ...{ nearestHospital: 'AZ', scenes: ['1', '2'].map((number) => ({ ...scene, number })) },
    });
    const hours = { crewMemberId, beganAt: '18:00', endedAt: '02:30', breakMinutes: 30 };
    const input = { shootingDayId, calledAt: '07:10', wrappedAt: '20:25', scenesShot: ['2', '7B'] };
    const report = (change: Values) => say('reportDay', { ...input, hours: [hours], ...change });
    expect(codes(await report({ shootingDayId: later }))).toEqual(['audiovisual.day-not-yet']);
    expect(codes(await report({ hours: [hours, { ...hours, breakMinutes: 510 }] }))).toEqual([
      'audiovisual.hours-twice',
      'audiovisual.only-break',
    ]);
    const made = await Promise.all([report({}), report({})]);
    expect(made.map((one) => one.report?.version).sort()).toEqual([1, 2]);
    expect(made[0]?.report).toMatchObject({
      ...{ overMinutes: 75, scenesMissed: ['1'], hours: [{ minutes: 480 }] },
      ...{ scenesAdded: ['7B'], lateMinutes: 10, pageEighthsShot: 8, pageEighthsMissed: 8 },
    });
    expect(codes(await say('cancelDay', { id: shootingDayId }))).toEqual(['audiovisual.day-shot']);
    const version = made[0]?.report?.version;
    const filename = `production-report-2026-11-23-v${version}.pdf`;
    expect(made[0]?.report?.document).toEqual({ filename });
    await isPrinted(made[0]?.report as Values, filename);
  });

  /** The same bytes each time, in the reader's language, for those who see it and nobody else. */
  async function isPrinted({ id, version }: Values, filename: string) {
    const params = { id: String(id).split(':')[1] ?? '', locale: 'fr' };
    const open = (who: 'member-film' | 'member-stage') =>
      productionReportDocument.open(p.platform.host.context(p.ctx(who), audiovisual.name), params);
    const [once, again] = [await open('member-film'), await open('member-film')];
    expect(once).toMatchObject({ mediaType: 'application/pdf', filename });
    expect(again?.body).toEqual(once?.body);
    // A word that begins a line in its column follows a break, and one ends after a hyphen.
    const text = pdfText(once?.body as Uint8Array)
      .replace(/\s+/g, ' ')
      .replaceAll('- ', '-');
    for (const told of [
      ...['Rapport de production', 'Laagwater', '1 / 5', '23/11/2026', `Version ${version}`],
      ...['Oostende', 'Commencé à 07:10', 'Retard au début 10 minutes', 'Terminé à 20:25'],
      ...['Plus long que prévu 75 minutes', 'Pages tournées 1', 'Pages non tournées 1'],
      ...['Séquences tournées N° Description Pages 2 The pier 1'],
      ...['Séquences non tournées N° Description Pages 1 The pier 1', 'non prévues', '7B'],
      ...['camera', 'Focus puller', crewName, '18:00', '02:30', '30 min', '8 h'],
    ]) {
      expect(text).toContain(told);
    }
    expect(await open('member-stage')).toBeNull();
  }

  test('knows nobody of another crew, and no such times', async () => {
    const other = await makeProduction(p, activityId);
    const [shootingDayId] = await planDays(p, other, ['2026-11-23']);
    const hours = { crewMemberId, beganAt: '18:00', endedAt: '02:30' };
    const input = { shootingDayId, calledAt: '07:00', wrappedAt: '20:15', scenesShot: [] };
    const asked = (change: Values) => refusal(p, operations.reportDay, { ...input, ...change });
    expect(await asked({ hours: [hours] })).toBe('NOT_FOUND');
    expect(await asked({ hours: [], wrappedAt: '25:00' })).toBe('BAD_USER_INPUT');
    expect(await asked({ hours: Array(101).fill(hours) })).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['07:00', '07:00', 0],
    ['07:00', '06:30', -30],
    ['23:50', '00:10', 20],
    ['00:10', '23:50', -20],
    ['07:00', '19:00', 720],
  ])('called at %p, begun at %p is %p minutes late', (call, began, minutes) => {
    expect(lateness(call, began)).toBe(minutes);
  });

  test.each([
    ['07:00', '19:00', 720],
    ['18:00', '02:30', 510],
    ['18:00', '18:00', 1_440],
  ])('from %p to %p are %p minutes', (from, until, minutes) => {
    expect(spanOf(from, until)).toBe(minutes);
  });
});

describe('equipment', () => {
  test('is listed once by its serial number, with a warning when nothing covers it', async () => {
    const productionId = await makeProduction(p, activityId);
    const body = { title: 'Camera', owner: 'MEMBER', value: '42000.00', serialNumber: 'K1' };
    const add = (change: Values) => say('addEquipment', { productionId, ...body, ...change });
    expect(codes(await add({}))).toEqual(['audiovisual.not-covered']);
    expect(codes(await add({}))).toContain('audiovisual.equipment-twice');
    const covered = { coveredFrom: '2026-11-01', coveredUntil: '2026-11-23', serialNumber: 'K2' };
    expect(await add(covered)).toMatchObject({
      equipment: { value: { amount: '42000.00' } },
      violations: [],
    });
    const turned = { ...covered, coveredUntil: '2026-10-01', serialNumber: 'K3' };
    expect(codes(await add(turned))).toEqual(['audiovisual.cover-ends-first']);
    for (const wrong of [
      ...[{ value: '0' }, { value: '-1' }, { value: '1.005' }, { owner: 'RENTAL' }],
      ...[{ rentalFirm: 'A firm' }, { coveredFrom: '2026-11-01' }, { title: '' }],
    ]) {
      const input = { productionId, ...body, ...wrong };
      expect(await refusal(p, operations.addEquipment, input)).toBe('BAD_USER_INPUT');
    }
  });
});

describe('the spend report', () => {
  const report = `query ($id: ID!, $agreedOn: Date) {
    audiovisualSpendReport(productionId: $id, agreedOn: $agreedOn) {
      notEligible { amount } eeaDirect { amount } belgianDirect { amount }
      belgianIndirect { amount } directShare countsUntil belgianInTime { amount }
      highestCertificate { amount } violations { code } } }`;

  test('sums by kind, counts a document once, and keeps to the term and the ceiling', async () => {
    const productionId = await makeProduction(p, activityId);
    const spend = (evidence: string, amount: string, eligibility: string, day = '2026-11-20') =>
      say('recordSpend', { productionId, day, title: 'A cost', evidence, amount, eligibility });
    await spend('1', '60.00', 'BELGIAN_DIRECT');
    await spend('2', '30.01', 'BELGIAN_INDIRECT', '2026-11-23');
    await spend('3', '500.00', 'BELGIAN_DIRECT', '2024-12-31');
    await spend('4', '7.00', 'NO');
    const twice = await Promise.all([1, 2].map(() => spend('5', '1.00', 'EEA_DIRECT')));
    expect(twice.flatMap(codes)).toEqual(['audiovisual.spend-twice']);
    expect(codes(await spend('6', '1.00', 'NO', '2026-11-24'))).toEqual([
      'audiovisual.spend-in-the-future',
    ]);
    expect(await ask(p, report, { id: productionId, agreedOn: '2025-01-31' })).toEqual({
      ...{ notEligible: { amount: '7.00' }, eeaDirect: { amount: '1.00' } },
      ...{ belgianDirect: { amount: '560.00' }, belgianIndirect: { amount: '30.01' } },
      ...{ directShare: 9492, countsUntil: '2027-01-31', belgianInTime: { amount: '90.01' } },
      ...{ highestCertificate: { amount: '100.01' }, violations: [] },
    });
    const early = await ask<Payload>(p, report, { id: productionId, agreedOn: '2022-12-31' });
    expect(early).toMatchObject({ highestCertificate: null, countsUntil: null });
    expect(codes(early)).toEqual(Array(5).fill('audiovisual.no-tax-shelter-rule'));
    const asking = { as: 'member-stage' };
    expect(await ask(p, report, { id: productionId }, asking)).toBeNull();
  });

  test('says when too little is directly linked, or the work is none of these', async () => {
    const productionId = await makeProduction(p, activityId, { kind: 'CLIP' });
    const line = {
      productionId,
      day: '2026-11-20',
      title: 'A cost',
      eligibility: 'BELGIAN_DIRECT',
    };
    await say('recordSpend', { ...line, evidence: '1', amount: '69.99' });
    const indirect = { ...line, eligibility: 'BELGIAN_INDIRECT' };
    await say('recordSpend', { ...indirect, evidence: '2', amount: '30.01' });
    expect(codes(await ask<Payload>(p, report, { id: productionId }))).toEqual([
      'audiovisual.no-eligible-work',
      'audiovisual.too-little-direct',
    ]);
    for (const wrong of [{ amount: '0' }, { amount: '-5' }, { amount: '1', evidence: '' }]) {
      const input = { ...line, evidence: '3', ...wrong };
      expect(await refusal(p, operations.recordSpend, input)).toBe('BAD_USER_INPUT');
    }
  });

  test('lists its lines, counts one otherwise and forgets one', async () => {
    const productionId = await makeProduction(p, activityId);
    const body = { productionId, day: '2026-11-20', title: 'A cost', amount: '5.00' };
    const line = { ...body, evidence: '1', eligibility: 'NO' };
    const { spend } = await say('recordSpend', line);
    const input = { id: spend?.id, eligibility: 'EEA_DIRECT' };
    await say('classifySpend', { ...input, dryRun: true });
    const query = `query ($id: ID!) { audiovisualProduction(id: $id) {
      spend { nodes { evidence eligibility } } } }`;
    const listed = () => ask(p, query, { id: productionId });
    const nodes = [{ evidence: '1', eligibility: 'NO' }];
    expect(await listed()).toEqual({ spend: { nodes } });
    expect(await say('classifySpend', input)).toMatchObject({
      spend: { eligibility: 'EEA_DIRECT' },
    });
    const stranger = { as: 'member-stage' };
    const asked = refusal(p, operations.removeSpend, { id: spend?.id }, stranger);
    expect(await asked).toBe('NOT_FOUND');
    await say('removeSpend', { id: spend?.id });
    expect(await listed()).toEqual({ spend: { nodes: [] } });
    expect(await refusal(p, operations.removeSpend, { id: spend?.id })).toBe('NOT_FOUND');
    expect(codes(await say('recordSpend', line))).toEqual([]);
  });

  test('reads more lines than one page holds', async () => {
    const productionId = await makeProduction(p, activityId);
    await p.admin.query(
      `insert into audiovisual.spend (cooperative_id, id, activity_id, production_id, day, title,
         evidence, amount_minor, currency, eligibility)
       select $1, gen_random_uuid(), $2, $3, '2026-11-20', 'A cost', n::text, 1, 'EUR', 'NO'
       from generate_series(1, 250) n`,
      [p.cooperativeId, p.activityIds['member-film'], productionId.split(':')[1]],
    );
    expect(await ask(p, report, { id: productionId })).toMatchObject({
      ...{ notEligible: { amount: '2.50' }, directShare: null },
    });
  });

  test('rounds a share downwards: 69.999 % is not 70 %', () => {
    const line = (eligibility: TaxShelterEligibility, amountMinor: bigint) => ({
      ...{ eligibility, amountMinor, day: '2026-11-20' },
    });
    const { BELGIAN_DIRECT, BELGIAN_INDIRECT } = TaxShelterEligibility;
    const lines = [line(BELGIAN_DIRECT, 69_999n), line(BELGIAN_INDIRECT, 30_001n)];
    expect(directShare(totalsOf(lines))).toBe(6_999);
    expect(directShare(totalsOf([]))).toBeNull();
  });
});
