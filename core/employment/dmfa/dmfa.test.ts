import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { inTransaction } from '../../platform/database/transaction.js';
import { openDownload } from '../../platform/files/downloads.js';
import { globalId, newId } from '../../platform/ids.js';
import {
  type ContractCalls,
  contractCalls,
  type SaidViolation,
  type TestPerson,
  type TestPlatform,
} from '../testing/calls.js';
import { insertWorked } from '../testing/worked-contracts.js';
import { employmentWorld } from '../testing/world.js';
import { quarterOf } from './dmfa-source.js';

let p: TestPlatform;
let calls: ContractCalls;
beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  await worked(3, '2026-12-20');
  // Ten days before it is due: the last day of the third quarter, and the first of the next year.
  await worked(1, '2026-10-10');
  await worked(1, '2027-01-11');
});
afterAll(() => p.close());

const worked = (count: number, dueOn: string) =>
  insertWorked(p.admin, {
    ...{ cooperativeId: p.cooperativeId, count, dueOn },
    activityIds: [p.activityIds['member-stage']],
    workerIds: [p.memberIds['member-film'], p.memberIds['member-design']],
  });

interface ReadDmfa {
  readonly workers: number;
  readonly contracts: number;
  readonly problems: readonly SaidViolation[];
  readonly document: { readonly url: string };
}

const ask = async (as: TestPerson, year = 2026, quarter = 4) =>
  p.graphql<{ dmfa: ReadDmfa }>(
    `query ($year: Int!, $quarter: Int!) { dmfa(year: $year, quarter: $quarter) {
       year quarter workers contracts contributionBase { amount } employeeContribution { amount }
       employerContribution { amount } problems { code path message severity }
       document { url mediaType filename } } }`,
    { year, quarter },
    { as },
  );

async function fetched(url: string): Promise<string> {
  const opened = await openDownload(p.platform, url.replace('/files/', ''), newId());
  const file = (await opened?.open()) ?? null;
  if (file === null) throw new Error('There is nothing behind the link.');
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test.each([
  [1, '2026-01-01', '2026-04-01'],
  [2, '2026-04-01', '2026-07-01'],
  [3, '2026-07-01', '2026-10-01'],
  [4, '2026-10-01', '2027-01-01'],
])('quarter %i is from %s to the day before %s', (nth, from, until) => {
  expect(quarterOf(2026, nth)).toMatchObject({ from, until });
});

describe('the quarterly declaration', () => {
  test('sums what was worked in the quarter, and says which code nobody has given', async () => {
    const { data, errors } = await ask('finance');
    expect(errors).toBeUndefined();
    expect(data?.dmfa).toMatchObject({
      ...{ year: 2026, quarter: 4, workers: 2, contracts: 3 },
      contributionBase: { amount: '348.93' },
      employeeContribution: { amount: '45.60' },
      employerContribution: { amount: '142.53' },
      problems: [
        { code: 'dmfa.no-worker-code', severity: 'WARNING' },
        // Both by name, whoever lacks one.
        { code: 'dmfa.no-national-number', severity: 'WARNING' },
        { code: 'dmfa.no-national-number', severity: 'WARNING' },
      ],
    });
    expect(data?.dmfa.problems[0]?.message).toContain('"artist"');
  });

  test('counts a contract in the quarter of its days: the day before and the day of', async () => {
    for (const [year, quarter] of [
      [2026, 3],
      [2027, 1],
    ]) {
      const { data } = await ask('finance', year, quarter);
      expect(data?.dmfa).toMatchObject({ contracts: 1 });
    }
    expect((await ask('finance', 2026, 2)).data?.dmfa).toMatchObject({
      contracts: 0,
      problems: [],
    });
  });

  test('is written worker by worker: worker lines with their occupation lines', async () => {
    await p.admin.query(
      `update core.contract_pay set worker_code = '046' where contract_id in (
         select id from core.contract where worker_id = $1)`,
      [p.memberIds['member-film']],
    );
    const { data } = await ask('finance');
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const xml = await fetched(data?.dmfa.document.url as string);
    const { QuarterlyDeclarations: declared } = parser.parse(xml);
    expect(declared.Quarter).toBe('20264');
    const { CompanyID, NaturalPerson: people } = declared.EmployerDeclaration;
    expect(CompanyID).toBe('0896755397');
    expect(people.map(({ Reference }: { Reference: string }) => Reference).sort()).toEqual(
      [p.memberIds['member-film'], p.memberIds['member-design']]
        .map((id) => globalId('Member', id))
        .sort(),
    );
    const records = people.map(({ WorkerRecord }: { WorkerRecord: object }) => WorkerRecord);
    expect(records).toContainEqual(
      expect.objectContaining({
        ...{ EmployerCategory: 'private', WorkerClass: 'artist', WorkerCode: '046' },
        ...{ ContributionBase: '116.31', EmployeeContribution: '15.20' },
        Occupation: expect.objectContaining({
          ...{ StartingDate: '2026-12-10', EndingDate: '2026-12-10', Days: '1', Hours: '7.6' },
          Remuneration: '107.69',
        }),
      }),
    );
    expect(records).toContainEqual(
      expect.objectContaining({ ContributionBase: '232.62', Occupation: expect.any(Array) }),
    );
  });

  test('names workers by national number for who declares, and writes each opening down', async () => {
    const memberId = p.memberIds['member-film'];
    await inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
      p.platform.vault.keep(tx, { memberId, kind: 'national-number' }, '93051822361'),
    );
    const opened = () =>
      p.admin.query('select member_id, purpose, subject_type, actor from vault.opening');
    const xmlOf = async (as: TestPerson) =>
      fetched((await ask(as)).data?.dmfa.document.url as string);
    expect(await xmlOf('finance')).not.toContain('INSS');
    expect(await opened()).toEqual([]);
    const xml = await xmlOf('adviser');
    expect(xml.match(/INSS="\d+"/g)).toEqual(['INSS="93051822361"']);
    const lacking = globalId('Member', p.memberIds['member-design']);
    expect(xml).toContain(`Reference="${lacking}" Missing="INSS"`);
    const asked = (await ask('adviser')).data?.dmfa;
    expect(asked?.problems).toContainEqual(
      expect.objectContaining({
        ...{ code: 'dmfa.no-national-number', path: ['workers', lacking] },
        message: expect.stringMatching(/^No national number is known of .+\.$/),
      }),
    );
    expect(await opened()).toEqual([
      {
        ...{ member_id: memberId, purpose: 'dmfa.declare', subject_type: 'HostEntity' },
        actor: p.memberIds.adviser,
      },
    ]);
  });

  test('is not for members, and a quarter is 1 to 4', async () => {
    const member = await ask('member-film');
    expect(member.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    for (const [year, quarter] of [
      [2026, 0],
      [2026, 5],
      [1999, 1],
    ]) {
      const { errors } = await ask('finance', year, quarter);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  test('of an empty draft says nothing: only what was worked is declared', async () => {
    await calls.create({ days: [['2026-12-10', '8']] });
    expect((await ask('finance')).data?.dmfa).toMatchObject({ contracts: 3 });
  });
});
