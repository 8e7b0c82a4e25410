import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, errorCode, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { licenceDocument } from './licence-pdf.js';
import { design } from './plugin.js';
import { calls, type Made, mutation } from './testing.js';

let p: TestPlatform;
let clientId: string;
let work: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [design] });
  await describeStudio();
  clientId = await newClient();
  const { brief } = await step('designCreateBrief', 'brief { id }', {
    ...{ activityId: activity(), title: 'House style' },
  });
  const { deliverable } = await step('designAddDeliverable', 'deliverable { id }', {
    ...{ briefId: brief?.id, title: 'Logo', includedRounds: 1, extraRoundPrice: '150.00' },
  });
  work = deliverable?.id as string;
  for (const agreed of [false, true, true]) {
    await step('designSubmitDeliverable', 'deliverable { id }', { id: work });
    const revision = { id: work, request: 'Calmer', agreed };
    await step('designRequestRevision', 'deliverable { id }', revision);
  }
});
afterAll(() => p.close());

describe('extra rounds', () => {
  const put = (invoiceId: string, more: object = {}) =>
    step('designInvoiceRounds', 'deliverable { id }', { deliverableId: work, invoiceId, ...more });

  test('are lines of a draft, once, at the price that was agreed', async () => {
    const invoiceId = await newInvoice();
    expect(codesOf(await put(invoiceId, { dryRun: true }))).toEqual([]);
    expect(await linesOf(invoiceId)).toEqual(['Design 500.00']);
    const answers = await Promise.all([put(invoiceId), put(invoiceId), put(invoiceId)]);
    expect(answers.flatMap(codesOf)).toEqual(Array(2).fill('design.no-round-to-invoice'));
    expect(await linesOf(invoiceId)).toEqual([
      ...['Design 500.00', 'Logo: 2. Calmer 150.00', 'Logo: 3. Calmer 150.00'],
    ]);
  });

  test('are put on another draft when the first was thrown away', async () => {
    const [first] = await p.admin.query<{ id: string }>(
      `select distinct invoice_id as id from design.revision_round
       where cooperative_id = $1 and invoice_id is not null`,
      [p.cooperativeId],
    );
    const id = `Invoice:${first?.id}`;
    const version = 'query ($id: ID!) { invoice(id: $id) { version } }';
    const { version: expectedVersion } = await ask<{ version: number }>(p, version, { id });
    await ask(
      p,
      `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
        violations { code } } }`,
      { input: { invoiceId: id, expectedVersion } },
    );
    const invoiceId = await newInvoice();
    expect(codesOf(await put(invoiceId))).toEqual([]);
    expect(await linesOf(invoiceId)).toHaveLength(3);
  });

  test('are not put on what is issued, nor on what is somebody else’s', async () => {
    const issued = await newInvoice();
    await issue(issued);
    expect(codesOf(await put(issued))).toContain('design.invoice-not-draft');
    const query = mutation('designInvoiceRounds', 'deliverable { id }');
    const input = { deliverableId: work, invoiceId: issued };
    expect(await errorCode(p, query, { input }, { as: 'member-film' })).toBe('NOT_FOUND');
    const nobody = { ...input, invoiceId: `Invoice:${crypto.randomUUID()}` };
    expect(await errorCode(p, query, { input: nobody })).toBe('NOT_FOUND');
  });
});

