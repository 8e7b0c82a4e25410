import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { openDownload } from '../../platform/files/downloads.js';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import { endToEndId } from '../payout/end-to-end-id.js';
import { failPayout } from '../payout/fail-payout.js';
import { paySalary } from '../payout/pay-salary.js';
import { setPayoutAccount } from '../payout/payout-account.js';
import { releasePayouts } from '../payout/release-payouts.js';
import { repeatPayout } from '../payout/repeat-payout.js';
import { markUnknownPayouts } from '../payout/unknown-payouts.js';
import * as t from '../testing.js';
import { makePayoutFile } from './make-payout-file.js';
import { pain001 } from './pain-001.js';
import { releasePayoutFile } from './release-payout-file.js';
import { sepaText } from './sepa-text.js';
import { withdrawPayoutFile } from './withdraw-payout-file.js';

let p: TestPlatform;
const iban = 'BE71096123456769';
beforeAll(async () => {
  p = await testPlatform();
  await t.withFund(p, 100_000_000n);
  await t.newInvoice(p, 'member-stage', [t.line('500000.00')]);
  await setPayoutAccount(p.ctx('member-stage'), { memberId: p.memberIds['member-stage'], iban });
});
afterAll(() => p?.close());

const { codes, newKey } = t;
/** Payouts of so many cents each, released and in no file. */
async function released(...amounts: bigint[]): Promise<string[]> {
  const ids: string[] = [];
  for (const netMinor of amounts) {
    const { payoutId } = await t.within(p.ctx('adviser'), (ctx) =>
      paySalary(ctx.tx, ctx, {
        ...{ activityId: p.activityIds['member-stage'], contractId: newId() },
        ...{ workerId: p.memberIds['member-stage'], dueOn: '2026-11-24' },
        ...{ netMinor, taxMinor: 0n, socialMinor: 0n },
      }),
    );
    ids.push(payoutId as string);
  }
  const step = { payoutIds: ids, idempotencyKey: newKey() };
  expect(codes(await releasePayouts(p.ctx('finance'), step))).toEqual([]);
  return ids;
}
const make = (as: TestPerson = 'finance', over: object = {}) =>
  makePayoutFile(p.ctx(as), {
    ...{ hostEntityId: p.hostEntityId, executionOn: '2026-11-24', idempotencyKey: newKey() },
    ...over,
  });
const step = (fileId: string | null, over: object = {}) => ({
  ...{ fileId: fileId as string, idempotencyKey: newKey(), ...over },
});
const releaseFile = (fileId: string | null, as: TestPerson, over: object = {}) =>
  releasePayoutFile(p.ctx(as), step(fileId, over));
/** Made by one, released by another. */
async function sent(...amounts: bigint[]): Promise<{ fileId: string; ids: string[] }> {
  const ids = await released(...amounts);
  const { fileId } = await make();
  expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual([]);
  return { fileId: fileId as string, ids };
}
let number = 100;
const bank = (lines: { amount: string; id: string }[]) =>
  importBankStatement(p.ctx('finance'), {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++number, idempotencyKey: newKey() },
    lines: lines.map(({ amount, id }, index) => ({
      ...{ lineNo: index + 1, bookedOn: '2026-11-24', amount, endToEndId: endToEndId(id) },
    })),
  });
const statusOf = async (id: string | null) => {
  const query = `{ node(id: "Payout:${id}") { ... on Payout { status failureReason viewerCan
    bankLine { id } } } }`;
  return t.ask(p, 'finance-2', query);
};
/** The document as another library reads it. */
async function documentOf(fileId: string, as: TestPerson = 'finance') {
  const query = `{ node(id: "PayoutFile:${fileId}") { ... on PayoutFile { document { url } } } }`;
  const { document } = await t.ask(p, as, query);
  if (document === null) return null;
  const token = (document.url as string).slice('/files/'.length);
  const opened = await (await openDownload(p.platform, token, 'test'))?.open();
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  const text = Buffer.from((opened as { body: Uint8Array }).body).toString('utf8');
  return parser.parse(text).Document.CstmrCdtTrfInitn;
}

