import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { address, ask, codes, errorsOf } from '../testing.js';

let p: TestPlatform;
let activityId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
});
afterAll(() => p?.close());

const mutation = `mutation ($input: CreateClientInput!) { createClient(input: $input) {
  client { id kind name enterpriseNumber vatNumber peppolAddress locale paymentTermDays version viewerCan }
  violations { code path message } } }`;
const company = { kind: 'COMPANY', name: 'Client nv', vatNumber: 'BE0566988259', address };
const create = (input: object) =>
  ask(p, 'member-stage', mutation, { input: { activityId, ...company, ...input } });

describe('what a client must have', () => {
  test.each([
    ['a company', {}, { enterpriseNumber: '0566988259', paymentTermDays: 30 }],
    [
      'a company of which all is said',
      { enterpriseNumber: '0566.988.259', paymentTermDays: 60 },
      {},
    ],
    ['one in the network', { peppolAddress: '0208:0566988259', locale: 'fr' }, { locale: 'fr' }],
    ['a company that pays at once', { paymentTermDays: 0 }, { paymentTermDays: 0 }],
    ['a consumer', { kind: 'CONSUMER', vatNumber: null }, { paymentTermDays: 10 }],
    ['a public body', { kind: 'PUBLIC_BODY', vatNumber: null, enterpriseNumber: '0566988259' }, {}],
    [
      'a foreign company',
      { kind: 'FOREIGN', vatNumber: 'NL004495445B01', address: { ...address, country: 'NL' } },
      { vatNumber: 'NL004495445B01', enterpriseNumber: null, paymentTermDays: 30 },
    ],
  ])('%s is added', async (_, input, expected) => {
    const { client, violations } = await create(input);
    expect(violations).toEqual([]);
    expect(client).toMatchObject({ ...expected, version: 1, viewerCan: expect.any(Array) });
  });

  test.each([
    [
      'a company without a VAT number',
      { vatNumber: null, enterpriseNumber: '0566988259' },
      ['client.vat-number-missing'],
    ],
    [
      'a company without any number',
      { vatNumber: null },
      ['client.vat-number-missing', 'client.enterprise-number-missing'],
    ],
    ['numbers of two companies', { enterpriseNumber: '0896755397' }, ['client.numbers-differ']],
    ['a consumer with a number', { kind: 'CONSUMER' }, ['client.consumer-with-number']],
    [
      'a public body without its number',
      { kind: 'PUBLIC_BODY', vatNumber: null },
      ['client.enterprise-number-missing'],
    ],
    ['a company abroad', { address: { ...address, country: 'FR' } }, ['client.foreign']],
    ['a foreign client at home', { kind: 'FOREIGN' }, ['client.not-foreign']],
    [
      'a Peppol address of nothing',
      { peppolAddress: '0566988259' },
      ['client.peppol-address-invalid'],
    ],
    [
      'a Peppol number that fails',
      { peppolAddress: '0208:0566988258' },
      ['client.peppol-address-invalid'],
    ],
    ['another’s Peppol number', { peppolAddress: '9925:BE0896755397' }, ['client.numbers-differ']],
    [
      'a consumer in the Peppol network',
      { kind: 'CONSUMER', vatNumber: null, peppolAddress: '0208:0566988259' },
      ['client.consumer-with-number'],
    ],
    ['a language without documents', { locale: 'pl' }, ['client.language-unknown']],
    ['a term beyond the law', { paymentTermDays: 61 }, ['client.term-out-of-range']],
    ['a negative term', { paymentTermDays: -1 }, ['client.term-out-of-range']],
    [
      'a consumer’s term of years',
      { kind: 'CONSUMER', vatNumber: null, paymentTermDays: 400 },
      ['client.term-out-of-range'],
    ],
    ['a blank name', { name: '  ' }, ['text.blank']],
    ['a name that turns the text around', { name: 'a\u202eb' }, ['text.unfit-characters']],
    [
      'a blank town and a name too long',
      { name: 'x'.repeat(201), address: { ...address, city: '' } },
      ['text.too-long', 'text.blank'],
    ],
  ])('%s is refused, with all that is wrong', async (_, input, expected) => {
    const answer = await create(input);
    expect([answer.client, codes(answer)]).toEqual([null, expected]);
    expect(answer.violations.every(({ message }: { message: string }) => message !== '')).toBe(
      true,
    );
  });

  test('a figure that is not known on the day is named', async () => {
    p.setToday('2021-06-01');
    const answer = await create({});
    p.setToday('2026-11-23');
    expect(codes(answer)).toEqual(['money.figure-missing']);
    expect(answer.violations[0].message).toContain('payment-term.default.company');
  });

  test.each([
    ['a wrong enterprise number', { enterpriseNumber: '0566988258' }],
    ['a wrong VAT number', { vatNumber: 'BE0566988258' }],
    ['a wrong e-mail address', { email: 'nobody' }],
    ['an unknown country', { address: { ...address, country: '../../platform/domain-part.js' } }],
    ['an unknown kind', { kind: 'FRIEND' }],
  ])('%s is bad input', async (_, input) => {
    const variables = { input: { activityId, ...company, ...input } };
    expect(await errorsOf(p, 'member-stage', mutation, variables)).toHaveLength(1);
  });
});

