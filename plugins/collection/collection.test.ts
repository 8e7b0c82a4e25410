import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ToolContext } from 'gezel/sdk';
import { conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { evidenceFile, letterFile } from './downloads.js';
import { CollectionLetter } from './letter.entity.js';
import { collection } from './plugin.js';
import { pursue } from './pursue.tool.js';
import { settleFiles } from './settle.handler.js';
import { ask, codes, type Late, lateInvoice, pays, take, type Values } from './testing.js';

conformance(collection, {
  as: 'admin',
  variables: async (p) => ({ invoiceId: (await lateInvoice(p)).invoiceId }),
});

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [collection] });
  const ctx = context('admin');
  await collection.seeds.reference?.(ctx);
  await collection.seeds.demo?.(ctx, []);
});
afterAll(() => p.close());

describe('the ladder of a company', () => {
  test('goes from reminder to notice to bailiff, with what the law allows on top', async () => {
    const { invoiceId } = await watched();
    expect(await take(p, 'Remind', { invoiceId, channel: 'EMAIL', sentOn: '2026-10-20' })).toEqual({
      file: expect.objectContaining({
        ...{ status: 'REMINDED', nextStepOn: '2026-11-04' },
        letters: [
          {
            ...{ kind: 'REMINDER', sentOn: '2026-10-20', payBy: '2026-11-03' },
            total: { amount: '1210.00' },
          },
        ],
      }),
      violations: [],
    });
    const notice = { invoiceId, channel: 'EMAIL', sentOn: '2026-11-05' };
    const noticed = await take(p, 'GiveNotice', notice);
    // 26 days at 10.5 % of 1,210.00, and 40.00.
    expect(noticed.file).toMatchObject({ status: 'NOTICED' });
    expect(noticed.file?.letters).toMatchObject([{}, { total: { amount: '1259.05' } }]);
    const handed = await take(p, 'HandOver', ios(invoiceId));
    expect(handed).toMatchObject({ file: { status: 'IOS', nextStepOn: null }, violations: [] });
    expect(codes(await take(p, 'HandOver', ios(invoiceId)))).toEqual(['collection.not-now']);
  });

  test('does not begin before the invoice is late, nor after today, nor twice', async () => {
    const { invoiceId } = await watched();
    const remind = (sentOn: string) => take(p, 'Remind', { invoiceId, channel: 'POST', sentOn });
    expect(codes(await remind('2026-10-10'))).toEqual(['collection.not-late']);
    expect(codes(await remind('2026-11-24'))).toEqual(['collection.sent-later']);
    const both = await Promise.all([remind('2026-10-11'), remind('2026-10-11')]);
    expect(both.flatMap(codes)).toEqual(['collection.letter-sent-since']);
    const again = await take(p, 'Open', { invoiceId, subject: 'Again' });
    expect(codes(again)).toEqual(['collection.already-open']);
  });

  test('is not for IOS without a look in the register, nor while the notice runs', async () => {
    const { invoiceId } = await watched();
    await take(p, 'GiveNotice', { invoiceId, channel: 'EMAIL', sentOn: '2026-11-20' });
    const refused = await take(p, 'HandOver', { ...ios(invoiceId), solventOn: '2026-10-01' });
    expect(codes(refused)).toEqual(['collection.notice-runs', 'collection.ios-solvency']);
  });

  test('was disputed: everything stops, and only the court is left', async () => {
    const { invoiceId } = await noticed();
    const reason = 'Not what was ordered';
    expect((await take(p, 'Dispute', { invoiceId, reason })).file).toMatchObject({
      ...{ status: 'DISPUTED', contestedOn: '2026-11-23' },
    });
    for (const step of ['HandOver', 'GiveNotice']) {
      const input = step === 'HandOver' ? ios(invoiceId) : { invoiceId, channel: 'POST' };
      expect(codes(await take(p, step, input))).toEqual(['collection.not-now']);
    }
    expect((await take(p, 'Resume', { invoiceId })).file).toMatchObject({ status: 'NOTICED' });
    expect(codes(await take(p, 'HandOver', ios(invoiceId)))).toEqual(['collection.ios-disputed']);
    const court = await take(p, 'HandOver', { invoiceId, procedure: 'COURT' });
    expect(court).toMatchObject({ file: { status: 'COURT' }, violations: [] });
  });
});

