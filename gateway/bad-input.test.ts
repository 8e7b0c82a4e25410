import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, newId } from '../core/platform/ids.js';
import { type TestPlatform, testPlatform } from '../core/platform/testing/platform.js';
import { developmentKey, signDevelopmentToken } from './auth/development-key.js';
import { startServer } from './server/server.js';

/** The whole server, asked over HTTP for what nobody should ask: the answers that `api.md` names. */
let p: TestPlatform;
let server: Awaited<ReturnType<typeof startServer>>;
let clientId: string;

beforeAll(async () => {
  p = await testPlatform();
  server = await startServer({ platform: p.platform, graph: { schema: p.schema } });
  const { data } = await ask(createClient, { input: clientInput() });
  clientId = payload<{ client: { id: string } }>(data, 'createClient').client.id;
});
afterAll(async () => {
  await server.close();
  await p.close();
});

interface Answer {
  readonly status: number;
  readonly data?: Record<string, Record<string, unknown> | null> | null;
  readonly errors?: { message: string; extensions: { code: string } }[];
}

async function token(person: string, hours = 1, scopes?: readonly string[]): Promise<string> {
  const key = await developmentKey(p.platform.config);
  const claims = {
    subject: `demo|${person}`,
    cooperative: 'test',
    hours,
    ...(scopes && { scopes }),
  };
  return signDevelopmentToken(key, claims, p.platform.clock.now());
}

async function ask(
  query: string,
  variables: object = {},
  as: string | null = 'member-stage',
  authorization?: string,
): Promise<Answer> {
  const bearer = authorization ?? (as === null ? undefined : `Bearer ${await token(as)}`);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: bearer }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

