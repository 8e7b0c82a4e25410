import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineNetMinor } from '../document/document-line.js';
import type { VatCategory } from '../document/vat.js';
import { documentTotals, vatOf } from '../document/vat.js';
import {
  type Allowance,
  type EInvoice,
  type Line,
  type Party,
  totalsOf,
  type Vat,
  vatCodeOf,
} from './einvoice.js';
import { electronicAddress, nowhere, parseAddress } from './electronic-address.js';
import { brokenRules } from './testing-rules.js';
import { at, parseXml, textAt } from './testing-tree.js';
import { writeUbl } from './write-ubl.js';

const seller: Party = {
  ...{ name: 'Test Producties', street: 'Emile Feronstraat 70', postalCode: '1060' },
  ...{ city: 'Brussel', country: 'BE', vatNumber: 'BE0896755397', email: null },
  enterpriseNumber: '0896755397',
  address: { scheme: '0208', value: '0896755397' },
};
const buyer: Party = { ...seller, name: 'Client nv', vatNumber: 'BE0566988259' };

const line = (over: Partial<Line> = {}): Line => ({
  ...{ id: '1', description: 'Work of a day', quantityMicro: 1_000_000n, note: null },
  ...{ unitPriceMinor: 100_000n, netMinor: 100_000n, vat: { code: 'S', rate: 2100 } },
  allowances: [],
  ...over,
});

/** A document whose breakdown follows from its lines and allowances. */
function document(over: Partial<EInvoice> = {}): EInvoice {
  const lines = over.lines ?? [line()];
  const allowances = over.allowances ?? [];
  const parts = [
    ...lines.map(({ vat, netMinor }) => ({ vat, netMinor })),
    ...allowances.map((a) => ({ vat: a.vat, netMinor: a.charge ? a.amountMinor : -a.amountMinor })),
  ];
  const groups = [...Map.groupBy(parts, ({ vat }) => `${vat.code} ${vat.rate}`).values()];
  const subtotals = groups.map((group) => {
    const { vat } = group[0] as { vat: Vat };
    const baseMinor = group.reduce((sum, { netMinor }) => sum + netMinor, 0n);
    const taxed = vat.code === 'S' || vat.code === 'Z';
    const vatMinor = baseMinor < 0n ? -vatOf(-baseMinor, vat.rate) : vatOf(baseMinor, vat.rate);
    return { ...vat, baseMinor, vatMinor, reason: taxed ? null : 'VAT Code, art. 44' };
  });
  return {
    ...{ kind: 'INVOICE', typeCode: '380', number: '2026-00001', issuedOn: '2026-11-23' },
    ...{ dueOn: '2026-12-23', currency: 'EUR', note: null, buyerReference: 'Client nv' },
    ...{ orderReference: null, preceding: [], attachment: null, seller, buyer, delivery: null },
    payment: { iban: 'BE68539007547034', bic: null, holder: 'Test', reference: '+++1+++' },
    ...{ paymentTerms: null, prepaidMinor: 0n, lines, allowances, subtotals },
    ...over,
  };
}

const creditNote = (over: Partial<EInvoice>): EInvoice =>
  document({
    ...{ kind: 'CREDIT_NOTE', typeCode: '381', number: 'C2026-00001', payment: null },
    preceding: [{ number: '2026-00001', issuedOn: '2026-11-01' }],
    ...{ paymentTerms: 'Set off against invoice 2026-00001', dueOn: null },
    ...over,
  });

