import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ask, codes, errorsOf, newClient } from '../testing.js';

let p: TestPlatform;
let activityId: string;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
  clientId = `Client:${await newClient(p, 'member-stage')}`;
});
afterAll(() => p?.close());

const create = `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) {
  quote { id status number version } violations { code path } } }`;
const line = { description: 'A day', unitPrice: '100.00' };
const quoteInput = (over: object = {}) => ({
  input: { activityId, clientId, validUntil: '2026-12-31', lines: [line], ...over },
});
const step = (
  name: string,
  reason = '',
) => `mutation ($quoteId: ID!, $version: Int, $dryRun: Boolean) {
  ${name}(input: { quoteId: $quoteId, expectedVersion: $version, dryRun: $dryRun ${reason} }) {
    quote { status number sentOn decidedOn declineReason version viewerCan } violations { code } } }`;
const decline = step('declineQuote', ', reason: "Too dear"');

async function newQuote(): Promise<string> {
  return (await ask(p, 'member-stage', create, quoteInput())).quote.id;
}
async function sentQuote(): Promise<string> {
  const quoteId = await newQuote();
  await ask(p, 'member-stage', step('sendQuote'), { quoteId });
  return quoteId;
}
const take = (name: string, quoteId: string, over: object = {}) =>
  ask(p, 'member-stage', name === 'declineQuote' ? decline : step(name), { quoteId, ...over });

describe('a draft', () => {
  test('is made in two statements', async () => {
    const sent = await p.statements(() => ask(p, 'member-stage', create, quoteInput()));
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['a last day in the past', { validUntil: '2026-11-22' }, ['quote.validity-past']],
    ['a last day in years', { validUntil: '2030-01-01' }, ['quote.validity-too-long']],
    ['no lines', { lines: [] }, ['document.without-lines']],
    ['a title of two lines', { title: 'a\nb' }, ['text.unfit-characters']],
    [
      'a deposit of nothing, due in months',
      { depositPercent: '0', depositTermDays: 61 },
      ['document.percent-out-of-range', 'client.term-out-of-range'],
    ],
    [
      'a deposit beyond the whole, due before it is asked',
      { depositPercent: '100.01', depositTermDays: -1 },
      ['document.percent-out-of-range', 'client.term-out-of-range'],
    ],
  ])('with %s is refused', async (_, over, expected) => {
    expect(codes(await ask(p, 'member-stage', create, quoteInput(over)))).toEqual(expected);
  });
});

