import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ClientKind } from '../client/client.entity.js';
import { createClient } from '../client/create-client.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import * as t from '../testing.js';
import { written } from './report-file.js';

let p: TestPlatform;
let activityId: string;
beforeAll(async () => {
  p = await testPlatform({ today: '2026-10-05' });
  activityId = `Activity:${p.activityIds['member-stage']}`;
  await t.withFund(p, 100_000n);
  const first = await t.newInvoice(p, 'member-stage', [t.line('1000.00')]);
  await t.receive(p, '1210.00', first.structuredCommunication);
  p.setToday('2026-10-20');
  const { client } = await createClient(p.ctx('member-stage'), {
    ...{ activityId: p.activityIds['member-stage'], kind: ClientKind.CONSUMER },
    ...{ name: '=HYPERLINK("http://evil")', address: t.address },
  });
  const second = await t.newInvoice(p, 'member-stage', [t.line('200.00')], client?.id);
  p.setToday('2026-11-03');
  await t.receive(p, '121.00', second.structuredCommunication);
  await creditInvoice(p.ctx('member-stage'), {
    ...{ invoiceId: second.id, reason: 'x', idempotencyKey: t.newKey() },
    lines: [{ position: 1, net: '50.00' }],
  });
});
afterAll(() => p?.close());

const october = 'from: "2026-10-01", until: "2026-10-31"';
const year = 'from: "2026-01-01", until: "2026-12-31"';

