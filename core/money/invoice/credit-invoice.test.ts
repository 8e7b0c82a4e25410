import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { VatCategory } from '../document/vat.js';
import * as t from '../testing.js';
import { creditInvoice, type InvoiceCredit } from './credit-invoice.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const { codes, line, newKey } = t;
const credit = (invoiceId: string, over: Partial<InvoiceCredit> = {}) =>
  creditInvoice(p.ctx('member-stage'), {
    ...{ invoiceId, reason: 'Not delivered', idempotencyKey: newKey() },
    ...over,
  });
const notes = (id: string) =>
  t.ask(
    p,
    'member-stage',
    `{ invoice(id: "Invoice:${id}") { status paymentStatus credited { amount }
    due { amount } creditNotes { number kind status total { amount } fee { amount } reason
      credits { id } lines { creditsPosition quantity net { amount } } } } }`,
  );

describe('a credit note', () => {
  test('of the whole undoes the issue, with a number of its own journal', async () => {
    const before = await t.standing(p, 'member-stage');
    const { id } = await t.newInvoice(p, 'member-stage', [line('100.00', { quantity: '3' })]);
    expect(codes(await credit(id))).toEqual([]);
    expect(await t.standing(p, 'member-stage')).toEqual(before);
    expect(await notes(id)).toMatchObject({
      ...{ status: 'CREDITED', paymentStatus: 'PAID', due: { amount: '0.00' } },
      creditNotes: [
        {
          ...{ number: 'C2026-00001', kind: 'CREDIT_NOTE', status: 'ISSUED' },
          ...{ total: { amount: '363.00' }, fee: { amount: '19.50' }, reason: 'Not delivered' },
          ...{ credits: { id: `Invoice:${id}` } },
          lines: [{ creditsPosition: 1, quantity: '3', net: { amount: '300.00' } }],
        },
      ],
    });
    expect(await t.balanceAt(p, 'fee.income')).toBe(0n);
    expect(await t.balanceAt(p, 'vat.payable')).toBe(0n);
    await t.prove(p);
  });

  test('of parts, by line and by amount, until nothing is left', async () => {
    const vat = { category: VatCategory.REDUCED, rate: '6', legalGround: 'RD 20' };
    const lines = [line('100.00'), line('50.01', { vat })];
    const { id } = await t.newInvoice(p, 'member-stage', lines);
    expect(codes(await credit(id, { lines: [{ position: 2, net: '16.67' }] }))).toEqual([]);
    expect(codes(await credit(id, { lines: [{ position: 1 }] }))).toEqual([]);
    expect(await notes(id)).toMatchObject({ status: 'ISSUED', credited: { amount: '138.67' } });
    expect(codes(await credit(id, { lines: [{ position: 1 }] }))).toEqual([
      'credit.more-than-line',
    ]);
    expect(codes(await credit(id))).toEqual([]);
    expect(await notes(id)).toMatchObject({ status: 'CREDITED', credited: { amount: '174.01' } });
    expect(codes(await credit(id))).toEqual(['invoice.not-creditable']);
    await t.prove(p);
  });

  test('of a paid invoice takes the activity’s part out of what it has', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-film');
    await t.receive(p, '1210.00', structuredCommunication);
    expect((await t.standing(p, 'member-film')).available).toBe(93_500n);
    const half = { lines: [{ position: 1, net: '500.00' }] };
    const asFilm = p.ctx('member-film');
    const step = { invoiceId: id, reason: 'Half', idempotencyKey: newKey(), ...half };
    expect(codes(await creditInvoice(asFilm, step))).toEqual([]);
    expect(await t.standing(p, 'member-film')).toEqual({
      ...{ available: 46_750n, expected: 0n, receivable: -60_500n, advanced: 0n },
    });
    expect(await t.invoiceOf(p, id)).toMatchObject({ paymentStatus: 'OVERPAID' });
    await t.prove(p);
  });

  test('of a paid invoice whose money is spent is refused, and says how much is lacking', async () => {
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-design');
    await t.receive(p, '1210.00', structuredCommunication);
    const { charge } = await import('../account/charge.js');
    await charge(p.ctx('member-design'), {
      ...{ key: newKey(), activityId: p.activityIds['member-design'], amountMinor: 90_000n },
      ...{ currency: 'EUR', service: 'test', source: { type: 'Test', id } },
    });
    const step = { invoiceId: id, reason: 'All', idempotencyKey: newKey() };
    const refused = await creditInvoice(p.ctx('member-design'), step);
    expect(refused.violations).toMatchObject([
      { code: 'money.insufficient-funds', message: expect.stringContaining('900.00 EUR') },
    ]);
    await t.prove(p);
  });
});

describe('what is refused', () => {
  test('a draft, a credit note, a blank reason', async () => {
    const draft = await t.newDraft(p, 'member-stage', [line('10.00')]);
    expect(codes(await credit(draft))).toEqual(['invoice.not-creditable']);
    const { id } = await t.newInvoice(p, 'member-stage');
    expect(codes(await credit(id, { reason: ' ' }))).toEqual(['text.blank']);
    const { after } = await credit(id);
    expect(codes(await credit(after?.creditNote?.id ?? ''))).toEqual(['invoice.not-creditable']);
  });

  test('a dry run takes no number', async () => {
    const { id } = await t.newInvoice(p, 'member-stage');
    const outcome = { after: null, findings: [], violations: [] };
    expect(await credit(id, { dryRun: true })).toEqual(outcome);
    expect(await notes(id)).toMatchObject({ creditNotes: [] });
  });

  test('more than the currency’s decimals is bad input', async () => {
    const { id } = await t.newInvoice(p, 'member-stage');
    const lines = [{ position: 1, net: '1.005' }];
    await expect(credit(id, { lines })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('two credit notes of one invoice at the same moment never take back more than it', async () => {
    const { id } = await t.newInvoice(p, 'member-stage');
    const both = await Promise.all([credit(id), credit(id)]);
    expect(both.flatMap(codes)).toEqual(['invoice.not-creditable']);
    await t.prove(p);
  });
});

test('a repeat over the API answers the credit note of the first request', async () => {
  const { id } = await t.newInvoice(p, 'member-stage', [line('10.00'), line('20.00')]);
  const mutation = `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
    creditNote { id number net { amount } } invoice { status } violations { code } } }`;
  const part = (position: number, idempotencyKey: string) => ({
    input: { invoiceId: `Invoice:${id}`, reason: 'x', lines: [{ position }], idempotencyKey },
  });
  const key = newKey();
  const first = await t.ask(p, 'member-stage', mutation, part(1, key));
  expect(first).toMatchObject({
    creditNote: { net: { amount: '10.00' } },
    invoice: { status: 'ISSUED' },
  });
  const second = await t.ask(p, 'member-stage', mutation, part(2, newKey()));
  expect(second).toMatchObject({
    creditNote: { net: { amount: '20.00' } },
    invoice: { status: 'CREDITED' },
  });
  const again = await t.ask(p, 'member-stage', mutation, part(1, key));
  expect(again.creditNote).toEqual(first.creditNote);
});
