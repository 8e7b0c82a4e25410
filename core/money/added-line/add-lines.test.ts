import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { DraftLine, LinesOrder } from '../../sdk/line-door.js';
import { issueInvoice } from '../invoice/issue-invoice.js';
import { updateInvoice } from '../invoice/update-invoice.js';
import { createQuote } from '../quote/create-quote.js';
import { sendQuote } from '../quote/send-quote.js';
import * as t from '../testing.js';
import { lines } from './add-lines.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const extra: DraftLine = { description: 'One round more', unitPrice: '150.00' };

type Over = Partial<LinesOrder> & { readonly as?: t.Manager };
const add = (id: string, { as = 'member-stage', ...over }: Over = {}) =>
  lines(p.ctx(as)).add({
    ...{ key: t.newKey(), service: 'test.rounds', document: { type: 'Invoice', id } },
    ...{ lines: [extra], ...over },
  });
const remove = (key: string) => lines(p.ctx('member-stage')).remove(key);
const draft = () => t.newDraft(p, 'member-stage', [t.line('1000.00')]);
const net = async (id: string) => (await t.invoiceOf(p, id)).netMinor;
const refusedWith = (...codes: string[]) => ({
  ...{ code: 'REFUSED', findings: codes.map((code) => ({ code })) },
});

describe('on a draft invoice', () => {
  test('lines follow those that are there, are taxed by the law, and are taken back once', async () => {
    const id = await draft();
    const key = t.newKey();
    const vat = { category: 'REDUCED', rate: '6', legalGround: 'Table A' };
    const asked = [extra, { ...extra, quantity: '2', vat }];
    expect(await add(id, { key, lines: asked })).toEqual({ positions: [2, 3] });
    expect(await t.invoiceOf(p, id)).toMatchObject({
      ...{ netMinor: 1_450_00n, vatMinor: 259_50n, totalMinor: 1_709_50n, version: 2 },
    });
    for (const _ of [1, 2]) await remove(key);
    await remove('never-added');
    expect(await net(id)).toBe(1_000_00n);
  });

  test('a key adds once, at the same moment too; another content is refused', async () => {
    const id = await draft();
    const key = t.newKey();
    const answers = await Promise.all([1, 2, 3].map(() => add(id, { key })));
    expect(answers).toEqual(answers.map(() => ({ positions: [2] })));
    expect(await net(id)).toBe(1_150_00n);
    const other = add(id, { key, lines: [{ ...extra, unitPrice: '1.00' }] });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('what a person has rewritten since is theirs', async () => {
    const id = await draft();
    const key = t.newKey();
    await add(id, { key });
    const change = { invoiceId: id, expectedVersion: 2, lines: [t.line('70.00'), t.line('1.00')] };
    expect((await updateInvoice(p.ctx('member-stage'), change)).changed).toBe(true);
    await remove(key);
    expect(await net(id)).toBe(71_00n);
  });

  test('an issued invoice is refused, to add and to take back', async () => {
    const id = await draft();
    const key = t.newKey();
    await add(id, { key });
    await issueInvoice(p.ctx('member-stage'), { invoiceId: id, idempotencyKey: t.newKey() });
    await expect(add(id)).rejects.toMatchObject(refusedWith('invoice.already-issued'));
    await expect(remove(key)).rejects.toMatchObject(refusedWith('invoice.already-issued'));
    expect(await net(id)).toBe(1_150_00n);
  });

  test.each<[string, DraftLine[], string[]]>([
    ['nothing', [], ['document.without-lines']],
    ['no price', [{ ...extra, unitPrice: '0' }], ['line.price-not-positive']],
    ['less than nothing', [{ ...extra, unitPrice: '-5.00' }], ['line.price-not-positive']],
    ['no quantity', [{ ...extra, quantity: '0' }], ['line.quantity-not-positive']],
    ['a rate that is none', [{ ...extra, vat: { rate: '7' } }], ['line.vat-rate-unknown']],
    ['501 lines', Array.from({ length: 501 }, () => extra), ['document.too-many-lines']],
    [
      'one with those that are there too many',
      Array.from({ length: 500 }, () => extra),
      ['document.too-many-lines'],
    ],
  ])('of %s nothing is added', async (_what, wanted, codes) => {
    const id = await draft();
    await expect(add(id, { lines: wanted })).rejects.toMatchObject(refusedWith(...codes));
    expect(await net(id)).toBe(1_000_00n);
  });

  test.each<[string, DraftLine]>([
    ['a price that is no number', { ...extra, unitPrice: 'much' }],
    ['a quantity that is no number', { ...extra, quantity: '1e3' }],
    ['a category that is none', { ...extra, vat: { category: 'SPARE' } }],
    ['a rate that is no number', { ...extra, vat: { rate: 'six' } }],
  ])('%s is bad input', async (_what, one) => {
    const id = await draft();
    await expect(add(id, { lines: [one] })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of another activity it is not there', async () => {
    const id = await draft();
    await expect(add(id, { as: 'member-film' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(add(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('on a draft quote it is the same, until the quote is sent', async () => {
  const ctx = p.ctx('member-stage');
  const clientId = await t.newClient(p, 'member-stage');
  const { quote } = await createQuote(ctx, {
    ...{ activityId: p.activityIds['member-stage'], clientId, lines: [t.line('1000.00')] },
    ...{ validUntil: '2027-01-31', title: 'Work' },
  });
  const { id } = quote as { id: string };
  const document = { type: 'Quote', id } as const;
  const [kept, gone] = [t.newKey(), t.newKey()];
  await add(id, { document, key: kept });
  await add(id, { document, key: gone });
  await remove(gone);
  const [row] = await p.admin.query('select net_minor, version from core.quote where id = $1', [
    id,
  ]);
  expect(row).toEqual({ net_minor: 1_150_00n, version: 4 });
  await sendQuote(ctx, { quoteId: id });
  await expect(add(id, { document })).rejects.toMatchObject(refusedWith('quote.other-status'));
  await expect(remove(kept)).rejects.toMatchObject(refusedWith('quote.other-status'));
});
