import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../platform/ids.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { deposits } from '../deposit/deposit.js';
import { decideWriteOff } from '../fund/decide-write-off.js';
import { proposeWriteOff } from '../fund/propose-write-off.js';
import { createInvoice } from '../invoice/create-invoice.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { QuotePart } from '../invoice/invoice-codes.js';
import { issueInvoice } from '../invoice/issue-invoice.js';
import { acceptQuote } from '../quote/accept-quote.js';
import { createQuote } from '../quote/create-quote.js';
import { sendQuote } from '../quote/send-quote.js';
import * as t from '../testing.js';
import { loans } from './loan.js';
import { lenders, upon } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const port = () => loans(p.ctx('member-stage'));
const held = () => deposits(p.ctx('member-stage'));
const available = async () => (await t.standing(p, 'member-stage')).available;
/** What all accounts of a code have together, on their normal side. */
const balanceAt = async (code: string): Promise<bigint> => {
  const [row] = await p.admin.query<{ sum: bigint }>(
    `select coalesce(sum(b.posted), 0)::bigint as sum from ledger.balance b
     join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
     where a.cooperative_id = $1 and a.code = $2`,
    [p.cooperativeId, code],
  );
  return row?.sum ?? 0n;
};
const activityId = () => p.activityIds['member-stage'];
const order = (over: object = {}) => ({
  ...{ key: t.newKey(), loanId: newId(), amountMinor: 500_00n, currency: 'EUR' },
  ...{ service: 'test.credit', activityId: activityId() },
  borrower: { type: 'Activity' as const, id: activityId() },
  ...over,
});

