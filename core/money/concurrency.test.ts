import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeActivity } from '../activity/close-activity.js';
import { globalId, newId } from '../platform/ids.js';
import type { OpenPlatform } from '../platform/open.js';
import { opensAgain, whileItCloses } from '../platform/testing/closing.js';
import { openTestPlatform, type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { expireAllHolds } from './account/expire-holds.js';
import { activityAccount } from './accounts.js';
import { matchPayment } from './bank/match-payment.js';
import { ClientKind } from './client/client.entity.js';
import { createClient } from './client/create-client.js';
import { advance } from './fund/guarantee-fund.js';
import { createInvoice } from './invoice/create-invoice.js';
import { creditInvoice } from './invoice/credit-invoice.js';
import { issueInvoice } from './invoice/issue-invoice.js';
import { reserve } from './ledger/ledger.js';
import { holdOn } from './ledger/testing.js';
import { loans } from './loan/loan.js';
import { refundLine } from './matching/refund-line.js';
import { payOut } from './payout/pay-out.js';
import { createQuote } from './quote/create-quote.js';
import * as t from './testing.js';

let p: TestPlatform;
/** Another server on the same database. */
let beside: OpenPlatform;
beforeAll(async () => {
  p = await testPlatform();
  beside = await openTestPlatform(p.url, [], p.platform.clock);
  await t.withFund(p, 1_000_000n);
});
afterAll(async () => {
  await beside?.close();
  await p?.close();
});

const managers = ['member-stage', 'member-film', 'member-design', 'member-startup'] as const;
const managerAt = (i: number) => managers[i % managers.length] as t.Manager;

async function drafts(count: number): Promise<{ id: string; manager: t.Manager }[]> {
  const clientIds = await Promise.all(managers.map((manager) => t.newClient(p, manager)));
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const id = await t.newDraft(p, managerAt(i), [t.line('100.00')], clientIds[i % 4]);
      return { id, manager: managerAt(i) };
    }),
  );
}

const issue = (id: string, manager: t.Manager) =>
  issueInvoice(p.ctx(manager), { invoiceId: id, idempotencyKey: t.newKey() });

test('a hundred issued at the same moment have the numbers 1 to 100, without a gap', async () => {
  const all = await drafts(110);
  // Every eleventh is refused in its transaction, after others may have taken later numbers.
  const failing = all.filter((_, i) => i % 11 === 10).map(({ id }) => id);
  await p.admin
    .query(
      `update core.invoice_line set vat_category = 'REDUCED', vat_rate = 1, legal_ground = 'x'
     where invoice_id = any($1::uuid[])`,
      [failing],
    )
    .catch(async () => {
      await p.admin.query(`delete from core.invoice_line where invoice_id = any($1::uuid[])`, [
        failing,
      ]);
      await p.admin.query(
        `insert into core.invoice_line (cooperative_id, invoice_id, position, description,
         quantity_micro, unit_price_minor, net_minor, vat_category, vat_rate, legal_ground)
       select $2, unnest($1::uuid[]), 1, 'x', 1000000, 10000, 10000, 'REDUCED', 1, 'x'`,
        [failing, p.cooperativeId],
      );
    });
  const outcomes = await Promise.all(all.map(({ id, manager }) => issue(id, manager)));
  expect(outcomes.filter(({ after }) => after === null)).toHaveLength(10);
  const numbers = await p.admin.query<{ sequence: bigint; number: string }>(
    `select sequence, number from core.invoice where status = 'ISSUED' order by sequence`,
  );
  expect(numbers.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
  expect(numbers.at(-1)?.number).toBe('2026-00100');
  await t.prove(p);
});

test('one invoice that many issue at the same moment is issued once', async () => {
  const [draft] = await drafts(1);
  const { id, manager } = draft as { id: string; manager: t.Manager };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => issue(id, manager)));
  expect(outcomes.flatMap(t.codes)).toEqual(Array(3).fill('invoice.already-issued'));
  const key = t.newKey();
  const [same] = await drafts(1);
  const twins = await Promise.all(
    [1, 2, 3].map(() =>
      issueInvoice(p.ctx('member-stage'), { invoiceId: same?.id ?? '', idempotencyKey: key }),
    ),
  );
  expect(twins.flatMap(t.codes)).toEqual([]);
  await t.prove(p);
});

