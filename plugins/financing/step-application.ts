/** What a step of an assignment asks for, of any product, read from its input. */
import {
  badInput,
  isCivilDate,
  localId,
  type PluginFinding,
  type StepContext,
  StepRefusal,
  type ToolContext,
  text,
} from 'gezel/sdk';
import { type Asked, atOnce, ofCredit } from './apply.js';
import { InstalmentKind } from './instalment.entity.js';
import { fromTranches, monthly, type Tranche } from './repayment-plan.js';
import { positive } from './set-terms.js';
import { Product } from './terms.entity.js';

export interface PrefinanceInput {
  readonly product:
    | ('MICRO_CREDIT' | 'INVESTMENT_CREDIT' | 'BUDGET')
    | ('INVOICE' | 'ORDER' | 'SUBSIDY');
  readonly amount: string;
  /** Of all but a subsidy, whose parts have days of their own. */
  readonly expectedOn?: string;
  readonly months?: number;
  readonly purpose?: string;
  readonly quoteId?: string;
  readonly funder?: string;
  readonly reportDueOn?: string;
  readonly tranches?: readonly {
    readonly kind: 'ADVANCE' | 'BALANCE';
    readonly amount: string;
    readonly expectedOn: string;
  }[];
}

/** Reads it; BAD_USER_INPUT for what its product does not have or lacks. */
export function askedOf(ctx: ToolContext, input: PrefinanceInput, currency: string): Asked {
  const { activityId } = ctx.assignment;
  const amountMinor = positive(input.amount, currency, 'amount');
  const common = { activityId, currency, amountMinor };
  expectOnly(input);
  if (input.product === 'SUBSIDY') return ofSubsidy(common, input);
  const expectedOn = dayOf(input.expectedOn, 'expectedOn');
  if (input.product === 'INVOICE' || input.product === 'ORDER') {
    const plan = atOnce(amountMinor, expectedOn);
    return { ...common, product: Product[input.product], plan, pathOf: () => ['expectedOn'] };
  }
  const plan = monthly(amountMinor, input.months ?? 1, expectedOn);
  const pathOf: Asked['pathOf'] = (part, which) =>
    which === 'soon' ? ['expectedOn'] : ofCredit(part, which);
  return { ...common, product: Product[input.product], plan, pathOf };
}

/** Which properties have a meaning, beside those that each has. */
const ofProduct: Readonly<Record<string, readonly (keyof PrefinanceInput)[]>> = {
  ...{ INVOICE: [], ORDER: ['quoteId'], SUBSIDY: ['funder', 'reportDueOn', 'tranches'] },
};
const special = ['months', 'quoteId', 'funder', 'reportDueOn', 'tranches'] as const;

function expectOnly(input: PrefinanceInput): void {
  const own = ofProduct[input.product] ?? ['months'];
  const strange = special.find((name) => input[name] !== undefined && !own.includes(name));
  if (strange !== undefined) throw badInput('It has no meaning for this product.', strange);
}

type Common = Pick<Asked, 'activityId' | 'currency' | 'amountMinor'>;

function ofSubsidy(common: Common, input: PrefinanceInput): Asked {
  const { currency, amountMinor } = common;
  const { tranches: given = [] } = input;
  if (given.length === 0) {
    throw badInput('A subsidy has 1 to 12 parts that are still to be paid.', 'tranches');
  }
  const tranches: Tranche[] = given.map((one, i) => ({
    kind: InstalmentKind[one.kind],
    amountMinor: positive(one.amount, currency, `tranches.${i}.amount`),
    expectedOn: dayOf(one.expectedOn, `tranches.${i}.expectedOn`),
  }));
  const subsidy = {
    funder: text(input.funder ?? '', 'funder'),
    reportDueOn: dayOf(input.reportDueOn, 'reportDueOn'),
    expectedMinor: tranches.reduce((sum, one) => sum + one.amountMinor, 0n),
  };
  const plan = fromTranches(amountMinor, tranches);
  const pathOf: Asked['pathOf'] = ({ dueOn }) => [
    ...['tranches', `${tranches.findIndex(({ expectedOn }) => expectedOn === dueOn)}`],
    'expectedOn',
  ];
  return { ...common, product: Product.SUBSIDY, plan, subsidy, pathOf };
}

function dayOf(day: string | undefined, path: string): string {
  if (day !== undefined && isCivilDate(day)) return day;
  throw badInput('A day is expected.', path);
}

/** With the invoice that a step before has issued, or the offer that its client accepted. */
export async function withSubject(
  ctx: StepContext,
  asked: Asked,
  { quoteId }: PrefinanceInput,
): Promise<Asked> {
  if (asked.product === Product.INVOICE) {
    const { invoice: reference } = ctx.done;
    if (reference == null) throw new StepRefusal([missing('financing.without-invoice')]);
    const id = localId('Invoice', reference);
    return { ...asked, invoice: await ctx.core.require('Invoice', id, 'financing.apply') };
  }
  if (asked.product === Product.ORDER) {
    const reference = quoteId ?? ctx.done.quote;
    if (reference == null) throw new StepRefusal([missing('financing.without-order')]);
    return { ...asked, quote: await quoteOf(ctx, reference) };
  }
  return asked;
}

/** What of it is known while it is planned: the invoice is issued, an offer sent, by steps before. */
export const plannedWith = async (
  ctx: ToolContext,
  asked: Asked,
  { quoteId }: PrefinanceInput,
): Promise<Asked> =>
  quoteId === undefined ? asked : { ...asked, quote: await quoteOf(ctx, quoteId) };

async function quoteOf(ctx: ToolContext, reference: string) {
  const id = localId('Quote', reference, 'quoteId');
  const quote = await ctx.core.require('Quote', id, 'financing.apply');
  if (quote.activityId === ctx.assignment.activityId) return quote;
  throw badInput('The offer is of another activity than the assignment.', 'quoteId');
}

const missing = (code: string): PluginFinding => ({
  ...{ code, path: ['product'] },
});