describe('a loan', () => {
  test('is drawn, repaid and written off, and the books say what is owed', async () => {
    const loan = order();
    const before = await available();
    expect(await port().draw(loan)).toMatchObject({ drawnMinor: 500_00n, owedMinor: 500_00n });
    expect((await available()) - before).toBe(500_00n);
    expect(await balanceAt('loan.receivable')).toBe(500_00n);
    const more = { ...loan, key: t.newKey(), amountMinor: 100_00n };
    expect(await port().draw(more)).toMatchObject({ drawnMinor: 600_00n });
    const { loanId } = loan;
    await port().repay({ key: t.newKey(), loanId, amountMinor: 450_00n });
    expect(await port().writeOff({ key: t.newKey(), loanId, amountMinor: 150_00n })).toEqual({
      ...{ drawnMinor: 600_00n, repaidMinor: 450_00n, writtenOffMinor: 150_00n },
      ...{ owedMinor: 0n, currency: 'EUR', assumedBy: null },
    });
    expect(await balanceAt('loan.receivable')).toBe(0n);
    expect(await t.balanceAt(p, 'loan.losses')).toBe(150_00n);
    await t.prove(p);
  });

  test('is paid back by the bank, whoever pays, once a key and never more than the line has', async () => {
    const loan = order();
    await port().draw(loan);
    const before = await available();
    const bankLineId = await t.receive(p, '300.00');
    const finance = loans(p.ctx('finance'));
    const part = { key: t.newKey(), loanId: loan.loanId, amountMinor: 200_00n, bankLineId };
    await Promise.all([1, 2, 3].map(() => finance.receive(part)));
    expect(await available()).toBe(before);
    expect(await finance.state(loan.loanId)).toMatchObject({ repaidMinor: 200_00n });
    const refusal = (over: object) => finance.receive({ ...part, key: t.newKey(), ...over });
    await expect(refusal({ amountMinor: 100_01n })).rejects.toMatchObject({
      findings: [{ code: 'payment.more-than-line' }],
    });
    await expect(refusal({ amountMinor: 300_01n })).rejects.toMatchObject({
      findings: [{ code: 'payment.more-than-line' }, { code: 'loan.more-than-owed' }],
    });
    const mismatch = { code: 'IDEMPOTENCY_MISMATCH' };
    await expect(finance.receive({ ...part, amountMinor: 1n })).rejects.toMatchObject(mismatch);
    await expect(port().receive(part)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await t.prove(p);
  });

  test('is taken over by one company, after which only the bank brings money for it', async () => {
    const loan = order();
    await port().draw(loan);
    const { loanId } = loan;
    const before = await balanceAt('loan.receivable');
    const company = { loanId, enterpriseNumber: '0566.988.259' };
    const both = await Promise.all([1, 2].map(() => port().assume(company)));
    expect(both.map(({ assumedBy }) => assumedBy)).toEqual(Array(2).fill('0566988259'));
    expect(await balanceAt('loan.receivable')).toBe(before);
    const [owner] = await p.admin.query(
      `select owner_type from ledger.account where code = 'loan.receivable' and owner_id = $1`,
      [loanId],
    );
    expect(owner).toEqual({ owner_type: 'company' });
    const other = port().assume({ loanId, enterpriseNumber: '0896755397' });
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
    const bad = port().assume({ loanId, enterpriseNumber: '0566988258' });
    await expect(bad).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const repaid = port().repay({ key: t.newKey(), loanId, amountMinor: 1n });
    await expect(repaid).rejects.toMatchObject({ findings: [{ code: 'loan.assumed' }] });
    const bankLineId = await t.receive(p, '400.00');
    const part = { key: t.newKey(), loanId, amountMinor: 400_00n, bankLineId };
    expect(await loans(p.ctx('finance')).receive(part)).toMatchObject({ owedMinor: 100_00n });
    await port().writeOff({ key: t.newKey(), loanId, amountMinor: 100_00n });
    const nothing = order();
    await port().draw(nothing);
    await port().repay({ ...nothing, key: t.newKey() });
    const settled = port().assume({ ...company, loanId: nothing.loanId });
    await expect(settled).rejects.toMatchObject({ findings: [{ code: 'loan.nothing-owed' }] });
    await t.prove(p);
  });

  test('of a member is owed by that member', async () => {
    const id = p.memberIds['member-stage'];
    const loan = order({ borrower: { type: 'Member', id } });
    await port().draw(loan);
    const [row] = await p.admin.query(
      `select owner_type, owner_id from ledger.account where code = 'loan.receivable'
         and owner_type = 'member'`,
    );
    expect(row).toEqual({ owner_type: 'member', owner_id: id });
    await port().repay({ key: t.newKey(), loanId: loan.loanId, amountMinor: 500_00n });
  });

  test('does each key once, at the same moment too, and refuses another content', async () => {
    const loan = order();
    const before = await available();
    await Promise.all([1, 2, 3].map(() => port().draw(loan)));
    expect((await available()) - before).toBe(500_00n);
    const mismatch = { code: 'IDEMPOTENCY_MISMATCH' };
    await expect(port().draw({ ...loan, amountMinor: 1n })).rejects.toMatchObject(mismatch);
    await expect(port().draw(order({ key: loan.key }))).rejects.toMatchObject(mismatch);
    const other = { ...loan, key: t.newKey(), service: 'test.other' };
    await expect(port().draw(other)).rejects.toMatchObject(mismatch);
    const back = { key: t.newKey(), loanId: loan.loanId, amountMinor: 500_00n };
    await Promise.all([1, 2, 3].map(() => port().repay(back)));
    expect(await available()).toBe(before);
    await expect(port().writeOff(back)).rejects.toMatchObject(mismatch);
  });

  test('is never repaid beyond what is owed, or with money that is not there', async () => {
    const loan = order();
    await port().draw(loan);
    const { loanId } = loan;
    await expect(
      port().repay({ key: t.newKey(), loanId, amountMinor: 500_01n }),
    ).rejects.toMatchObject({ code: 'REFUSED', findings: [{ code: 'loan.more-than-owed' }] });
    const all = await available();
    await held().hold(deposit({ amountMinor: all, key: 'all-of-it' }));
    await expect(port().repay({ key: t.newKey(), loanId, amountMinor: 1n })).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
    });
    await held().giveBack({ key: 'all-of-it', keptMinor: 0n });
    // Two that together are too much: one waits for the other and is refused.
    const two = await Promise.allSettled(
      [1, 2].map(() => port().repay({ key: t.newKey(), loanId, amountMinor: 300_00n })),
    );
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await t.prove(p);
  });

  test.each<[string, object]>([
    ['nothing', { amountMinor: 0n }],
    ['less than nothing', { amountMinor: -1n }],
    ['more than there is', { amountMinor: 10n ** 14n }],
    ['another currency', { currency: 'USD' }],
  ])('of %s is no loan', async (_, over) => {
    await expect(port().draw(order(over))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of somebody else’s activity is not there', async () => {
    const stranger = loans(p.ctx('member-startup'));
    await expect(stranger.draw(order())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const loan = order();
    await port().draw(loan);
    const elsewhere = loans(p.ctx('admin', { foreign: true }));
    const back = { key: t.newKey(), loanId: loan.loanId, amountMinor: 1n };
    for (const one of [stranger, elsewhere]) {
      expect(await one.state(loan.loanId)).toBeNull();
      await expect(one.repay(back)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('owes what was drawn less what came back, whatever the order of moves', async () => {
    const kinds = fc.constantFrom('draw' as const, 'repay' as const, 'writeOff' as const);
    const moves = fc.array(fc.tuple(kinds, fc.bigInt(1n, 400_00n)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(moves, async (wanted) => {
        const loan = order({ amountMinor: 300_00n });
        await port().draw(loan);
        let owed = 300_00n;
        for (const [kind, amountMinor] of wanted) {
          const move = { ...loan, key: t.newKey(), amountMinor };
          const done = await port()
            [kind](move)
            .then(
              () => true,
              () => false,
            );
          expect(done).toBe(kind === 'draw' || amountMinor <= owed);
          if (done) owed += kind === 'draw' ? amountMinor : -amountMinor;
          expect((await port().state(loan.loanId))?.owedMinor).toBe(owed);
        }
      }),
      { numRuns: 8 },
    );
    await t.prove(p);
  });
});

/** Each of these is of an activity of its own: what one expects is nothing to the other. */
describe('a loan that awaits a client', () => {
  beforeAll(() => t.withFund(p, 10_000_00n));

  const of = (manager: t.Manager) => lenders(p, manager);

  test('and the fund advance one invoice once, in whatever order they come', async () => {
    const { lend, left, fund, fundRoom, port } = of('member-film');
    const { id, structuredCommunication } = await t.newInvoice(p, 'member-film');
    expect(await left('Invoice', id)).toBe(935_00n);
    const loanId = newId();
    const first = { loanId, key: t.newKey() };
    await lend(600_00n, upon('Invoice', id), first);
    expect([await left('Invoice', id), await fundRoom()]).toEqual([335_00n, 335_00n]);
    await expect(lend(335_01n, upon('Invoice', id))).rejects.toMatchObject({
      code: 'REFUSED',
      findings: [{ code: 'loan.more-than-expected', path: ['amount'], values: { left: '335.00' } }],
    });
    await expect(fund(335_01n)).rejects.toMatchObject({
      findings: [{ code: 'fund.more-than-expected', values: { left: '335.00' } }],
    });
    await fund(335_00n);
    expect([await left('Invoice', id), await fundRoom()]).toEqual([0n, 0n]);
    await expect(lend(1n, upon('Invoice', id))).rejects.toMatchObject({ code: 'REFUSED' });
    // What awaits nobody is no matter of this; a repeat is harmless when nothing is left either.
    await lend(50_00n, {});
    expect(await lend(600_00n, upon('Invoice', id), first)).toMatchObject({ owedMinor: 600_00n });
    const other = { loanId, key: t.newKey() };
    await expect(lend(1n, {}, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });

    // Half is paid: the fund has its own back first, and the loan rests on what is still to come.
    await t.receive(p, '605.00', structuredCommunication);
    expect(await t.standing(p, 'member-film')).toMatchObject({ advanced: 0n, expected: 467_50n });
    expect([await left('Invoice', id), await fundRoom()]).toEqual([0n, 0n]);
    await port.repay({ key: t.newKey(), loanId, amountMinor: 500_00n });
    expect([await left('Invoice', id), await fundRoom()]).toEqual([367_50n, 367_50n]);
    await port.writeOff({ key: t.newKey(), loanId, amountMinor: 40_00n });
    expect([await left('Invoice', id), await fundRoom()]).toEqual([407_50n, 407_50n]);
    await port.assume({ loanId, enterpriseNumber: '0566988259' });
    expect([await left('Invoice', id), await fundRoom()]).toEqual([467_50n, 467_50n]);
    await t.prove(p);
  });

  test('breaks nothing when its invoice is credited, or given up for lost', async () => {
    const { lend, left, fund, fundRoom } = of('member-design');
    const credited = await t.newInvoice(p, 'member-design');
    const doubtful = await t.newInvoice(p, 'member-design');
    await lend(900_00n, upon('Invoice', credited.id));
    await fund(500_00n);
    const part = { lines: [{ position: 1, net: '800.00' }], reason: 'x' };
    const key = { idempotencyKey: t.newKey() };
    await creditInvoice(p.ctx('member-design'), { invoiceId: credited.id, ...part, ...key });
    // 187 of it is left, and all of that is the loan's; of the other 935 the fund has 500.
    expect([await left('Invoice', credited.id), await fundRoom()]).toEqual([0n, 435_00n]);
    expect(await left('Invoice', doubtful.id)).toBe(435_00n);
    await lend(100_00n, upon('Invoice', doubtful.id));
    const lost = { invoiceId: doubtful.id, reason: 'x', idempotencyKey: t.newKey() };
    const { writeOffId } = await proposeWriteOff(p.ctx('finance'), lost);
    const decision = { writeOffId: writeOffId as string, approve: true };
    await decideWriteOff(p.ctx('finance-2'), { ...decision, idempotencyKey: t.newKey() });
    expect([await left('Invoice', doubtful.id), await fundRoom()]).toEqual([0n, 0n]);
    await t.prove(p);
  });

  test('rests on an order until that is invoiced, then on its invoices, and on no others', async () => {
    const { activityId, lend, left, fund, fundRoom } = of('member-startup');
    const ctx = p.ctx('member-startup');
    const clientId = await t.newClient(p, 'member-startup');
    const other = await t.newInvoice(p, 'member-startup', [t.line('100.00')], clientId);
    const { quote } = await createQuote(ctx, {
      ...{ activityId, clientId, validUntil: '2026-12-31', lines: [t.line('2000.00')] },
    });
    const quoteId = (quote as { id: string }).id;
    expect(await left('Quote', quoteId)).toBe(0n);
    await sendQuote(ctx, { quoteId });
    await acceptQuote(ctx, { quoteId });
    expect(await left('Quote', quoteId)).toBe(2000_00n);
    await expect(lend(2000_01n, upon('Quote', quoteId))).rejects.toMatchObject({
      findings: [{ code: 'loan.more-than-expected', values: { left: '2000.00' } }],
    });
    await lend(1500_00n, upon('Quote', quoteId));
    expect([await left('Quote', quoteId), await left('Invoice', other.id)]).toEqual([
      ...[500_00n, 93_50n],
    ]);
    expect(await fundRoom()).toBe(93_50n);
    const invoice = async (part: { kind: QuotePart; percent: string } | null) => {
      const made = await createInvoice(p.ctx('member-startup'), { quoteId, part });
      const invoiceId = made.invoice?.id as string;
      const once = { invoiceId, idempotencyKey: t.newKey() };
      expect(t.codes(await issueInvoice(p.ctx('member-startup'), once))).toEqual([]);
      return invoiceId;
    };
    // A deposit of 1000: 1000 is yet to be invoiced, so 500 of the loan rests on the deposit.
    const deposit = await invoice({ kind: QuotePart.DEPOSIT, percent: '50' });
    expect([await left('Invoice', deposit), await left('Quote', quoteId)]).toEqual([
      ...[435_00n, 435_00n],
    ]);
    expect(await fundRoom()).toBe(528_50n);
    await fund(528_50n);
    expect(await left('Quote', quoteId)).toBe(0n);
    const rest = await invoice(null);
    expect([await left('Invoice', rest), await fundRoom()]).toEqual([0n, 0n]);
    await t.prove(p);
  });

  test('names a document that the activity has, and that whoever asks may see', async () => {
    const { port, lend } = of('member-film');
    const { id } = await t.newInvoice(p, 'member-design', [t.line('10.00')]);
    for (const one of [id, newId()]) {
      expect(await port.left({ type: 'Invoice', id: one })).toBeNull();
      const unseen = lend(1n, upon('Invoice', one));
      await expect(unseen).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const elsewhere = order({ amountMinor: 1n, ...upon('Invoice', id) });
    await expect(loans(p.ctx('admin')).draw(elsewhere)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const draft = await t.newDraft(p, 'member-film', [t.line('10.00')]);
    expect((await port.left({ type: 'Invoice', id: draft }))?.leftMinor).toBe(0n);
  });
});

const deposit = (over: object = {}) => ({
  ...{ key: t.newKey(), activityId: activityId(), amountMinor: 50_00n, currency: 'EUR' },
  ...{ service: 'test.van', source: { type: 'TestRental', id: newId() } },
  ...over,
});

describe('a deposit', () => {
  test('is out of reach while it is held, and comes back once, less what is kept', async () => {
    await port().draw(order());
    const before = await available();
    const earned = await t.balanceAt(p, 'service.income');
    const one = deposit();
    await Promise.all([1, 2, 3].map(() => held().hold(one)));
    expect(before - (await available())).toBe(50_00n);
    expect(await balanceAt('deposit.held')).toBe(50_00n);
    const back = { key: one.key, keptMinor: 20_00n };
    await Promise.all([1, 2, 3].map(() => held().giveBack(back)));
    expect(before - (await available())).toBe(20_00n);
    expect((await t.balanceAt(p, 'service.income')) - earned).toBe(20_00n);
    expect(await held().state(one.key)).toMatchObject({ amountMinor: 50_00n, keptMinor: 20_00n });
    await expect(held().giveBack({ ...back, keptMinor: 0n })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    await t.prove(p);
  });

  test('is refused for want of money, for a stranger, and when it makes no sense', async () => {
    await expect(held().hold(deposit({ amountMinor: 10n ** 10n }))).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
    });
    const stranger = deposits(p.ctx('member-startup'));
    await expect(stranger.hold(deposit())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const one = deposit();
    await held().hold(one);
    expect(await stranger.state(one.key)).toBeNull();
    for (const keptMinor of [-1n, 50_01n]) {
      await expect(held().giveBack({ key: one.key, keptMinor })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
    await expect(held().hold({ ...one, amountMinor: 1n })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  test('or a loan that is open stands in the way of closing the activity', async () => {
    const { data } = await p.graphql<{ closeActivity: { violations: { code: string }[] } }>(
      `mutation ($id: ID!) { closeActivity(input: { activityId: $id }) { violations { code } } }`,
      { id: `Activity:${activityId()}` },
      { as: 'member-stage' },
    );
    const codes = data?.closeActivity.violations.map(({ code }) => code);
    expect(codes).toContain('closing.loans-open');
  });
});
