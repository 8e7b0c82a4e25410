import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from 'gezel/sdk';
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

const { act, activity, offer } = marketOf(
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

describe('a search without a request', () => {
  type Hit = { id: string; distanceKm: number | null; score: number | null };
  type Hits = Hit & { parts: { part: string; points: number; reason: string }[] | null };
  type Answer = {
    nodes: Hits[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; startCursor: string; endCursor: string };
  };
  const search = (args: string, more = '') =>
    ask<Answer>(
      p,
      `{ marketplaceOffers(skills: ["welding"], ${args}) { ${more} nodes { id distanceKm score
        parts { part points reason } } pageInfo { hasNextPage startCursor endCursor } } }`,
      {},
      { as: 'member-film' },
    );
  const near = (args: string) => search(args).then(({ nodes }) => nodes.map(placed));
  const placed = ({ id, distanceKm }: Hit) => [id, distanceKm];
  const welds = (over: object) => offer({ skills: ['welding'], ...over }, 'member-startup');
  let ids: Record<'gent' | 'two' | 'liege' | 'anywhere' | 'east' | 'pole', string>;

  beforeAll(async () => {
    const titles = { nl: 'Lassen', fr: 'Soudure', en: 'Welding', de: 'Schweißen' };
    await act('AddSkill', '', { code: 'welding', sector: 'design', ...titles }, 'adviser');
    const far = { east: ['-16.5', '179.9'], pole: ['89.9', '20'] };
    for (const [code, [latitude, longitude]] of Object.entries(far)) {
      await act('AddPlace', '', { code, name: code, region: 'far' }, 'adviser');
      await act('LocatePlace', '', { code, latitude, longitude, source: 'A map' }, 'adviser');
    }
    ids = {
      gent: await welds({ dayPrice: '400.00' }),
      two: await welds({ places: ['liege', 'antwerpen'], skills: ['welding', 'rigging'] }),
      liege: await welds({
        places: ['liege'],
        free: [{ from: '2027-03-01', until: '2027-03-02' }],
      }),
      anywhere: await welds({ places: [] }),
      east: await welds({ places: ['east'] }),
      pole: await welds({ places: ['pole'] }),
    };
  });

  test('answers the nearest first, each offer once, at the nearest of its places', async () => {
    const { gent, two, liege, anywhere, east, pole } = ids;
    const all = [gent, two, liege, anywhere, east, pole];
    expect((await near('first: 50')).toReversed()).toEqual(all.map((id) => [id, null]));
    const around = [
      [gent, 0],
      [two, 51],
      [liege, 139],
    ];
    expect(await near('place: "gent", radiusKm: 200')).toEqual(around);
    expect(await near('place: "gent", radiusKm: 60')).toEqual(around.slice(0, 2));
    expect(await near('place: "gent"')).toEqual([[gent, null]]);
    const point = 'latitude: "51.2194", longitude: "4.4025", radiusKm: 60, orderBy: DISTANCE';
    expect(await near(point)).toEqual([
      [two, 0],
      [gent, 51],
    ]);
    const where = 'place: "gent", radiusKm: 200, currency: "EUR"';
    expect(await near(`${where}, budget: "300"`)).toEqual([
      [two, 51],
      [liege, 139],
    ]);
    expect(await near(`${where}, days: ["2027-03-01", "2027-03-03"]`)).toEqual(around.slice(0, 2));
  });

  test('knows that the earth is round: at the date line and at the poles', async () => {
    // 0.2 degrees beyond the line at 16.5 south; over the pole, and half round it.
    expect(await near('latitude: "-16.5", longitude: "-179.9", radiusKm: 25')).toEqual([
      [ids.east, 21],
    ]);
    expect(await near('latitude: "89.9", longitude: "-160", radiusKm: 23')).toEqual([
      [ids.pole, 22],
    ]);
    expect(await near('latitude: "90", longitude: "0", radiusKm: 11')).toEqual([]);
    expect(await near('latitude: "90", longitude: "0", radiusKm: 12')).toEqual([[ids.pole, 11]]);
  });

  test.each([
    ['place: "gent", radiusKm: 300'],
    ['place: "gent", radiusKm: 300, orderBy: SCORE'],
    ['first: 50, orderBy: SCORE, days: ["2027-03-01", "2027-03-03"]'],
  ])('by %s has pages that neither lose nor repeat an offer', async (args) => {
    const all = await search(args.replace('first: 50', ''), 'totalCount');
    const size = args.replace('first: 50,', '');
    const walked: Hit[] = [];
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const after = cursor === undefined ? '' : `after: "${cursor}"`;
      const { nodes, pageInfo } = await search(`${size}, first: 1, ${after}`);
      walked.push(...nodes);
      more = pageInfo.hasNextPage;
      cursor = pageInfo.endCursor;
    }
    expect(walked.map(placed)).toEqual(all.nodes.map(placed));
    expect(all.totalCount).toBe(walked.length);
    const back = await search(`${size}, last: 1, before: "${cursor}"`);
    expect(back.nodes.map(placed)).toEqual(walked.slice(-2, -1).map(placed));
    await expect(search(`${size}, after: "bm8"`)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('by score says of each part why', async () => {
    const sought = 'currency: "EUR", budget: "300", place: "gent", radiusKm: 60, orderBy: SCORE';
    const { nodes } = await search(`${sought}, days: ["2027-03-01"]`);
    expect(nodes.map(({ id, score }) => [id, score])).toEqual([
      // 50 × 1000 + 25 × 1000 + 15 × 1000 + 10 × 500; then 15 × 0 for the price and all for the place.
      [ids.two, 950],
      [ids.gent, 850],
    ]);
    expect(nodes[0]?.parts?.map(({ part, points, reason }) => [part, points, reason])).toEqual([
      ['skills', 1000, 'Has 1 of 1 skills: welding.'],
      ['availability', 1000, 'Free on 1 of 1 days.'],
      ['price', 1000, '300.00 EUR a day, within the budget of 300.00.'],
      ['place', 500, 'Works 51 km from “gent”.'],
    ]);
  });

  test.each([
    ['radiusKm: 10'],
    ['radiusKm: 0, place: "gent"'],
    ['radiusKm: 501, place: "gent"'],
    ['radiusKm: 10, place: "atlantis"'],
    ['radiusKm: 10, place: "gent", latitude: "1", longitude: "1"'],
    ['radiusKm: 10, latitude: "1"'],
    ['latitude: "1", longitude: "1"'],
    ['radiusKm: 10, latitude: "91", longitude: "1"'],
    ['orderBy: DISTANCE'],
    ['budget: "100"'],
    ['budget: "0", currency: "EUR"'],
    [`days: [${Array.from({ length: 61 }, (_, i) => `"${addDays('2027-01-01', i)}"`)}]`],
  ])('by %s is bad input', async (args) => {
    await expect(search(args)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('reads the nearest off the indexes, in one statement however many there are', async () => {
    const args = 'place: "gent", radiusKm: 100';
    const few = await p.statements(() => search(`${args}, first: 1`));
    await p.admin.query(
      `insert into marketplace.place (cooperative_id, id, code, name, region, latitude, longitude,
         located_by)
       select $1, gen_random_uuid(), 'town-' || n, 'Town', 'towns', 50000000 + n * 500,
         3000000 + (n * 7919) % 2000000, 'A map' from generate_series(1, 3000) n`,
      [p.cooperativeId],
    );
    await p.admin.query(
      `insert into marketplace.offer select o.cooperative_id, gen_random_uuid(), o.member_id, 'Many',
         o.title, o.sector, array['welding'], array['town-' || n % 3000], o.regions,
         o.day_price_minor, o.currency, o.free, 'OPEN', o.offered_at
       from marketplace.offer o, generate_series(1, 6000) n where o.id = $1`,
      [ids.gent.slice('MarketplaceOffer:'.length)],
    );
    await p.admin.query('analyze marketplace.offer, marketplace.place');
    const many = await p.statements(() => search(`${args}, first: 100`));
    expect(many.length).toBe(few.length);
    const statement = many.find((text) => text.includes('cube_enlarge')) as string;
    const plan = await p.admin.query<{ 'QUERY PLAN': string }>(
      `explain (generic_plan) ${statement}`,
    );
    const told = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(told).toContain('Index Scan using place_near');
    expect(told).toContain('Bitmap Index Scan on offer_by_skill_and_place');
    expect(told).not.toContain('Seq Scan');
    await p.admin.query(`delete from marketplace.offer where offered_as = 'Many'`);
  });
});
