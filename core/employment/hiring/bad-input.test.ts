import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId, newId } from '../../platform/ids.js';
import { type Locale, locales } from '../../platform/messages.js';
import { contractCalls, type TestPlatform } from '../testing/calls.js';
import { type EmploymentWorld, employmentWorld, joins } from '../testing/world.js';

/** What nobody may be hired on: said all at once, by which law, and in the caller's language. */
let world: EmploymentWorld;
let p: TestPlatform;
beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  await joins(p, p, 'member-design');
  const calls = contractCalls(world);
  // The worker has this Tuesday already.
  await calls.signed({ days: [['2026-12-01', '8']] });
  await p.graphql(
    `mutation { decideDeclaring(input: { from: "2026-11-23", reference: "Board" }) { from } }`,
    {},
    { as: 'admin' },
  );
  await p.graphql(
    `mutation { stateStudentHours(input: { memberId: "${other()}", year: 2026, hoursElsewhere: "648" })
      { violations { code } } }`,
    {},
    { as: 'adviser' },
  );
});
afterAll(() => p.close());

const other = () => globalId('Member', p.memberIds['member-design']);

interface Said {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
  readonly severity: string;
  readonly source: { readonly title: string } | null;
}

async function hire(locale: Locale): Promise<readonly Said[]> {
  const day = (of: string) => [{ day: of, hours: '8' }];
  const contracts = [
    // In two places at once, without an attestation.
    { workerId: world.workerId, kind: 'article-1bis', budget: '182.00', days: day('2026-12-01') },
    // On a day that is past, for less than the minimum.
    { workerId: world.workerId, kind: 'task', budget: '10.00', days: day('2026-11-20') },
    // A student of 648 hours for eight more, whose place of work nobody knows.
    { workerId: other(), kind: 'student', budget: '182.00', days: day('2026-12-02') },
  ];
  const { data } = await p.graphql<{ hireWorkers: { contracts: null; violations: Said[] } }>(
    `mutation ($input: HireWorkersInput!) { hireWorkers(input: $input) { contracts { id }
      violations { code path message severity source { title } effectiveFrom } } }`,
    {
      input: {
        ...{ activityId: world.activityId, contracts, sign: true },
        idempotencyKey: newId(),
      },
    },
    { as: 'member-stage', locale },
  );
  expect(data?.hireWorkers.contracts).toBeNull();
  return data?.hireWorkers.violations.filter(({ severity }) => severity === 'ERROR') ?? [];
}

test('every violation of everybody is said at once, each with the law that it comes from', async () => {
  const said = await hire('en');
  expect(said.map(({ path, code }) => `${path[1]} ${code}`)).toEqual([
    ...['0 contract.worker-elsewhere', '0 attestation.none', '0 contract.no-national-number'],
    ...['1 contract.begun', '1 minimum-pay.below', '1 contract.no-national-number'],
    ...['2 student.beyond-quota', '2 contract.no-national-number', '2 contract.no-place-of-work'],
  ]);
  expect(said.filter(({ source }) => source === null)).toEqual([]);
  const sourceOf = (code: string) => said.find((one) => one.code === code)?.source?.title;
  expect(sourceOf('contract.worker-elsewhere')).toMatch(/16 March 1971, articles 19 and 38ter/);
  expect(sourceOf('contract.begun')).toMatch(/Declared before work begins: socialsecurity.be/);
  expect(sourceOf('student.beyond-quota')).toMatch(/^Student quota of 650 hours a year/);
  expect(sourceOf('attestation.none')).toMatch(/^Law of 27 June 1969 .* article 1bis/);
  expect(sourceOf('contract.no-national-number')).toBe('Royal decree of 5 November 2002, Dimona');
  const [count] = await p.admin.query<{ n: bigint }>('select count(*) as n from core.contract');
  expect(count?.n).toBe(1n);
});

test('a false national number is said with its law, and never repeated', async () => {
  const { data } = await p.graphql<{ setNationalNumber: { violations: Said[] } }>(
    `mutation ($input: SetNationalNumberInput!) { setNationalNumber(input: $input) {
      violations { code path message source { title } } } }`,
    { input: { memberId: world.workerId, nationalNumber: '93051822362' } },
    { as: 'adviser', locale: 'nl' },
  );
  expect(data?.setNationalNumber.violations).toEqual([
    {
      ...{ code: 'member.number-false', path: ['nationalNumber'] },
      message: 'Dit is geen rijksregisternummer: de geboortedag of het controlegetal klopt niet.',
      source: { title: expect.stringMatching(/^Royal decree of 3 April 1984/) },
    },
  ]);
});

test('each sentence is in the language of the caller', async () => {
  const inAll = await Promise.all(locales.map(hire));
  for (const [i, { code }] of (inAll[0] ?? []).entries()) {
    const sentences = inAll.map((said) => said[i]?.message);
    expect([code, new Set(sentences).size]).toEqual([code, locales.length]);
  }
  const [nl, fr, , de] = ['nl', 'fr', 'en', 'de'].map((one) =>
    inAll[locales.indexOf(one as Locale)]?.find(({ code }) => code === 'attestation.none'),
  );
  expect([nl?.message, fr?.message, de?.message].map((one) => one?.slice(0, 12))).toEqual(
    await Promise.all(
      (['nl', 'fr', 'de'] as const).map(async (locale) =>
        p.platform.messages.say(locale, 'attestation.none', {}).slice(0, 12),
      ),
    ),
  );
});
