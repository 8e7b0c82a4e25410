import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  giveMoney,
  moneyLeft,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { costSharing } from './plugin.js';

conformance(costSharing, { as: 'admin' });

type Person = 'member-stage' | 'member-film' | 'finance' | 'finance-2' | 'adviser';
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [costSharing] });
  await giveMoney(p, costSharing, 10_000_00n);
});
afterAll(() => p?.close());

interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}

const act = <Answer extends object = Violations>(
  name: string,
  fields: string,
  input: object,
  as: Person = 'finance',
) =>
  ask<Answer & Violations>(
    p,
    `mutation ($input: CostSharing${name}Input!) { costSharing${name}(input: $input) {
      ${fields} violations { code path } } }`,
    { input },
    { as },
  );
const activityId = () => `Activity:${p.activityIds['member-stage']}`;
const context = (as: Person) => p.platform.host.context(p.ctx(as), costSharing.name);
let keys = 0;

interface Rule {
  readonly rule: { readonly id: string; readonly status: string } | null;
}
const propose = (over: object = {}, as: Person = 'finance') => {
  const input = {
    ...{ service: 'cost-sharing.van', from: '2026-11-23', source: 'Board of a test' },
    ...{ userShare: 500, clientShare: 300, sectorShare: 0, communityShare: 200 },
    ...{ idempotencyKey: `cost-sharing-${++keys}`, ...over },
  };
  return act<Rule>('ProposeRule', 'rule { id status }', input, as);
};
const decide = (ruleId: string | undefined, as: Person = 'finance-2', approve = true) =>
  act<Rule>('DecideRule', 'rule { id status }', { ruleId, approve }, as);
const decided = async (over: object = {}) => {
  const { rule } = await propose(over);
  expect(codesOf(await decide(rule?.id))).toEqual([]);
};

async function charge(service: string, amountMinor: bigint): Promise<string> {
  const { core, newId } = context('member-stage');
  const key = newId();
  await core.charge({
    ...{ key, service, amountMinor, currency: 'EUR', activityId: p.activityIds['member-stage'] },
    source: { type: 'AssignmentStep', id: newId() },
  });
  return key;
}

interface Share {
  readonly id: string;
  readonly service: string;
  readonly bearer: string;
  readonly amount: { readonly amount: string };
}
const shares = async (service: string) => {
  const query = `query ($id: ID!) { costSharingShares(activityId: $id, first: 100) { id service
    bearer amount { amount } } }`;
  const all = await ask<Share[]>(p, query, { id: activityId() });
  return all.filter((one) => one.service === service);
};