describe('a file of payments', () => {
  test('has what is released, once, and adds up to the cent', async () => {
    const ids = await released(10_001n, 20_002n, 3n);
    const { fileId, violations } = await make();
    expect(violations).toEqual([]);
    // Nothing of it can reach the bank before another person has seen it.
    expect(await documentOf(fileId as string)).toBeNull();
    expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual([]);
    const document = await documentOf(fileId as string);
    expect(document.GrpHdr).toMatchObject({ NbOfTxs: '3', CtrlSum: '300.06' });
    expect(document.PmtInf).toMatchObject({
      ...{ PmtMtd: 'TRF', NbOfTxs: '3', CtrlSum: '300.06', ReqdExctnDt: { Dt: '2026-11-24' } },
      DbtrAcct: { Id: { IBAN: 'BE68539007547034' }, Ccy: 'EUR' },
      Dbtr: { PstlAdr: { StrtNm: 'Emile Feronstraat 70', TwnNm: 'Brussel', Ctry: 'BE' } },
    });
    const transfers = document.PmtInf.CdtTrfTxInf as { PmtId: { EndToEndId: string } }[];
    expect(transfers.map(({ PmtId }) => PmtId.EndToEndId)).toEqual(ids.map(endToEndId).sort());
    expect(transfers[0]).toMatchObject({
      Cdtr: { Nm: 'Test member-stage' },
      CdtrAcct: { Id: { IBAN: iban } },
    });
    expect(codes(await make())).toEqual(['payout-file.nothing']);
  });

  test('is not released by whoever made it, in the service and in the database', async () => {
    await released(100n);
    const { fileId } = await make('finance');
    expect(codes(await releaseFile(fileId, 'finance'))).toEqual(['payout-file.four-eyes']);
    const update = `update core.payout_file set status = 'RELEASED', released_by = made_by,
      released_at = now(), content_hash = repeat('0', 64) where id = $1`;
    await expect(p.admin.query(update, [fileId])).rejects.toMatchObject({ code: '23514' });
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      await expect(releaseFile(fileId, as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(codes(await releaseFile(fileId, 'finance-2', { dryRun: true }))).toEqual([]);
    expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual([]);
    expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual(['payout-file.not-waiting']);
    const change = 'update core.payout_file set control_sum_minor = 1 where id = $1';
    await expect(p.admin.query(change, [fileId])).rejects.toMatchObject({ code: 'GZ010' });
  });

  test('that was tampered with is not released, and not fetched', async () => {
    const [id] = await released(500n);
    const { fileId } = await make();
    await p.admin.query('update core.payout set amount_minor = 501 where id = $1', [id]);
    await expect(releaseFile(fileId, 'finance-2')).rejects.toThrow('does not add up');
    await p.admin.query('update core.payout set amount_minor = 500 where id = $1', [id]);
    expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual([]);
    await p.admin.query(`update core.payout set holder = 'Mallory' where id = $1`, [id]);
    await expect(documentOf(fileId as string)).rejects.toThrow('is not what was released');
  });

  test('is made by one of two at the same moment, and released by one of two', async () => {
    await released(1_000n, 2_000n);
    const [a, b] = await Promise.all([make('finance'), make('finance-2')]);
    expect([...codes(a), ...codes(b)]).toEqual(['payout-file.nothing']);
    const [fileId, other]: [string | null, TestPerson] =
      a.fileId !== null ? [a.fileId, 'finance-2'] : [b.fileId, 'finance'];
    const both = await Promise.all([releaseFile(fileId, other), releaseFile(fileId, other)]);
    expect(both.flatMap(codes)).toEqual(['payout-file.not-waiting']);
  });

  test('that is withdrawn gives its payouts back', async () => {
    const [id] = await released(700n);
    const { fileId } = await make();
    const failure = { payoutId: id as string, reason: 'No', idempotencyKey: newKey() };
    expect(codes(await failPayout(p.ctx('finance-2'), failure))).toEqual(['payout.file-waits']);
    const withdrawn = await withdrawPayoutFile(p.ctx('finance'), step(fileId));
    expect(withdrawn).toEqual({ withdrawn: true, violations: [] });
    expect(codes(await releaseFile(fileId, 'finance-2'))).toEqual(['payout-file.not-waiting']);
    expect((await make()).violations).toEqual([]);
  });

  test('of a day that a bank does not take, or of what is not there', async () => {
    for (const executionOn of ['2026-11-22', '2027-06-01']) {
      expect(codes(await make('finance', { executionOn }))).toEqual(['payout-file.day']);
    }
    await expect(make('finance', { hostEntityId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const foreign = p.ctx('finance', { foreign: true });
    const order = { hostEntityId: p.hostEntityId, executionOn: '2026-11-24' };
    const wish = makePayoutFile(foreign, { ...order, idempotencyKey: newKey() });
    await expect(wish).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await released(10n);
    const key = { idempotencyKey: newKey() };
    const first = await make('finance', key);
    expect(await make('finance', key)).toEqual(first);
  });

  test('is seen by those who release, and by nobody else', async () => {
    const query = '{ payoutFiles(first: 1) { nodes { status viewerCan controlSum { amount } } } }';
    expect((await t.ask(p, 'finance', query)).nodes).toHaveLength(1);
    expect(await t.errorsOf(p, 'member-stage', query)).toEqual([]);
    expect((await t.ask(p, 'member-stage', query)).nodes).toEqual([]);
  });
});

describe('what the bank says', () => {
  test('pays a payout when its statement shows the debit, and only then', async () => {
    const { ids } = await sent(4_000n);
    const [id] = ids as [string];
    const clearing = await t.balanceAt(p, 'payouts.clearing');
    // No person and no time-out: the database wants the movement.
    const update = `update core.payout set status = 'PAID' where id = $1`;
    await expect(p.admin.query(update, [id])).rejects.toMatchObject({ code: '23514' });
    // A debit of another amount is not this payment: it waits for a person.
    expect(await bank([{ amount: '-40.01', id }])).toMatchObject({ imported: 1, settled: 0 });
    expect(await statusOf(id)).toMatchObject({ status: 'RELEASED' });
    expect(await bank([{ amount: '-40.00', id }])).toMatchObject({ imported: 1, settled: 1 });
    expect(await statusOf(id)).toMatchObject({
      ...{ status: 'PAID', bankLine: { id: expect.stringMatching(/^BankLine:/) } },
    });
    expect(await t.balanceAt(p, 'payouts.clearing')).toBe(clearing - 4_000n);
    expect(await bank([{ amount: '-40.00', id }])).toMatchObject({ settled: 0 });
    await t.prove(p);
  });

  test('pays a whole file by one debit', async () => {
    const { fileId, ids } = await sent(1_000n, 2_500n);
    expect(await bank([{ amount: '-35.00', id: fileId }])).toMatchObject({ settled: 2 });
    for (const id of ids) expect((await statusOf(id)).status).toBe('PAID');
    await t.prove(p);
  });

  test('brings one back: it is owed again, and paid anew by two people', async () => {
    const { ids } = await sent(6_000n);
    const [id] = ids as [string];
    const owed = await t.balanceAt(p, 'salary.payable');
    const lines = [
      { amount: '-60.00', id },
      { amount: '60.00', id },
    ];
    expect(await bank(lines)).toMatchObject({ imported: 2, settled: 2 });
    expect(await statusOf(id)).toMatchObject({ status: 'FAILED', failureReason: 'RETURNED' });
    expect(await t.balanceAt(p, 'salary.payable')).toBe(owed + 6_000n);
    const order = { payoutId: id, idempotencyKey: newKey() };
    const again = await repeatPayout(p.ctx('finance'), order);
    expect(await repeatPayout(p.ctx('finance'), order)).toEqual(again);
    const twice = { ...order, idempotencyKey: newKey() };
    expect(codes(await repeatPayout(p.ctx('finance'), twice))).toEqual(['payout.already-repeated']);
    const release = { payoutIds: [again.payoutId as string], idempotencyKey: newKey() };
    expect(codes(await releasePayouts(p.ctx('finance'), release))).toEqual(['payout.four-eyes']);
    expect(codes(await releasePayouts(p.ctx('finance-2'), release))).toEqual([]);
    await t.prove(p);
  });

  test('nothing for days: unknown, never paid, and paid by a later statement', async () => {
    const { ids } = await sent(8_000n);
    const [id] = ids as [string];
    p.setToday('2026-11-29');
    await markUnknownPayouts(p.platform);
    expect((await statusOf(id)).status).toBe('RELEASED');
    p.setToday('2026-11-30');
    expect(await markUnknownPayouts(p.platform)).toBeGreaterThan(0);
    expect(await markUnknownPayouts(p.platform)).toBe(0);
    expect((await statusOf(id)).status).toBe('UNKNOWN');
    expect(await bank([{ amount: '-80.00', id }])).toMatchObject({ settled: 1 });
    expect((await statusOf(id)).status).toBe('PAID');
    p.setToday('2026-11-23');
  });

  test('to a person, who says that it failed: not who released it', async () => {
    const { ids } = await sent(900n);
    const [payoutId] = ids as [string];
    const failure = { payoutId, reason: 'Refused by the bank', idempotencyKey: newKey() };
    const fail = (as: TestPerson, over: object = {}) =>
      failPayout(p.ctx(as), { ...failure, ...over });
    expect(codes(await fail('finance'))).toEqual(['payout.released-by-you']);
    expect(codes(await fail('finance-2', { reason: ' ' }))).toEqual(['text.blank']);
    expect((await statusOf(payoutId)).viewerCan).toEqual(['payout.fail']);
    const both = await Promise.all([
      fail('finance-2', { idempotencyKey: newKey() }),
      bank([{ amount: '-9.00', id: payoutId }]),
    ]);
    // Whichever came first: the money is either paid or owed again, never both.
    const { status } = await statusOf(payoutId);
    expect(status).toBe(both[0].after === null ? 'PAID' : 'FAILED');
    await t.prove(p);
  });
});

describe('an account that is changed', () => {
  test('waits some days, in which nothing is released to its member', async () => {
    const memberId = p.memberIds['member-film'];
    const set = (account: string) =>
      setPayoutAccount(p.ctx('member-film'), { memberId, iban: account });
    expect(await set(iban)).toMatchObject({ usableFrom: null });
    expect(await set(iban)).toMatchObject({ usableFrom: null });
    expect(await set('NL91ABNA0417164300')).toMatchObject({ usableFrom: '2026-11-26' });
    // Setting it once more does not shorten the wait.
    expect(await set('NL91ABNA0417164300')).toMatchObject({ usableFrom: '2026-11-26' });
    const { payoutId } = await t.within(p.ctx('adviser'), (ctx) =>
      paySalary(ctx.tx, ctx, {
        ...{ activityId: p.activityIds['member-stage'], contractId: newId() },
        ...{ workerId: memberId, dueOn: '2026-11-24' },
        ...{ netMinor: 5_000n, taxMinor: 0n, socialMinor: 0n },
      }),
    );
    const release = () =>
      releasePayouts(p.ctx('finance'), {
        ...{ payoutIds: [payoutId as string], idempotencyKey: newKey() },
      });
    expect((await release()).violations).toMatchObject([
      { code: 'payout.account-changed', message: expect.stringContaining('2026-11-26') },
    ]);
    p.setToday('2026-11-26');
    expect(codes(await release())).toEqual([]);
    p.setToday('2026-11-23');
    const told = await p.admin.query(
      `select payload from core.outbox where type = 'payout-account.set' and subject_id = $1
         and payload ->> 'changed' = 'true' order by id limit 1`,
      [memberId],
    );
    expect(told).toEqual([{ payload: { changed: true, usableFrom: '2026-11-26' } }]);
  });

  test('on a day without the figure is refused, and the figure is named', async () => {
    await p.admin.query(`update core.money_rule set until_day = '2026-01-01'
      where code = 'payout.cooling-days'`);
    const memberId = p.memberIds['member-film'];
    const { violations } = await setPayoutAccount(p.ctx('member-film'), { memberId, iban });
    expect(violations).toMatchObject([
      { code: 'payout.rule-missing', message: expect.stringContaining('payout.cooling-days') },
    ]);
    await p.admin.query(`update core.money_rule set until_day = null
      where code = 'payout.cooling-days'`);
  });
});

describe('the document', () => {
  const debtor = { name: 'Débiteur & Söhne', iban, bic: null, enterpriseNumber: '0896755397' };
  test('adds up exactly and is well-formed, whatever people are called', () => {
    const payment = fc.record({
      endToEndId: fc.uuid().map((id) => id.replaceAll('-', '')),
      amountMinor: fc.bigInt({ min: 1n, max: 99_999_999_999n }),
      name: fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
      iban: fc.constant(iban),
      remittance: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 30 }), (payments) => {
        const text = pain001({
          ...{ id: 'F', madeAt: new Date(0), executionOn: '2026-11-24', currency: 'EUR' },
          ...{ debtor: { ...debtor, address: null }, payments },
        });
        const parser = new XMLParser({
          parseTagValue: false,
          isArray: (name) => name === 'CdtTrfTxInf',
        });
        const { GrpHdr, PmtInf } = parser.parse(text).Document.CstmrCdtTrfInitn;
        const cents = (amount: string) => BigInt(amount.replace('.', ''));
        const total = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(cents(GrpHdr.CtrlSum)).toBe(total);
        expect(cents(PmtInf.CtrlSum)).toBe(total);
        const each = PmtInf.CdtTrfTxInf as { Amt: { InstdAmt: string }; Cdtr: { Nm: string } }[];
        expect(each.map(({ Amt }) => cents(Amt.InstdAmt))).toEqual(
          payments.map(({ amountMinor }) => amountMinor),
        );
        for (const { Cdtr } of each) expect(Cdtr.Nm).toMatch(/^[\w\-/?:().,'+ ]{1,70}$/);
        expect(PmtInf.Dbtr.PstlAdr).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['Zoë Müller-Łukasz', 'Zoe Muller-Lukasz'],
    ['Smith & Sons // Ltd/', 'Smith + Sons / Ltd'],
    ['Groß Œuvre', 'Gross Oeuvre'],
    ['日本', '?'],
    ['<b>"x"</b>', 'b x /b'],
  ])('writes %s as %s', (given, written) => {
    expect(sepaText(given, 70)).toBe(written);
  });
});
