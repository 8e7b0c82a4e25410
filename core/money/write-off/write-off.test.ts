import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { advance } from '../fund/guarantee-fund.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { unmatchPayment } from '../matching/unmatch-payment.js';
import * as t from '../testing.js';
import { decideWriteOff } from './decide-write-off.js';
import { proposeWriteOff } from './propose-write-off.js';
import { reverseWriteOff } from './reverse-write-off.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ today: '2026-11-23' });
  await t.withFund(p, 1_000_000n);
});
afterAll(() => p?.close());

const { codes, newKey } = t;
const bankrupt = { ground: 'bankruptcy', lostOn: '2026-11-20', evidence: 'Judgment of 20/11' };
const propose = (invoiceId: string, over: object = {}, as: TestPerson = 'finance') =>
  proposeWriteOff(p.ctx(as), {
    ...{ invoiceId, reason: 'Declared bankrupt', idempotencyKey: newKey(), ...bankrupt, ...over },
  });
const decide = (writeOffId: string | null, over: object = {}, as: TestPerson = 'finance-2') =>
  decideWriteOff(p.ctx(as), {
    ...{ writeOffId: writeOffId as string, approve: true, idempotencyKey: newKey(), ...over },
  });
const reverse = (writeOffId: string | null, over: object = {}) =>
  reverseWriteOff(p.ctx('finance'), {
    ...{ writeOffId: writeOffId as string, reason: 'Another debtor', idempotencyKey: newKey() },
    ...over,
  });
const lose = async (invoiceId: string, over: object = {}) => {
  const { writeOffId } = await propose(invoiceId, over);
  expect(codes(await decide(writeOffId))).toEqual([]);
  return writeOffId;
};
const give = (manager: t.Manager, amountMinor: bigint) =>
  t.within(p.ctx(manager), (ctx) =>
    advance(
      ctx,
      {
        ...{ activityId: p.activityIds[manager], amountMinor, key: newKey() },
        source: { type: 'assignment_step', id: newId() },
      },
      ctx.tx,
    ),
  );
const books = async () => ({
  vat: await t.balanceAt(p, 'vat.payable'),
  fee: await t.balanceAt(p, 'fee.income'),
  lost: await t.balanceAt(p, 'fund.losses'),
});