describe('a rule', () => {
  test('needs four eyes, and is applied by the ledger from its day on', async () => {
    const service = 'cost-sharing.eyes';
    const { rule } = await propose({ service, from: '2026-11-24' });
    expect(codesOf(await decide(rule?.id, 'finance'))).toEqual(['cost-sharing.own-proposal']);
    const both = await Promise.all([decide(rule?.id), decide(rule?.id)]);
    expect(both.flatMap(codesOf)).toEqual(['cost-sharing.decided-already']);
    const before = Number(await moneyLeft(p));
    await charge(service, 100_00n);
    expect(before - Number(await moneyLeft(p))).toBe(100);
    expect(await shares(service)).toEqual([]);
    p.setToday('2026-11-24');
    const key = await charge(service, 100_00n);
    expect(before - Number(await moneyLeft(p))).toBe(180);
    const parts = (await shares(service)).map(({ bearer, amount }) => [bearer, amount.amount]);
    expect(parts.sort()).toEqual([
      ['CLIENT', '30.00'],
      ['COMMUNITY', '20.00'],
      ['USER', '50.00'],
    ]);
    await context('member-stage').core.refund(key);
    expect(before - Number(await moneyLeft(p))).toBe(100);
    p.setToday('2026-11-23');
  });

  test('that is rejected never holds, nor one for a day that has passed meanwhile', async () => {
    const service = 'cost-sharing.never';
    const [one, two] = [await propose({ service }), await propose({ service })];
    expect((await decide(one.rule?.id, 'finance-2', false)).rule?.status).toBe('REJECTED');
    p.setToday('2026-11-24');
    expect(codesOf(await decide(two.rule?.id))).toEqual(['cost-sharing.day-has-passed']);
    p.setToday('2026-11-23');
    await charge(service, 1_00n);
    expect(await shares(service)).toEqual([]);
  });

  test('is answered everything that is wrong with it at once, and proposed once a key', async () => {
    const wrong = await propose({ from: '2026-11-22', userShare: -1, clientShare: 300 });
    expect(codesOf(wrong)).toEqual([
      ...['cost-sharing.day-has-passed', 'cost-sharing.below-nothing', 'cost-sharing.not-whole'],
    ]);
    const key = { idempotencyKey: 'the-same-rule' };
    const [one, two] = await Promise.all([propose(key), propose(key)]);
    expect(one.rule?.id).toBe(two.rule?.id);
    await expect(propose({ service: 'Van' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await expect(propose({}, 'member-stage')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(decide(one.rule?.id, 'adviser')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('the client’s part', () => {
  const draft = async (): Promise<{ id: string; version: number }> => {
    const address = { street: 'Straat 1', postalCode: '9000', city: 'Gent', country: 'BE' };
    const client = { activityId: activityId(), kind: 'CONSUMER', name: 'A client', address };
    const made = await ask<{ client: { id: string } }>(
      p,
      `mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }`,
      { input: client },
    );
    const lines = [{ description: 'Work', unitPrice: '100.00' }];
    const { invoice } = await ask<{ invoice: { id: string; version: number } }>(
      p,
      `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
        invoice { id version } } }`,
      { input: { activityId: activityId(), clientId: made.client.id, lines } },
    );
    return invoice;
  };
  const passOn = (invoiceId: string, shareIds: string[], as: Person = 'member-stage') =>
    act<{ passedOn: { amount: { amount: string } }[] | null }>(
      ...(['PassOn', 'passedOn { amount { amount } }', { invoiceId, shareIds }, as] as const),
    );

  test('is put on a draft once, less what was given back, and again when that is gone', async () => {
    const service = 'cost-sharing.client';
    await decided({ service });
    const key = await charge(service, 100_00n);
    const { core, newId } = context('member-stage');
    await core.refund(key, { key: newId(), amountMinor: 50_00n });
    const parts = await shares(service);
    const client = parts.find(({ bearer }) => bearer === 'CLIENT')?.id as string;
    const user = parts.find(({ bearer }) => bearer === 'USER')?.id as string;
    const invoice = await draft();
    expect(codesOf(await passOn(invoice.id, [user, client]))).toEqual([
      'cost-sharing.not-the-clients',
    ]);
    const twice = await Promise.all([1, 2].map(() => passOn(invoice.id, [client])));
    expect(twice.flatMap(codesOf)).toEqual(['cost-sharing.passed-on-already']);
    expect(twice.flatMap(({ passedOn }) => passedOn ?? [])).toEqual([
      { amount: { amount: '15.00' } },
    ]);
    const query = `query ($id: ID!) { invoice(id: $id) { version net { amount } } }`;
    const now = await ask<{ version: number; net: { amount: string } }>(p, query, {
      id: invoice.id,
    });
    expect(now.net.amount).toBe('115.00');
    await ask(
      p,
      `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
        violations { code } } }`,
      { input: { invoiceId: invoice.id, expectedVersion: now.version } },
    );
    expect(codesOf(await passOn((await draft()).id, [client]))).toEqual([]);
    await expect(passOn(invoice.id, [client], 'member-film')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await core.refund(key);
    expect(codesOf(await passOn((await draft()).id, [client]))).toEqual([
      'cost-sharing.passed-on-already',
    ]);
    const whole = await charge(service, 10_00n);
    const before = new Set(parts.map(({ id }) => id));
    const fresh = (await shares(service)).find(
      ({ id, bearer }) => bearer === 'CLIENT' && !before.has(id),
    );
    await core.refund(whole);
    expect(codesOf(await passOn((await draft()).id, [String(fresh?.id)]))).toEqual([
      'cost-sharing.given-back',
    ]);
  });
});

describe('the report', () => {
  const report = `{ costSharingReport(from: "2026-12-01", until: "2026-12-31") { service bearer
    sector amount { amount } } }`;

  test('is what the ledger says that everybody bore, to the cent', async () => {
    const service = 'cost-sharing.report';
    const shared = { userShare: 334, clientShare: 0, sectorShare: 333, communityShare: 333 };
    await decided({ service, ...shared });
    p.setToday('2026-12-15');
    await charge(service, 1_00n);
    const lines = await ask<(Share & { sector: string | null })[]>(
      ...([p, report, {}, { as: 'finance' }] as const),
    );
    const mine = lines.filter((one) => one.service === service);
    expect(mine.map(({ bearer, amount }) => [bearer, amount.amount])).toEqual([
      ...[
        ['COMMUNITY', '0.33'],
        ['SECTOR', '0.33'],
      ],
      ['USER', '0.34'],
    ]);
    expect(mine.map(({ sector }) => sector !== null)).toEqual([false, true, false]);
    expect(await errorCode(p, report)).toBe('FORBIDDEN');
    p.setToday('2026-11-23');
  });
});
