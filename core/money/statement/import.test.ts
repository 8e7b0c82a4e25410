import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { continueImport, resumeImports } from './continue-import.js';
import { batchSize } from './file-lines.js';
import { importStatementFile } from './import-statement-file.js';
import { camt } from './testing/camt-builder.js';
import { type CodaLine, type CodaStatement, coda, codaBytes } from './testing/coda-builder.js';
import { uploaded } from './testing/uploaded.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const { codes, newKey } = t;
const bytesOf = (...statements: CodaStatement[]) => codaBytes(coda(...statements));
const load = async (bytes: Uint8Array, as: TestPerson = 'finance', over: object = {}) =>
  importStatementFile(p.ctx(as), {
    ...{ uploadId: await uploaded(p.ctx(as), bytes), idempotencyKey: newKey() },
    ...over,
  });
/** What the bank's account holds in the books, and what waits on suspense. */
const atBank = async () => [await t.balanceAt(p, 'bank'), await t.balanceAt(p, 'bank.suspense')];
const importOf = async (id: string | null) => {
  const query = `{ node(id: "BankImport:${id}") { ... on BankImport { format status statements
    linesTotal linesDone imported duplicates matched filename } } }`;
  return t.ask(p, 'finance', query);
};
/** Statements that continue one another, as the bank would send them. */
let number = 0;
let closingMinor = 0n;
const next = (lines: readonly CodaLine[], over: Partial<CodaStatement> = {}): CodaStatement => {
  number++;
  const statement = { number, openingMinor: closingMinor, lines, ...over };
  closingMinor += lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return statement;
};

describe('a file of the bank', () => {
  test('is booked whole, meets its invoices, and its money is at the bank', async () => {
    const { structuredCommunication } = await t.newInvoice(p, 'member-stage');
    const ogm = (structuredCommunication ?? '').replace(/\D/g, '');
    const [bank = 0n] = await atBank();
    const lines = [{ amountMinor: 121_000n, ogm }, { amountMinor: -4_000n }];
    const { importId, violations } = await load(bytesOf(next(lines), next([{ amountMinor: 1n }])));
    expect(violations).toEqual([]);
    expect(await importOf(importId)).toEqual({
      ...{ format: 'CODA', status: 'DONE', statements: 2, filename: 'statement.txt' },
      ...{ linesTotal: 3, linesDone: 3, imported: 3, duplicates: 0, matched: 1 },
    });
    expect((await atBank())[0]).toBe(bank + 117_001n);
    expect((await t.standing(p, 'member-stage')).receivable).toBe(0n);
    await t.prove(p);
  });

  test('in camt.053 is the same', async () => {
    const file = camt([next([{ amountMinor: 500n, name: 'A', endToEndId: 'E2E' }])]);
    const { importId } = await load(Buffer.from(file));
    expect(await importOf(importId)).toMatchObject({ format: 'CAMT_053', imported: 1 });
    const [line] = await p.admin.query(
      `select end_to_end_id, counterparty_name from core.bank_line order by id desc limit 1`,
    );
    expect(line).toEqual({ end_to_end_id: 'E2E', counterparty_name: 'A' });
  });

  test('sent twice is booked once, and said so', async () => {
    const bytes = bytesOf(next([{ amountMinor: 300n }]));
    const first = await load(bytes);
    const before = await atBank();
    const again = await load(bytes);
    expect(again.importId).toBe(first.importId);
    expect(again.violations).toMatchObject([
      { code: 'statement-file.same-file', severity: 'WARNING' },
    ]);
    expect(await atBank()).toEqual(before);
  });

  test('that repeats a statement of another file adds only what is new', async () => {
    const known = next([{ amountMinor: 300n }, { amountMinor: 20n }]);
    await load(bytesOf(known));
    const [bank = 0n] = await atBank();
    const { importId, violations } = await load(bytesOf(known, next([{ amountMinor: 7n }])));
    expect(violations).toEqual([]);
    expect(await importOf(importId)).toMatchObject({ imported: 1, duplicates: 2 });
    expect((await atBank())[0]).toBe(bank + 7n);
  });

  test('without movements is a statement all the same', async () => {
    const { importId } = await load(bytesOf(next([])));
    expect(await importOf(importId)).toMatchObject({ status: 'DONE', linesTotal: 0 });
  });
});

