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

const member = (query: string, input: object) => ask(p, 'member-stage', query, { input });
const fields = `quote { id number status revision version conditions title validUntil
  net { amount } revises { status } adjustments { amount { amount } } viewerCan
  answer { answer name answeredAt } } violations { code path }`;
const call = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
const step = (name: string, quoteId: string) =>
  member(call(name, name === 'declineQuote' ? 'DeclineQuoteInput' : 'QuoteStepInput'), {
    ...{ quoteId, ...(name === 'declineQuote' && { reason: 'Too dear' }) },
  });
const line = { description: 'A day', unitPrice: '100.00' };

async function sentQuote(over: object = {}): Promise<string> {
  const { quote, violations } = await member(call('createQuote', 'CreateQuoteInput'), {
    ...{ activityId, clientId, validUntil: '2026-12-31', lines: [line], title: 'Poster', ...over },
  });
  expect(violations).toEqual([]);
  await step('sendQuote', quote.id);
  return quote.id;
}
const revise = (quoteId: string, over: object = {}) =>
  member(call('reviseQuote', 'ReviseQuoteInput'), { quoteId, validUntil: '2027-01-31', ...over });

describe('a draft', () => {
  test('is changed as a whole and thrown away', async () => {
    const { quote } = await member(call('createQuote', 'CreateQuoteInput'), {
      ...{ activityId, clientId, validUntil: '2026-12-31', lines: [line] },
      adjustments: [{ percent: '10', reason: 'x' }],
    });
    const input = {
      ...{ quoteId: quote.id, expectedVersion: 1, validUntil: '2026-12-01' },
      ...{ lines: [line, line], conditions: 'Half in advance.\nDelivery in May.' },
    };
    const update = call('updateQuote', 'UpdateQuoteInput');
    expect(await member(update, input)).toMatchObject({
      violations: [],
      quote: {
        ...{ version: 2, net: { amount: '200.00' }, adjustments: [], validUntil: '2026-12-01' },
        conditions: 'Half in advance.\nDelivery in May.',
      },
    });
    expect(await errorsOf(p, 'member-stage', update, { input })).toEqual(['CONFLICT']);
    const bad = { ...input, expectedVersion: 2, lines: [], validUntil: '2020-01-01' };
    expect(codes(await member(update, bad))).toEqual([
      ...['document.without-lines', 'quote.validity-past'],
    ]);
    const discard = call('discardQuote', 'DiscardQuoteInput');
    const gone = { quoteId: quote.id, expectedVersion: 2 };
    expect(codes(await member(discard, gone))).toEqual([]);
    expect(await errorsOf(p, 'member-stage', discard, { input: gone })).toEqual(['NOT_FOUND']);
  });
});

describe('a revision', () => {
  test('takes the number and the place of the offer once it is sent', async () => {
    const first = await sentQuote({ adjustments: [{ amount: '10.00', reason: 'x' }] });
    const { quote } = await revise(first);
    expect(quote).toMatchObject({
      ...{ status: 'DRAFT', revision: 2, title: 'Poster', net: { amount: '90.00' } },
      ...{ revises: { status: 'SENT' }, adjustments: [{ amount: { amount: '10.00' } }] },
    });
    expect(codes(await revise(first))).toEqual(['quote.already-revised']);
    const sent = await step('sendQuote', quote.id);
    expect(sent.quote).toMatchObject({ status: 'SENT', revises: { status: 'SUPERSEDED' } });
    const [{ number } = { number: '' }] = await p.admin.query<{ number: string }>(
      'select number from core.quote where id = $1',
      [first.replace('Quote:', '')],
    );
    expect(sent.quote.number).toBe(`${number}-2`);
    expect(codes(await step('acceptQuote', first))).toEqual(['quote.other-status']);
    const third = await revise(quote.id, { lines: [line, line] });
    expect((await step('sendQuote', third.quote.id)).quote).toMatchObject({
      ...{ number: `${number}-3`, net: { amount: '200.00' } },
    });
    // The next offer has the next number: a revision takes none.
    const next = await ask(p, 'member-stage', `{ quote(id: "${await sentQuote()}") { number } }`);
    expect(Number(next.number.slice(6))).toBe(Number(number.slice(6)) + 1);
  });

  test('of a refusal leaves the refusal; of an agreement is refused', async () => {
    const declined = await sentQuote();
    await step('declineQuote', declined);
    const { quote } = await revise(declined);
    const sent = await step('sendQuote', quote.id);
    expect(sent.quote.revises.status).toBe('DECLINED');
    const accepted = await sentQuote();
    const late = await revise(accepted);
    await step('acceptQuote', accepted);
    expect(codes(await revise(accepted))).toEqual(['quote.not-revisable']);
    expect(codes(await step('sendQuote', late.quote.id))).toEqual(['quote.not-revisable']);
  });
});