describe('a consumer', () => {
  test('has a free reminder and its term before any notice, and never a bailiff’s', async () => {
    const { invoiceId } = await watched('CONSUMER');
    const notice = (sentOn: string) =>
      take(p, 'GiveNotice', { invoiceId, channel: 'EMAIL', sentOn });
    expect(codes(await notice('2026-10-15'))).toEqual(['collection.reminder-first']);
    await take(p, 'Remind', { invoiceId, channel: 'POST', sentOn: '2026-10-14' });
    expect(codes(await notice('2026-11-01'))).toEqual(['collection.reminder-runs']);
    const { file } = await notice('2026-11-02');
    // 65 + 5 % of 710 = 100.50, and a day of interest at the agreed 8 %.
    expect(file?.letters).toMatchObject([
      { payBy: '2026-11-01', total: { amount: '1210.00' } },
      { total: { amount: '1310.77' } },
    ]);
    p.setToday('2026-11-30');
    const input = { ...ios(invoiceId), solventOn: '2026-11-29' };
    expect(codes(await take(p, 'HandOver', input))).toEqual(['collection.ios-companies']);
    p.setToday('2026-11-23');
  });
});

describe('a public body', () => {
  test('owes interest and costs like an enterprise, but goes to court', async () => {
    const { invoiceId } = await noticed('PUBLIC_BODY');
    expect(codes(await take(p, 'HandOver', ios(invoiceId)))).toEqual(['collection.ios-companies']);
  });
});

describe('money', () => {
  test('settles the file; what is taken back brings it where it was', async () => {
    const late = await noticed();
    await take(p, 'HandOver', ios(late.invoiceId));
    await pays(p, late.communication, '1265.32');
    await p.platform.settle();
    expect(await file(late)).toMatchObject({ status: 'SETTLED', nextStepOn: null });
    expect(await openRequests()).not.toContain(local(late));
    expect(codes(await take(p, 'Remind', { ...late.input, channel: 'POST' }))).toEqual([
      'collection.not-now',
    ]);
    await unmatch(late);
    await p.platform.settle();
    expect(await file(late)).toMatchObject({ status: 'NOTICED', nextStepOn: '2026-11-23' });
  });

  test('in part lowers what may be asked and settles nothing', async () => {
    const late = await watched();
    await pays(p, late.communication, '210.00');
    await p.platform.settle();
    expect(await file(late)).toMatchObject({
      status: 'WATCHED',
      claim: { principal: { amount: '1000.00' } },
    });
  });
});

describe('a plan', () => {
  const parts = (first: string, second: string) => [
    { day: '2026-12-01', amount: first },
    { day: '2027-01-04', amount: second },
  ];

  test('is all that is due, on days to come, each once', async () => {
    const { invoiceId } = await watched();
    const refused = await take(p, 'AgreePlan', {
      invoiceId,
      instalments: [
        { day: '2026-11-22', amount: '0' },
        { day: '2026-11-22', amount: '-1.00' },
      ],
    });
    expect(codes(refused).sort()).toEqual([
      ...['collection.plan-amount', 'collection.plan-amount', 'collection.plan-days'],
      ...['collection.plan-past', 'collection.plan-past', 'collection.plan-sum'],
    ]);
    const none = await take(p, 'AgreePlan', { invoiceId, instalments: [] });
    expect(codes(none)).toEqual(['collection.plan-length', 'collection.plan-sum']);
  });

  test('that is kept stays; one that is not goes back to where the debt was', async () => {
    const kept = await noticed();
    const broken = await noticed();
    const open = `query ($id: ID!) { collectionFile(invoiceId: $id) { open { total { amount } } } }`;
    const told = await ask<{ open: { total: { amount: string } } }>(p, open, {
      id: kept.invoiceId,
    });
    const second = (Number(told.open.total.amount) - 605).toFixed(2);
    for (const { invoiceId } of [kept, broken]) {
      const input = { invoiceId, instalments: parts('605.00', second) };
      expect((await take(p, 'AgreePlan', input)).file).toMatchObject({
        ...{ status: 'PLAN', nextStepOn: '2026-12-01' },
      });
    }
    await pays(p, kept.communication, '605.00');
    await p.platform.settle();
    p.setToday('2026-12-01');
    await watchPlans();
    expect(await file(broken)).toMatchObject({ status: 'PLAN' });
    p.setToday('2026-12-02');
    await watchPlans();
    await watchPlans();
    expect(await file(kept)).toMatchObject({ status: 'PLAN', nextStepOn: '2027-01-04' });
    expect(await file(broken)).toMatchObject({ status: 'NOTICED', plan: [] });
    p.setToday('2026-11-23');
  });
});

