import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { globalId } from '../../platform/ids.js';
import { type Locale, locales } from '../../platform/messages.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { pdfText } from '../../platform/testing/pdf-text.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { ClientKind } from '../client/client.entity.js';
import { createClient, type NewClient } from '../client/create-client.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { VatCategory } from '../document/vat.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import type { Invoice } from '../invoice/invoice.entity.js';
import { address, ask, line, newClient, newDraft, newInvoice, newKey } from '../testing.js';
import { brokenRules } from './testing-rules.js';
import { at, parseXml, textAt, type XmlNode } from './testing-tree.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

type Format = 'PDF' | 'UBL';

const documentQuery = `query ($id: ID!, $format: DocumentFormat!, $locale: String) {
  invoice(id: $id) { document(format: $format, locale: $locale) { url mediaType filename } } }`;

const linkTo = async (
  id: string,
  format: Format,
  locale?: Locale,
  as: TestPerson = 'member-stage',
) => (await ask(p, as, documentQuery, { id: globalId('Invoice', id), format, locale }))?.document;

async function fetched(url: string): Promise<Uint8Array | null> {
  const link = await openDownload(p.platform, url.replace('/files/', ''), 'test');
  const file = await link?.open();
  return (file?.body as Uint8Array) ?? null;
}

async function ublOf(invoice: { id: string }, locale?: Locale): Promise<string> {
  const bytes = await fetched((await linkTo(invoice.id, 'UBL', locale)).url);
  return new TextDecoder().decode(bytes as Uint8Array);
}

async function pdfOf(invoice: { id: string }, locale?: Locale): Promise<string> {
  return pdfText((await fetched((await linkTo(invoice.id, 'PDF', locale)).url)) as Uint8Array);
}

async function clientOf(over: Partial<NewClient>): Promise<string> {
  const { client, violations } = await createClient(p.ctx('member-stage'), {
    ...{
      activityId: p.activityIds['member-stage'],
      kind: ClientKind.FOREIGN,
      name: 'Client',
      address,
    },
    ...over,
  } as NewClient);
  expect(violations).toEqual([]);
  return (client as { id: string }).id;
}

const vatLine = (category: VatCategory, legalGround = 'VAT Code, art. 44 § 2, 8°', rate?: string) =>
  line('123.45', { vat: { category, legalGround, rate } });

const abroad = (country: string) => ({ ...address, city: 'Lyon', postalCode: '69001', country });
const french = () => clientOf({ vatNumber: 'FR40303265045', address: abroad('FR') });

async function creditOf(invoice: Invoice, lines?: { position: number; net: string }[]) {
  const { after, violations } = await creditInvoice(p.ctx('member-stage'), {
    ...{ invoiceId: invoice.id, reason: 'Partly not delivered', lines, idempotencyKey: newKey() },
  });
  expect(violations).toEqual([]);
  return { id: after?.creditNote?.id ?? '' };
}

const issued = (lines: DocumentLineInput[], clientId?: string) =>
  newInvoice(p, 'member-stage', lines, clientId);