describe('an answer by a signed link, without an account', () => {
  const link = (quoteId: string) =>
    member(
      `mutation ($input: CreateQuoteLinkInput!) { createQuoteLink(input: $input) {
        token expiresAt violations { code } } }`,
      { quoteId },
    );
  const offer = (token: string) =>
    p.graphql<{ offer: unknown }>(
      `query ($token: String!) { offer(token: $token) { number status title conditions validUntil
        seller { name enterpriseNumber activity address { city } } buyer
        lines { description net { amount } } adjustments { kind } vatSubtotals { rate }
        total { amount } } }`,
      { token },
    );
  const reply = `mutation ($input: AnswerOfferInput!) { answerOffer(input: $input) {
    offer { status } violations { code path message } } }`;
  const answer = (token: string, over: object = {}) =>
    p.graphql<{ answerOffer: { offer: { status: string }; violations: { code: string }[] } }>(
      reply,
      { input: { token, answer: 'ACCEPTED', name: 'Ann Peeters', ...over } },
    );

  test('shows the offer and notes who accepted it, once', async () => {
    const quoteId = await sentQuote({ conditions: 'Paid in ten days.' });
    const { token, expiresAt } = await link(quoteId);
    expect(expiresAt).toBe('2027-01-02T00:00:00.000Z');
    expect((await offer(token)).data?.offer).toMatchObject({
      ...{ status: 'SENT', title: 'Poster', conditions: 'Paid in ten days.', buyer: 'Client nv' },
      seller: { name: 'Test Producties', enterpriseNumber: '0896755397' },
      ...{ lines: [{ description: 'A day' }], total: { amount: '121.00' } },
    });
    const { data } = await answer(token);
    expect(data?.answerOffer).toEqual({ offer: { status: 'ACCEPTED' }, violations: [] });
    const again = await answer(token, { answer: 'DECLINED', reason: 'x' });
    expect(again.data?.answerOffer).toMatchObject({
      ...{ offer: { status: 'ACCEPTED' }, violations: [{ code: 'quote.other-status' }] },
    });
    const seen = await ask(
      p,
      'member-stage',
      `{ quote(id: "${quoteId}") {
      status answer { answer name answeredAt } } }`,
    );
    expect(seen).toMatchObject({
      status: 'ACCEPTED',
      answer: { answer: 'ACCEPTED', name: 'Ann Peeters', answeredAt: '2026-11-23T11:00:00.000Z' },
    });
    const audit = await p.admin.query<{ action: string }>(
      'select action from core.audit where subject_id = $1 order by id',
      [quoteId.replace('Quote:', '')],
    );
    expect(audit.map(({ action }) => action)).toContain('quote.accept');
    expect(JSON.stringify(await p.admin.query('select * from core.outbox'))).not.toContain('Ann');
  });

  test('declines with a reason, and says all that is wrong', async () => {
    const { token } = await link(await sentQuote());
    const blank = await answer(token, { answer: 'DECLINED', name: ' ' });
    expect(blank.data?.answerOffer.violations).toMatchObject([{ code: 'text.blank' }]);
    const without = await answer(token, { answer: 'DECLINED' });
    expect(without.data?.answerOffer.violations).toMatchObject([{ code: 'text.blank' }]);
    const done = await answer(token, { answer: 'DECLINED', reason: 'Too dear' });
    expect(done.data?.answerOffer).toMatchObject({ offer: { status: 'DECLINED' } });
  });

  test('two answers at one moment are one', async () => {
    const { token } = await link(await sentQuote());
    const both = await Promise.all([
      answer(token),
      answer(token, { answer: 'DECLINED', reason: 'x' }),
    ]);
    const found = both.map(({ data }) => data?.answerOffer.violations.length);
    expect(found.toSorted()).toEqual([0, 1]);
  });

  test('a token that is not ours, not for this, or too old answers as if there were nothing', async () => {
    const quoteId = await sentQuote();
    const { token } = await link(quoteId);
    const other = await p.platform.signer.sign(
      ...(['download', { cooperativeId: p.cooperativeId, quoteId }] as const),
      new Date('2027-01-01'),
    );
    const forged = `${token.slice(0, -3)}abc`;
    for (const bad of [other, forged, '', 'x'.repeat(5_000)]) {
      expect((await offer(bad)).data?.offer).toBeNull();
      const { errors } = await answer(bad);
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    p.setToday('2027-01-01');
    const late = await answer(token);
    expect(late.data?.answerOffer.violations).toMatchObject([{ code: 'quote.expired' }]);
    p.setToday('2027-01-05');
    expect((await offer(token)).data?.offer).toBeNull();
    p.setToday('2026-11-23');
  });

  test('only for what is sent, by whoever manages it', async () => {
    const quoteId = await sentQuote();
    await step('acceptQuote', quoteId);
    expect(codes(await link(quoteId))).toEqual(['quote.other-status']);
    const query = `mutation { createQuoteLink(input: { quoteId: "${quoteId}" }) { token } }`;
    expect(await errorsOf(p, 'member-film', query)).toEqual(['NOT_FOUND']);
    expect(await errorsOf(p, undefined, query)).toEqual(['UNAUTHENTICATED']);
    expect(await errorsOf(p, 'finance', query)).toEqual(['FORBIDDEN']);
  });
});