describe('the bailiff', () => {
  test.each([
    ['ENFORCEABLE', '2026-12-30', 'NOTICED', 'TOO_EARLY'],
    ['ENFORCEABLE', '2027-01-03', 'ENFORCEABLE', 'ENFORCEABLE'],
    ['CONTESTED', '2026-12-01', 'DISPUTED', 'CONTESTED'],
    ['PLAN', '2026-12-01', 'IOS', 'PLAN'],
    ['PAID', '2026-12-01', 'IOS', 'PAID'],
  ])('who answers %s on %s leaves the file %s', async (outcome, on, status, legalOutcome) => {
    const late = await noticed();
    await take(p, 'HandOver', ios(late.invoiceId));
    await answer(late, { outcome, servedOn: '2026-11-26', on });
    expect(await file(late)).toMatchObject({ status, legalOutcome });
  });

  test.each([
    ['121001', '2026-12-24', { state: 'REFUSED', reason: 'The debtor is insolvent.' }],
    ['121002', '2026-12-05', { state: 'WAITING' }],
    ['121002', '2026-12-06', { state: 'ANSWERED', answer: { outcome: 'CONTESTED' } }],
    ['121000', '2027-01-02', { state: 'WAITING' }],
    ['121000', '2027-01-03', { state: 'ANSWERED', answer: { outcome: 'ENFORCEABLE' } }],
  ])('as simulated takes %s on %s', (principalMinor, today, reply) => {
    const request = { askedOn: '2026-11-23', principalMinor };
    const [legal] = collection.providers;
    expect(legal?.simulate(request, { today })).toMatchObject(reply);
  });
});

describe('the documents', () => {
  test('are the letter as it was sent and a bundle of all of it, for who may see it', async () => {
    const late = await noticed();
    const ctx = context('finance');
    const [letter] = await ctx.store.listBy(CollectionLetter, 'invoiceId', local(late));
    const opened = await letterFile.open(ctx, { letterId: letter?.id ?? '' });
    expect(textOf(opened?.body).startsWith('%PDF')).toBe(true);
    const bundle = await evidenceFile.open(ctx, { invoiceId: local(late) });
    const zip = textOf(bundle?.body);
    for (const name of ['invoice-2026-', 'notice-2026-11-05.pdf', 'claim.json']) {
      expect(zip).toContain(name);
    }
    const stranger = context('member-film');
    expect(await evidenceFile.open(stranger, { invoiceId: local(late) })).toBeNull();
    expect(await letterFile.open(stranger, { letterId: letter?.id ?? '' })).toBeNull();
  });
});

describe('what is not one’s own', () => {
  test('does not exist, and a member may not give notice', async () => {
    const { invoiceId } = await watched();
    const input = { invoiceId, channel: 'POST', sentOn: '2026-11-02' };
    const code = (as: object, step: string) =>
      take(p, step, input, as).catch((error) => error.extensions.code);
    expect(await code({ as: 'member-film' }, 'Remind')).toBe('NOT_FOUND');
    expect(await code({ as: 'admin', foreign: true }, 'Remind')).toMatch(/NOT_FOUND|NOT_ENABLED/);
    expect(await code({ as: 'member-stage' }, 'GiveNotice')).toBe('FORBIDDEN');
    expect(await code({ as: 'member-stage' }, 'Remind')).toMatchObject({ violations: [] });
  });
});

describe('the last step of an assignment', () => {
  const place = (stepId: string | null, done: Values = {}) => ({
    stepId,
    done: done as ToolContext['done'],
    assignment: {
      ...{ activityId: p.activityIds['member-stage'], clientId: null, title: 'Three days' },
    },
  });

  test('waits for the money, and ends once it is there', async () => {
    const late = await lateInvoice(p);
    const stepId = context('finance').newId();
    const ctx = () => ({
      ...context('member-stage'),
      ...place(stepId, { invoice: late.invoiceId }),
    });
    const reference = `CollectionFile:${local(late)}`;
    for (let again = 0; again < 2; again++) {
      expect(await inStep(ctx(), (on) => pursue.start(on, {}, null))).toEqual({
        ...{ reference, state: 'WAITING' },
      });
    }
    await pays(p, late.communication, '1210.00');
    const ended: string[] = [];
    await system().transaction((inside) => {
      const endStep = async (end: { stepId: string }) => ended.push(end.stepId) > 0;
      const event = { subject: { type: 'Invoice', id: local(late) } };
      const on = { ...inside, core: { ...inside.core, endStep } };
      return settleFiles.handle(on, event as never);
    });
    expect(ended).toEqual([stepId]);
    expect(await file(late)).toMatchObject({ status: 'SETTLED' });
    const { state } = await inStep(ctx(), (on) => pursue.start(on, {}, null));
    expect(state).toBe('DONE');
  });

  test('says what is missing while planning, and is taken back with its file', async () => {
    const plan = (done: Values, input: Values = {}) =>
      pursue.plan({ ...context('member-stage'), ...place(null, done) }, input);
    expect((await plan({})).findings).toMatchObject([{ code: 'collection.nothing-to-watch' }]);
    const late = await lateInvoice(p);
    expect((await plan({}, { invoiceId: late.invoiceId })).findings).toEqual([]);
    const stepId = context('finance').newId();
    const ctx = { ...context('member-stage'), ...place(stepId, { invoice: late.invoiceId }) };
    const { reference } = await inStep(ctx, (on) => pursue.start(on, {}, null));
    await inStep(ctx, (on) => pursue.cancel(on, {}, reference));
    await inStep(ctx, (on) => pursue.cancel(on, {}, reference));
    expect(await file(late)).toMatchObject({ status: 'WITHDRAWN' });
  });
});