function payload<Payload>(data: Answer['data'], field: string): Payload {
  const found = data?.[field];
  if (found == null) throw new Error(`There is no answer to ${field}.`);
  return found as Payload;
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const activity = () => globalId('Activity', p.activityIds['member-stage']);
const member = () => globalId('Member', p.memberIds['member-stage']);

const clientInput = () => ({
  ...{ activityId: activity(), kind: 'CONSUMER', name: 'Lea' },
  address: { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' },
});
const createClient = `mutation ($input: CreateClientInput!) {
  createClient(input: $input) { client { id } violations { code } } }`;
const createInvoice = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { id version } violations { code path message } } }`;
const issueInvoice = `mutation ($input: IssueInvoiceInput!) {
  issueInvoice(input: $input) { invoice { number } violations { code } } }`;
const invoiceOf = (line: object) => ({
  input: { activityId: activity(), clientId, lines: [{ description: 'Work', ...line }] },
});

const rows = async () => {
  const [row] = await p.admin.query<{ n: bigint }>(
    `select (select count(*) from core.invoice) + (select count(*) from core.client)
       + (select count(*) from core.outbox) + (select count(*) from ledger.txn) as n`,
  );
  return row?.n;
};

describe('a value that is none', () => {
  test.each([
    ['an amount with three decimals', createInvoice, () => invoiceOf({ unitPrice: '1.001' })],
    ['an amount in words', createInvoice, () => invoiceOf({ unitPrice: 'ten' })],
    ['an amount as a number', createInvoice, () => invoiceOf({ unitPrice: 10 })],
    ['a huge amount', createInvoice, () => invoiceOf({ unitPrice: '9'.repeat(40) })],
    ['an unknown enum value', createClient, () => ({ input: { ...clientInput(), kind: 'ROBOT' } })],
    [
      'a false enterprise number',
      createClient,
      () => ({ input: { ...clientInput(), enterpriseNumber: '0896755398' } }),
    ],
    [
      'a false VAT number',
      createClient,
      () => ({ input: { ...clientInput(), vatNumber: 'BE0896755398' } }),
    ],
    [
      'an e-mail address without a domain',
      createClient,
      () => ({ input: { ...clientInput(), email: 'lea@' } }),
    ],
    [
      'a country that is none',
      createClient,
      () => ({ input: { ...clientInput(), address: { ...clientInput().address, country: 'XQ' } } }),
    ],
    [
      'a false IBAN',
      'mutation ($input: SetPayoutAccountInput!) { setPayoutAccount(input: $input) { iban } }',
      () => ({ input: { iban: 'BE68539007547035' } }),
    ],
    [
      'a day that does not exist',
      'mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }',
      () => ({
        input: {
          ...{ activityId: activity(), clientId, validUntil: '2026-02-30' },
          lines: [{ description: 'Work', unitPrice: '1' }],
        },
      }),
    ],
    ['an id of another type', '{ activity(id: "Member:x") { id } }', () => ({})],
    [
      'an id that is SQL',
      'query ($id: ID!) { invoice(id: $id) { id } }',
      () => ({ id: "Invoice:' or 1=1 --" }),
    ],
    ['a page of a thousand', '{ activities(first: 1000) { nodes { id } } }', () => ({})],
    ['a page of none', '{ activities(first: 0) { nodes { id } } }', () => ({})],
    ['a cursor of another making', '{ activities(after: "x") { nodes { id } } }', () => ({})],
    ['a field that does not exist', '{ secrets }', () => ({})],
  ] as const)('%s is BAD_USER_INPUT, and nothing is written', async (_, query, variables) => {
    const before = await rows();
    const answer = await ask(query, variables());
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(/\S{3}/);
    expect(await rows()).toBe(before);
  });

  test.each([
    ['a negative price', { unitPrice: '-5' }],
    ['a price of nothing', { unitPrice: '0' }],
    ['a negative quantity', { unitPrice: '5', quantity: '-1' }],
    ['a rate that does not exist', { unitPrice: '5', vat: { category: 'REDUCED', rate: '7' } }],
  ])('%s is a violation that names its line', async (_, line) => {
    const before = await rows();
    const { data, errors } = await ask(createInvoice, invoiceOf(line));
    expect(errors).toBeUndefined();
    const { invoice, violations } = payload<{
      invoice: null;
      violations: { path: string[]; message: string }[];
    }>(data, 'createInvoice');
    expect(invoice).toBeNull();
    expect(violations[0]?.path.join('.')).toContain('lines');
    expect(await rows()).toBe(before);
  });
});

describe('who asks', () => {
  test('nobody is UNAUTHENTICATED', async () => {
    const answer = await ask('{ activities { nodes { id } } }', {}, null);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test.each([
    ['an expired token', async () => `Bearer ${await token('member-stage', -1)}`],
    ['a token with a letter changed', async () => `Bearer ${await token('member-stage')}x`],
    ['nonsense', async () => 'Bearer nonsense'],
  ])('%s is UNAUTHENTICATED', async (_, bearer) => {
    const answer = await ask('{ platform { version } }', {}, null, await bearer());
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('a permission that is missing is FORBIDDEN, and named', async () => {
    const answer = await ask(
      'mutation { enablePlugin(input: { plugin: "x", reference: "y" }) { violations { code } } }',
    );
    expect(codeOf(answer)).toBe('FORBIDDEN');
    expect(answer.errors?.[0]?.message).toContain('plugin.enable');
  });
});

describe('what one may not see', () => {
  const ofOthers = () => [
    globalId('Activity', p.other.activityIds['member-stage']),
    globalId('Activity', p.activityIds['member-film']),
    globalId('Activity', newId()),
  ];

  test('a foreign tenant’s thing, another member’s and none at all answer alike', async () => {
    const answers = [];
    for (const id of ofOthers()) {
      answers.push((await ask('query ($id: ID!) { activity(id: $id) { id } }', { id })).data);
    }
    expect(answers).toEqual([{ activity: null }, { activity: null }, { activity: null }]);
  });

  test('nor may it be written to: NOT_FOUND for each of them', async () => {
    const before = await rows();
    for (const activityId of ofOthers()) {
      const answer = await ask(createClient, { input: { ...clientInput(), activityId } });
      expect(codeOf(answer)).toBe('NOT_FOUND');
    }
    expect(await rows()).toBe(before);
  });
});

describe('who may less than before, or than others', () => {
  const createToken = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
    secret violations { code path } } }`;
  const wanted = (scopes: readonly string[]) => ({
    input: { name: 'App', scopes, expiresOn: p.platform.clock.today() },
  });
  interface Made {
    readonly secret: string | null;
    readonly violations: readonly { readonly code: string }[];
  }

  test('an app makes itself no token, and a person none that may more than they', async () => {
    const { data } = await ask(createToken, wanted(['token.write', 'client.write']));
    const apps = [
      `Bearer ${await token('member-stage', 1, ['token.write', 'client.write'])}`,
      `Bearer ${payload<Made>(data, 'createApiToken').secret}`,
    ];
    for (const app of apps) {
      for (const scopes of [['client.write'], ['invoice.write'], ['payout.release'], ['*']]) {
        expect(codeOf(await ask(createToken, wanted(scopes), null, app))).toBe('FORBIDDEN');
      }
    }
    for (const scopes of [['payout.release'], ['*']]) {
      const refused = await ask(createToken, wanted(scopes));
      expect(payload<Made>(refused.data, 'createApiToken')).toMatchObject({
        secret: null,
        violations: [{ code: 'api-token.scope-not-held', path: ['scopes'] }],
      });
    }
  });

  test('an adviser of before sees nothing more, by a token of before neither', async () => {
    const seen = `query ($activity: ID!, $member: ID!) {
      activity(id: $activity) { name clients { nodes { name } } }
      member(id: $member) { displayName }
      invoices { totalCount } contracts { totalCount } approvals { totalCount } }`;
    const of = { activity: activity(), member: member() };
    await p.admin.query(
      `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
       values ($1, $2, $3, 'MEMBER', '2021-01-01')`,
      [p.cooperativeId, newId(), p.memberIds.adviser],
    );
    const { data } = await ask(createToken, wanted(['activity.read', 'member.read']), 'adviser');
    const bearer = `Bearer ${payload<Made>(data, 'createApiToken').secret}`;
    const isSeen = { activity: { name: 'Activity of member-stage' }, member: {} };
    expect((await ask(seen, of, 'adviser')).data).toMatchObject(isSeen);
    const revoke = `mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) {
      violations { code } } }`;
    const adviser = globalId('Member', p.memberIds.adviser);
    const revoked = await ask(revoke, { input: { memberId: adviser, role: 'ADVISER' } }, 'admin');
    expect(payload(revoked.data, 'revokeRole')).toEqual({ violations: [] });
    // Another expiry is another token: what was known of the first may be kept for some seconds.
    const after = await ask(seen, of, null, `Bearer ${await token('adviser', 2)}`);
    const nothing = { totalCount: 0 };
    expect(after.data).toEqual({
      ...{ activity: null, member: null },
      ...{ invoices: nothing, contracts: nothing, approvals: nothing },
    });
    const few = `query ($activity: ID!, $member: ID!) {
      activity(id: $activity) { name } member(id: $member) { displayName } }`;
    const byToken = await ask(few, of, null, bearer);
    expect(byToken.data).toEqual({ activity: null, member: null });
    const input = { ...clientInput(), name: 'Of an adviser of before' };
    const written = await ask(createClient, { input }, null, `Bearer ${await token('adviser', 2)}`);
    expect(['NOT_FOUND', 'FORBIDDEN']).toContain(codeOf(written));
  });
});