describe('an electronic invoice', () => {
  test('says what it was given', () => {
    const root = parseXml(writeUbl(document({ orderReference: 'PO <7> & "8"' })));
    expect(root.name).toBe('Invoice');
    expect(textAt(root, 'cac:OrderReference/cbc:ID')).toBe('PO <7> & "8"');
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe('1210.00');
    expect(textAt(root, 'cac:PaymentMeans/cbc:PaymentID')).toBe('+++1+++');
    const party = 'cac:AccountingSupplierParty/cac:Party';
    expect(at(root, `${party}/cbc:EndpointID`)[0]?.attributes).toEqual({ schemeID: '0208' });
    expect(textAt(root, `${party}/cac:PartyTaxScheme/cbc:CompanyID`)).toBe('BE0896755397');
  });

  const k = { on: '2026-11-23', country: 'FR' };
  const of = (code: Vat['code'], rate = 0) => document({ lines: [line({ vat: { code, rate } })] });
  const share = { baseMinor: 100_000n, basisPoints: 1000 };
  const off = { charge: false, reason: 'Discount', amountMinor: 10_000n, share };
  const vat: Vat = { code: 'S', rate: 2100 };
  test.each<[string, EInvoice]>([
    ['at the standard rate', document()],
    ['exempt', of('E')],
    ['reverse charge', of('AE')],
    ['to another member state', { ...of('K'), delivery: k }],
    ['for export', of('G')],
    ['at zero', of('Z')],
    ['outside the scope of VAT', of('O')],
    ['of a seller without a VAT number', { ...of('O'), seller: { ...seller, vatNumber: null } }],
    [
      'for a consumer',
      document({ buyer: { ...buyer, vatNumber: null, enterpriseNumber: null, address: nowhere } }),
    ],
    [
      'with a discount and a charge on the whole',
      document({
        allowances: [
          { ...off, vat },
          { ...off, charge: true, share: null, vat },
        ],
      }),
    ],
    [
      'with a discount on a line',
      document({ lines: [line({ netMinor: 90_000n, allowances: [off] })] }),
    ],
    [
      'with deposits that were paid',
      document({ prepaidMinor: 50_000n, preceding: [{ number: '2026-00001', issuedOn: null }] }),
    ],
    ['with nothing left to pay', document({ prepaidMinor: 121_000n, dueOn: null })],
    ['of a deposit', document({ typeCode: '386' })],
    [
      'with its PDF',
      document({
        attachment: {
          filename: 'a.pdf',
          mediaType: 'application/pdf',
          content: new Uint8Array([1, 2]),
        },
      }),
    ],
    [
      'with a long text of several lines',
      document({ lines: [line({ description: `First\n${'long '.repeat(150)}` })] }),
    ],
    ['that takes a part back', creditNote({})],
    [
      'that takes back an exempt one',
      { ...creditNote({ lines: [line({ vat: { code: 'E', rate: 0 } })] }) },
    ],
  ])('%s breaks no rule', (_, invoice) => {
    expect(brokenRules(writeUbl(invoice))).toEqual([]);
  });

  test('leaves out what no XML can hold', () => {
    const xml = writeUbl(document({ note: 'a\u0000b\u0007c\ud800d\uffffe' }));
    expect(textAt(parseXml(xml), 'cbc:Note')).toBe('abcde');
  });

  test('names a long text by its beginning', () => {
    const [item] = at(
      parseXml(writeUbl(document({ lines: [line({ description: 'One\nTwo' })] }))),
      'cac:InvoiceLine/cac:Item',
    );
    expect(textAt(item as never, 'cbc:Name')).toBe('One');
    expect(textAt(item as never, 'cbc:Description')).toBe('One\nTwo');
  });

  test('breaks no rule, whatever its lines', () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        expect(brokenRules(writeUbl(invoice))).toEqual([]);
        const root = parseXml(writeUbl(invoice));
        const payable = textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount').replace('.', '');
        expect(BigInt(payable)).toBe(totalsOf(invoice).payableMinor);
      }),
      { numRuns: 150 },
    );
  });

  test('a checker that finds nothing wrong would find each of these', () => {
    const xml = writeUbl(document());
    const broken = (from: string | RegExp, to: string) => brokenRules(xml.replace(from, to)).join();
    expect(broken('>1210.00</cbc:PayableAmount', '>1210.01</cbc:PayableAmount')).toContain(
      'BR-CO-16',
    );
    expect(broken('0896755397', '0896755398')).toContain('R043');
    expect(broken(/<cbc:DueDate>.*<\/cbc:DueDate>/, '')).toContain('BR-CO-25');
    expect(broken('>C62<', '><')).toBe('');
    expect(broken('<cbc:Percent>21.00', '<cbc:Percent>12.00')).toContain('BR-');
    expect(broken('<cbc:BuyerReference>Client nv<', '<cbc:BuyerReference> <')).toContain('R008');
    expect(broken('cbc:ProfileID', 'cbc:UUID').length).toBeGreaterThan(0);
  });
});