describe('an invoice that its client will never pay', () => {
  test('goes from the books with its fee, its VAT and what the fund advanced upon it', async () => {
    const before = await books();
    const invoice = await t.newInvoice(p, 'member-film');
    await give('member-film', 60_000n);
    const { writeOffId } = await propose(invoice.id);
    expect(codes(await propose(invoice.id))).toEqual(['write-off.live']);
    expect(codes(await decide(writeOffId, {}, 'finance'))).toEqual(['fund.four-eyes']);
    expect(codes(await decide(writeOffId, { dryRun: true }))).toEqual([]);
    const both = await Promise.all([decide(writeOffId), decide(writeOffId)]);
    expect(both.flatMap(codes)).toEqual(['fund.write-off-decided']);
    expect(await t.standing(p, 'member-film')).toEqual({
      ...{ available: 60_000n, expected: 0n, receivable: 0n, advanced: 0n },
    });
    expect(await books()).toEqual({ ...before, lost: before.lost + 60_000n });
    const query = `query ($id: ID!) { invoice(id: $id) { paymentStatus due { amount }
      writtenOff { amount } writeOffs { status ground lost { amount } lostVat { amount }
        lostFee { amount } viewerCan } } }`;
    const id = `Invoice:${invoice.id}`;
    expect(await t.ask(p, 'member-film', query, { id })).toEqual({
      ...{ paymentStatus: 'WRITTEN_OFF', due: { amount: '0.00' } },
      writtenOff: { amount: '1210.00' },
      writeOffs: [
        {
          ...{ status: 'APPROVED', ground: 'bankruptcy', lost: { amount: '1210.00' } },
          ...{ lostVat: { amount: '210.00' }, lostFee: { amount: '65.00' }, viewerCan: [] },
        },
      ],
    });
    const vat = `{ vatListing(from: "2026-11-01", until: "2026-11-30") { regularised { amount }
      payable { amount } rows { vat { amount } } } }`;
    expect(await t.ask(p, 'finance', vat)).toEqual({
      ...{ regularised: { amount: '210.00' }, payable: { amount: '0.00' } },
      rows: [{ vat: { amount: '210.00' } }],
    });
    await t.prove(p);
  });

  test('and is paid after all repays the fund, then the activity; undone, it is lost again', async () => {
    const [{ id }] = (await t.ask(p, 'member-film', '{ invoices(last: 1) { nodes { id } } }'))
      .nodes;
    const invoice = await t.invoiceOf(p, id.slice('Invoice:'.length));
    const before = await books();
    const credit = { invoiceId: invoice.id, reason: 'x', idempotencyKey: newKey() };
    expect(codes(await creditInvoice(p.ctx('finance'), credit))).toEqual(['invoice.written-off']);
    await t.receive(p, '121.00', invoice.structuredCommunication);
    await t.prove(p);
    // A tenth of each is taken up again, and all of it is the fund's.
    expect(await books()).toEqual({
      ...{ vat: before.vat + 2_100n, fee: before.fee + 650n, lost: 60_000n - 9_350n },
    });
    expect((await t.invoiceOf(p, invoice.id)).paymentStatus).toBe('WRITTEN_OFF');
    await t.receive(p, '1089.00', invoice.structuredCommunication);
    await t.prove(p);
    expect(await t.standing(p, 'member-film')).toEqual({
      ...{ available: 93_500n, expected: 0n, receivable: 0n, advanced: 0n },
    });
    expect((await t.invoiceOf(p, invoice.id)).paymentStatus).toBe('PAID');
    const { payments } = await t.ask(p, 'finance', `{ invoice(id: "${id}") { payments { id } } }`);
    const undone = await unmatchPayment(p.ctx('finance'), {
      ...{ paymentId: payments[0].id.slice('Payment:'.length), reason: 'Another debtor' },
      idempotencyKey: newKey(),
    });
    expect(codes(undone)).toEqual([]);
    const again = await t.invoiceOf(p, invoice.id);
    expect([again.paymentStatus, again.writtenOffMinor]).toEqual(['WRITTEN_OFF', 12_100n]);
    await t.prove(p);
  });

  test('may be due again: the write-off is taken back once, and can be asked anew', async () => {
    const invoice = await t.newInvoice(p, 'member-design');
    await t.receive(p, '605.00', invoice.structuredCommunication);
    const before = await books();
    const writeOffId = await lose(invoice.id);
    expect((await t.standing(p, 'member-design')).receivable).toBe(0n);
    expect(codes(await reverse(writeOffId, { reason: ' ' }))).toEqual(['text.blank']);
    const key = { idempotencyKey: newKey() };
    expect(codes(await reverse(writeOffId, key))).toEqual([]);
    expect(codes(await reverse(writeOffId, key))).toEqual([]);
    expect(codes(await reverse(writeOffId))).toEqual(['write-off.not-approved']);
    expect(await books()).toEqual(before);
    expect((await t.invoiceOf(p, invoice.id)).paymentStatus).toBe('PARTLY_PAID');
    await lose(invoice.id);
    await t.prove(p);
  });

  test('without the law’s ground keeps its VAT due, and the co-operative bears it', async () => {
    const invoice = await t.newInvoice(p, 'member-startup');
    const { vat } = await books();
    const missing = await propose(invoice.id, { evidence: null, lostOn: '2026-11-24' });
    expect(codes(missing)).toEqual(['write-off.evidence-missing', 'write-off.future']);
    expect(codes(await propose(invoice.id, { ground: 'hunch' }))).toEqual([
      'write-off.ground-unknown',
    ]);
    // No ground is known for a day before the first that is.
    expect(codes(await propose(invoice.id, { lostOn: '2005-12-31' }))).toEqual([
      'write-off.ground-unknown',
    ]);
    const writeOffId = await lose(invoice.id, { ground: 'waived', evidence: null });
    expect((await books()).vat).toBe(vat);
    expect(await t.balanceAt(p, 'vat.lost')).toBe(21_000n);
    await t.receive(p, '1210.00', invoice.structuredCommunication);
    expect(await t.balanceAt(p, 'vat.lost')).toBe(0n);
    expect(codes(await reverse(writeOffId))).toEqual([]);
    await t.prove(p);
  });

  test('beside the client’s payment at the same moment: never lost and paid both', async () => {
    const invoice = await t.newInvoice(p, 'member-stage');
    const { writeOffId } = await propose(invoice.id);
    await Promise.all([
      decide(writeOffId),
      t.receive(p, '1210.00', invoice.structuredCommunication),
    ]);
    expect(await t.standing(p, 'member-stage')).toMatchObject({
      ...{ available: 93_500n, expected: 0n, receivable: 0n },
    });
    await t.prove(p);
    expect((await t.invoiceOf(p, invoice.id)).writtenOffMinor).toBe(0n);
    expect(codes(await propose(invoice.id))).toEqual(['write-off.live']);
  });

  test('is not for everybody; what is not there is not found', async () => {
    for (const as of ['member-stage', 'adviser', 'admin'] as const) {
      await expect(propose(newId(), {}, as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(decide(newId(), {}, as)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(propose(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decide(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reverse(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const query = '{ invoiceWriteOffs { nodes { invoice { activity { name } } } } }';
    const seen = (await t.ask(p, 'member-startup', query)).nodes;
    expect(seen).toHaveLength(1);
    expect((await t.ask(p, 'finance', '{ lossGrounds { code recoversVat title } }')).length).toBe(
      4,
    );
  });
});