describe('royalties', () => {
  const statementOf = async (base: string, from: string) => {
    licence ??= (
      await step('designGrantLicence', 'licence { id }', {
        ...{ deliverableId: work, invoiceId: await newInvoice(), media: ['print'], fee: '10.00' },
        ...{ territories: ['BE'], from: '2026-01-01', royaltyPercent: '7.5' },
      })
    ).licence?.id;
    const { statement } = await step('designReportRoyalties', 'statement { id }', {
      ...{ licenceId: licence, from, until: from, base, source: 'The shop' },
    });
    return statement?.id as string;
  };
  let licence: string | undefined;
  const put = (statementId: string, invoiceId: string) =>
    step('designInvoiceRoyalties', 'statement { id }', { statementId, invoiceId });

  test('are a line and author rights of the invoice, once', async () => {
    const statementId = await statementOf('1200.00', '2026-11-01');
    const invoiceId = await newInvoice();
    expect(codesOf(await put(statementId, invoiceId))).toEqual([]);
    expect(codesOf(await put(statementId, invoiceId))).toEqual(['design.royalties-invoiced']);
    expect(await linesOf(invoiceId)).toEqual([
      ...['Design 500.00', 'Logo: 2026-11-01 – 2026-11-01, 7.50 % 90.00'],
    ]);
    const query = `query ($id: ID!) { invoice(id: $id) { design {
      rights { amount } reuse { amount } } } }`;
    expect(await ask(p, query, { id: invoiceId })).toEqual({
      design: { rights: { amount: '90.00' }, reuse: { amount: '90.00' } },
    });
  });

  test('of nothing, or of another client, are on no invoice', async () => {
    const nothing = await statementOf('0.00', '2026-11-02');
    expect(codesOf(await put(nothing, await newInvoice()))).toEqual(['design.royalties-nothing']);
    const some = await statementOf('100.00', '2026-11-03');
    const other = await newInvoice(await newClient());
    expect(codesOf(await put(some, other))).toEqual(['design.invoice-of-other-client']);
  });

  test('and the licence itself are told in writing to those who see the activity', async () => {
    await statementOf('1.00', '2026-11-04');
    const query = 'query ($id: ID!) { designLicence(id: $id) { document { filename } } }';
    expect(await ask(p, query, { id: licence })).toEqual({
      document: { filename: expect.stringMatching(/^licence-[0-9a-f]{12}\.pdf$/) },
    });
    const fetched = (as: 'member-stage' | 'member-film') =>
      licenceDocument.open(p.platform.host.context(p.ctx(as), design.name), {
        ...{ id: String(licence).split(':')[1] as string, locale: 'fr' },
      });
    const sheet = await fetched('member-stage');
    expect(
      Buffer.from(sheet?.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await fetched('member-film')).toBeNull();
  });
});

describe('the use of a licence', () => {
  /** Granted on an invoice of 100.00 that is issued, and how far its payment is. */
  async function granted(): Promise<{ id: string; invoiceId: string }> {
    const invoiceId = await newInvoice();
    const { licence } = await step('designGrantLicence', 'licence { id }', {
      ...{ deliverableId: work, invoiceId, media: ['web'], territories: ['BE'], fee: '10.00' },
      ...{ from: '2026-11-23', until: '2026-11-23' },
    });
    await issue(invoiceId);
    return { id: licence?.id as string, invoiceId };
  }
  const useOf = async (id: string) =>
    (await ask<{ use: string }>(p, 'query ($id: ID!) { designLicence(id: $id) { use } }', { id }))
      .use;
  const bank = async (invoiceId: string, amount: string) => {
    const query = 'query ($id: ID!) { invoice(id: $id) { structuredCommunication } }';
    const { structuredCommunication } = await ask<{ structuredCommunication: string }>(
      ...([p, query, { id: invoiceId }] as const),
    );
    const lines = [{ lineNo: 1, bookedOn: '2026-11-23', amount, structuredCommunication }];
    statements += 1;
    await ask(
      p,
      `mutation ($input: ImportBankStatementInput!) { importBankStatement(input: $input) {
        violations { code } } }`,
      {
        input: {
          ...{ iban: 'BE68539007547034', year: 2026, number: statements, lines },
          idempotencyKey: crypto.randomUUID(),
        },
      },
      { as: 'finance' },
    );
  };
  let statements = 0;

  test('waits for the last cent that the bank brings, and lasts its last day', async () => {
    const { id, invoiceId } = await granted();
    expect(await useOf(id)).toBe('UNPAID');
    await bank(invoiceId, '604.99');
    expect(await useOf(id)).toBe('UNPAID');
    await bank(invoiceId, '0.01');
    expect(await useOf(id)).toBe('ACTIVE');
    p.setToday('2026-11-24');
    expect(await useOf(id)).toBe('ENDED');
    p.setToday('2026-11-22');
    expect(await useOf(id)).toBe('NOT_BEGUN');
    p.setToday('2026-11-23');
  });

  test('ends with a draft that is thrown away, and shuts nobody out any more', async () => {
    const exclusive = (invoiceId: string) =>
      step('designGrantLicence', 'licence { id }', {
        ...{ deliverableId: work, invoiceId, media: ['cinema'], territories: ['BE'] },
        ...{ from: '2026-11-23', fee: '10.00', exclusive: true },
      });
    const draft = await newInvoice();
    const { licence } = await exclusive(draft);
    const other = await newInvoice(await newClient());
    expect(codesOf(await exclusive(other))).toEqual(['design.licence-clashes']);
    const thrown = await ask<Made>(
      p,
      `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
        violations { code } } }`,
      { input: { invoiceId: draft, expectedVersion: 1 } },
    );
    expect(codesOf(thrown)).toEqual([]);
    await p.platform.settle();
    expect(await useOf(licence?.id as string)).toBe('WITHDRAWN');
    expect(codesOf(await exclusive(other))).toEqual([]);
  });

  test('waits for the whole of a quote, of which an advance is paid first', async () => {
    const core = <Answer>(name: string, type: string, made: string, input: object) =>
      ask<Answer>(p, `mutation ($input: ${type}!) { ${name}(input: $input) { ${made} } }`, {
        input,
      });
    type Drafted = { readonly invoice: { readonly id: string } };
    const lines = [{ description: 'House style', unitPrice: '1000.00' }];
    const offer = { activityId: activity(), clientId, validUntil: '2026-12-31', lines };
    const created = ['createQuote', 'CreateQuoteInput', 'quote { id }'] as const;
    const { quote } = await core<{ quote: { id: string } }>(...created, offer);
    const quoteId = quote.id;
    for (const name of ['sendQuote', 'acceptQuote']) {
      await core(name, 'QuoteStepInput', 'violations { code }', { quoteId });
    }
    const draft = async (part?: object) => {
      const of = ['createInvoice', 'CreateInvoiceInput', 'invoice { id }'] as const;
      return (await core<Drafted>(...of, { quoteId, part })).invoice.id;
    };
    const grant = (invoiceId: string, fee: string) =>
      step('designGrantLicence', 'licence { id }', {
        ...{ deliverableId: work, invoiceId, media: ['web'], territories: ['BE'], fee },
        from: '2026-11-23',
      });
    const issued = (invoiceId: string, more: object = {}) =>
      core<Made>('issueInvoice', 'IssueInvoiceInput', 'violations { code }', {
        ...{ invoiceId, idempotencyKey: crypto.randomUUID(), ...more },
      });
    const advance = await draft({ kind: 'DEPOSIT', percent: '30' });
    const { licence: early } = await grant(advance, '60.00');
    expect(codesOf(await issued(advance))).toEqual([]);
    await bank(advance, '363.00');
    expect(await useOf(early?.id as string)).toBe('UNPAID');
    const rest = await draft();
    const { licence: late } = await grant(rest, '240.00');
    // 60.00 and 240.00 of 1,000.00 are the share, though more than that of the rest alone.
    expect(codesOf(await issued(rest, { dryRun: true }))).toEqual([]);
    const { licence: more } = await grant(rest, '0.01');
    expect(codesOf(await issued(rest))).toEqual(['design.rights-share-exceeded']);
    await step('designWithdrawLicence', 'licence { id }', { id: more?.id });
    expect(codesOf(await issued(rest))).toEqual([]);
    await bank(rest, '846.99');
    expect(await useOf(late?.id as string)).toBe('UNPAID');
    await bank(rest, '0.01');
    expect(await useOf(late?.id as string)).toBe('ACTIVE');
    expect(await useOf(early?.id as string)).toBe('ACTIVE');
  });

  test('needs only what a credit note leaves to pay, and ends with an invoice taken back', async () => {
    const credit = (invoiceId: string, lines?: object[]) =>
      ask<Made>(
        p,
        `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
          violations { code } } }`,
        { input: { invoiceId, reason: 'Agreed', lines, idempotencyKey: crypto.randomUUID() } },
      );
    const part = await granted();
    expect(codesOf(await credit(part.invoiceId, [{ position: 1, net: '100.00' }]))).toEqual([]);
    await bank(part.invoiceId, '483.99');
    expect(await useOf(part.id)).toBe('UNPAID');
    await bank(part.invoiceId, '0.01');
    expect(await useOf(part.id)).toBe('ACTIVE');
    const whole = await granted();
    expect(codesOf(await credit(whole.invoiceId))).toEqual([]);
    expect(await useOf(whole.id)).toBe('WITHDRAWN');
    await p.platform.settle();
    const rights = 'query ($id: ID!) { invoice(id: $id) { design { rights { amount } } } }';
    expect(await ask(p, rights, { id: whole.invoiceId })).toEqual({
      design: { rights: { amount: '0.00' } },
    });
    const sold = { licenceId: whole.id, from: '2026-11-23', until: '2026-11-23' };
    const told = { ...sold, base: '10.00', source: 'The shop' };
    // It had none; that it was taken back does not stand in the way.
    expect(codesOf(await step('designReportRoyalties', 'statement { id }', told))).toEqual([
      'design.no-royalty-agreed',
    ]);
  });
});

const { activity, describeStudio, step, newClient, newInvoice: invoiceTo, issue } = calls(() => p);

const newInvoice = (client = clientId) => invoiceTo(client);

async function linesOf(id: string): Promise<string[]> {
  const query = `query ($id: ID!) { invoice(id: $id) {
    lines { description unitPrice { amount } } } }`;
  const { lines } = await ask<{ lines: { description: string; unitPrice: { amount: string } }[] }>(
    ...([p, query, { id }] as const),
  );
  return lines.map(({ description, unitPrice }) => `${description} ${unitPrice.amount}`);
}