test('a deposit that was agreed stays through changes and revisions until it is said anew', async () => {
  const agreed = 'quote { id version depositPercent depositTermDays } violations { code }';
  const change = (name: string, input: object) =>
    ask(
      ...([p, 'member-stage'] as const),
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
        ${name}(input: $input) { ${agreed} } }`,
      { input },
    );
  const asked = { depositPercent: '30', depositTermDays: 7 };
  const { quote } = await change('createQuote', quoteInput(asked).input);
  const said = { depositPercent: '30.00', depositTermDays: 7 };
  expect(quote).toMatchObject(said);
  const all = { quoteId: quote.id, validUntil: '2026-12-31', lines: [line] };
  const kept = await change('updateQuote', { ...all, expectedVersion: 1 });
  expect(kept.quote).toMatchObject(said);
  await take('sendQuote', quote.id);
  const revised = await change('reviseQuote', { quoteId: quote.id, validUntil: '2026-12-31' });
  expect(revised.quote).toMatchObject(said);
  const none = { depositPercent: null, depositTermDays: null };
  const without = await change('updateQuote', {
    ...{ ...all, ...none, quoteId: revised.quote.id, expectedVersion: 1 },
  });
  expect(without.quote).toMatchObject(none);
});

describe('the life of a quote', () => {
  test('draft, sent with a number, accepted', async () => {
    const quoteId = await newQuote();
    expect(await take('sendQuote', quoteId, { dryRun: true })).toEqual({
      quote: null,
      violations: [],
    });
    const sent = await take('sendQuote', quoteId);
    expect(sent.quote).toMatchObject({
      ...{ status: 'SENT', sentOn: '2026-11-23', version: 2 },
      ...{
        number: expect.stringMatching(/^Q2026-\d{5}$/),
        viewerCan: ['quote.accept', 'quote.decline', 'quote.link', 'quote.revise'],
      },
    });
    const accepted = await take('acceptQuote', quoteId, { version: 2 });
    expect(accepted.quote).toMatchObject({
      ...{ status: 'ACCEPTED', decidedOn: '2026-11-23', viewerCan: ['invoice.write'] },
    });
  });

  test('declined, with a reason', async () => {
    const declined = await take('declineQuote', await sentQuote());
    expect(declined.quote).toMatchObject({ status: 'DECLINED', declineReason: 'Too dear' });
    const blank = step('declineQuote', ', reason: " "');
    const quoteId = await sentQuote();
    expect(codes(await ask(p, 'member-stage', blank, { quoteId }))).toEqual(['text.blank']);
  });

  test('expired by the calendar alone', async () => {
    const quoteId = await sentQuote();
    p.setToday('2027-01-01');
    try {
      const seen = await ask(p, 'member-stage', `{ quote(id: "${quoteId}") { status viewerCan } }`);
      expect(seen).toEqual({ status: 'EXPIRED', viewerCan: ['quote.revise'] });
      expect(codes(await take('acceptQuote', quoteId))).toEqual(['quote.expired']);
      const listed = (status: string) =>
        ask(
          p,
          'member-stage',
          `{ quotes(first: 100, filter: { status: [${status}] }) { nodes { id } } }`,
        );
      expect((await listed('EXPIRED')).nodes).toContainEqual({ id: quoteId });
      expect((await listed('SENT')).nodes).not.toContainEqual({ id: quoteId });
    } finally {
      p.setToday('2026-11-23');
    }
    // On its last day it can still be accepted.
    p.setToday('2026-12-31');
    expect((await take('acceptQuote', quoteId)).quote.status).toBe('ACCEPTED');
    p.setToday('2026-11-23');
  });

  test.each([
    ['a draft', newQuote, 'acceptQuote'],
    ['a draft', newQuote, 'declineQuote'],
    ['what is sent', sentQuote, 'sendQuote'],
  ])('%s cannot do %s', async (_, make, name) => {
    expect(codes(await take(name, await make()))).toEqual(['quote.other-status']);
  });

  test('a stale version is a conflict', async () => {
    const quoteId = await sentQuote();
    const variables = { quoteId, version: 1 };
    expect(await errorsOf(p, 'member-stage', step('acceptQuote'), variables)).toEqual(['CONFLICT']);
  });

  test('others cannot answer for the client', async () => {
    const quoteId = await sentQuote();
    for (const [as, code] of [
      ['member-film', 'NOT_FOUND'],
      ['finance', 'FORBIDDEN'],
    ] as const) {
      expect(await errorsOf(p, as, step('acceptQuote'), { quoteId })).toEqual([code]);
    }
  });

  test.each([
    ['its total', 'update core.quote set net_minor = 1, total_minor = vat_minor + 1 where id = $1'],
    ['its last day', `update core.quote set valid_until = '2030-01-01' where id = $1`],
    ['its lines', 'delete from core.quote_line where quote_id = $1'],
    ['a line', 'update core.quote_line set net_minor = 1 where quote_id = $1'],
    ['its existence', 'delete from core.quote where id = $1'],
  ])('once it is sent, the database refuses to change %s', async (_, statement) => {
    const id = (await sentQuote()).slice('Quote:'.length);
    await expect(p.admin.query(statement, [id])).rejects.toMatchObject({ code: 'GZ010' });
  });

  test('two who accept at the same moment: one does', async () => {
    const quoteId = await sentQuote();
    const both = await Promise.all([take('acceptQuote', quoteId), take('declineQuote', quoteId)]);
    expect(both.filter(({ quote }) => quote !== null)).toHaveLength(1);
  });
});

describe('from quote to invoice', () => {
  const invoice = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
    invoice { id total { amount } quote { id } lines { description net { amount } } }
    violations { code } } }`;

  test('an accepted quote is invoiced whole, once', async () => {
    const quoteId = await sentQuote();
    const input = { quoteId, reference: 'PO 7' };
    expect(codes(await ask(p, 'member-stage', invoice, { input }))).toEqual(['quote.other-status']);
    await take('acceptQuote', quoteId);
    const both = await Promise.all(
      [1, 2].map(() => ask(p, 'member-stage', invoice, { input: { quoteId } })),
    );
    const made = both.filter((one) => one.invoice !== null);
    expect(made).toMatchObject([
      { invoice: { total: { amount: '121.00' }, quote: { id: quoteId }, lines: [{}] } },
    ]);
    expect(both.flatMap(codes)).toEqual(['quote.already-invoiced']);
  });

  test('what is said besides the quote must agree with it', async () => {
    const quoteId = await sentQuote();
    await take('acceptQuote', quoteId);
    const other = `Activity:${p.activityIds['member-film']}`;
    for (const over of [{ activityId: other }, { lines: [line] }]) {
      const variables = { input: { quoteId, ...over } };
      expect(await errorsOf(p, 'member-stage', invoice, variables)).toEqual(['BAD_USER_INPUT']);
    }
    expect(await errorsOf(p, 'member-film', invoice, { input: { quoteId } })).toEqual([
      'NOT_FOUND',
    ]);
    const agreed = await ask(p, 'member-stage', invoice, {
      input: { quoteId, activityId, clientId },
    });
    expect(codes(agreed)).toEqual([]);
  });
});