/** The rows of the file behind a link. */
async function fileOf(url: string): Promise<Record<string, string>[]> {
  const token = url.split('/').at(-1) as string;
  const download = await openDownload(p.platform, token, 'test');
  const opened = await download?.open();
  if (opened == null) throw new Error('The link opens nothing.');
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const [header = [], ...rows] = cellsOf(Buffer.concat(chunks).toString());
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

/** RFC 4180, read apart from what writes it. */
function cellsOf(file: string): string[][] {
  expect(file.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of file
    .slice(1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('the statement of an activity', () => {
  const statement = (
    period: string,
    rest: string,
    as: 'member-stage' | 'member-film' = 'member-stage',
  ) => t.ask(p, as, `{ activityStatement(activityId: "${activityId}", ${period}) { ${rest} } }`);
  const sums = 'opening { amount } closing { amount }';

  test('opens, moves and closes by day', async () => {
    const entries =
      'entries(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { on kind document amount { amount } balance { amount } } }';
    const all = await statement(year, `${sums} ${entries}`);
    expect(all).toMatchObject({
      ...{ opening: { amount: '0.00' }, entries: { pageInfo: { hasNextPage: true } } },
      closing: { amount: (935 + 93.5).toFixed(2) },
    });
    expect(all.entries.nodes).toMatchObject([
      { on: '2026-10-05', kind: 'PAYMENT_MATCHED', amount: { amount: '935.00' } },
    ]);
    const more = await statement(
      year,
      `entries(first: 9, after: "${all.entries.pageInfo.endCursor}") { nodes { on balance { amount } } }`,
    );
    expect(more.entries.nodes.at(-1)).toMatchObject({ balance: all.closing });
    const november = await statement('from: "2026-11-01", until: "2026-11-30"', sums);
    expect(november).toEqual({ opening: { amount: '935.00' }, closing: all.closing });
    expect(await statement('from: "2020-01-01", until: "2020-01-01"', sums)).toEqual({
      ...{ opening: { amount: '0.00' }, closing: { amount: '0.00' } },
    });
  });

  test('of another account, as a file, for those who see it', async () => {
    const { download } = await statement(year, 'download { url filename mediaType }');
    expect(download).toMatchObject({
      ...{ filename: 'activity-statement-2026-01-01-2026-12-31.csv' },
      mediaType: 'text/csv; charset=utf-8',
    });
    const rows = await fileOf(download.url);
    expect(rows[0]).toMatchObject({ date: '2026-10-05', amount: '935.00', balance: '935.00' });
    const query = `{ activityStatement(activityId: "${activityId}", ${year}, account: RECEIVABLE) { ${sums} } }`;
    expect((await t.ask(p, 'finance', query)).closing).toEqual({ amount: '60.50' });
    expect(await t.errorsOf(p, 'member-film', query)).toEqual(['NOT_FOUND']);
    const backwards = query.replace('2026-01-01', '2027-01-01');
    expect(await t.errorsOf(p, 'finance', backwards)).toEqual(['BAD_USER_INPUT']);
    const cursor = `{ activityStatement(activityId: "${activityId}", ${year}) { entries(after: "eA") { nodes { on } } } }`;
    expect(await t.errorsOf(p, 'finance', cursor)).toEqual(['BAD_USER_INPUT']);
  });

  test('is two statements however long it is', async () => {
    const query = (first: number) => `{ activityStatement(activityId: "${activityId}", ${year}) {
      ${sums} entries(first: ${first}) { nodes { on } } } }`;
    const counts = [];
    for (const first of [1, 100]) {
      counts.push((await p.statements(() => t.ask(p, 'finance', query(first)))).length);
    }
    expect(counts).toEqual([3, 3]);
  });
});

describe('reports of the co-operative', () => {
  test('VAT by period equals the ledger, and its file defuses formulas', async () => {
    const listing = await t.ask(
      p,
      'finance',
      `{ vatListing(${year}) { payable { amount }
      rows { kind category rate documents base { amount } vat { amount } }
      documents(first: 2) { totalCount nodes { client } } download { url } } }`,
    );
    expect(listing.rows).toEqual([
      {
        ...{ kind: 'INVOICE', category: 'STANDARD', rate: '21.00', documents: 2 },
        ...{ base: { amount: '1200.00' }, vat: { amount: '252.00' } },
      },
      {
        ...{ kind: 'CREDIT_NOTE', category: 'STANDARD', rate: '21.00', documents: 1 },
        ...{ base: { amount: '-50.00' }, vat: { amount: '-10.50' } },
      },
    ]);
    expect(listing.payable).toEqual({ amount: '241.50' });
    expect(listing.documents.totalCount).toBe(3);
    const rows = await fileOf(listing.download.url);
    expect(rows.map(({ client }) => client)).toContain(`'=HYPERLINK("http://evil")`);
    expect(rows.map(({ base }) => base)).toEqual(['1000.00', '200.00', '-50.00']);
  });

  test('fees by period equal what the ledger booked', async () => {
    const report = await t.ask(
      p,
      'finance',
      `{ feeReport(${october}) { booked { amount }
      rows { kind income { amount } fee { amount } } lines(first: 5) { nodes { document fee { amount } } }
      download { url } } }`,
    );
    expect(report).toMatchObject({
      booked: { amount: '78.00' },
      rows: [{ kind: 'INVOICE', income: { amount: '1200.00' }, fee: { amount: '78.00' } }],
    });
    expect(report.lines.nodes).toHaveLength(2);
    expect(await fileOf(report.download.url)).toHaveLength(2);
  });

  test('the fund opens and closes', async () => {
    const report = await t.ask(
      p,
      'finance',
      `{ fundReport(${october}) {
      rows { account opening { amount } closing { amount } } movements { kind amount { amount } }
      entries(first: 3) { nodes { kind ledgerAccount } } download { url } } }`,
    );
    expect(report.rows[0]).toEqual({
      ...{ account: 'fund.available', opening: { amount: '0.00' }, closing: { amount: '1000.00' } },
    });
    expect(report.movements).toEqual([{ kind: 'FUND_ENDOWED', amount: { amount: '1000.00' } }]);
    expect(await fileOf(report.download.url)).toHaveLength(report.entries.nodes.length);
  });

  test('the journal is exported once the chart has every account', async () => {
    const query = `{ journal(${year}) { unmapped download { url } } }`;
    expect(await t.errorsOf(p, 'finance', query)).toEqual(['BAD_USER_INPUT']);
    const { unmapped } = await t.ask(p, 'finance', `{ journal(${year}) { unmapped } }`);
    expect(unmapped).toContain('vat.payable');
    const map = `mutation ($input: MapChartAccountsInput!) { mapChartAccounts(input: $input) {
      accounts { code number } violations { code path } } }`;
    const accounts = unmapped.map((code: string, i: number) => ({
      ...{ code, number: `4${i}0000`, name: code },
    }));
    const input = { from: '2026-01-01', accounts };
    const mapped = await t.ask(p, 'finance', map, { input });
    expect(mapped.violations).toEqual([]);
    const wrong = {
      from: '2026-01-01',
      accounts: [
        { code: 'x', number: '', name: ' ' },
        { code: 'bank', number: '5', name: 'a' },
        { code: 'bank', number: '5', name: 'a' },
      ],
    };
    expect(t.codes(await t.ask(p, 'finance', map, { input: wrong }))).toEqual([
      ...['text.blank', 'chart.code-unknown', 'chart.number-invalid', 'chart.code-twice'],
    ]);
    expect(await t.errorsOf(p, 'adviser', map, { input })).toEqual(['FORBIDDEN']);
    const { download } = (await t.ask(p, 'finance', query)) as { download: { url: string } };
    const rows = await fileOf(download.url);
    const sum = (column: string) =>
      rows.reduce((total, row) => total + BigInt((row[column] || '0.00').replace('.', '')), 0n);
    expect(sum('debit')).toBe(sum('credit'));
    expect(rows.every(({ account }) => account !== '')).toBe(true);
    const [entries] = await p.admin.query<{ n: bigint }>('select count(*) as n from ledger.entry');
    expect(BigInt(rows.length)).toBe(entries?.n);
  });

  test.each(['vatListing', 'feeReport', 'fundReport', 'journal'])(
    '%s is for those who may see the whole, and of their own co-operative',
    async (name) => {
      const field = {
        vatListing: 'rows',
        feeReport: 'rows',
        fundReport: 'rows',
        journal: 'unmapped',
      };
      const inner =
        name === 'journal' ? 'unmapped' : `${field[name as 'feeReport']} { __typename }`;
      const query = `{ ${name}(${year}) { ${inner} } }`;
      expect(await t.errorsOf(p, 'member-stage', query)).toEqual(['FORBIDDEN']);
      expect(await t.errorsOf(p, undefined, query)).toEqual(['UNAUTHENTICATED']);
    },
  );

  test('a link opens nothing for whoever lost the permission', async () => {
    const { download } = await t.ask(
      p,
      'finance-2',
      `{ vatListing(${year}) { download { url } } }`,
    );
    await p.admin.query('delete from core.role_grant where member_id = $1', [
      p.memberIds['finance-2'],
    ]);
    await expect(fileOf(download.url)).rejects.toThrow('opens nothing');
  });
});

test.each([
  ['=1+1', `'=1+1`],
  ['+32 2', `'+32 2`],
  ['@x', `'@x`],
  [' -x', `' -x`],
  ['\t=x', `'\t=x`],
  ['a=b', 'a=b'],
  ['', ''],
])('a text of %j is written as %j', (value, expected) => {
  expect(written({ text: value })).toBe(expected);
});

test('reports of one legal entity leave out the others; what is not there is not found', async () => {
  const other = newId();
  await p.admin.query(
    `insert into core.host_entity
     select (jsonb_populate_record(null::core.host_entity, to_jsonb(h) || $2::jsonb)).*
     from core.host_entity h where h.id = $1`,
    [
      p.hostEntityId,
      JSON.stringify({ id: other, enterprise_number: '0403170701', iban: 'BE71096123456769' }),
    ],
  );
  const of = (id: string) => `{
    vat: vatListing(${year}, hostEntityId: "HostEntity:${id}") { payable { amount }
      documents { totalCount } }
  }`;
  const sums = async (id: string) => {
    const vat = `{ vatListing(${year}, hostEntityId: "HostEntity:${id}") { payable { amount }
      documents { totalCount } } }`;
    const fee = `{ feeReport(${year}, hostEntityId: "HostEntity:${id}") { booked { amount }
      lines { totalCount } } }`;
    const journal = `{ journal(${year}, hostEntityId: "HostEntity:${id}") { entries { totalCount } } }`;
    return {
      vat: await t.ask(p, 'finance', vat),
      fee: await t.ask(p, 'finance', fee),
      journal: await t.ask(p, 'finance', journal),
    };
  };
  const all = await t.ask(
    p,
    'finance',
    `{ vatListing(${year}) { payable { amount }
    documents { totalCount } } }`,
  );
  const own = await sums(p.hostEntityId);
  expect(own.vat).toEqual(all);
  expect(own.fee.booked).toEqual(
    (await t.ask(p, 'finance', `{ feeReport(${year}) { booked { amount } } }`)).booked,
  );
  expect(await sums(other)).toEqual({
    vat: { payable: { amount: '0.00' }, documents: { totalCount: 0 } },
    fee: { booked: { amount: '0.00' }, lines: { totalCount: 0 } },
    journal: { entries: { totalCount: 0 } },
  });
  const link = `{ vatListing(${year}, hostEntityId: "HostEntity:${other}") { download { url } } }`;
  expect(await fileOf((await t.ask(p, 'finance', link)).download.url)).toEqual([]);
  expect(await t.errorsOf(p, 'finance', of(p.other.hostEntityId))).toEqual(['NOT_FOUND']);
});
