import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PluginContext, ToolContext } from 'gezel/sdk';
import { conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { requestCover } from './buy-cover.js';
import { certificate } from './certificate.js';
import { Risk } from './codes.js';
import { coverTool } from './cover.tool.js';
import { insurance } from './plugin.js';
import { quotesFor } from './premium.js';
import { wantedOf } from './wanted-cover.js';

conformance(insurance, { as: 'admin' });

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [insurance] });
  await insurance.seeds.demo?.(context('admin'), []);
});
afterAll(() => p.close());

type Values = Record<string, unknown>;

describe('quotes', () => {
  test('are those of policies that hold on the first day, of that risk and for that value', async () => {
    const ask = async (over: Values) =>
      (await quotesFor(context('admin').store, { ...wanted, ...over })).map(
        ({ policy, premiumMinor }) => [policy.title, premiumMinor],
      );
    expect(await ask({})).toEqual([['Equipment', 3_000n]]);
    expect(await ask({ valueMinor: 5_000_001n })).toEqual([]);
    expect(await ask({ currency: 'GBP' })).toEqual([]);
    expect(await ask({ from: '2019-12-31' })).toEqual([]);
    expect(await ask({ risk: Risk.CANCELLATION })).toEqual([]);
  });
});

describe('a policy', () => {
  const set = (over: Values, as = 'finance') =>
    send(
      `mutation ($input: InsuranceSetPolicyInput!) { insuranceSetPolicy(input: $input) {
        policy { fixedPerDay { amount } } violations { code } } }`,
      {
        insurer: 'Muze',
        title: 'All',
        risk: 'ACCIDENT',
        currency: 'EUR',
        coverUpTo: '100',
        ...over,
      },
      as,
    );
  const offered = { fixedPerDay: '2', from: '2027-01-01', source: 'Offer' };

  test('holds until another does, also one that begins before it', async () => {
    await set(offered);
    await set({ ...offered, fixedPerDay: '3', from: '2026-12-01' });
    const on = (from: string) =>
      quotesFor(context('admin').store, {
        ...{ risk: Risk.ACCIDENT, from, until: from, valueMinor: 100n, currency: 'EUR' },
      }).then((all) => all.filter(({ policy }) => policy.title === 'All'));
    expect(await on('2026-11-30')).toEqual([]);
    for (const day of ['2026-12-01', '2027-01-01']) {
      expect(await on(day)).toMatchObject([{ premiumMinor: 300n }]);
    }
  });

  test('is not set for the past, for nothing, nor by a member', async () => {
    expect(await set({ ...offered, from: '2026-11-22' })).toMatchObject({
      violations: [{ code: 'insurance.tariff-in-the-past' }],
    });
    for (const over of [{ fixedPerDay: '0' }, { fixedPerDay: '-1' }, { coverUpTo: '0' }]) {
      await expect(set({ ...offered, ...over })).rejects.toMatchObject(code('BAD_USER_INPUT'));
    }
    await expect(set(offered, 'member-stage')).rejects.toMatchObject(code('FORBIDDEN'));
  });
});

