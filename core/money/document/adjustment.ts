/** Allowances and charges: of a line, and of a document as a whole, which are spread over its rates. */
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { Money, minorOf, money } from '../../platform/money.js';
import { Decimal } from '../../platform/scalars.js';
import type { Finding } from '../../platform/write/violation.js';
import { share, split } from '../ledger/amounts.js';
import { maximumAdjustments, maximumAmountMinor, maximumReasonLength } from '../limits.js';
import { basisPointsOf, percentOf, type TaxedLine, VatCategory } from './vat.js';

export enum AdjustmentKind {
  ALLOWANCE = 'ALLOWANCE',
  CHARGE = 'CHARGE',
  DEPOSIT = 'DEPOSIT',
}
registerEnumType(AdjustmentKind, {
  name: 'AdjustmentKind',
  description: 'What is taken off or added besides the price.',
  valuesConfig: {
    ALLOWANCE: { description: 'A reduction, e.g. a discount.' },
    CHARGE: { description: 'An addition, e.g. transport.' },
    DEPOSIT: { description: 'On a final invoice: what an earlier one asked for already.' },
  },
});

/** What can be asked for; a deposit is deducted by the platform alone. */
export enum AllowanceOrCharge {
  ALLOWANCE = 'ALLOWANCE',
  CHARGE = 'CHARGE',
}
registerEnumType(AllowanceOrCharge, {
  name: 'AllowanceOrCharge',
  description: 'A reduction or an addition.',
  valuesConfig: {
    ALLOWANCE: { description: 'A reduction, e.g. a discount.' },
    CHARGE: { description: 'An addition, e.g. transport.' },
  },
});

@InputType({
  description: 'A reduction or an addition, without VAT: either "amount" or "percent".',
})
export class AdjustmentInput {
  @Field(() => AllowanceOrCharge, {
    defaultValue: AllowanceOrCharge.ALLOWANCE,
    description: 'Which of the two.',
  })
  kind: AllowanceOrCharge;

  @Field(() => Decimal, { nullable: true, description: 'How much, without VAT: more than zero.' })
  amount?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Of a line: percent of its price; of a document: of the sum of its lines. 0.01 to 100.',
  })
  percent?: string | null;

  @Field(() => String, { description: 'Why; it stands on the document: 1 to 200 characters.' })
  reason: string;
}

/** Of a line, as it is kept in its JSON: `amount` is minor units in digits. */
export interface LineAdjustment {
  readonly kind: AllowanceOrCharge;
  readonly amount: string;
  /** In basis points of price × quantity; null: an amount was agreed. */
  readonly percent: number | null;
  readonly reason: string;
}

/** Of a document, for one category and rate. The amount is positive, whatever the kind. */
export interface DocumentAdjustment {
  readonly kind: AdjustmentKind;
  readonly reason: string;
  readonly amountMinor: bigint;
  /** In basis points of `baseMinor`. */
  readonly percent: number | null;
  readonly baseMinor: bigint | null;
  readonly vatCategory: VatCategory;
  readonly vatRate: number;
  readonly legalGround: string | null;
  readonly vatGround: string | null;
  /** The invoice of the deposit that a final invoice deducts. */
  readonly depositId: string | null;
}

/** What it does to the net amount: a charge adds, the others take off. */
export const signedMinor = (one: Pick<DocumentAdjustment, 'kind' | 'amountMinor'>): bigint =>
  one.kind === AdjustmentKind.CHARGE ? one.amountMinor : -one.amountMinor;

/** As one more line, for sums by category and rate. */
export const taxedAdjustment = (one: DocumentAdjustment): TaxedLine => ({
  netMinor: signedMinor(one),
  vatCategory: one.vatCategory,
  vatRate: one.vatRate,
});

export interface CheckedAdjustments<T> {
  readonly adjustments: readonly T[];
  readonly findings: readonly Finding[];
}

/** Those of one line, computed on its price × quantity. */
export function lineAdjustments(
  inputs: readonly AdjustmentInput[] | null | undefined,
  grossMinor: bigint,
  currency: string,
  at: (property: string) => string[],
): CheckedAdjustments<LineAdjustment> {
  const path = (index: number, property: string) => at(`adjustments.${index}.${property}`);
  const checked = checkAll(inputs ?? [], currency, path, at('adjustments'));
  const adjustments = checked.known.map(({ kind, reason, amountMinor, percent }) => ({
    ...{ kind, reason, percent },
    amount: `${amountMinor ?? share(grossMinor, BigInt(percent ?? 0), 'half-up')}`,
  }));
  return { adjustments, findings: checked.findings };
}

/** What they add to a net amount, or below zero take off it. */
export const lineAdjustmentMinor = (
  all: readonly Pick<LineAdjustment, 'kind' | 'amount'>[],
): bigint =>
  all.reduce(
    (sum, { kind, amount }) =>
      kind === AllowanceOrCharge.CHARGE ? sum + BigInt(amount) : sum - BigInt(amount),
    0n,
  );