describe('who may add clients', () => {
  const variables = () => ({ input: { activityId, ...company } });

  test('the manager and the co-operative’s people, not those who merely take part', async () => {
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2026-01-01')`,
      [p.cooperativeId, p.activityIds['member-stage'], p.memberIds['member-design']],
    );
    expect(await errorsOf(p, 'member-design', mutation, variables())).toEqual(['FORBIDDEN']);
    expect(codes(await ask(p, 'adviser', mutation, variables()))).toEqual([]);
  });

  test('for others the activity does not exist', async () => {
    expect(await errorsOf(p, 'member-film', mutation, variables())).toEqual(['NOT_FOUND']);
    const nobody = { input: { ...company, activityId: `Activity:${newId()}` } };
    expect(await errorsOf(p, 'member-stage', mutation, nobody)).toEqual(['NOT_FOUND']);
    const foreign = {
      input: { ...company, activityId: `Activity:${p.other.activityIds['member-stage']}` },
    };
    expect(await errorsOf(p, 'admin', mutation, foreign)).toEqual(['NOT_FOUND']);
    const wrong = { input: { ...company, activityId: `Client:${newId()}` } };
    expect(await errorsOf(p, 'member-stage', mutation, wrong)).toEqual(['BAD_USER_INPUT']);
    expect(await errorsOf(p, undefined, mutation, variables())).toEqual(['UNAUTHENTICATED']);
  });

  test('not for a closed activity', async () => {
    const id = p.activityIds['member-startup'];
    await p.admin.query(
      `update core.activity set status = 'CLOSED', closed_on = '2026-11-01' where id = $1`,
      [id],
    );
    const input = { ...company, activityId: `Activity:${id}` };
    expect(codes(await ask(p, 'member-startup', mutation, { input }))).toEqual([
      'document.activity-closed',
    ]);
  });
});

describe('changing a client', () => {
  const change = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) {
    client { name version paymentTermDays } violations { code } } }`;
  const { kind: _kind, ...details } = company;

  test('needs the version that was seen', async () => {
    const { client } = await create({});
    const input = { clientId: client.id, expectedVersion: 1, ...details, name: 'New name' };
    expect(await ask(p, 'member-stage', change, { input })).toMatchObject({
      client: { name: 'New name', version: 2, paymentTermDays: 30 },
    });
    expect(await errorsOf(p, 'member-stage', change, { input })).toEqual(['CONFLICT']);
    expect(await errorsOf(p, 'member-film', change, { input })).toEqual(['NOT_FOUND']);
  });

  test('is judged like a new one', async () => {
    const { client } = await create({});
    const input = { clientId: client.id, expectedVersion: 1, ...details, vatNumber: null };
    expect(codes(await ask(p, 'member-stage', change, { input }))).toContain(
      'client.vat-number-missing',
    );
  });
});

test('lists are filtered, ordered and limited to what the viewer sees', async () => {
  const names = (filter: string) =>
    `{ clients(first: 50, orderBy: NAME, ${filter}) { nodes { name activity { id } } } }`;
  const own = await ask(p, 'member-stage', names(`filter: { nameStartsWith: "client" }`));
  expect(own.nodes.length).toBeGreaterThan(3);
  expect(await ask(p, 'member-film', names(`filter: {}`))).toEqual({ nodes: [] });
  const consumers = await ask(p, 'finance', names(`filter: { kind: [CONSUMER] }`));
  expect(consumers.nodes).toHaveLength(1);
  const activity = await ask(
    p,
    'member-stage',
    `{ activity(id: "${activityId}") { clients(first: 2) { totalCount nodes { name } } } }`,
  );
  expect(activity.clients.nodes).toHaveLength(2);
  // One was given another name before.
  expect(activity.clients.totalCount).toBe(own.nodes.length + 1);
});
