import type { DocumentLineInput } from '../../money/document/document-line.js';
import { VatCategory } from '../../money/document/vat.js';
import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';

/** A line as a step's input has it: what may be left out, is. */
export type StepLine = Pick<DocumentLineInput, 'description' | 'unitPrice'> &
  Partial<Pick<DocumentLineInput, 'quantity'>> & {
    readonly vat?: Partial<NonNullable<DocumentLineInput['vat']>>;
  };

/** The JSON schema of a document's lines: the same words as `DocumentLineInput`. */
export const linesSchema = Object.freeze({
  type: 'array',
  minItems: 1,
  maxItems: 500,
  items: {
    type: 'object',
    required: ['description', 'unitPrice'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1, maxLength: 1000 },
      quantity: { type: 'string', format: 'decimal', description: 'How many; 1 when absent.' },
      unitPrice: { type: 'string', format: 'decimal', description: 'Price of one, without VAT.' },
      vat: {
        type: 'object',
        description: 'How it is taxed; at the standard rate when absent.',
        additionalProperties: false,
        properties: {
          category: { enum: Object.values(VatCategory), description: 'STANDARD when absent.' },
          rate: {
            type: ['string', 'null'],
            format: 'decimal',
            description: 'In percent, e.g. "6".',
          },
          legalGround: { type: ['string', 'null'], maxLength: 300 },
        },
      },
    },
  },
});

export const documentLines = (lines: readonly StepLine[]): DocumentLineInput[] =>
  lines.map(({ vat, ...line }) => ({
    quantity: '1',
    ...line,
    ...(vat && { vat: { category: VatCategory.STANDARD, ...vat } }),
  }));

/** The one line of an agreed amount, at the standard rate. */
export const lineOfAmount = (
  description: string,
  amountMinor: bigint,
  currency: string,
): StepLine => ({ description, unitPrice: decimalOf(amountMinor, minorDigits(currency)) });
