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
import {
  AdjustmentInput,
  type LineAdjustment,
  lineAdjustmentMinor,
  lineAdjustments,
} from './adjustment.js';
import { lineVat, type VatLaw } from './line-vat.js';
import { type TaxedLine } from './vat.js';
import { VatInput } from './vat-input.js';

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

  @Field(() => [AdjustmentInput], {
    nullable: true,
    description: 'What is taken off its price or added to it; at most 20.',
  })
  adjustments?: AdjustmentInput[] | null;
}

/** A checked line. */
export interface DocumentLine extends TaxedLine {
  readonly description: string;
  /** In millionths: 1.5 is 1500000n. */
  readonly quantityMicro: bigint;
  readonly unitPriceMinor: bigint;
  readonly legalGround: string | null;
  /** Code of a dated ground; null: it was given in words. */
  readonly vatGround: string | null;
  readonly evidence: string | null;
  /** What `netMinor` has less or more than price × quantity. */
  readonly adjustments: readonly LineAdjustment[];
}

export interface CheckedLines {
  readonly lines: readonly DocumentLine[];
  readonly findings: readonly Finding[];
}

/** Checks all lines against the law of the day; every finding names its line and property. */
export function checkLines(
  inputs: readonly DocumentLineInput[],
  currency: string,
  law: VatLaw,
): CheckedLines {
  if (inputs.length === 0) return refused({ code: 'document.without-lines', path: ['lines'] });
  if (inputs.length > maximumLines) {
    const values = { lines: inputs.length, limit: maximumLines };
    return refused({ code: 'document.too-many-lines', path: ['lines'], values });
  }
  const findings: Finding[] = [];
  const lines = inputs.map((input, index) => {
    const at = (property: string) => ['lines', String(index), ...property.split('.')];
    const checked = checkLine(input, currency, law, at);
    findings.push(...checked.findings);
    return checked.line;
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

type At = (property: string) => string[];

function checkLine(input: DocumentLineInput, currency: string, law: VatLaw, at: At) {
  const quantityMicro = microOf(input.quantity);
  const unitPriceMinor = minorOf(input.unitPrice, currency, at('unitPrice').join('.'));
  const grossMinor = lineNetMinor(quantityMicro, unitPriceMinor);
  const adjusted = lineAdjustments(input.adjustments, grossMinor, currency, at);
  const vat = lineVat(input.vat, law, at);
  const line: DocumentLine = {
    ...{ description: tidy(input.description), quantityMicro, unitPriceMinor },
    netMinor: grossMinor + lineAdjustmentMinor(adjusted.adjustments),
    ...vat.vat,
    adjustments: adjusted.adjustments,
  };
  const findings = [...amountFindings(line, grossMinor, at), ...adjusted.findings, ...vat.findings];
  return { line, findings };
}

function amountFindings(line: DocumentLine, grossMinor: bigint, at: At): Finding[] {
  const found = textFindings(line.description, maximumTextLength, at('description'));
  const { quantityMicro, unitPriceMinor, netMinor } = line;
  if (quantityMicro <= 0n) {
    found.push({ code: 'line.quantity-not-positive', path: at('quantity') });
  } else if (quantityMicro > maximumQuantityMicro) {
    found.push({ code: 'line.quantity-too-large', path: at('quantity') });
  }
  if (unitPriceMinor <= 0n) {
    found.push({ code: 'line.price-not-positive', path: at('unitPrice') });
  } else if ([unitPriceMinor, grossMinor, netMinor].some((amount) => amount > maximumAmountMinor)) {
    found.push({ code: 'line.too-large', path: at('unitPrice') });
  } else if (quantityMicro > 0n && grossMinor <= 0n) {
    found.push({ code: 'line.rounds-to-zero', path: at('unitPrice') });
  } else if (quantityMicro > 0n && netMinor <= 0n) {
    found.push({ code: 'line.allowance-too-large', path: at('adjustments') });
  }
  return found;
}

function textFindings(text: string, limit: number, path: string[]): Finding[] {
  const check = text === '' ? lineFindings : paragraphFindings;
  return check('', text, limit).map((finding) => ({ ...finding, path }));
}

const refused = (finding: Finding): CheckedLines => ({ lines: [], findings: [finding] });

const micro = 1_000_000n;