/** What of a line an adjustment of its rate takes over. */
type GroundedLine = TaxedLine & {
  readonly legalGround: string | null;
  readonly vatGround: string | null;
};

/** Those of a document, spread over the rates of its lines in proportion: one for each rate. */
export function documentAdjustments(
  inputs: readonly AdjustmentInput[] | null | undefined,
  lines: readonly GroundedLine[],
  currency: string,
): CheckedAdjustments<DocumentAdjustment> {
  const path = (index: number, property: string) => ['adjustments', String(index), property];
  const { known, findings } = checkAll(inputs ?? [], currency, path, ['adjustments']);
  const groups = [...Map.groupBy(lines, (line) => `${line.vatCategory} ${line.vatRate}`).values()];
  const bases = groups.map((group) => group.reduce((sum, { netMinor }) => sum + netMinor, 0n));
  if (findings.length > 0 || bases.some((base) => base <= 0n)) return { adjustments: [], findings };
  const adjustments = known.flatMap(({ kind, reason, amountMinor, percent }) => {
    const total = bases.reduce((sum, base) => sum + base, 0n);
    const parts =
      amountMinor === null
        ? bases.map((base) => share(base, BigInt(percent ?? 0), 'half-up'))
        : split(amountMinor, total > 0n ? bases : bases.map(() => 1n));
    return groups.map((group, i) => ({
      kind: kind === AllowanceOrCharge.CHARGE ? AdjustmentKind.CHARGE : AdjustmentKind.ALLOWANCE,
      ...{ reason, percent, amountMinor: parts[i] ?? 0n },
      baseMinor: percent === null ? null : (bases[i] ?? 0n),
      ...groundOf(group[0] as GroundedLine),
      depositId: null,
    }));
  });
  return { adjustments: adjustments.filter(({ amountMinor }) => amountMinor > 0n), findings };
}

export const groundOf = ({ vatCategory, vatRate, legalGround, vatGround }: GroundedLine) => ({
  ...{ vatCategory, vatRate, legalGround, vatGround },
});

interface KnownAdjustment {
  readonly kind: AllowanceOrCharge;
  readonly reason: string;
  /** Null: a percentage is given. */
  readonly amountMinor: bigint | null;
  readonly percent: number | null;
}

function checkAll(
  inputs: readonly AdjustmentInput[],
  currency: string,
  path: (index: number, property: string) => string[],
  own: string[],
): { readonly known: readonly KnownAdjustment[]; readonly findings: Finding[] } {
  if (inputs.length > maximumAdjustments) {
    const values = { limit: maximumAdjustments };
    return { known: [], findings: [{ code: 'document.too-many-adjustments', path: own, values }] };
  }
  const findings: Finding[] = [];
  const known = inputs.map((input, index) => {
    const at = (property: string) => path(index, property);
    const reason = tidy(input.reason);
    const found = lineFindings('reason', reason, maximumReasonLength);
    findings.push(...found.map((finding) => ({ ...finding, path: at('reason') })));
    const amountMinor =
      input.amount == null ? null : minorOf(input.amount, currency, at('amount').join('.'));
    const percent = input.percent == null ? null : basisPointsOf(input.percent);
    findings.push(...sizeFindings(input, amountMinor, percent, at));
    return { kind: input.kind, reason, amountMinor, percent };
  });
  return { known, findings };
}

function sizeFindings(
  input: AdjustmentInput,
  amountMinor: bigint | null,
  percent: number | null,
  at: (property: string) => string[],
): Finding[] {
  if ((input.amount == null) === (input.percent == null)) {
    return [{ code: 'document.amount-or-percent', path: at('amount') }];
  }
  if (amountMinor === null) {
    const fits = percent !== null && percent > 0;
    return fits ? [] : [{ code: 'document.percent-out-of-range', path: at('percent') }];
  }
  if (amountMinor <= 0n) return [{ code: 'credit.amount-not-positive', path: at('amount') }];
  if (amountMinor > maximumAmountMinor) return [{ code: 'line.too-large', path: at('amount') }];
  return [];
}

@ObjectType('LineAdjustment', {
  simpleResolvers: true,
  description: 'A reduction of a line, or an addition to it.',
})
export class LineAdjustmentView {
  @Field(() => AllowanceOrCharge, { description: 'Whether it takes off or adds.' })
  kind: AllowanceOrCharge;

  @Field(() => String, { description: 'Why, as it stands on the document.' })
  reason: string;

  @Field(() => Money, { description: 'How much, without VAT: positive, whatever the kind.' })
  amount: Money;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The percentage of price times quantity that it is; null: an agreed amount.',
  })
  percent: string | null;
}

/** The JSON of a line as clients see it. */
export const shownAdjustments = (
  rows: readonly LineAdjustment[],
  currency: string,
): LineAdjustmentView[] =>
  rows.map(({ kind, reason, amount, percent }) => ({
    ...{ kind, reason, amount: money(BigInt(amount), currency) },
    percent: percent === null ? null : percentOf(percent),
  }));