test('issues, payments and credit notes that cross each other all end, and the ledger is proved', async () => {
  const issued = await Promise.all(managers.map((manager) => t.newInvoice(p, manager)));
  const lines = await Promise.all(issued.map(() => t.receive(p, '700.00')));
  const more = await drafts(12);
  const work: Promise<unknown>[] = [];
  for (const [i, { id }] of issued.entries()) {
    const manager = managerAt(i);
    for (const bankLineId of [lines[i], lines[(i + 1) % 4]] as string[]) {
      const wish = { bankLineId, invoiceId: id, amount: '300.00', idempotencyKey: t.newKey() };
      work.push(matchPayment(p.ctx('finance'), wish));
    }
    const part = { lines: [{ position: 1, net: '250.00' }], reason: 'x' };
    work.push(
      creditInvoice(p.ctx(manager), { invoiceId: id, idempotencyKey: t.newKey(), ...part }),
    );
  }
  work.push(...more.map(({ id, manager }) => issue(id, manager)));
  const failed = (await Promise.allSettled(work)).filter(({ status }) => status === 'rejected');
  expect(failed).toEqual([]);
  await t.prove(p);
});

test('payments at the same moment repay an advance once', async () => {
  const issued = await Promise.all(Array.from({ length: 6 }, () => t.newInvoice(p, 'member-film')));
  const order = {
    ...{ activityId: p.activityIds['member-film'], amountMinor: 120_000n, key: t.newKey() },
    source: { type: 'test', id: issued[0]?.id ?? '' },
  };
  await t.within(p.ctx('member-film'), (ctx) => advance(ctx, order, ctx.tx));
  const before = await t.standing(p, 'member-film');
  const lines = await Promise.all(issued.map(() => t.receive(p, '1210.00')));
  await Promise.all(
    issued.map(({ id }, i) =>
      matchPayment(p.ctx('finance'), {
        ...{ bankLineId: lines[i] as string, invoiceId: id, idempotencyKey: t.newKey() },
      }),
    ),
  );
  const after = await t.standing(p, 'member-film');
  expect(after.advanced).toBe(0n);
  expect(after.available - before.available).toBe(6n * 93_500n - 120_000n);
  expect(await t.balanceAt(p, 'fund.available')).toBe(1_000_000n);
  await t.prove(p);
});

test('a draft and the closing of its activity at the same moment are never both', async () => {
  for (let round = 0; round < 6; round++) {
    const activityId = await newActivity();
    const ctx = p.ctx('member-startup');
    const client = { activityId, kind: ClientKind.COMPANY, name: 'Client nv', address: t.address };
    const made = await createClient(ctx, { ...client, vatNumber: 'BE0566988259' });
    const clientId = made.client?.id as string;
    const close = { activityId: globalId('Activity', activityId) };
    const [draft, closed] = await Promise.all([
      createInvoice(ctx, { activityId, clientId, lines: [t.line('10.00')] }),
      closeActivity(p.ctx('member-startup'), close),
    ]);
    expect([t.codes(draft), t.codes(closed)]).toEqual(
      draft.invoice === null
        ? [['document.activity-closed'], []]
        : [[], ['closing.draft-invoices']],
    );
  }
});

test('an offer is not drafted on an activity that closes at that moment', async () => {
  const activityId = p.activityIds['member-design'];
  const clientId = await t.newClient(p, 'member-design');
  const order = { activityId, clientId, lines: [t.line('10.00')], validUntil: '2026-12-31' };
  const drafted = await whileItCloses(p, activityId, () =>
    createQuote(p.ctx('member-design'), order),
  );
  expect([drafted.quote, t.codes(drafted)]).toEqual([null, ['document.activity-closed']]);
  await opensAgain(p, activityId);
  expect((await createQuote(p.ctx('member-design'), order)).quote).not.toBeNull();
});

test('money that is set aside beyond its time goes back by the job', async () => {
  const { cooperativeId } = p;
  const account = activityAccount(p.activityIds['member-film'], 'activity.available', 'EUR');
  const hold = { ...holdOn(account, 1_000n), expiresAt: new Date('2020-01-01T00:00:00Z') };
  await t.within(p.ctx('finance'), ({ tx }) => reserve(tx, cooperativeId, [hold]));
  expect(await expireAllHolds(p.platform)).toBe(1);
  expect(await expireAllHolds(p.platform)).toBe(0);
  await t.prove(p);
});

/** What is asked for twenty times at the same moment, and may happen once. */
interface Doubled {
  /** With this key, where it takes one. */
  ask(key: string): Promise<unknown>;
  /** How much of it has happened. */
  done(): Promise<bigint>;
  readonly once: bigint;
}

