import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, localId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { importBankStatement } from '../bank/import-bank-statement.js';
import type { EInvoice } from '../einvoice/einvoice.js';
import { writeUbl } from '../einvoice/write-ubl.js';
import { endToEndId } from '../payout/end-to-end-id.js';
import {
  ask,
  balanceAt,
  codes,
  newClient,
  newInvoice,
  newKey,
  prove,
  receive,
  standing,
} from '../testing.js';
import type { AccessPoint } from '../transmission/access-point.js';
import { takeIncoming } from './take-incoming.js';
import { bill, supplier, us } from './testing-bill.js';

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
async function assigned(
  over: Partial<EInvoice> = {},
  written: (invoice: EInvoice) => string = writeUbl,
): Promise<{ id: string }> {
  const invoice = bill({ orderReference: activity(), ...over });
  const body = new TextEncoder().encode(written(invoice));
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

describe('a document that a client makes out in our name', () => {
  const selfBilled = (type: string) => (invoice: EInvoice) =>
    writeUbl(invoice)
      .replace(/>38[01]</, `>${type}<`)
      .replace(
        'compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
        'compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0',
      );
  const ours = { seller: us, buyer: supplier };
  const accept = async (purchase: { id: string }, over: object = {}) => {
    const query = `mutation ($input: AcceptSelfBilledInput!) { acceptSelfBilled(input: $input) {
      purchase { status } violations { code } } }`;
    const input = { purchaseId: purchase.id, idempotencyKey: newKey(), ...over };
    return ask(p, 'finance-2', query, { input });
  };
  const part = () => ({
    ...({ kind: 'CREDIT_NOTE', typeCode: '381', ...ours } as const),
    lines: [{ ...bill().lines[0], unitPriceMinor: 4_000n, netMinor: 4_000n }],
    subtotals: [{ ...bill().subtotals[0], baseMinor: 4_000n, vatMinor: 840n }],
  });

  test('is a sale of the activity, booked once and never sent', async () => {
    const named = { clientId: globalId('Client', await newClient(p, 'member-stage')) };
    const sold = await assigned({ ...ours, number: 'SB-1' }, selfBilled('389'));
    expect(codes(await approve(sold.id))).toEqual(['purchase.self-billed']);
    const before = await standing(p, 'member-stage');
    expect(codes(await accept(sold))).toEqual(['purchase.client-needed']);
    expect(codes(await accept(sold, { ...named, dryRun: true }))).toEqual([]);
    const key = { ...named, idempotencyKey: newKey() };
    const both = await Promise.all([accept(sold, key), accept(sold, key)]);
    expect(both.flatMap(codes)).toEqual([]);
    expect(codes(await accept(sold, named))).toEqual(['purchase.already-decided']);
    const after = await standing(p, 'member-stage');
    expect(after.receivable - before.receivable).toBe(12_100n);
    expect(after.expected - before.expected).toBe(9_350n);
    const query = `query ($id: ID!) { purchase(id: $id) { status sale { number reference paymentStatus
      document(format: PDF) { url } selfBilledBy { number file { url } }
      transmission { status } } } }`;
    expect(await ask(p, 'member-stage', query, sold)).toMatchObject({
      status: 'APPROVED',
      sale: {
        ...{ number: expect.stringMatching(/^2026-/), reference: 'SB-1', paymentStatus: 'UNPAID' },
        ...{ document: null, transmission: null, selfBilledBy: { number: 'SB-1' } },
      },
    });
    const bought = await assigned();
    expect(codes(await accept(bought, named))).toEqual(['purchase.not-self-billed']);
    await prove(p);
  });

  test('and its credit note takes back that sale; one of another is refused', async () => {
    const before = await standing(p, 'member-stage');
    const preceding = [{ number: 'SB-1', issuedOn: null }];
    const wish = { ...part(), preceding, number: 'SB-C1' } as Partial<EInvoice>;
    const note = await assigned(wish, selfBilled('261'));
    expect(codes(await accept(note))).toEqual([]);
    expect(before.receivable - (await standing(p, 'member-stage')).receivable).toBe(4_840n);
    const wrong = { ...part(), preceding: [], number: 'SB-C2' } as Partial<EInvoice>;
    const lost = await assigned(wrong, selfBilled('261'));
    expect(codes(await accept(lost))).toEqual(['purchase.sale-unknown']);
    await prove(p);
  });

  const off = { charge: false, reason: 'Loyal client', amountMinor: 1_000n, share: null };
  const on = { charge: true, reason: 'Transport', amountMinor: 500n, share: null };
  const full = { code: 'S', rate: 2100 } as const;
  const low = { code: 'S', rate: 600 } as const;
  const item = (minor: bigint, vat: typeof full | typeof low) =>
    ({ ...bill().lines[0], vat, unitPriceMinor: minor, netMinor: minor }) as EInvoice['lines'][0];
  /** 90.00 at 21 % and 55.00 at 6 %, of which the whole takes 10.00 off and puts 5.00 on. */
  const adjusted = (number: string, vatMinor = 1_890n): Partial<EInvoice> => ({
    ...{ ...ours, number, lines: [item(10_000n, full), item(5_000n, low)] },
    allowances: [
      { ...off, vat: full },
      { ...on, vat: low },
    ],
    subtotals: [
      { ...full, baseMinor: 9_000n, vatMinor, reason: null },
      { ...low, baseMinor: 5_500n, vatMinor: 330n, reason: null },
    ],
  });

  test('with an allowance and a charge on the whole keeps them, and gives them back', async () => {
    const named = { clientId: globalId('Client', await newClient(p, 'member-stage')) };
    const before = await standing(p, 'member-stage');
    const receivable = async () => (await standing(p, 'member-stage')).receivable;
    const sold = await assigned(adjusted('SB-2'), selfBilled('389'));
    expect(codes(await accept(sold, named))).toEqual([]);
    expect((await receivable()) - before.receivable).toBe(16_720n);
    const query = `query ($id: ID!) { purchase(id: $id) {
      adjustments { kind reason amount { amount } vatCode vatRate }
      sale { net { amount } vat { amount } adjustments { kind reason amount { amount } vatRate } } } }`;
    const shown = [
      { kind: 'ALLOWANCE', reason: 'Loyal client', amount: { amount: '10.00' }, vatRate: '21.00' },
      { kind: 'CHARGE', reason: 'Transport', amount: { amount: '5.00' }, vatRate: '6.00' },
    ];
    expect(await ask(p, 'member-stage', query, sold)).toEqual({
      adjustments: shown.map((one) => ({ ...one, vatCode: 'S' })),
      sale: { net: { amount: '145.00' }, vat: { amount: '22.20' }, adjustments: shown },
    });
    const note = {
      ...({ kind: 'CREDIT_NOTE', typeCode: '381', ...ours, number: 'SB-C3' } as const),
      ...{ preceding: [{ number: 'SB-2', issuedOn: null }], lines: [item(4_000n, full)] },
      allowances: [{ ...off, amountMinor: 400n, vat: full }],
      subtotals: [{ ...full, baseMinor: 3_600n, vatMinor: 756n, reason: null }],
    };
    expect(codes(await accept(await assigned(note, selfBilled('261'))))).toEqual([]);
    expect((await receivable()) - before.receivable).toBe(12_364n);
    const rest = {
      ...note,
      ...{ number: 'SB-C4', lines: [item(5_400n, full), item(5_500n, low)], allowances: [] },
      subtotals: [
        { ...full, baseMinor: 5_400n, vatMinor: 1_134n, reason: null },
        { ...low, baseMinor: 5_500n, vatMinor: 330n, reason: null },
      ],
    };
    expect(codes(await accept(await assigned(rest, selfBilled('261'))))).toEqual([]);
    expect(await standing(p, 'member-stage')).toEqual(before);
    await prove(p);
  });

  test('a cent beside its lines, allowances and charges is refused, and nothing kept', async () => {
    const named = { clientId: globalId('Client', await newClient(p, 'member-stage')) };
    const before = await standing(p, 'member-stage');
    const sold = await assigned(adjusted('SB-3', 1_891n), selfBilled('389'));
    expect(codes(await accept(sold, named))).toEqual(['purchase.differs-from-lines']);
    const more = { ...adjusted('SB-4'), allowances: [{ ...on, vat: { code: 'S', rate: 1300 } }] };
    const unknown = await assigned(
      {
        ...more,
        subtotals: [
          { ...full, baseMinor: 10_000n, vatMinor: 2_100n, reason: null },
          { ...low, baseMinor: 5_000n, vatMinor: 300n, reason: null },
          { code: 'S', rate: 1300, baseMinor: 500n, vatMinor: 65n, reason: null },
        ],
      } as Partial<EInvoice>,
      selfBilled('389'),
    );
    expect(codes(await accept(unknown, named))).toEqual(['line.vat-rate-unknown']);
    expect(await standing(p, 'member-stage')).toEqual(before);
    await prove(p);
  });
});