describe('the UBL of a document breaks no rule', () => {
  const c = VatCategory;
  const cases: [string, () => Promise<{ id: string }>][] = [
    ['at the standard rate', () => issued([line('1000.00')])],
    [
      'at several rates and exempt',
      () =>
        issued([
          ...[line('0.05'), vatLine(c.REDUCED, 'Table A, XXIX', '6'), vatLine(c.EXEMPT)],
          ...[vatLine(c.REDUCED, 'Table B', '12'), vatLine(c.ZERO), vatLine(c.EXEMPT, 'Other')],
        ]),
    ],
    [
      'with many lines that round',
      () =>
        issued(
          Array.from({ length: 200 }, (_, i) =>
            line(`${i}.${10 + (i % 89)}`, { quantity: '0.333333' }),
          ).slice(3),
        ),
    ],
    ['with reverse charge', async () => issued([vatLine(c.REVERSE_CHARGE)], await french())],
    ['to another member state', async () => issued([vatLine(c.INTRA_EU)], await french())],
    [
      'for export',
      async () => issued([vatLine(c.EXPORT)], await clientOf({ address: abroad('US') })),
    ],
    ['outside the scope of VAT', async () => issued([vatLine(c.OUT_OF_SCOPE)], await french())],
    ['half outside the scope of VAT', async () => issued([vatLine(c.OUT_OF_SCOPE), line('1.00')])],
    [
      'for a consumer',
      async () => issued([line('10.00')], await clientOf({ kind: ClientKind.CONSUMER })),
    ],
    [
      'for a public body',
      async () =>
        issued(
          [line('10.00')],
          await clientOf({ kind: ClientKind.PUBLIC_BODY, enterpriseNumber: '0566988259' }),
        ),
    ],
    [
      'that takes back a whole invoice',
      async () => creditOf(await issued([line('10.00'), vatLine(c.EXEMPT)])),
    ],
    [
      'that takes back a part',
      async () =>
        creditOf(await issued([line('10.01'), line('7.77')]), [{ position: 2, net: '0.01' }]),
    ],
    [
      'with odd characters',
      () => issued([line('1.00', { description: '<b>&"\'\n\tLine two ]]> 🎻' })]),
    ],
  ];
  test.each(cases)('%s', async (_, made) => {
    expect(brokenRules(await ublOf(await made()))).toEqual([]);
  });
});