const available = async (manager: t.Manager) => (await t.standing(p, manager)).available;
const [film, stage] = ['member-film', 'member-stage'] as const;

/** As much money as an activity can spend once and not twice. */
async function mostOf(manager: t.Manager): Promise<bigint> {
  const { structuredCommunication } = await t.newInvoice(p, manager);
  await t.receive(p, '1210.00', structuredCommunication);
  return ((await available(manager)) * 6n) / 10n;
}

async function outsidePayment(): Promise<Doubled> {
  const amountMinor = await mostOf(stage);
  const before = await available(stage);
  const order = {
    ...{ activityId: p.activityIds[stage], amountMinor, currency: 'EUR', remittance: null },
    ...{ service: 'test.settlement', source: { type: 'Activity', id: newId() } },
    ...{ iban: 'BE68539007547034', holder: 'Company bv' },
  };
  return {
    ask: (key) => payOut(p.ctx('finance'), { ...order, key }),
    done: async () => before - (await available(stage)),
    once: amountMinor,
  };
}

async function expenseAdvance(): Promise<Doubled> {
  const amountMinor = await mostOf(film);
  const amount = `${amountMinor / 100n}.00`;
  const { advance: asked } = await t.ask(
    ...([p, film] as const),
    `mutation ($input: RequestExpenseAdvanceInput!) { requestExpenseAdvance(input: $input) {
      advance { id } violations { code } } }`,
    {
      input: {
        ...{ activityId: globalId('Activity', p.activityIds[film]), amount, reason: 'Travel' },
        idempotencyKey: t.newKey(),
      },
    },
  );
  const before = await available(film);
  const grant = `mutation ($input: ApproveExpenseAdvanceInput!) {
    approveExpenseAdvance(input: $input) { advance { status } violations { code } } }`;
  return {
    ask: (idempotencyKey) =>
      t.ask(p, 'adviser', grant, { input: { advanceId: asked.id, idempotencyKey } }),
    done: async () => before - (await available(film)),
    once: (amountMinor / 100n) * 100n,
  };
}

async function fundAdvance(): Promise<Doubled> {
  await t.newInvoice(p, film, [t.line('20000.00')]);
  const amountMinor = ((await t.balanceAt(p, 'fund.available')) * 6n) / 10n;
  const before = (await t.standing(p, film)).advanced;
  const order = { activityId: p.activityIds[film], amountMinor };
  const source = { type: 'test', id: newId() };
  return {
    ask: (key) => t.within(p.ctx(film), (ctx) => advance(ctx, { ...order, key, source }, ctx.tx)),
    done: async () => (await t.standing(p, film)).advanced - before,
    once: amountMinor,
  };
}

async function loanRepayment(): Promise<Doubled> {
  const port = loans(p.ctx(stage));
  const [loanId, amountMinor] = [newId(), 500_00n];
  const activityId = p.activityIds[stage];
  await port.draw({
    ...{ key: t.newKey(), loanId, amountMinor, currency: 'EUR', service: 'test.credit' },
    ...{ activityId, borrower: { type: 'Activity', id: activityId } },
  });
  return {
    ask: (key) => loans(p.ctx(stage)).repay({ key, loanId, amountMinor }),
    done: async () => (await port.state(loanId))?.repaidMinor ?? 0n,
    once: amountMinor,
  };
}

/** Who begins: the fund the one time, a lender the other. */
let beginner = 0;

