import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, localId, newId } from '../../platform/ids.js';
import { agreed, type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld, joins } from '../testing/world.js';

let world: EmploymentWorld;
let p: TestPlatform;
let calls: ContractCalls;

beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  await joins(p, p, 'member-design');
  // Kinds without a published coefficient get one of the test, not of Belgium.
  await p.admin.query(
    `insert into core.pay_coefficient
     select (jsonb_populate_record(c, jsonb_build_object('id', $2::text,
       'contract_kind', 'student', 'from_day', '2015-01-01'))).*
     from core.pay_coefficient c where c.cooperative_id = $1 and c.contract_kind = 'task'`,
    [p.cooperativeId, newId()],
  );
});
afterAll(() => p.close());

const say = async (
  mutation: string,
  type: string,
  input: object,
  as: 'member-film' | 'adviser',
) => {
  const fields = payloads[mutation] ?? '';
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    ${fields} violations { code path source { title } effectiveFrom } } }`;
  const { data, errors } = await p.graphql<Record<string, Said>>(query, { input }, { as });
  return { error: errors?.[0]?.extensions?.code, ...(data?.[mutation] as Said) };
};

interface Said {
  readonly violations: readonly { readonly code: string; readonly path: readonly string[] }[];
  readonly attestation?: { readonly id: string } | null;
  readonly formality?: { readonly status: string } | null;
  readonly scale?: readonly object[] | null;
}

const payloads: Record<string, string> = {
  recordAttestation: 'attestation { id until verifiedOn viewerCan }',
  verifyAttestation: 'attestation { id verifiedOn viewerCan }',
  endAttestation: 'attestation { id endedOn viewerCan }',
  stateStudentHours: 'studentYear { year hoursElsewhere }',
  settleFormality: 'formality { status reference settledOn viewerCan }',
  setMinimumPay: 'scale { jointCommittee function amount per from }',
};

const codes = ({ violations }: { violations: readonly { code: string }[] }) =>
  violations.map(({ code }) => code);

describe('article 1bis', () => {
  const record = (over: object, as: 'member-film' | 'adviser' = 'member-film') =>
    say(
      ...(['recordAttestation', 'RecordAttestationInput'] as const),
      { kind: 'STARTER', reference: 'KWA-1', from: '2026-01-01', ...over },
      as,
    );

  test('is refused without an attestation, and with one that nobody has verified', async () => {
    const without = await calls.signed({ kind: 'article-1bis', days: [['2026-11-24', '8']] });
    expect(without.violations).toMatchObject([{ code: 'attestation.none', path: ['kind'] }]);
    expect(await record({})).toMatchObject({
      // Three years, and it counts only when others have seen it.
      attestation: { until: '2029-01-01', verifiedOn: null, viewerCan: [] },
    });
    const unverified = await calls.signed({ kind: 'article-1bis', days: [['2026-11-24', '8']] });
    expect(codes(unverified)).toEqual(['attestation.not-verified']);
  });

  test('is signed on a verified one, which holds on every day', async () => {
    const { data } = await p.graphql<{ member: { attestations: { id: string }[] } }>(
      'query ($id: ID!) { member(id: $id) { attestations { id kind reference viewerCan } } }',
      { id: world.workerId },
      { as: 'adviser' },
    );
    const id = data?.member.attestations[0]?.id;
    const own = await say('verifyAttestation', 'AttestationStepInput', { id }, 'member-film');
    expect(own.error).toBe('FORBIDDEN');
    const seen = await say('verifyAttestation', 'AttestationStepInput', { id }, 'adviser');
    expect(seen.attestation).toMatchObject({ verifiedOn: '2026-11-23' });
    const again = await say('verifyAttestation', 'AttestationStepInput', { id }, 'adviser');
    expect(codes(again)).toEqual(['attestation.verified-before']);
    const signed = await calls.signed({ kind: 'article-1bis', days: [['2026-11-24', '8']] });
    expect(codes(signed)).toEqual([]);
    const beyond = await calls.create({ kind: 'article-1bis', days: [['2029-01-01', '8']] });
    expect(codes(beyond)).toContain('attestation.not-covering');
    await say('endAttestation', 'AttestationStepInput', { id }, 'adviser');
    const ended = await calls.signed({ kind: 'article-1bis', days: [['2026-11-25', '8']] });
    expect(codes(ended)).toEqual(['attestation.not-covering']);
  });

  test('takes no attestation that is longer than its kind, ends first, or is known', async () => {
    expect(codes(await record({ reference: '' }))).toEqual(['text.blank']);
    expect(codes(await record({ reference: 'KWA-2', until: '2029-01-02' }))).toEqual([
      'attestation.too-long',
    ]);
    expect(codes(await record({ reference: 'KWA-2', until: '2026-01-01' }))).toEqual([
      'attestation.ends-first',
    ]);
    expect(codes(await record({}))).toEqual(['attestation.recorded-before']);
    expect(codes(await record({ reference: 'KWA-0', from: '2023-12-31' }))).toEqual([
      'law.figure-missing',
    ]);
    const memberId = globalId('Member', p.memberIds['member-design']);
    expect((await record({ memberId })).error).toBe('FORBIDDEN');
    const colleague = await record({ memberId, kind: 'ORDINARY' }, 'adviser');
    expect(colleague.attestation).toMatchObject({ until: '2031-01-01', verifiedOn: '2026-11-23' });
  });
});

describe('a student', () => {
  const state = (year: number, hoursElsewhere: string) =>
    say('stateStudentHours', 'StateStudentHoursInput', { year, hoursElsewhere }, 'member-film');

  test('works within the quota of the year, whoever signs first', async () => {
    expect(codes(await state(2026, '640'))).toEqual([]);
    const drafts = await Promise.all(
      ['2026-12-14', '2026-12-15'].map((day) =>
        calls.create({ kind: 'student', days: [[day, '8']] }),
      ),
    );
    const signed = await Promise.all(
      drafts.map(({ contract }) => calls.sign(contract?.id as string)),
    );
    expect(signed.flatMap(codes)).toEqual(['student.beyond-quota']);
    expect(signed.filter(({ contract }) => contract !== null)).toHaveLength(1);
  });

  test.each([
    ['2022-12-31', '475 hours'],
    ['2023-01-01', '600 hours'],
    ['2024-12-31', '600 hours'],
    ['2025-01-01', '650 hours'],
  ])('on %s has the quota of that day: %s', async (day, quota) => {
    await p.admin.query(
      `insert into core.student_hours values ($1, $2, $3, 60000, $4, $2) on conflict do nothing`,
      [p.cooperativeId, p.memberIds['member-film'], Number(day.slice(0, 4)), '2026-01-01'],
    );
    const { violations } = await calls.create({ kind: 'student', days: [[day, '8']] });
    const found = violations.find(({ code }) => code === 'student.beyond-quota');
    expect(found?.message).toContain(quota);
  });

  test('states hours that can be, of a year that matters', async () => {
    expect(codes(await state(2026, '8784.5'))).toEqual([]);
    expect(codes(await state(2020, '-1'))).toEqual([
      ...['student.hours-out-of-range', 'student.other-year'],
    ]);
    await state(2026, '0');
  });
});

describe('a signature', () => {
  test('leaves what must be arranged, which others see to, and a cancellation takes it back', async () => {
    const { contract } = await calls.signed({
      ...{ days: [['2027-01-11', '8']], atRisk: true, workCountry: 'FR' },
    });
    const read = async () => {
      const { data } = await p.graphql<{ contract: { formalities: { id: string }[] } }>(
        `query ($id: ID!) { contract(id: $id) { workCountry atRisk formalities {
          id kind country dueOn status viewerCan evidence { url } contract { id } } } }`,
        { id: contract?.id },
        { as: 'member-stage' },
      );
      return data?.contract.formalities as { id: string; kind: string; status: string }[];
    };
    const arranged = await read();
    expect(arranged).toMatchObject([
      ...[{ kind: 'a1', country: 'FR', dueOn: '2027-01-10' }, { kind: 'insurance' }],
      ...[{ kind: 'medical-fitness' }, { kind: 'posting-declaration', evidence: null }],
    ]);
    const settle = (input: object, as: 'member-film' | 'adviser' = 'adviser') =>
      say('settleFormality', 'SettleFormalityInput', { id: arranged[0]?.id, ...input }, as);
    expect((await settle({ reference: 'A1-77' }, 'member-film')).error).toBe('FORBIDDEN');
    expect(codes(await settle({ reference: ' ' }))).toEqual(['text.blank']);
    const foreign = globalId('Upload', newId());
    expect(codes(await settle({ reference: 'A1-77', uploadId: foreign }))).toEqual([
      'file.not-usable',
    ]);
    expect((await settle({ reference: 'A1-77' })).formality?.status).toBe('DONE');
    expect(codes(await settle({ reference: 'A1-78' }))).toEqual(['formality.not-open']);
    const waived = { id: arranged[1]?.id, reference: 'Covered by the venue', waive: true };
    expect((await settle(waived)).formality?.status).toBe('WAIVED');
    await calls.cancel(contract?.id as string);
    expect((await read()).map(({ status }) => status)).toEqual([
      ...['DONE', 'WAIVED', 'CANCELLED', 'CANCELLED'],
    ]);
  });

  test('names all at once what the law and the lists have against it, with the sources', async () => {
    const { contract } = await calls.create({
      ...{ kind: 'article-1bis', budget: '10.00', function: 'group-a', jointCommittee: '227' },
      days: [
        ['2026-11-23', '10', '14:00'],
        ['2026-11-24', '9', '09:00'],
      ],
    });
    const refused = await calls.sign(contract?.id as string);
    expect(codes(refused)).toEqual([
      ...['contract.begun', 'contract.worker-elsewhere', 'day.too-long', 'day.too-long'],
      ...['day.rest-too-short', 'minimum-pay.none-for-function', 'minimum-pay.below'],
      'attestation.not-covering',
    ]);
    const bad = await calls.create({
      ...{ function: 'Group A!', days: [['2026-11-26', '8', '25:00', 'nonsense']] },
    });
    expect(bad.violations.map(({ path }) => path.join('.'))).toEqual([
      ...['days.0.startsAt', 'function', 'days.0.kind'],
    ]);
  });

  test('asks for the function where a scale is loaded, and pays it', async () => {
    const load = (input: object, as: 'member-film' | 'adviser' = 'adviser') =>
      say(
        ...(['setMinimumPay', 'SetMinimumPayInput'] as const),
        {
          ...{ jointCommittee: '329.01', function: 'group-b', per: 'HOUR', amount: '13.4612' },
          ...{ from: '2026-12-01', source: 'Test scale', ...input },
        },
        as,
      );
    expect((await load({}, 'member-film')).error).toBe('FORBIDDEN');
    expect(codes(await load({ amount: '0', function: 'B b', source: '' }))).toEqual([
      ...['text.blank', 'contract.function-malformed', 'minimum-pay.amount-malformed'],
    ]);
    expect((await load({})).scale).toMatchObject([
      ...[
        { function: null, amount: '12.8252' },
        { function: null, amount: '2111.8900', per: 'MONTH' },
        { function: 'group-b', amount: '13.4612' },
      ],
    ]);
    const draft = (day: string, fn?: string) =>
      calls.create({ jointCommittee: '329.01', function: fn, days: [[day, '8']] });
    // 182.00 of budget is 107.69 gross: 8 × 13.4612 = 107.6896 is met, a day earlier unknown.
    expect(codes(await draft('2026-12-01', 'group-b'))).toEqual([]);
    expect(codes(await draft('2026-12-01'))).toEqual(['minimum-pay.function-needed']);
    expect(codes(await draft('2026-11-30', 'group-b'))).toEqual(['minimum-pay.none-for-function']);
    await load({ amount: '13.4613' });
    expect(codes(await draft('2026-12-01', 'group-b'))).toEqual(['minimum-pay.below']);
  });
});

describe('an absence', () => {
  const set = async (input: object) => {
    const { data, errors } = await p.graphql<Record<string, Said & { contract: object }>>(
      `mutation ($input: SetDayKindInput!) { setDayKind(input: $input) {
        contract { days { day kind paidShare } employerCost { amount } }
        violations { code path } } }`,
      { input },
      { as: 'member-stage' },
    );
    if (errors) throw errors[0];
    return data?.setDayKind as Said & { contract: object };
  };

  test('is a day of another kind of a signed contract, and can be taken back', async () => {
    const days = [
      ['2027-03-01', '7.6'],
      ['2027-03-02', '7.6'],
    ] as [string, string][];
    const draft = await calls.create({ days, budget: '400.00' });
    const contractId = draft.contract?.id as string;
    const sick = { contractId, days: ['2027-03-02'], kind: 'sickness' };
    expect(codes(await set(sick))).toEqual(['day.contract-not-signed']);
    await calls.sign(contractId);
    const bad = await set({ contractId, days: ['2027-03-03'], kind: 'travel' });
    expect(codes(bad)).toEqual(['day.not-of-contract', 'day.no-absence']);
    expect(codes(await set({ ...sick, days: [] }))).toEqual(['day.none-named']);
    // Guaranteed pay asks for a month of service, which a contract of two days has not.
    expect((await set(sick)).contract).toEqual({
      days: [
        { day: '2027-03-01', kind: 'work', paidShare: '1' },
        { day: '2027-03-02', kind: 'sickness', paidShare: '0' },
      ],
      employerCost: { amount: '200.00' },
    });
    expect(await calls.read(contractId)).toMatchObject({ gross: { amount: '118.34' } });
    const back = await set({ ...sick, kind: 'work' });
    expect(back).toMatchObject({
      contract: { employerCost: { amount: '400.00' } },
      violations: [],
    });
  });

  test('may leave nothing to be paid, and then nothing is booked', async () => {
    const { contract } = await calls.signed({ days: [['2027-03-03', '7.6']], budget: '200.00' });
    const contractId = contract?.id as string;
    const day = { contractId, days: ['2027-03-03'] };
    // The holidays of artists are paid by a fund, so the employer pays as little as of unpaid ones.
    for (const kind of ['leave', 'unpaid-absence']) {
      expect(await set({ ...day, kind })).toMatchObject({
        ...{ contract: { employerCost: { amount: '0.00' } }, violations: [] },
      });
    }
    p.setToday('2027-03-04');
    await calls.work(contractId);
    expect((await calls.pay(contractId, { as: 'finance' })).violations).toEqual([]);
    expect(await calls.read(contractId)).toMatchObject({ status: 'PAID', net: { amount: '0.00' } });
    const booked = await p.admin.query(
      `select from core.payout where source_type = 'contract' and source_id = $1`,
      [localId('Contract', contractId)],
    );
    expect(booked).toEqual([]);
    expect(codes(await set({ ...day, kind: 'work' }))).toEqual(['day.contract-not-signed']);
    p.setToday('2026-11-23');
  });
});

describe('hiring several', () => {
  const other = () => globalId('Member', p.memberIds['member-design']);
  const one = (workerId: string, day: string, over: object = {}) => ({
    ...{ workerId, kind: 'task', budget: '182.00', days: [[day, '8'] as const].map(agreedDay) },
    ...over,
  });
  const agreedDay = ([day, hours]: readonly [string, string]) => agreed([day, hours]);
  const hire = async (contracts: object[], over: object = {}) => {
    const { data, errors } = await p.graphql<Record<string, Said & { contracts: object[] }>>(
      `mutation ($input: HireWorkersInput!) { hireWorkers(input: $input) {
        contracts { id status worker { id } } violations { code path severity } } }`,
      {
        input: {
          ...{ activityId: world.activityId, sign: true, idempotencyKey: newId() },
          ...{ contracts, ...over },
        },
      },
      { as: 'member-stage' },
    );
    return { error: errors?.[0]?.extensions?.code, ...(data?.hireWorkers as Said) } as Said & {
      error: unknown;
      contracts: readonly { id: string; status: string }[] | null;
    };
  };

  test('signs a contract for each, once for each key', async () => {
    const asked = [one(world.workerId, '2027-04-05'), one(other(), '2027-04-05')];
    const idempotencyKey = newId();
    const hired = await hire(asked, { idempotencyKey });
    expect(hired.contracts?.map(({ status }) => status)).toEqual(['SIGNED', 'SIGNED']);
    const again = await hire(asked, { idempotencyKey });
    expect(again.contracts?.map(({ id }) => id)).toEqual(hired.contracts?.map(({ id }) => id));
    expect((await hire([asked[0] as object], { idempotencyKey })).error).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
  });

  test('says of each what stands in its way, and then hires nobody', async () => {
    const before = await calls.count();
    const noAgency = [one(other(), '2027-04-12', { agencyId: '' })];
    expect((await hire(noAgency)).error).toBe('BAD_USER_INPUT');
    const refused = await hire([
      one(world.workerId, '2027-04-12'),
      one(world.workerId, '2027-04-12'),
      one(other(), '2027-04-05', { budget: '0', kind: 'nonsense' }),
    ]);
    expect(refused.contracts).toBeNull();
    expect(refused.violations.map(({ code, path }) => `${path.join('.')} ${code}`)).toEqual([
      'contracts.1.days contract.worker-elsewhere',
      'contracts.2.budget contract.budget-not-positive',
      'contracts.2.kind contract.unknown-kind',
    ]);
    expect(await calls.count()).toBe(before);
  });

  test('may leave drafts, may be tried only, and has a bound', async () => {
    const before = await calls.count();
    const tried = await hire([one(other(), '2027-04-19')], { dryRun: true });
    expect(tried).toMatchObject({ contracts: null, violations: [] });
    expect(await calls.count()).toBe(before);
    const drafts = await hire([one(other(), '2027-04-19')], { sign: false });
    expect(drafts.contracts?.[0]?.status).toBe('DRAFT');
    expect((await hire([])).error).toBe('BAD_USER_INPUT');
    const many = Array.from({ length: 51 }, () => one(other(), '2027-04-20'));
    expect((await hire(many)).error).toBe('BAD_USER_INPUT');
  });
});
