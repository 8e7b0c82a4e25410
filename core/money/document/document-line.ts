/** The lines of quotes and invoices: what clients send, what is checked, what is kept. */
import { Field, InputType } from 'type-graphql';
import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import { decimalOf, minorOf } from '../../platform/money.js';
import { Decimal } from '../../platform/scalars.js';
import type { Finding } from '../../platform/write/violation.js';
import { share } from '../ledger/amounts.js';
import {
  maximumAmountMinor,
  maximumLines,
  maximumQuantityMicro,
  maximumTextLength,
} from '../limits.js';
import { basisPointsOf, percentOf, type TaxedLine, VatCategory, type VatRate } from './vat.js';

@InputType({ description: 'How a line is taxed.' })
export class VatInput {
  @Field(() => VatCategory, {
    defaultValue: VatCategory.STANDARD,
    description: 'Why it is taxed as it is.',
  })
  category: VatCategory;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The rate in percent, e.g. "6"; needed where the category has several.',
  })
  rate?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The article that the category rests on; needed unless it is STANDARD.',
  })
  legalGround?: string | null;
}

@InputType({ description: 'A line of a quote or an invoice.' })
export class DocumentLineInput {
  @Field(() => String, { description: 'What is sold: 1 to 1000 characters.' })
  description: string;

  @Field(() => Decimal, { defaultValue: '1', description: 'How many: more than zero.' })
  quantity: string;

  @Field(() => Decimal, { description: 'Price of one, without VAT: more than zero.' })
  unitPrice: string;

  @Field(() => VatInput, { nullable: true, description: 'At the standard rate when absent.' })
  vat?: VatInput | null;
}

/** A checked line. */
export interface DocumentLine extends TaxedLine {
  readonly description: string;
  /** In millionths: 1.5 is 1500000n. */
  readonly quantityMicro: bigint;
  readonly unitPriceMinor: bigint;
  readonly legalGround: string | null;
}

export interface CheckedLines {
  readonly lines: readonly DocumentLine[];
  readonly findings: readonly Finding[];
}

/** Checks all lines against the rates of the day; every finding names its line and property. */
export function checkLines(
  inputs: readonly DocumentLineInput[],
  currency: string,
  rates: readonly VatRate[],
): CheckedLines {
  if (inputs.length === 0) return refused({ code: 'document.without-lines', path: ['lines'] });
  if (inputs.length > maximumLines) {
    const values = { lines: inputs.length, limit: maximumLines };
    return refused({ code: 'document.too-many-lines', path: ['lines'], values });
  }
  const findings: Finding[] = [];
  const lines = inputs.map((input, index) => {
    const at = (property: string) => ['lines', String(index), ...property.split('.')];
    const line = lineOf(input, currency, rates, at('unitPrice').join('.'));
    findings.push(...findingsOf(input, line, rates, at));
    return line;
  });
  const total = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  if (findings.length === 0 && total > maximumAmountMinor) {
    findings.push({ code: 'document.too-large', path: ['lines'] });
  }
  return { lines, findings };
}

/** Price × quantity, rounded half-up to a minor unit. */
export function lineNetMinor(quantityMicro: bigint, unitPriceMinor: bigint): bigint {
  const ratio = { numerator: quantityMicro, denominator: micro };
  return share(unitPriceMinor, ratio, 'half-up');
}

/** "1.5" → 1500000n; the scalar has at most six decimals. */
export function microOf(quantity: string): bigint {
  const [whole = '', fraction = ''] = quantity.replace('-', '').split('.');
  const value = BigInt(whole) * micro + BigInt(fraction.padEnd(6, '0'));
  return quantity.startsWith('-') ? -value : value;
}

/** 1500000n → "1.5". */
export const quantityOf = (micro: bigint): string => decimalOf(micro, 6).replace(/\.?0+$/, '');

function lineOf(
  input: DocumentLineInput,
  currency: string,
  rates: readonly VatRate[],
  path: string,
): DocumentLine {
  const quantityMicro = microOf(input.quantity);
  const unitPriceMinor = minorOf(input.unitPrice, currency, path);
  return {
    description: tidy(input.description),
    quantityMicro,
    unitPriceMinor,
    netMinor: lineNetMinor(quantityMicro, unitPriceMinor),
    vatCategory: categoryOf(input),
    vatRate: rateOf(input, rates) ?? 0,
    legalGround: tidy(input.vat?.legalGround ?? '') || null,
  };
}

/** The rate that was asked for if it exists, or the only one of the category. */
function rateOf(input: DocumentLineInput, rates: readonly VatRate[]): number | undefined {
  const known = rates.filter(({ category }) => category === categoryOf(input));
  if (input.vat?.rate == null) return known.length === 1 ? known[0]?.rate : undefined;
  const asked = basisPointsOf(input.vat.rate);
  return known.find(({ rate }) => rate === asked)?.rate;
}

function findingsOf(
  input: DocumentLineInput,
  line: DocumentLine,
  rates: readonly VatRate[],
  at: (property: string) => string[],
): Finding[] {
  const found = textFindings(line.description, maximumTextLength, at('description'));
  if (line.quantityMicro <= 0n) {
    found.push({ code: 'line.quantity-not-positive', path: at('quantity') });
  } else if (line.quantityMicro > maximumQuantityMicro) {
    found.push({ code: 'line.quantity-too-large', path: at('quantity') });
  }
  if (line.unitPriceMinor <= 0n) {
    found.push({ code: 'line.price-not-positive', path: at('unitPrice') });
  } else if (line.unitPriceMinor > maximumAmountMinor || line.netMinor > maximumAmountMinor) {
    found.push({ code: 'line.too-large', path: at('unitPrice') });
  } else if (line.quantityMicro > 0n && line.netMinor <= 0n) {
    found.push({ code: 'line.rounds-to-zero', path: at('unitPrice') });
  }
  return [...found, ...vatFindings(input, line, rates, at)];
}

function vatFindings(
  input: DocumentLineInput,
  line: DocumentLine,
  rates: readonly VatRate[],
  at: (property: string) => string[],
): Finding[] {
  const category = categoryOf(input);
  const known = rates.filter((rate) => rate.category === category);
  const found: Finding[] = [];
  if (rateOf(input, rates) === undefined) {
    const rate = input.vat?.rate ?? '';
    const choice = known.map((each) => percentOf(each.rate)).join(', ');
    const code = input.vat?.rate == null ? 'line.vat-rate-missing' : 'line.vat-rate-unknown';
    found.push({ code, path: at('vat.rate'), values: { category, rate, choice } });
  }
  const ground = line.legalGround;
  if (category !== VatCategory.STANDARD && ground === null) {
    const example = known[0]?.ground ?? '';
    found.push({
      ...{ code: 'line.legal-ground-missing', path: at('vat.legalGround') },
      values: { category, example },
    });
  }
  if (ground !== null) {
    found.push(
      ...lineFindings('legalGround', ground, 300).map((one) => ({
        ...one,
        path: at('vat.legalGround'),
      })),
    );
  }
  return found;
}

function textFindings(text: string, limit: number, path: string[]): Finding[] {
  const check = text === '' ? lineFindings : paragraphFindings;
  return check('', text, limit).map((finding) => ({ ...finding, path }));
}

const categoryOf = ({ vat }: DocumentLineInput): VatCategory =>
  vat?.category ?? VatCategory.STANDARD;

const refused = (finding: Finding): CheckedLines => ({ lines: [], findings: [finding] });

const micro = 1_000_000n;