describe('refused, with nothing left behind:', () => {
  const refused = async (bytes: Uint8Array, expected: readonly string[]) => {
    const before = await atBank();
    const outcome = await load(bytes);
    expect(codes(outcome).map((code) => code.replace('statement-file.', ''))).toEqual(expected);
    expect(outcome.importId).toBeNull();
    expect(await atBank()).toEqual(before);
    return outcome.violations;
  };

  test('a broken file', async () => {
    await refused(codaBytes(['hello']), ['record-length', 'empty']);
  });

  test('a gap, until the statement in between has come', async () => {
    const [between, later] = [next([{ amountMinor: 10n }]), next([{ amountMinor: 20n }])];
    const [{ message } = { message: '' }] = await refused(bytesOf(later), ['gap']);
    expect(message).toContain('A statement is missing.');
    expect(codes(await load(bytesOf(between, later)))).toEqual([]);
  });

  test('an older statement whose end does not meet the next that is known', async () => {
    const odd = { number: 900, openingMinor: 5n, day: '2025-06-30', lines: [{ amountMinor: 1n }] };
    await refused(bytesOf(odd), ['gap']);
  });

  test('a known statement with other balances, or another line', async () => {
    const known = next([{ amountMinor: 10n }, { amountMinor: 30n }]);
    await load(bytesOf(known));
    await refused(bytesOf({ ...known, lines: [{ amountMinor: 41n }] }), [...['line-conflict']]);
    await refused(bytesOf({ ...known, lines: [{ amountMinor: 30n }, { amountMinor: 10n }] }), [
      ...['line-conflict', 'line-conflict'],
    ]);
    const lines = [...known.lines, { amountMinor: 5n }];
    await refused(bytesOf({ ...known, lines }), ['statement-conflict']);
  });

  test('an account of somebody else, another currency', async () => {
    const lines = [{ amountMinor: 10n }];
    await refused(bytesOf({ iban: 'BE71096123456769', lines }), ['unknown-account']);
    await refused(bytesOf({ currency: 'USD', number: number + 1, lines }), ['other-currency']);
    const foreign = p.ctx('finance', { foreign: true });
    const uploadId = await uploaded(p.ctx('finance'), bytesOf({ lines }));
    const order = { uploadId, idempotencyKey: newKey() };
    expect(codes(await importStatementFile(foreign, order))).toEqual(['file.not-usable']);
  });

  test('an upload that is not there, another person’s, or used', async () => {
    const bytes = bytesOf(next([{ amountMinor: 77n }]));
    const uploadId = await uploaded(p.ctx('finance'), bytes);
    const order = { uploadId, idempotencyKey: newKey() };
    expect(codes(await importStatementFile(p.ctx('finance-2'), order))).toEqual([
      'file.not-usable',
    ]);
    const first = await importStatementFile(p.ctx('finance'), order);
    expect(await importStatementFile(p.ctx('finance'), order)).toEqual(first);
    const nothing = { ...order, uploadId: p.cooperativeId };
    expect(codes(await importStatementFile(p.ctx('finance'), nothing))).toEqual([
      ...['file.not-usable'],
    ]);
    await expect(importStatementFile(p.ctx('member-stage'), order)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('what is only tried', async () => {
    const bytes = bytesOf(next([{ amountMinor: 99n }]));
    const before = await atBank();
    expect(await load(bytes, 'finance', { dryRun: true })).toEqual({
      ...{ importId: null, violations: [] },
    });
    expect(await atBank()).toEqual(before);
    expect(codes(await load(bytes))).toEqual([]);
  });
});

describe('a large file', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ amountMinor: BigInt(i + 1) }));

  test('goes on behind the request, and after a crash where it was', async () => {
    const { importId } = await load(bytesOf(next(many(batchSize * 5 + 3))));
    expect(await importOf(importId)).toMatchObject({
      ...{ status: 'READING', linesDone: batchSize * 4 },
    });
    // Two servers at once: each batch is booked by one of them.
    await Promise.all([resumeImports(p.platform), resumeImports(p.platform)]);
    expect(await importOf(importId)).toMatchObject({
      ...{ status: 'DONE', linesDone: batchSize * 5 + 3, imported: batchSize * 5 + 3 },
    });
    await t.prove(p);
  });

  test('that two send at the same moment is booked once', async () => {
    const bytes = bytesOf(next(many(40)));
    const [bank = 0n] = await atBank();
    const both = await Promise.all([load(bytes), load(bytes, 'finance-2')]);
    expect(both[0]?.importId).toBe(both[1]?.importId);
    expect((await atBank())[0]).toBe(bank + 820n);
    await t.prove(p);
  });

  test('is begun anew by nobody once it is done', async () => {
    const [done] = await p.admin.query<{ id: string; heads: [] }>(
      `select id, heads from core.bank_import where lines_total = 40`,
    );
    const unfinished = { ...(done as { id: string; heads: [] }), linesDone: 0 };
    const bytes = bytesOf({ lines: many(40) });
    const file = {
      open: async function* () {
        yield bytes;
      },
    };
    const before = await atBank();
    await continueImport(p.ctx('finance'), unfinished, file);
    expect(await atBank()).toEqual(before);
  });
});

test('over the API', async () => {
  const uploadId = await uploaded(p.ctx('finance'), bytesOf(next([{ amountMinor: 12n }])));
  const mutation = `mutation ($input: ImportBankFileInput!) { importBankFile(input: $input) {
    bankImport { status imported } violations { code message } } }`;
  const input = { uploadId: `Upload:${uploadId}`, idempotencyKey: newKey() };
  expect(await t.ask(p, 'finance', mutation, { input })).toEqual({
    ...{ bankImport: { status: 'DONE', imported: 1 }, violations: [] },
  });
  expect(await t.errorsOf(p, undefined, mutation, { input })).toEqual(['UNAUTHENTICATED']);
  const list = await t.ask(p, 'finance', '{ bankImports(first: 1) { nodes { imported } } }');
  expect(list).toEqual({ nodes: [{ imported: 1 }] });
  expect(await t.ask(p, 'member-stage', '{ bankImports { nodes { id } } }')).toEqual({ nodes: [] });
});