describe('the document of an invoice', () => {
  test('says what was issued, to whom and how it is paid', async () => {
    const invoice = await issued([line('1000.00'), vatLine(VatCategory.EXEMPT)]);
    const root = parseXml(await ublOf(invoice));
    expect(textAt(root, 'cbc:ID')).toBe(invoice.number);
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe(invoice.total.amount);
    expect(textAt(root, 'cac:PaymentMeans/cbc:PaymentID')).toBe(invoice.structuredCommunication);
    expect(textAt(root, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')).toBe(
      'BE68539007547034',
    );
    const reasons = at(root, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason');
    expect(reasons.map(({ text }) => text)).toEqual([
      'Vrijgesteld van btw: VAT Code, art. 44 § 2, 8°',
    ]);
    const pdf = 'cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject';
    const embedded = Buffer.from(textAt(root, pdf), 'base64');
    expect(pdfText(embedded)).toContain(invoice.number);
  });

  test.each(locales)('has every mention of the law in %s', async (locale) => {
    const words = {
      nl: ['Factuur', 'Te betalen tegen', '23/12/2026', 'Vrijgesteld van btw', '1.123,45 EUR'],
      fr: ['Facture', 'À payer avant le', '23/12/2026', 'Exonéré de TVA', '123,45 EUR'],
      en: ['Invoice', 'To be paid by', '23/12/2026', 'Exempt from VAT', '1,123.45 EUR'],
      de: ['Rechnung', 'Zahlbar bis', '23.12.2026', 'Von der MwSt. befreit', '1.123,45 EUR'],
    }[locale];
    const invoice = await issued([line('1000.00'), vatLine(VatCategory.EXEMPT)]);
    const said = await pdfOf(invoice, locale);
    for (const word of words) expect(said).toContain(word);
    for (const word of [
      'Test Producties',
      'Emile Feronstraat 70',
      'BE 0896.755.397',
      'Client nv',
    ]) {
      expect(said).toContain(word);
    }
    for (const word of ['BE 0566.988.259', 'Nieuwstraat 1', '21 %', 'VAT Code, art. 44 § 2, 8°']) {
      expect(said).toContain(word);
    }
    const iban = 'BE68 5390 0754 7034';
    const own = [invoice.number, invoice.structuredCommunication, iban] as string[];
    for (const word of own) expect(said).toContain(word);
  });

  test('of a credit note names the invoice and the reason', async () => {
    const invoice = await issued([line('100.00')]);
    const note = await creditOf(invoice, [{ position: 1, net: '40.00' }]);
    const said = await pdfOf(note, 'en');
    for (const word of ['Credit note', invoice.number, 'Partly not delivered', '48.40 EUR']) {
      expect(said).toContain(word);
    }
    const root = parseXml(await ublOf(note));
    expect(root.name).toBe('CreditNote');
    const reference = 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID';
    expect(textAt(root, reference)).toBe(invoice.number);
  });

  test('stays what it was when the parties change', async () => {
    const clientId = await newClient(p, 'member-stage');
    const invoice = await issued([line('10.00')], clientId);
    const before = await ublOf(invoice);
    await p.admin.query(`update core.client set name = 'Other nv', city = 'Gent' where id = $1`, [
      clientId,
    ]);
    await p.admin.query(`update core.host_entity set street = 'Moved 1' where id = $1`, [
      p.hostEntityId,
    ]);
    expect(await ublOf(invoice)).toBe(before);
    await p.admin.query(
      `update core.host_entity set street = 'Emile Feronstraat 70' where id = $1`,
      [p.hostEntityId],
    );
    await expect(
      p.admin.query(`update core.invoice set parties = '{}' where id = $1`, [invoice.id]),
    ).rejects.toThrow('cannot be changed');
  });

  test('is none for a draft, and none for who may not see it', async () => {
    const draft = await newDraft(p, 'member-stage', [line('10.00')]);
    expect(await linkTo(draft, 'PDF')).toBeNull();
    const invoice = await issued([line('10.00')]);
    expect(await linkTo(invoice.id, 'UBL', undefined, 'member-film')).toBeUndefined();
    const { url } = await linkTo(invoice.id, 'UBL', undefined, 'finance');
    await p.admin.query(
      `update core.role_grant set until_day = '2026-11-01' where member_id = $1`,
      [p.memberIds.finance],
    );
    expect(await fetched(url)).toBeNull();
    await p.admin.query(`update core.role_grant set until_day = null where member_id = $1`, [
      p.memberIds.finance,
    ]);
  });

  test('is in no language that we do not print', async () => {
    const { id } = await issued([line('10.00')]);
    const asked = { id: globalId('Invoice', id), format: 'PDF', locale: 'pl' };
    const answer = await p.graphql(documentQuery, asked, { as: 'member-stage' });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the document of what has more than lines', () => {
  const member = (query: string, input: object) => ask(p, 'member-stage', query, { input });
  const create = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
    invoice { id } violations { code path } } }`;
  const issue = `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
    invoice { id number } violations { code } } }`;
  const credit = `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
    creditNote { id } violations { code path } } }`;
  const of = (id: string) => ({ id: id.replace('Invoice:', '') });

  async function issuedFrom(input: object): Promise<{ id: string; number: string }> {
    const made = await member(create, input);
    expect(made.violations).toEqual([]);
    const key = { idempotencyKey: newKey() };
    const { invoice, violations } = await member(issue, { invoiceId: made.invoice.id, ...key });
    expect(violations).toEqual([]);
    return { ...invoice, ...of(invoice.id) };
  }
  async function creditedOf(invoice: { id: string }, over: object = {}) {
    const input = { invoiceId: globalId('Invoice', invoice.id), reason: 'Wrong', ...over };
    const made = await member(credit, { ...input, idempotencyKey: newKey() });
    expect(made.violations).toEqual([]);
    return of(made.creditNote.id);
  }
  const ground = async () => ({
    activityId: globalId('Activity', p.activityIds['member-stage']),
    clientId: globalId('Client', await newClient(p, 'member-stage')),
  });
  const six = { category: 'REDUCED', rate: '6', legalGround: 'Royal Decree No 20, table A' };
  const rich = async () => ({
    ...(await ground()),
    lines: [
      {
        ...{ description: 'Design', quantity: '2.5', unitPrice: '99.99' },
        adjustments: [
          { percent: '12.5', reason: 'Loyal client' },
          { kind: 'CHARGE', amount: '5.00', reason: 'Transport' },
        ],
      },
      { description: 'Prints', unitPrice: '33.33', vat: six },
      { description: 'Concert', unitPrice: '50.00', vat: { ground: 'art-44-2-8', evidence: 'x' } },
    ],
    adjustments: [
      { percent: '3.33', reason: 'Package' },
      { kind: 'CHARGE', amount: '10.00', reason: 'Administration' },
    ],
  });

  test('has allowances and charges, and mentions the grounds that are named', async () => {
    const invoice = await issuedFrom(await rich());
    const xml = await ublOf(invoice);
    expect(brokenRules(xml)).toEqual([]);
    expect(at(parseXml(xml), 'cac:AllowanceCharge').length).toBe(6);
    expect(xml).toContain('Vrijgesteld van btw: art. 44 § 2, 8° WBTW.');
    const said = await pdfOf(invoice, 'fr');
    for (const word of [
      'Loyal client (12,5 %): -31,25 EUR',
      'Package (3,33 %)',
      'Exonéré de TVA',
    ]) {
      expect(said).toContain(word);
    }
  });

  test('takes back a part, the rest, or a charge alone', async () => {
    const invoice = await issuedFrom(await rich());
    const charge = await creditedOf(invoice, {
      ...{ lines: [], adjustments: [{ position: 4, amount: '1.00' }] },
    });
    const xml = await ublOf(charge);
    expect(brokenRules(xml)).toEqual([]);
    expect(at(parseXml(xml), 'cac:CreditNoteLine')).toHaveLength(1);
    const part = await creditedOf(invoice, { lines: [{ position: 1, net: '7.77' }] });
    expect(brokenRules(await ublOf(part))).toEqual([]);
    expect(brokenRules(await ublOf(await creditedOf(invoice)))).toEqual([]);
  });

  test('of a quote in parts names what was asked before', async () => {
    const made = await member(
      `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }`,
      { ...(await rich()), validUntil: '2026-12-31' },
    );
    const quoteId = made.quote.id;
    for (const step of ['sendQuote', 'acceptQuote']) {
      await member(
        `mutation ($input: QuoteStepInput!) { ${step}(input: $input) { violations { code } } }`,
        { quoteId },
      );
    }
    const parts = [
      await issuedFrom({ quoteId, part: { kind: 'DEPOSIT', percent: '30' } }),
      await issuedFrom({ quoteId, part: { kind: 'INSTALMENT', amount: '77.77' } }),
      await issuedFrom({ quoteId }),
    ];
    const xml = await Promise.all(parts.map((part) => ublOf(part)));
    expect(xml.map(brokenRules)).toEqual([[], [], []]);
    const [deposit, instalment, final] = xml.map(parseXml) as [XmlNode, XmlNode, XmlNode];
    expect(textAt(deposit, 'cbc:InvoiceTypeCode')).toBe('386');
    expect(textAt(instalment, 'cbc:InvoiceTypeCode')).toBe('380');
    const before = at(final, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID');
    expect(before.map(({ text }) => text)).toEqual([parts[0]?.number, parts[1]?.number]);
    expect(await pdfOf(parts[2] as { id: string }, 'nl')).toContain('Na aftrek van factuur');
  });

  test('speaks the language of the client and goes where it is reached', async () => {
    const clientId = await clientOf({
      ...{ vatNumber: 'FR40303265045', address: abroad('FR'), locale: 'fr' },
      peppolAddress: '0088:5790000123452',
    });
    const invoice = await issued([line('10.00')], clientId);
    expect(await pdfOf(invoice)).toContain('À payer avant le');
    const address = 'cac:AccountingCustomerParty/cac:Party/cbc:EndpointID';
    const [endpoint] = at(parseXml(await ublOf(invoice)), address);
    expect(endpoint).toMatchObject({ attributes: { schemeID: '0088' }, text: '5790000123452' });
  });
});
