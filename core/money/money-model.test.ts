import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { charge } from './account/charge.js';
import { matchPayment } from './bank/match-payment.js';
import { advance, repay } from './fund/guarantee-fund.js';
import { creditInvoice } from './invoice/credit-invoice.js';
import { issueInvoice } from './invoice/issue-invoice.js';
import { paySalary } from './payout/pay-salary.js';
import { MoneyRefused } from './refused.js';
import * as t from './testing.js';

let p: TestPlatform;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform();
  await t.withFund(p, 300_000n, { shareOfExpected: 80_000 });
  clientId = await t.newClient(p, 'member-stage');
});
afterAll(() => p?.close());

/** What the commands pick from: everything that was made so far. */
interface World {
  readonly invoices: string[];
  readonly bankLines: string[];
}

type Command = (world: World) => Promise<unknown>;

const euros = fc.integer({ min: 1, max: 400_000 }).map((cents) => (cents / 100).toFixed(2));
const minor = (text: string) => BigInt(text.replace('.', ''));
const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];
const manager = () => p.ctx('member-stage');
const activityId = () => p.activityIds['member-stage'];

/** What a refusal is, every time: data or a typed error, never half a deed. */
const orRefused = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (!(error instanceof MoneyRefused)) throw error;
  });

const issue = fc.array(euros, { minLength: 1, maxLength: 3 }).map(
  (prices): Command =>
    async (world) => {
      const id = await t.newDraft(
        p,
        'member-stage',
        prices.map((price) => t.line(price)),
        clientId,
      );
      await issueInvoice(manager(), { invoiceId: id, idempotencyKey: t.newKey() });
      world.invoices.push(id);
    },
);

const receive = fc.tuple(euros, fc.nat(), fc.boolean()).map(
  ([amount, at, named]): Command =>
    async (world) => {
      const id = pick(world.invoices, at);
      const invoice = named && id ? await t.invoiceOf(p, id) : null;
      world.bankLines.push(await t.receive(p, amount, invoice?.structuredCommunication ?? null));
    },
);

const match = fc.tuple(fc.nat(), fc.nat(), fc.option(euros)).map(
  ([a, b, amount]): Command =>
    async (world) => {
      const [bankLineId, invoiceId] = [pick(world.bankLines, a), pick(world.invoices, b)];
      if (bankLineId === undefined || invoiceId === undefined) return;
      const wish = { bankLineId, invoiceId, amount, idempotencyKey: t.newKey() };
      await matchPayment(p.ctx('finance'), wish);
    },
);

const credit = fc.tuple(fc.nat(), fc.option(euros)).map(
  ([at, net]): Command =>
    async (world) => {
      const invoiceId = pick(world.invoices, at);
      if (invoiceId === undefined) return;
      const lines = net === null ? null : [{ position: 1, net }];
      await creditInvoice(manager(), { invoiceId, reason: 'x', lines, idempotencyKey: t.newKey() });
    },
);

const order = (amountMinor: bigint) => ({
  ...{ activityId: activityId(), amountMinor, key: t.newKey() },
  source: { type: 'test', id: newId() },
});

const borrow = euros.map(
  (amount): Command =>
    () =>
      orRefused(t.within(manager(), (ctx) => advance(ctx, order(minor(amount)), ctx.tx))),
);

const giveBack = euros.map(
  (amount): Command =>
    () =>
      orRefused(t.within(manager(), (ctx) => repay(ctx, order(minor(amount)), ctx.tx))),
);

const spend = euros.map(
  (amount): Command =>
    () =>
      orRefused(charge(manager(), { ...order(minor(amount)), currency: 'EUR', service: 'test' })),
);

const salary = fc.tuple(euros, euros).map(
  ([net, tax]): Command =>
    () =>
      orRefused(
        t.within(p.ctx('finance'), (ctx) =>
          paySalary(ctx.tx, ctx, {
            ...{ activityId: activityId(), contractId: newId(), dueOn: '2026-12-01' },
            ...{ workerId: p.memberIds['member-stage'], socialMinor: 0n },
            ...{ netMinor: minor(net), taxMinor: minor(tax) },
          }),
        ),
      ),
);

test('whatever happens in whatever order, documents, balances and ledger agree after each step', async () => {
  const command = fc.oneof(
    ...[issue, issue, receive, receive, match, match, credit, borrow, giveBack, spend, salary],
  );
  const world: World = { invoices: [], bankLines: [] };
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 8 }), async (commands) => {
      for (const run of commands) {
        await run(world);
        await t.prove(p);
        const { available, advanced } = await t.standing(p, 'member-stage');
        expect(available).toBeGreaterThanOrEqual(0n);
        expect(advanced).toBeGreaterThanOrEqual(0n);
        // What the fund has and what it has out is what it was given.
        const fund =
          (await t.balanceAt(p, 'fund.available')) + (await t.balanceAt(p, 'fund.claims'));
        expect(fund).toBe(300_000n);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  // A proof about nothing is none: each of these went through, many times.
  const kinds = await p.admin.query<{ kind: string }>('select distinct kind from ledger.txn');
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      ...['INVOICE_ISSUED', 'PAYMENT_MATCHED', 'CREDIT_NOTE_ISSUED', 'FUND_ADVANCED'],
      ...['SERVICE_CHARGED', 'SALARY_PAID'],
    ]),
  );
});
