/** What a step of an assignment asks for, of any product, read from its input. */
import {
  type InvoiceFacts,
  isCivilDate,
  localId,
  type StepContext,
  StepRefusal,
  type ToolContext,
} from 'gezel/sdk';
import { type Asked, atOnce, ofCredit } from './apply.js';
import { takenMinor } from './apply-findings.js';
import { InstalmentKind } from './instalment.entity.js';
import { loansOf } from './loan-steps.js';
import { fromTranches, lesser, monthly, type Tranche } from './repayment-plan.js';
import { positive, termsOn } from './set-terms.js';
import { ceilingOf } from './share.js';
import { Product } from './terms.entity.js';

export interface PrefinanceInput {
  readonly product:
    | ('MICRO_CREDIT' | 'INVESTMENT_CREDIT' | 'BUDGET')
    | ('INVOICE' | 'ORDER' | 'SUBSIDY');
  /** Of an invoice, when absent: as much as its terms and its client leave. */
  readonly amount?: string;
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

/** Reads it; refuses, in everybody's language, what its product does not have or lacks. */
export function askedOf(ctx: ToolContext, input: PrefinanceInput, currency: string): Asked {
  const { activityId } = ctx.assignment;
  const amountMinor = amountIn(input, currency);
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
  const { product } = input;
  const own = ofProduct[product] ?? ['months'];
  const strange = special.find((name) => input[name] !== undefined && !own.includes(name));
  if (strange !== undefined) throw refusal('financing.input-without-meaning', strange, { product });
}

/** None yet of an invoice that is not named: `asMuchAsIsLeft` says it. */
function amountIn({ product, amount }: PrefinanceInput, currency: string): bigint {
  if (amount !== undefined) return aboveNothing(amount, currency, 'amount');
  if (product === 'INVOICE') return 0n;
  throw refusal('financing.input-lacks', 'amount');
}

type Common = Pick<Asked, 'activityId' | 'currency' | 'amountMinor'>;

function ofSubsidy(common: Common, input: PrefinanceInput): Asked {
  const { currency, amountMinor } = common;
  const { tranches: given = [], funder = '' } = input;
  if (given.length === 0) throw refusal('financing.input-lacks', 'tranches');
  if (funder.trim() === '') throw refusal('financing.input-lacks', 'funder');
  const tranches: Tranche[] = given.map((one, i) => ({
    kind: InstalmentKind[one.kind],
    amountMinor: aboveNothing(one.amount, currency, `tranches.${i}.amount`),
    expectedOn: dayOf(one.expectedOn, `tranches.${i}.expectedOn`),
  }));
  const subsidy = {
    funder,
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
  throw refusal('financing.input-lacks', path);
}

/** An amount above nothing, of no more decimals than its currency has. */
export function aboveNothing(amount: string, currency: string, path: string): bigint {
  try {
    return positive(amount, currency, path);
  } catch {
    throw refusal('financing.input-no-amount', path, { currency });
  }
}

/** A step's reasons are read in the language of whoever looks, so each has a code of its own. */
const refusal = (code: string, path: string, values: Readonly<Record<string, string>> = {}) =>
  new StepRefusal([{ code, path: path.split('.'), values: { input: path, ...values } }]);

/** With the invoice that a step before has issued, or the offer that its client accepted. */
export async function withSubject(
  ctx: StepContext,
  asked: Asked,
  { quoteId, amount }: PrefinanceInput,
): Promise<Asked> {
  if (asked.product === Product.INVOICE) {
    const { invoice: reference } = ctx.done;
    if (reference == null) throw refusal('financing.without-invoice', 'product');
    return withInvoice(ctx, asked, { reference, amount });
  }
  if (asked.product === Product.ORDER) {
    const reference = quoteId ?? ctx.done.quote;
    if (reference == null) throw refusal('financing.without-order', 'product');
    return { ...asked, quote: await quoteOf(ctx, reference) };
  }
  return asked;
}

/** What of it is known while it is planned: the invoice as it is issued on trial, or an offer. */
export async function plannedWith(
  ctx: ToolContext,
  asked: Asked,
  { quoteId, amount }: PrefinanceInput,
): Promise<Asked> {
  const { invoice: reference } = ctx.done;
  if (asked.product === Product.INVOICE && reference != null) {
    return withInvoice(ctx, asked, { reference, amount });
  }
  // What is unknown is judged when the step begins; how much it is, the plan has to say.
  if (asked.amountMinor === 0n) throw refusal('financing.without-invoice', 'product');
  return quoteId === undefined ? asked : { ...asked, quote: await quoteOf(ctx, quoteId) };
}

async function withInvoice(
  ctx: ToolContext,
  asked: Asked,
  { reference, amount }: { readonly reference: string; readonly amount: string | undefined },
): Promise<Asked> {
  const id = localId('Invoice', reference);
  const invoice = await ctx.core.require('Invoice', id, 'financing.apply');
  if (amount !== undefined) return { ...asked, invoice };
  const amountMinor = await asMuchAsIsLeft(ctx, invoice);
  if (amountMinor <= 0n) throw refusal('financing.nothing-left', 'amount');
  const plan = asked.plan.map((part) => ({ ...part, amountMinor }));
  return { ...asked, invoice, amountMinor, plan };
}

/** The least of what its terms admit, what other loans leave of them, and what nobody advances. */
async function asMuchAsIsLeft(ctx: ToolContext, invoice: InvoiceFacts): Promise<bigint> {
  const { id, activityId, currency, netMinor, dueMinor } = invoice;
  const product = Product.INVOICE;
  const terms = await termsOn(ctx, { product, currency, day: ctx.today });
  const left = await ctx.core.loans.left({ type: 'Invoice', id });
  if (terms === undefined || left === null) {
    throw refusal('financing.no-terms', 'amount', { product, day: ctx.today });
  }
  const { maximumMinor, coverMillionths } = terms;
  const brings = lesser(netMinor, dueMinor);
  const covered = coverMillionths === null ? brings : ceilingOf(brings, coverMillionths);
  const beside = maximumMinor - takenMinor(product, await loansOf(ctx, activityId));
  return [covered, beside].reduce(lesser, left.leftMinor);
}

async function quoteOf(ctx: ToolContext, reference: string) {
  const [type, id = ''] = reference.split(':');
  const known = type === 'Quote' && /^[0-9a-f-]{36}$/.test(id);
  const quote = known ? await ctx.core.read('Quote', id) : null;
  const own = quote?.activityId === ctx.assignment.activityId;
  if (quote === null || !own) throw refusal('financing.no-such-offer', 'quoteId');
  return ctx.core.require('Quote', quote.id, 'financing.apply');
}