/** One invoice, which the fund and loans that await it want to advance, on two servers in turn. */
async function advanceByEither(): Promise<Doubled> {
  const activityId = await newActivity();
  const ctx = (platform: OpenPlatform) => ({ ...p.ctx('member-startup'), platform });
  const client = { activityId, kind: ClientKind.COMPANY, name: 'Client nv', address: t.address };
  const made = await createClient(ctx(p.platform), { ...client, vatNumber: 'BE0566988259' });
  const clientId = made.client?.id as string;
  const draft = { activityId, clientId, lines: [t.line('1000.00')] };
  const { invoice } = await createInvoice(ctx(p.platform), draft);
  const id = invoice?.id as string;
  await issueInvoice(ctx(p.platform), { invoiceId: id, idempotencyKey: t.newKey() });
  const loan = {
    ...{ service: 'test.credit', currency: 'EUR', activityId },
    borrower: { type: 'Activity' as const, id: activityId },
    awaits: { type: 'Invoice' as const, id },
  };
  const amountMinor = 600_00n;
  let turn = beginner++;
  return {
    ask: () => {
      turn += 1;
      const own = ctx(turn % 4 < 2 ? p.platform : beside);
      const order = { activityId, amountMinor, key: t.newKey() };
      if (turn % 2 === 0) return loans(own).draw({ ...loan, ...order, loanId: newId() });
      const source = { type: 'test', id };
      return t.within(own, (within) => advance(within, { ...order, source }, within.tx));
    },
    done: async () => {
      const [row] = await p.admin.query<{ sum: bigint }>(
        `select coalesce(sum(b.posted), 0)::bigint as sum from ledger.account a
         join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
         where a.owner_id = $1 and a.code in ('activity.advanced', 'loan.receivable')`,
        [activityId],
      );
      return row?.sum ?? 0n;
    },
    once: amountMinor,
  };
}

async function bankRefund(): Promise<Doubled> {
  const order = { bankLineId: await t.receive(p, '80.00'), iban: 'BE68539007547034', holder: 'A' };
  return {
    ask: (idempotencyKey) => refundLine(p.ctx('finance'), { ...order, idempotencyKey }),
    done: async () => {
      const [row] = await p.admin.query<{ sum: bigint }>(
        `select coalesce(sum((payload->>'amountMinor')::bigint), 0)::bigint as sum
         from core.outbox where type = 'refund.made' and payload->>'bankLineId' = $1`,
        [order.bankLineId],
      );
      return row?.sum ?? 0n;
    },
    once: 80_00n,
  };
}

async function closing(): Promise<Doubled> {
  const id = await newActivity();
  const told = `select count(*) as n from core.outbox
    where type = 'activity.closed' and subject_id = $1`;
  return {
    ask: () => closeActivity(p.ctx('member-startup'), { activityId: globalId('Activity', id) }),
    done: async () => (await p.admin.query<{ n: bigint }>(told, [id]))[0]?.n ?? 0n,
    once: 1n,
  };
}

/** The codes of why it did not happen, or nothing. */
const refusalOf = (asked: Promise<unknown>): Promise<readonly string[]> =>
  asked.then(
    (answer) => t.codes({ violations: [], ...(answer as object) }),
    ({ findings, code }: { findings?: { code: string }[]; code: string }) =>
      findings?.map((one) => one.code) ?? [code],
  );

describe.each<[string, () => Promise<Doubled>, string]>([
  ['a payment to somebody outside', outsidePayment, 'payout.paid-before'],
  ['an advance of expenses', expenseAdvance, 'expense.advance-other-status'],
  ['an advance of the guarantee fund', fundAdvance, 'fund.'],
  ['an advance upon one invoice', advanceByEither, '(fund|loan).more-than-expected'],
  ['a loan that is paid back', loanRepayment, 'loan.more-than-owed'],
  ['a refund of the bank', bankRefund, 'payment.nothing-open'],
  ['the end of an activity', closing, 'activity.closed'],
])('%s that twenty ask for at the same moment', (_, prepare, refusal) => {
  test.each([false, true])('happens once, and the rest is told why (one key: %s)', async (same) => {
    const { ask, done, once } = await prepare();
    const key = t.newKey();
    const asked = Array.from({ length: 20 }, () => ask(same ? key : t.newKey()));
    const refused = (await Promise.all(asked.map(refusalOf))).filter((codes) => codes.length > 0);
    const hasKey = ask.length > 0;
    expect(refused).toHaveLength(same && hasKey ? 0 : 19);
    const told = new RegExp(`^${refusal}`);
    expect(refused.filter(([code = '']) => !told.test(code))).toEqual([]);
    expect(await done()).toBe(once);
    await t.prove(p);
  });
});

/** An activity of somebody who has others. */
async function newActivity(): Promise<string> {
  const activityId = newId();
  await p.admin.query(
    `with made as (
       insert into core.activity
       select (jsonb_populate_record(null::core.activity,
         to_jsonb(a) || jsonb_build_object('id', $2::uuid, 'name', 'Short-lived'))).*
       from core.activity a where a.id = $1)
     insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($3, $2, $4, 'MANAGER', 'ACTIVE', '2020-01-01')`,
    [
      ...[p.activityIds['member-startup'], activityId, p.cooperativeId],
      p.memberIds['member-startup'],
    ],
  );
  return activityId;
}