describe('without a policy', () => {
  test('nothing is watched, and the answer says what is missing', async () => {
    await p.admin.query(`delete from collection.policy where debtor_kind = 'PUBLIC_BODY'`);
    const { invoiceId } = await lateInvoice(p, 'PUBLIC_BODY');
    const answered = await take(p, 'Open', { invoiceId, subject: 'Work' });
    expect(answered.violations).toMatchObject([
      { code: 'collection.no-policy', message: expect.stringContaining('PUBLIC_BODY') },
    ]);
  });
});

const context = (as: 'admin' | 'finance' | 'member-stage' | 'member-film') =>
  p.platform.host.context(p.ctx(as), collection.name);

const system = () => context('admin');

const inStep = <T>(ctx: ToolContext, work: (ctx: ToolContext) => Promise<T>): Promise<T> =>
  ctx.transaction((inside) =>
    work({ ...inside, stepId: ctx.stepId, assignment: ctx.assignment, done: ctx.done }),
  );

type Watched = Late & { readonly input: { readonly invoiceId: string } };

async function watched(kind = 'COMPANY'): Promise<Watched> {
  const late = await lateInvoice(p, kind);
  const { invoiceId } = late;
  const { violations } = await take(p, 'Open', { invoiceId, subject: 'Three days' });
  expect(violations).toEqual([]);
  return { ...late, input: { invoiceId } };
}

async function noticed(kind = 'COMPANY'): Promise<Watched> {
  const late = await watched(kind);
  const input = { ...late.input, channel: 'EMAIL', sentOn: '2026-11-05' };
  expect((await take(p, 'GiveNotice', input)).file).toMatchObject({ status: 'NOTICED' });
  return late;
}

const ios = (invoiceId: string) => ({ invoiceId, procedure: 'IOS', solventOn: '2026-11-23' });

const local = ({ invoiceId }: Pick<Late, 'invoiceId'>) => invoiceId.replace('Invoice:', '');

const file = ({ invoiceId }: Late) =>
  ask(
    p,
    `query ($id: ID!) { collectionFile(invoiceId: $id) {
      status nextStepOn legalOutcome plan { day } claim { principal { amount } } } }`,
    { id: invoiceId },
  );

async function openRequests(): Promise<string[]> {
  const rows = await p.admin.query<{ key: string }>(
    `select key from core.provider_request where state = 'OPEN'`,
  );
  return rows.map(({ key }) => key.split(':')[0] as string);
}

/** The desk answers what the bailiff reported. */
async function answer(late: Late, said: Values): Promise<void> {
  const [request] = await p.admin.query<{ id: string }>(
    `select id from core.provider_request where key like $1 || ':%' and state = 'OPEN'`,
    [local(late)],
  );
  const input = {
    ...{ requestId: `ProviderRequest:${request?.id}`, answer: said },
    idempotencyKey: crypto.randomUUID(),
  };
  const { violations } = await ask<{ violations: unknown[] }>(
    p,
    `mutation ($input: AnswerProviderRequestInput!) {
      answerProviderRequest(input: $input) { violations { code message } } }`,
    { input },
    { as: 'admin' },
  );
  expect(violations).toEqual([]);
  await p.platform.settle();
}

async function unmatch(late: Late): Promise<void> {
  const [payment] = await p.admin.query<{ id: string }>(
    'select id from core.payment where invoice_id = $1',
    [local(late)],
  );
  const input = { paymentId: `Payment:${payment?.id}`, reason: 'Not for this', ...key() };
  await ask(
    p,
    `mutation ($input: UnmatchPaymentInput!) { unmatchPayment(input: $input) { violations { code } } }`,
    { input },
  );
}

const key = () => ({ idempotencyKey: crypto.randomUUID() });

async function watchPlans(): Promise<void> {
  const jobs = p.platform.host.jobs(p.platform);
  await jobs.find(({ name }) => name === 'collection/watch-plans')?.run(p.platform);
}

const textOf = (body: unknown): string => Buffer.from(body as Uint8Array).toString('latin1');
