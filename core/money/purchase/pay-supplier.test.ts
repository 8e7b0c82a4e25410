import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, localId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import type { EInvoice } from '../einvoice/einvoice.js';
import { writeUbl } from '../einvoice/write-ubl.js';
import { endToEndId } from '../payout/end-to-end-id.js';
import { ask, balanceAt, codes, newInvoice, newKey, prove, receive } from '../testing.js';
import type { AccessPoint } from '../transmission/access-point.js';
import { takeIncoming } from './take-incoming.js';
import { bill } from './testing-bill.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await p.admin.query(
    `update core.host_entity set enterprise_number = '0403170701' where cooperative_id = $1`,
    [p.other.cooperativeId],
  );
  const invoice = await newInvoice(p, 'member-stage');
  await receive(p, invoice.total.amount, invoice.communicationDigits);
});
afterAll(() => p?.close());

const activity = () => globalId('Activity', p.activityIds['member-stage']);
const approve = (purchaseId: string, as: TestPerson = 'finance-2', over: object = {}) => {
  const query = `mutation ($input: ApprovePurchaseInput!) { approvePurchase(input: $input) {
    purchase { status } violations { code } } }`;
  const input = { purchaseId, deductibleVat: '21.00', idempotencyKey: newKey(), ...over };
  return ask(p, as, query, { input });
};

/** One that came in and names its activity. */
async function assigned(over: Partial<EInvoice> = {}): Promise<{ id: string }> {
  const invoice = bill({ orderReference: activity(), ...over });
  const body = new TextEncoder().encode(writeUbl(invoice));
  let answer: string | null = 'not answered';
  const point = {
    waiting: async () => [{ id: invoice.number, body }],
    answer: async (_: string, refusal: string | null) => {
      answer = refusal;
    },
  } as Partial<AccessPoint> as AccessPoint;
  await takeIncoming(p.platform, point);
  expect(answer).toBeNull();
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.purchase where number = $1',
    [invoice.number],
  );
  return { id: globalId('Purchase', row?.id as string) };
}

describe('an approved invoice of a supplier', () => {
  test('is paid by a payout that another releases and the bank settles', async () => {
    const owed = () => balanceAt(p, 'purchase.payable');
    const before = await owed();
    const { id } = await assigned({ dueOn: '2026-12-31' });
    const payment = 'id status dueOn amount { amount } payee { id } viewerCan';
    const query = `mutation ($input: ApprovePurchaseInput!) { approvePurchase(input: $input) {
      purchase { payout { ${payment} } } violations { code } } }`;
    const input = { purchaseId: id, deductibleVat: '21.00', idempotencyKey: newKey() };
    const { purchase } = await ask(p, 'finance-2', query, { input });
    expect(purchase.payout).toMatchObject({
      ...{ status: 'DUE', dueOn: '2026-12-31', amount: { amount: '121.00' }, payee: null },
      viewerCan: [],
    });
    const release = `mutation ($input: ReleasePayoutsInput!) { releasePayouts(input: $input) {
      payouts { iban } violations { code } } }`;
    const released = await ask(p, 'finance', release, {
      input: { payoutIds: [purchase.payout.id], idempotencyKey: newKey() },
    });
    expect(released).toEqual({ payouts: [{ iban: 'BE71096123456769' }], violations: [] });
    const uuid = localId('Payout', purchase.payout.id, 'id');
    await importBankStatement(p.ctx('finance'), {
      ...{ iban: 'BE68539007547034', year: 2026, number: 700, currency: 'EUR' },
      lines: [
        { lineNo: 1, bookedOn: '2026-12-31', amount: '-121.00', endToEndId: endToEndId(uuid) },
      ],
      idempotencyKey: newKey(),
    });
    const paid = await ask(
      p,
      'finance',
      `query ($id: ID!) { purchase(id: $id) {
      payout { status } } }`,
      { id },
    );
    expect(paid).toEqual({ payout: { status: 'PAID' } });
    expect(await owed()).toBe(before);
    await prove(p);
  });

  test('without a valid account is paid where a person says, or is paid already', async () => {
    const none = await assigned({ payment: null });
    const query = `query ($id: ID!) { purchase(id: $id) { payout { amount { amount } } } }`;
    expect(codes(await approve(none.id))).toEqual(['purchase.without-account']);
    const iban = 'BE62510007547061';
    expect(codes(await approve(none.id, 'finance-2', { iban }))).toEqual([]);
    const { payout } = await ask(p, 'finance', query, none);
    expect(payout.amount.amount).toBe('121.00');
    const wrong = { iban: 'GB00 1', bic: null, holder: 'S', reference: null };
    const card = await assigned({ payment: wrong });
    const before = await balanceAt(p, 'bank.clearing');
    expect(codes(await approve(card.id, 'finance-2', { alreadyPaid: true }))).toEqual([]);
    expect((await ask(p, 'finance', query, card)).payout).toBeNull();
    expect(before - (await balanceAt(p, 'bank.clearing'))).toBe(12_100n);
  });

  test('that passes a budget is refused or warned of, as the budget has it', async () => {
    const create = `mutation ($input: CreateBudgetInput!) { createBudget(input: $input) {
      budget { id } violations { code } } }`;
    const { id } = await assigned();
    const month = { activityId: activity(), from: '2026-11-01', until: '2026-12-31' };
    for (const policy of ['WARN', 'REFUSE']) {
      const lines = [{ kind: 'PURCHASES', planned: '99.99' }];
      await ask(p, 'member-stage', create, { input: { ...month, title: policy, policy, lines } });
      const tried = await approve(id, 'finance-2', { dryRun: true });
      expect(codes(tried)).toContain('budget.passed');
    }
    expect((await approve(id)).purchase).toBeNull();
    expect(
      await ask(p, 'finance', `query ($id: ID!) { purchase(id: $id) { status } }`, { id }),
    ).toEqual({
      status: 'ASSIGNED',
    });
    await p.admin.query(`delete from core.budget_line; delete from core.budget`);
  });
});