describe('a cover', () => {
  test('is refused with everything that stands in the way', async () => {
    expect(codes(await buy({ from: '2026-11-22', until: '2026-11-01', value: '60000' }))).toEqual([
      ...['insurance.cover-in-the-past', 'insurance.cover-ends-early', 'insurance.no-policy'],
    ]);
    expect(codes(await buy({ until: '2028-03-11' }))).toEqual(['insurance.cover-too-long']);
    for (const value of ['0', '-1', '1.001']) {
      await expect(buy({ value })).rejects.toMatchObject(code('BAD_USER_INPUT'));
    }
    const said = { code: 'insurance.no-thing' };
    const extensions = { ...code('BAD_USER_INPUT').extensions, said };
    await expect(buy({ things: ['A camera'] })).rejects.toMatchObject({ extensions });
  });

  test('is not bought without money, and leaves nothing', async () => {
    expect(codes(await buy({}))).toEqual(['money.insufficient-funds']);
    expect(await count('insurance.cover')).toBe(0);
    expect(await count('core.provider_request')).toBe(0);
  });

  test('is for those of its activity: others see nothing and buy nothing', async () => {
    await expect(buy({}, 'member-film')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(buy({}, 'finance')).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('holds once the insurer has confirmed it, with its certificate', async () => {
    const id = await bought();
    expect(await certificate.open(context('member-stage'), { coverId: id })).toBeNull();
    await settle(id, { state: 'ANSWERED', answer: { number: 'M-1' } });
    expect(await cover(id)).toMatchObject({ status: 'ACTIVE', number: 'M-1' });
    const opened = await certificate.open(context('member-stage'), { coverId: id });
    expect(Buffer.from(opened?.body as Uint8Array).toString('latin1')).toMatch(/^%PDF/);
    expect(await certificate.open(context('member-film'), { coverId: id })).toBeNull();
  });

  test('that the insurer refuses gives the premium back once, and fails its step', async () => {
    const id = await bought();
    const refused = { state: 'REFUSED', reason: 'Too old' };
    const heard = [await settle(id, refused), await settle(id, refused)];
    expect(heard.map(({ refunds }) => refunds)).toEqual([[id], []]);
    expect(heard[0]?.ends).toEqual([
      { stepId: id, failed: [{ code: 'insurance.refused', values: { reason: 'Too old' } }] },
    ]);
    expect(await cover(id)).toMatchObject({ status: 'REFUSED', reason: 'Too old' });
  });
});

describe('a step of an assignment', () => {
  const place = (stepId: string | null) => ({
    ...{ stepId, done: {} },
    assignment: { activityId: p.activityIds['member-stage'], clientId: null, title: 'Three days' },
  });
  const input = { risk: 'EQUIPMENT', from: '2027-03-10', until: '2027-03-12', value: '25000.00' };

  test('is planned, waits for the insurer, and is undone with its premium', async () => {
    const ctx = { ...context('member-stage'), ...place(null) } as ToolContext;
    const planned = await coverTool.plan(ctx, input);
    expect(planned).toMatchObject({ costMinor: 3_000n, findings: [] });
    const stepId = ctx.newId();
    const heard = await watching((inside) =>
      coverTool.start({ ...inside, ...place(stepId) }, input, planned.plan),
    );
    const reference = `InsuranceCover:${stepId}`;
    expect(heard.answer).toEqual({ reference, state: 'WAITING' });
    expect(heard.charges).toEqual([stepId]);
    for (const refunds of [[stepId], []]) {
      const undone = await watching((inside) =>
        coverTool.cancel({ ...inside, ...place(stepId) }, input, reference),
      );
      expect(undone.refunds).toEqual(refunds);
    }
    expect(await cover(stepId)).toMatchObject({ status: 'CANCELLED' });
  });

  test('that was confirmed tells others of its things, and again when it is undone', async () => {
    const id = await active();
    const undo = watching((inside) =>
      coverTool.cancel({ ...inside, ...place(id) }, input, `InsuranceCover:${id}`),
    );
    await undo;
    const told = await p.admin.query(
      `select type, payload ->> 'from' as from from core.outbox where subject_id = $1 order by id`,
      [id],
    );
    expect(told).toEqual(
      ['confirmed', 'ended'].map((what) => ({
        type: `insurance.cover-${what}`,
        from: wanted.from,
      })),
    );
  });

  test('offers liability for what is known, and nothing without days or an amount', async () => {
    const ctx = { ...context('member-stage'), ...place(null) } as ToolContext;
    const facts = { allInclusive: true, places: [], people: [], currency: 'EUR', needs: [] };
    const days = ['2027-03-10', '2027-03-12'];
    const propose = (over: object) =>
      coverTool.propose?.(ctx, { ...facts, days, ...over } as never);
    const offered = { risk: 'LIABILITY', from: days[0], until: days[1] };
    expect(await propose({ amountMinor: 5n })).toEqual([{ ...offered, value: '0.05' }]);
    const declined = (what: string) => ({ declined: { code: `assignment.unsaid-${what}` } });
    expect(await propose({ amountMinor: null })).toMatchObject(declined('amount'));
    expect(await propose({ amountMinor: 5n, days: [] })).toMatchObject(declined('days'));
  });
});

describe('a claim', () => {
  const report = (coverId: string, over: Values = {}, as = 'member-stage') =>
    send(
      `mutation ($input: InsuranceReportClaimInput!) { insuranceReportClaim(input: $input) {
        claim { id status history { status } viewerCan } violations { code } } }`,
      {
        ...{ coverId: `InsuranceCover:${coverId}`, occurredOn: '2027-03-11', amount: '500' },
        ...{ description: 'Dropped', idempotencyKey: crypto.randomUUID(), ...over },
      },
      as,
    );

  test('is about a day and a value that are covered, and reported once a key', async () => {
    const requested = await bought();
    expect(codes(await report(requested))).toEqual([
      ...['insurance.not-active', 'insurance.outside-cover'],
    ]);
    const id = await active();
    p.setToday('2027-03-20');
    expect(codes(await report(id, { occurredOn: '2027-03-13', amount: '25000.01' }))).toEqual([
      ...['insurance.outside-cover', 'insurance.above-value'],
    ]);
    const key = { idempotencyKey: 'one' };
    const both = await Promise.all([report(id, key), report(id, key)]);
    expect(new Set(both.map(claimId)).size).toBe(1);
    p.setToday('2026-11-23');
  });

  test.each([
    [{ decision: 'ACCEPTED', amount: '40000' }, 'ACCEPTED', '400.00'],
    [{ decision: 'ACCEPTED', amount: '999999' }, 'ACCEPTED', '500.00'],
    [{ decision: 'REJECTED', amount: '0', reason: 'Below the excess.' }, 'REJECTED', null],
  ])('is decided by the insurer: %j', async (answer, status, amount) => {
    const id = await active();
    p.setToday('2027-03-20');
    const reported = claimId(await report(id));
    await settleBy(1, reported.replace('InsuranceClaim:', ''), { state: 'ANSWERED', answer });
    const told = await read(reported);
    expect(told).toMatchObject({
      ...{ status, accepted: amount && { amount } },
      history: [
        { status: 'REPORTED' },
        { status, reason: 'reason' in answer ? answer.reason : null },
      ],
    });
    const paid = await step('PayClaim', reported, 'finance');
    expect(codes(paid)).toEqual(status === 'ACCEPTED' ? [] : ['insurance.not-now']);
    expect(codes(await step('WithdrawClaim', reported))).toEqual(['insurance.not-now']);
    p.setToday('2026-11-23');
  });

  test('is taken back before it is decided, and marked as paid by staff only', async () => {
    const id = await active();
    p.setToday('2027-03-20');
    const reported = claimId(await report(id));
    await expect(step('PayClaim', reported)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await step('WithdrawClaim', reported)).toMatchObject({ claim: { status: 'WITHDRAWN' } });
    await settleBy(1, reported.replace('InsuranceClaim:', ''), {
      ...{ state: 'ANSWERED', answer: { decision: 'ACCEPTED', amount: '1' } },
    });
    expect(await read(reported)).toMatchObject({ status: 'WITHDRAWN' });
    expect(
      await query(`query ($id: ID!) { insuranceClaim(id: $id) { status } }`, reported),
    ).toBeNull();
    p.setToday('2026-11-23');
  });
});

const context = (as: 'admin' | 'finance' | 'member-stage' | 'member-film'): PluginContext =>
  p.platform.host.context(p.ctx(as), insurance.name);

const wanted = {
  ...{ risk: Risk.EQUIPMENT, from: '2027-03-10', until: '2027-03-12' },
  ...{ valueMinor: 2_500_000n, currency: 'EUR' },
};

const code = (name: string) => ({ extensions: { code: name } });

const codes = ({ violations }: Values): string[] =>
  (violations as { code: string }[]).map((one) => one.code);

async function send(mutation: string, input: Values, as: string): Promise<Values> {
  const { data, errors } = await p.graphql<Record<string, Values>>(
    ...([mutation, { input }, { as: as as 'finance' }] as const),
  );
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Record<string, Values>)[0] as Values;
}

const buy = (over: Values, as = 'member-stage') =>
  send(
    `mutation ($input: InsuranceBuyInput!) {
      insuranceBuy(input: $input) { cover { id status } violations { code } } }`,
    {
      ...{ activityId: `Activity:${p.activityIds['member-stage']}`, risk: 'EQUIPMENT' },
      ...{ subject: 'Lights', from: '2027-03-10', until: '2027-03-12', value: '25000.00' },
      ...{ idempotencyKey: crypto.randomUUID(), ...over },
    },
    as,
  );

/** What a piece of work has the core do with money and steps: the kit gives no activity money. */
async function watching<T>(work: (ctx: PluginContext) => Promise<T>) {
  const charges: string[] = [];
  const refunds: string[] = [];
  const ends: object[] = [];
  const answer = await context('admin').transaction((inside) =>
    work({
      ...inside,
      core: {
        ...inside.core,
        charge: async ({ key }) => ({ transactionId: charges[charges.push(key) - 1] as string }),
        refund: async (key) => void refunds.push(key),
        endStep: async (end) => ends.push(end) > 0,
      },
    }),
  );
  return { answer, charges, refunds, ends };
}

/** A cover that was bought as a step, and paid. */
async function bought(): Promise<string> {
  const id = context('admin').newId();
  const [quoted] = await quotesFor(context('admin').store, wanted);
  await watching((ctx) =>
    requestCover(ctx, {
      ...{ id, activityId: p.activityIds['member-stage'], needId: null, stepId: id },
      ...{ requestKey: id, subject: 'Lights', quoted: quoted as never, things: [] },
      wanted: wantedOf({ ...wanted, value: '25000.00' }, 'EUR'),
    }),
  );
  return id;
}

async function active(): Promise<string> {
  const id = await bought();
  await settle(id, { state: 'ANSWERED', answer: { number: `M-${id}` } });
  return id;
}

const settle = (key: string, ticket: Values) => settleBy(0, key, ticket);

const settleBy = (provider: number, key: string, ticket: Values) =>
  watching(async (ctx) =>
    insurance.providers[provider]?.settled(ctx, {
      key,
      reason: null,
      answer: null,
      ...ticket,
    } as never),
  );

const cover = async (id: string) =>
  (
    await p.admin.query('select status, number, reason from insurance.cover where id = $1', [id])
  )[0];

const count = async (table: string) => (await p.admin.query(`select 1 from ${table}`)).length;

const claimId = ({ claim }: Values): string => (claim as { id: string }).id;

const step = (name: string, id: string, as = 'member-stage') =>
  send(
    `mutation ($input: InsuranceClaimStepInput!) {
      insurance${name}(input: $input) { claim { status } violations { code } } }`,
    ...([{ id }, as] as const),
  );

async function query(text: string, id: string): Promise<unknown> {
  const { data } = await p.graphql<Values>(text, { id }, { as: 'member-film' });
  return Object.values(data ?? {})[0];
}

async function read(id: string): Promise<unknown> {
  const { data } = await p.graphql<Values>(
    `query ($id: ID!) { insuranceClaim(id: $id) {
      status accepted { amount } history { status reason } } }`,
    ...([{ id }, { as: 'member-stage' }] as const),
  );
  return data?.insuranceClaim;
}