describe('twice, and too late', () => {
  const draft = async () => {
    const { data } = await ask(createInvoice, invoiceOf({ unitPrice: '100' }));
    return payload<{ invoice: { id: string; version: number } }>(data, 'createInvoice').invoice;
  };

  test('a double submit issues one invoice, and both answers carry its number', async () => {
    const { id } = await draft();
    const input = { invoiceId: id, idempotencyKey: `twice-${id}` };
    const answers = await Promise.all([ask(issueInvoice, { input }), ask(issueInvoice, { input })]);
    const numbers = answers.map(({ data }) => data?.issueInvoice?.invoice);
    expect(numbers[0]).toEqual({ number: expect.any(String) });
    expect(numbers[1]).toEqual(numbers[0]);
  });

  test('the same key for another request is IDEMPOTENCY_MISMATCH', async () => {
    const [one, two] = [await draft(), await draft()];
    const idempotencyKey = `same-${one.id}`;
    await ask(issueInvoice, { input: { invoiceId: one.id, idempotencyKey } });
    const answer = await ask(issueInvoice, { input: { invoiceId: two.id, idempotencyKey } });
    expect(codeOf(answer)).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('a stale version is CONFLICT', async () => {
    const { id, version } = await draft();
    const input = { invoiceId: id, expectedVersion: version + 7, idempotencyKey: `old-${id}` };
    expect(codeOf(await ask(issueInvoice, { input }))).toBe('CONFLICT');
  });

  test('the sentence is in the language of the caller', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'fr' },
      body: JSON.stringify({ query: `{ member(id: "${member()}") { id } }` }),
    });
    const { errors } = (await response.json()) as Required<Answer>;
    expect(errors[0]?.message).toBe('Ceci demande un jeton d’accès valable.'.replace('’', "'"));
  });
});
