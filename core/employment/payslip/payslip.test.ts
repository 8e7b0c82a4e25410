import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { globalId, newId } from '../../platform/ids.js';
import { locales } from '../../platform/messages.js';
import { pdfText } from '../../platform/testing/pdf-text.js';
import { markPastContracts } from '../contract/past-contracts.js';
import { payDueContracts } from '../pay-run/pay-runner.js';
import {
  type ContractCalls,
  contractCalls,
  type TestPerson,
  type TestPlatform,
} from '../testing/calls.js';
import { insertWorked } from '../testing/worked-contracts.js';
import { employmentWorld, gives } from '../testing/world.js';

let p: TestPlatform;
let calls: ContractCalls;
let contractId: string;
/** Of two days, one of them not paid. */
let absentId: string;

beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  await gives(p, 10_000_00n);
  const days: [string, string][] = [
    ['2026-11-24', '3.8'],
    ['2026-11-25', '3.8'],
  ];
  const { contract } = await calls.signed({ days });
  contractId = contract?.id as string;
  const two: [string, string][] = [
    ['2026-11-26', '7.6'],
    ['2026-11-27', '7.6'],
  ];
  const absent = await calls.signed({ days: two, budget: '400.00' });
  absentId = absent.contract?.id as string;
  await p.graphql(
    'mutation ($input: SetDayKindInput!) { setDayKind(input: $input) { contract { id } } }',
    { input: { contractId: absentId, days: ['2026-11-27'], kind: 'unpaid-absence' } },
    { as: 'member-stage' },
  );
});
afterAll(() => p.close());

interface ReadSlip {
  readonly payslip: {
    readonly net: { readonly amount: string };
    readonly lines: readonly { readonly code: string; readonly title: string }[];
    readonly document: { readonly url: string };
  } | null;
}

const slip = async (as: TestPerson, locale = 'nl', id = contractId) => {
  const { data, errors } = await p.graphql<{ contract: ReadSlip | null }>(
    `query ($id: ID!, $locale: String) { contract(id: $id) { payslip { number from until days hours
       gross { amount } employeeContribution { amount } withholding { amount } net { amount }
       employerContribution { amount } paidOn
       lines { code title base { amount } rate amount { amount } source from until }
       document(locale: $locale) { url mediaType filename } } } }`,
    { id, locale },
    { as },
  );
  expect(errors).toBeUndefined();
  return data?.contract?.payslip ?? null;
};

async function fetched(url: string): Promise<string | null> {
  const token = url.replace('/files/', '');
  const opened = await openDownload(p.platform, token, newId());
  const file = (await opened?.open()) ?? null;
  return file && pdfText(file.body as Uint8Array);
}