describe('an address on the network', () => {
  const none = { enterpriseNumber: null, vatNumber: null };
  test.each([
    [{ ...none, enterpriseNumber: '0896755397', vatNumber: 'BE0896755397' }, '0208:0896755397'],
    [{ ...none, vatNumber: 'FR40303265045' }, '9957:FR40303265045'],
    [{ ...none, vatNumber: 'SE556188840401' }, '0007:5561888404'],
    [{ ...none, vatNumber: 'FI20774740' }, '0216:003720774740'],
    [
      { ...none, vatNumber: 'DK13585628', peppolAddress: '0088:5790000123456' },
      '0088:5790000123456',
    ],
    [none, null],
  ])('of %j is %s', (party, expected) => {
    const address = electronicAddress(party);
    expect(address && `${address.scheme}:${address.value}`).toBe(expected);
  });

  test('is of a known scheme', () => {
    expect(parseAddress('0208:0896755397')).not.toBeNull();
    for (const wrong of ['0208:0896755398', '0208', '0000:1', 'EM:a@b.be', '0208:', '']) {
      expect(parseAddress(wrong)).toBeNull();
    }
  });
});

const anyVat = fc.constantFrom<Vat[]>(
  { code: 'S', rate: 2100 },
  { code: 'S', rate: 1200 },
  { code: 'S', rate: 600 },
  { code: 'E', rate: 0 },
  { code: 'Z', rate: 0 },
  { code: 'AE', rate: 0 },
  { code: 'G', rate: 0 },
);
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 140 }).map((t) => `x${t}`);
const anyAllowance: fc.Arbitrary<Allowance> = fc.record({
  charge: fc.boolean(),
  reason: anyText,
  amountMinor: fc.bigInt(1n, 5_000n),
  share: fc.constant(null),
});
const anyLine: fc.Arbitrary<Line> = fc
  .record({
    description: anyText,
    quantityMicro: fc.bigInt(1n, 1_000_000_000n),
    unitPriceMinor: fc.bigInt(1n, 99_999_999n),
    vat: anyVat,
    allowances: fc.array(anyAllowance, { maxLength: 2 }),
  })
  .map((made) => {
    const put = made.allowances.reduce(
      (s, a) => s + (a.charge ? a.amountMinor : -a.amountMinor),
      0n,
    );
    const netMinor = lineNetMinor(made.quantityMicro, made.unitPriceMinor) + put;
    return { ...made, id: '1', note: null, netMinor };
  });
const anyInvoice: fc.Arbitrary<EInvoice> = fc
  .tuple(
    fc.array(anyLine, { minLength: 1, maxLength: 12 }),
    fc.array(anyAllowance, { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([lines, allowances, credit]) => {
    const vat = (lines[0] as Line).vat;
    const over = {
      lines: lines.map((each, index) => ({ ...each, id: String(index + 1) })),
      allowances: allowances.map((each) => ({ ...each, vat })),
    };
    return credit ? creditNote(over) : document(over);
  });

test('what is outside the scope of VAT shares a document only as exempt', () => {
  const all = (categories: string[]) => new Set(categories as VatCategory[]);
  expect(vatCodeOf('OUT_OF_SCOPE' as VatCategory, all(['OUT_OF_SCOPE']))).toBe('O');
  expect(vatCodeOf('OUT_OF_SCOPE' as VatCategory, all(['OUT_OF_SCOPE', 'STANDARD']))).toBe('E');
  expect(documentTotals([]).netMinor).toBe(0n);
});
