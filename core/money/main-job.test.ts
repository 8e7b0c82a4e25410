import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { address, ask, newKey, prove, withFund } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p?.close());

const violations = 'violations { code path message severity }';

test('a member quotes, invoices, is advanced money and paid, and the ledger is proved', async () => {
  await withFund(p, 1_000_000n);
  const activity = `Activity:${p.activityIds['member-stage']}`;
  const as = 'member-stage';
  const created = await ask(
    p,
    as,
    `mutation ($input: CreateClientInput!) { createClient(input: $input) {
       client { id kind enterpriseNumber paymentTermDays address { city } activity { name }
         viewerCan } ${violations} } }`,
    {
      input: {
        ...{ activityId: activity, kind: 'COMPANY', name: 'Festival vzw', address },
        ...{ vatNumber: 'BE0566988259', email: 'x@festival.example' },
      },
    },
  );
  expect(created).toMatchObject({
    violations: [],
    client: { enterpriseNumber: '0566988259', paymentTermDays: 30, address: { city: 'Brussel' } },
  });
  const quoted = await ask(
    p,
    as,
    `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) {
       quote { id status net { amount } total { amount } lines { quantity unitPrice { amount } } }
       ${violations} } }`,
    {
      input: {
        ...{ activityId: activity, clientId: created.client.id, validUntil: '2026-12-31' },
        lines: [{ description: 'Two days', quantity: '2', unitPrice: '500.00' }],
      },
    },
  );
  expect(quoted).toMatchObject({
    violations: [],
    quote: { status: 'DRAFT', net: { amount: '1000.00' }, total: { amount: '1210.00' } },
  });
  const quoteId = quoted.quote.id;
  const step = (name: string) =>
    ask(
      p,
      as,
      `mutation ($input: QuoteStepInput!) { ${name}(input: $input) {
        quote { status number viewerCan } ${violations} } }`,
      { input: { quoteId } },
    );
  expect(await step('sendQuote')).toMatchObject({
    quote: { status: 'SENT', number: 'Q2026-00001' },
  });
  expect(await step('acceptQuote')).toMatchObject({ quote: { status: 'ACCEPTED' } });
  const invoiced = await ask(
    p,
    as,
    `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
       invoice { id status number quote { number } lines { description net { amount } } }
       ${violations} } }`,
    { input: { quoteId } },
  );
  expect(invoiced).toMatchObject({ violations: [], invoice: { status: 'DRAFT', number: null } });
  const invoiceId = invoiced.invoice.id;
  const issued = await ask(
    p,
    as,
    `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
       invoice { number status paymentStatus issuedOn dueOn fee { amount } structuredCommunication
         vatSubtotals { rate base { amount } vat { amount } } viewerCan
         activity { balance { available { amount } receivable { amount } expected { amount } } } }
       ${violations} } }`,
    { input: { invoiceId, idempotencyKey: newKey() } },
  );
  expect(issued).toMatchObject({
    violations: [],
    invoice: {
      ...{ number: '2026-00001', status: 'ISSUED', paymentStatus: 'UNPAID', dueOn: '2026-12-23' },
      fee: { amount: '65.00' },
      vatSubtotals: [{ rate: '21.00', base: { amount: '1000.00' }, vat: { amount: '210.00' } }],
      activity: {
        balance: {
          available: { amount: '0.00' },
          receivable: { amount: '1210.00' },
          expected: { amount: '935.00' },
        },
      },
    },
  });
  const imported = await ask(
    p,
    'finance',
    `mutation ($input: ImportBankStatementInput!) { importBankStatement(input: $input) {
       imported matched duplicates bankLines { id amount { amount } open { amount } } ${violations}
     } }`,
    {
      input: {
        ...{ iban: 'BE68 5390 0754 7034', year: 2026, number: 9_001, idempotencyKey: newKey() },
        lines: [
          {
            ...{ lineNo: 1, bookedOn: '2026-11-23', amount: '1210.00' },
            structuredCommunication: issued.invoice.structuredCommunication,
          },
        ],
      },
    },
  );
  expect(imported).toMatchObject({ imported: 1, matched: 1, violations: [] });
  const paid = await ask(
    p,
    as,
    `{ invoice(id: "${invoiceId}") { paymentStatus paid { amount } due { amount }
       payments { amount { amount } released { amount } repaid { amount } bankLine { id } }
       activity { balance { available { amount } } ledger(first: 3) { totalCount
         nodes { account kind amount { amount } balanceAfter { amount } on } } } } }`,
  );
  expect(paid).toMatchObject({
    ...{ paymentStatus: 'PAID', paid: { amount: '1210.00' }, due: { amount: '0.00' } },
    payments: [{ released: { amount: '935.00' }, repaid: { amount: '0.00' }, bankLine: null }],
    activity: { balance: { available: { amount: '935.00' } }, ledger: { totalCount: 5 } },
  });
  await prove(p);
});