describe('a payslip', () => {
  test('is not there before the work is done', async () => {
    expect(await slip('member-film')).toBeNull();
  });

  test('says what was agreed at the signature, step by step, whatever the figures become', async () => {
    p.setToday('2026-12-04');
    await markPastContracts(p.platform, '2026-12-04');
    await payDueContracts(p.platform, '2026-12-04');
    await p.admin.query(`update core.pay_figure set value = '99999' where code = 'employee.share'`);
    const read = await slip('member-film');
    expect(read).toMatchObject({
      ...{ from: '2026-11-24', until: '2026-11-25', days: 2, hours: '7.6', paidOn: '2026-12-04' },
      ...{ gross: { amount: '107.69' }, employeeContribution: { amount: '15.20' } },
      ...{ withholding: { amount: '10.28' }, net: { amount: '82.21' } },
      employerContribution: { amount: '47.51' },
    });
    const contribution = read?.lines.find(({ code }) => code === 'employee-contribution');
    expect(contribution).toMatchObject({
      ...{ base: { amount: '116.31' }, rate: '0.1307', amount: { amount: '-15.20' } },
      ...{ from: '2011-07-01', until: null },
    });
  });

  test.each(locales)('is a PDF in %s with parties, days, rates and amounts', async (locale) => {
    const read = await slip('member-film', locale);
    const text = await fetched(read?.document.url as string);
    const titles = { nl: 'Loonbrief', fr: 'Fiche de paie', en: 'Payslip', de: 'Lohnabrechnung' };
    const net = { nl: '82,21 EUR', fr: '82,21 EUR', en: '82.21 EUR', de: '82,21 EUR' };
    for (const said of [titles[locale], net[locale], 'Test member-', 'Test Producties']) {
      expect(text).toContain(said);
    }
    expect(text).toMatch(/13[.,]07 %/);
  });

  test.each(locales)('names in %s what was agreed and what an absence takes', async (locale) => {
    const read = await slip('member-film', locale, absentId);
    const named = read?.lines.filter(({ code }) => code === 'agreed' || code === 'absence') ?? [];
    expect(named).toMatchObject([
      { code: 'agreed', amount: { amount: '400.00' } },
      { code: 'absence', amount: { amount: '-200.00' } },
    ]);
    const text = await fetched(read?.document.url as string);
    const words = {
      nl: ['Afgesproken werkbudget', 'Afwezigheden'],
      fr: ['Budget de travail convenu', 'Absences'],
      en: ['Agreed work budget', 'Absences'],
      de: ['Vereinbartes Arbeitsbudget', 'Abwesenheiten'],
    };
    for (const said of words[locale]) expect(text).toContain(said);
    expect(text).toMatch(/400[.,]00 EUR[\s\S]*200[.,]00 EUR/);
  });

  test('is for the worker and the co-operative’s people, not for the manager nor for others', async () => {
    expect(await slip('finance')).not.toBeNull();
    expect(await slip('member-stage')).toBeNull();
    expect(await slip('member-design')).toBeNull();
  });

  test('is refused in a language that is not printed', async () => {
    const { errors } = await p.graphql(
      `query ($id: ID!) { contract(id: $id) { payslip { document(locale: "pl") { url } } } }`,
      { id: contractId },
      { as: 'member-film' },
    );
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('of fifty contracts takes one statement more than of one', async () => {
    await insertWorked(p.admin, {
      ...{ cooperativeId: p.cooperativeId, count: 50, dueOn: '2027-01-10' },
      activityIds: [p.activityIds['member-stage']],
      workerIds: [p.memberIds['member-film']],
    });
    const list = (first: number) =>
      p.statements(() =>
        p.graphql(
          `query ($first: Int) { contracts(first: $first) { nodes { payslip { net { amount } } } } }`,
          { first },
          { as: 'finance' },
        ),
      );
    expect(await list(50)).toHaveLength((await list(1)).length);
  });
});

describe('a yearly statement', () => {
  const statement = async (as: TestPerson, year = 2026) => {
    const { data, errors } = await p.graphql<{
      member: { payStatements: unknown[] | null } | null;
    }>(
      `query ($id: ID!, $year: Int!) { member(id: $id) { payStatements(year: $year) { year contracts
         days hours gross { amount } employeeContribution { amount } taxable { amount }
         withholding { amount } net { amount } months { month contracts net { amount } }
         document(locale: "fr") { url filename } } } }`,
      { id: globalId('Member', p.memberIds['member-film']), year },
      { as },
    );
    expect(errors).toBeUndefined();
    return data?.member?.payStatements ?? null;
  };

  test('sums what was paid in the year, by month of payment, and is a PDF', async () => {
    const [read] = (await statement('member-film')) as { document: { url: string } }[];
    expect(read).toMatchObject({
      ...{ year: 2026, contracts: 1, days: 2, hours: '7.6', gross: { amount: '107.69' } },
      ...{ employeeContribution: { amount: '15.20' }, taxable: { amount: '92.49' } },
      ...{ withholding: { amount: '10.28' }, net: { amount: '82.21' } },
      months: [{ month: 12, contracts: 1, net: { amount: '82.21' } }],
    });
    const text = await fetched(read?.document.url as string);
    expect(text).toContain('Relevé annuel des rémunérations');
    expect(text).toContain('82,21 EUR');
  });

  test('of a year without pay is empty, and of another person not to be seen', async () => {
    expect(await statement('member-film', 2025)).toEqual([]);
    expect(await statement('member-stage')).toBeNull();
    expect(await statement('finance')).toHaveLength(1);
  });
});
