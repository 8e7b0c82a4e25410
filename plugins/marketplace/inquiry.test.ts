import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { marketplace } from './plugin.js';
import { seeds } from './seeds.js';
import { sendInquiry } from './send-inquiry.js';
import { idempotencyKey, marketOf, type Person } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [marketplace] });
  await seeds.demo?.(p.platform.host.context(p.ctx('adviser'), marketplace.name), []);
});
afterAll(() => p?.close());

const { act, activity, answer, offer, proposed, requestId } = marketOf(
  (query, variables, as) => ask(p, query, variables, { as }),
  () => p.activityIds['member-stage'],
);

describe('what a client asks the co-operative for', () => {
  const said = (over: object = {}) => ({
    ...{ clientName: 'A museum', contact: 'desk@museum.example', title: 'Light an exhibition' },
    ...{ skills: ['lighting'], days: ['2027-04-01'], currency: 'EUR', budget: '400.00' },
    ...{ idempotencyKey: idempotencyKey(), ...over },
  });
  type Received = { inquiry: { id: string; status: string } | null };
  const receive = (over: object = {}, as: Person = 'adviser') =>
    act<Received>('ReceiveInquiry', 'inquiry { id status }', said(over), as);
  const take = (inquiryId: string | undefined, over: object = {}) => {
    const input = { inquiryId, activityId: activity(), ...over };
    return act<{ request: { id: string } | null }>('TakeInquiry', 'request { id }', input);
  };
  const close = (inquiryId: string | undefined) =>
    act<Received>(
      ...(['CloseInquiry', 'inquiry { id status }', { inquiryId, reason: 'Gone' }] as const),
      'adviser',
    );

  test('becomes a request of the one activity that takes it, as it was said', async () => {
    const { inquiry } = await receive();
    const read = `query ($id: ID!) { marketplaceInquiry(id: $id) { status clientName contact
      request { title skills days budget { amount } } } }`;
    const seen = (as: Person) => ask(p, read, { id: inquiry?.id }, { as });
    expect(await seen('member-film')).toMatchObject({ clientName: null, contact: null });
    const matches = `query ($id: ID!) { marketplaceInquiryMatches(inquiryId: $id) { score } }`;
    await offer({ skills: ['lighting'] });
    const best = await ask<object[]>(p, matches, { id: inquiry?.id }, { as: 'adviser' });
    expect(best.length).toBeGreaterThan(0);
    const both = await Promise.all([take(inquiry?.id), take(inquiry?.id)]);
    expect(both.flatMap(codesOf)).toEqual(['marketplace.inquiry-not-open']);
    expect(await seen('member-stage')).toEqual({
      ...{ status: 'TAKEN', clientName: 'A museum', contact: 'desk@museum.example' },
      request: {
        ...{ title: 'Light an exhibition', skills: ['lighting'], days: ['2027-04-01'] },
        budget: { amount: '400.00' },
      },
    });
    expect(await seen('member-film')).toMatchObject({ clientName: null, request: null });
    expect(codesOf(await close(inquiry?.id))).toEqual(['marketplace.inquiry-not-open']);
  });

  test('is refused for all reasons at once, and closed with one', async () => {
    expect(codesOf(await receive({ days: ['2026-11-22'] }))).toEqual([
      'marketplace.day-has-passed',
    ]);
    const { inquiry } = await receive({ currency: 'CHF', idempotencyKey: 'the-same-inquiry' });
    const again = await receive({ currency: 'CHF', idempotencyKey: 'the-same-inquiry' });
    expect(again.inquiry?.id).toBe(inquiry?.id);
    const clientId = 'Client:01900000-0000-7000-8000-000000000000';
    expect(codesOf(await take(inquiry?.id, { clientId }))).toEqual([
      ...['marketplace.other-currency', 'marketplace.client-of-another'],
    ]);
    expect((await close(inquiry?.id)).inquiry?.status).toBe('CLOSED');
    const open = await ask<{ nodes: object[] }>(
      ...([p, `{ marketplaceInquiries(first: 50) { nodes { id } } }`] as const),
    );
    expect(open.nodes).toEqual([]);
    await expect(receive({}, 'member-film')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(receive({ budget: '0' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('what clients send themselves', () => {
  type Sent = { inquiry: { id: string; status: string } | null; violations: { code: string }[] };
  const send = `mutation ($input: MarketplaceReceiveInquiryInput!) {
    marketplaceSendInquiry(input: $input) { inquiry { id status } violations { code } } }`;
  const sent = (over: object = {}, as: Person = 'adviser') => {
    const input = {
      ...{ clientName: 'A school', contact: 'Desk@school.example', title: 'Light a play' },
      ...{ skills: ['lighting'], days: ['2027-05-20'], currency: 'EUR' },
      ...{ idempotencyKey: idempotencyKey(), ...over },
    };
    return ask<Sent>(p, send, { input }, { as });
  };
  const seen = (id: string | undefined, as: Person) =>
    ask(p, `query ($id: ID!) { marketplaceInquiry(id: $id) { status } }`, { id }, { as });
  const admit = (inquiryId: string | undefined, as: Person = 'adviser') =>
    act<{ inquiry: { status: string } | null }>(
      ...(['AdmitInquiry', 'inquiry { status }', { inquiryId }, as] as const),
    );

  test('is nobody’s to see or to take until the staff lets it in', async () => {
    const { inquiry } = await sent();
    expect(inquiry?.status).toBe('SENT');
    expect(await seen(inquiry?.id, 'member-film')).toBeNull();
    expect(await seen(inquiry?.id, 'adviser')).toEqual({ status: 'SENT' });
    const list = '{ marketplaceInquiries(status: SENT, first: 5) { nodes { id } } }';
    await expect(ask(p, list, {}, { as: 'member-film' })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const input = { inquiryId: inquiry?.id, activityId: activity() };
    expect(codesOf(await act('TakeInquiry', 'request { id }', input))).toEqual([
      'marketplace.inquiry-not-open',
    ]);
    await expect(admit(inquiry?.id, 'member-film')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await admit(inquiry?.id)).inquiry).toEqual({ status: 'OPEN' });
    expect(codesOf(await admit(inquiry?.id))).toEqual(['marketplace.inquiry-not-open']);
    expect(codesOf(await act('TakeInquiry', 'request { id }', input))).toEqual([]);
  });

  test('needs a token that may do just that, which reads nothing', async () => {
    const token = { id: '01900000-0000-7000-8000-00000000000a', name: 'website' };
    const { viewer, ...ctx } = p.ctx('adviser');
    const grants = new Map([['marketplace.send', 'all' as const]]);
    const form = { ...ctx, viewer: { ...viewer, grants, token } };
    const own = p.platform.host.context(form, marketplace.name);
    const words = { clientName: 'B', contact: 'b@b.example', title: 'Light', skills: ['lighting'] };
    const more = { days: ['2027-05-20'], currency: 'EUR', idempotencyKey: idempotencyKey() };
    const { done } = await sendInquiry(own, { ...words, ...more });
    expect(done?.status).toBe('SENT');
    expect(() => own.require('marketplace.read')).toThrow();
    await expect(sent({}, 'member-film')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test('waits in bounds: three of one client, a hundred in all', async () => {
    const contact = 'flood@example.org';
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => sent({ contact })));
    expect(atOnce.flatMap(codesOf)).toEqual(Array(2).fill('marketplace.sent-before'));
    expect(codesOf(await sent({ contact: 'Flood@Example.org' }))).toEqual([
      'marketplace.sent-before',
    ]);
    await p.admin.query(
      `insert into marketplace.inquiry (cooperative_id, id, client_name, contact, title, skills, days,
         first_day, currency, seats, status, received_at, receiver_id)
       select i.cooperative_id, gen_random_uuid(), 'N', 'n' || n, 'T', i.skills, i.days, i.first_day,
         i.currency, 1, 'SENT', i.received_at, i.receiver_id
       from generate_series(1, 98 - (select count(*)::integer from marketplace.inquiry
         where status = 'SENT')) n,
         (select * from marketplace.inquiry where contact = $1 limit 1) i`,
      [contact],
    );
    const last = [1, 2, 3, 4].map((n) => sent({ contact: `new-${n}@example.org` }));
    expect((await Promise.all(last)).flatMap(codesOf)).toEqual(
      Array(2).fill('marketplace.form-is-full'),
    );
  });
});

test('a client who is no member is told what is known of them, and forgotten with it', async () => {
  const input = {
    ...{ clientName: 'Mira Vandenbroeck', contact: 'mira@vandenbroeck.example' },
    ...{ title: 'Light a wedding', skills: ['lighting'], days: ['2027-06-05'], currency: 'EUR' },
  };
  const receive = (over: object = {}) =>
    act<{ inquiry: { id: string } }>(
      ...(['ReceiveInquiry', 'inquiry { id }'] as const),
      { ...input, idempotencyKey: idempotencyKey(), ...over },
      'adviser',
    );
  const mine = [await receive(), await receive({ clientName: 'V.', title: 'Again' })];
  const other = await receive({ clientName: 'Mira Vandenbos', contact: 'mira@bos.example' });
  type Table = { table: string; plugin: string | null; rows: number };
  const erase = (dryRun: boolean) =>
    ask<{ done: boolean; erased: Table[] }>(
      p,
      `mutation ($input: EraseContactDataInput!) { eraseContactData(input: $input) {
        done erased { table plugin rows } } }`,
      {
        input: {
          ...{ name: 'Mira Vandenbroeck', email: 'mira@vandenbroeck.example' },
          ...{ dryRun, idempotencyKey: idempotencyKey() },
        },
      },
      { as: 'admin' },
    );
  const isThere = ({ inquiry }: { inquiry: { id: string } }) =>
    ask(p, `query ($id: ID!) { marketplaceInquiry(id: $id) { id } }`, { id: inquiry.id });
  const both = [{ table: 'MarketplaceInquiry', plugin: 'marketplace', rows: 2 }];
  expect(await erase(true)).toEqual({ done: false, erased: both });
  expect(await isThere(mine[0] as never)).not.toBeNull();
  expect(await erase(false)).toEqual({ done: true, erased: both });
  for (const one of mine) expect(await isThere(one)).toBeNull();
  expect(await isThere(other)).not.toBeNull();
});

describe('an offer that is changed', () => {
  test('has its new words and price; what was accepted keeps those that it had', async () => {
    const id = await offer({ skills: ['rigging'], dayPrice: '200.00' });
    const change = (over: object, as: Person = 'member-film') =>
      act<{ offer: object | null }>(
        ...(['ChangeOffer', 'offer { title skills places dayPrice { amount } }'] as const),
        { offerId: id, ...over },
        as,
      );
    const request = await requestId({ skills: ['rigging'], days: ['2027-05-03'] });
    const [proposal] = await proposed(request, id);
    await answer(proposal, true);
    const words = {
      title: 'Flying',
      skills: ['camera'],
      places: ['antwerpen'],
      dayPrice: '250.00',
    };
    expect((await change(words)).offer).toEqual({ ...words, dayPrice: { amount: '250.00' } });
    const query = `query ($id: ID!) { marketplaceRequest(id: $id) { proposals(first: 5) { nodes {
      title skills dayPrice { amount } } } } }`;
    const { proposals } = await ask<{ proposals: { nodes: object[] } }>(p, query, { id: request });
    expect(proposals.nodes).toEqual([
      { title: 'A job', skills: ['rigging'], dayPrice: { amount: '200.00' } },
    ]);
    await expect(change({})).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(change({ title: 'x' }, 'member-design')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await act('WithdrawOffer', 'offer { id }', { offerId: id }, 'member-film');
    expect(codesOf(await change({ title: 'x' }))).toEqual(['marketplace.offer-withdrawn']);
  });
});
