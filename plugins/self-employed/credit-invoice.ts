import {
  type Attempted,
  badInput,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  minorOf,
  money,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
} from 'gezel/sdk';
import {
  InvoiceKind,
  InvoiceStatus,
  type OwnLine,
  SelfEmployedInvoice,
  type SelfEmployedMember,
} from './invoice.entity.js';
import { issue, type SelfEmployedInvoiceStepInput, stepOf, vatOf } from './issue-invoice.js';
import { deliver } from './send-invoice.js';

/** Issued → credited: what is left of it. */
export const creditInvoice = (ctx: PluginContext, input: SelfEmployedInvoiceStepInput) =>
  stepOf(ctx, input, 'self-employed.credit-invoice', async () => ({ write: takeBack }));

@InputType({ description: 'What is taken back of a line.' })
export class SelfEmployedCreditLineInput {
  @Field(() => Int, { description: 'Its place on the invoice: the first is 1.' })
  line: number;

  @Field(() => Decimal, { description: 'How much of it, without VAT: more than nothing.' })
  amount: string;
}

@InputType({ description: 'A part of an own invoice that is taken back.' })
export class SelfEmployedCreditInPartInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => [SelfEmployedCreditLineInput], {
    description: 'Of which lines: 1 to 50, each once.',
  })
  lines: SelfEmployedCreditLineInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

/** A note of some of it: the rest stays to be paid, and all of it taken back is credited. */
export async function creditInPart(
  ctx: PluginContext,
  input: SelfEmployedCreditInPartInput,
): Promise<Attempted<SelfEmployedInvoice>> {
  const places = input.lines.map(({ line }) => line);
  if (places.length < 1 || places.length > 50 || new Set(places).size < places.length) {
    throw badInput('1 to 50 lines are expected, each once.', 'lines');
  }
  const id = ctx.newId();
  const once = { key: input.idempotencyKey, input, entity: SelfEmployedInvoice, id };
  return stepOf(
    ctx,
    input,
    'self-employed.credit-in-part',
    async ({ store }, invoice) => {
      const left = await leftOf(store, invoice);
      const asked = input.lines.map(({ line, amount }, i) => ({
        line: line - 1,
        netMinor: minorOf(amount, invoice.currency, `lines.${i}.amount`),
      }));
      return {
        findings: asked.flatMap(({ line, netMinor }, i) =>
          moreThanLeft(left[line] ?? 0n, netMinor, i),
        ),
        write: (inside, held, member) => note(inside, held, member, { id, parts: asked }),
      };
    },
    once,
  );
}

function moreThanLeft(leftMinor: bigint, netMinor: bigint, i: number): PluginFinding[] {
  if (netMinor > 0n && netMinor <= leftMinor) return [];
  return [{ code: 'self-employed.more-than-left', path: ['lines', String(i), 'amount'] }];
}

/** What was not taken back yet, line by line, without VAT. */
async function leftOf(store: PluginStore, { id, lines }: SelfEmployedInvoice): Promise<bigint[]> {
  const left = lines.map(({ netMinor }) => BigInt(netMinor));
  for (let last: string | undefined; ; ) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const notes = await store.find(SelfEmployedInvoice, { creditsId: id, ...beyond });
    for (const taken of notes.flatMap((one) => one.lines)) {
      if (taken.of !== undefined) left[taken.of] = (left[taken.of] ?? 0n) - BigInt(taken.netMinor);
    }
    if (notes.length < 100) return left;
    last = notes.at(-1)?.id;
  }
}

type Inside = Pick<PluginContext, 'store' | 'today' | 'newId' | 'core' | 'locale'>;

/** A note of all that is left, with the next number of the same series. Both rows are locked. */
export async function takeBack(
  ctx: Inside,
  invoice: SelfEmployedInvoice,
  member: SelfEmployedMember,
): Promise<SelfEmployedInvoice> {
  const left = await leftOf(ctx.store, invoice);
  const parts = left.map((netMinor, line) => ({ line, netMinor })).filter((p) => p.netMinor > 0n);
  return note(ctx, invoice, member, { id: ctx.newId(), parts });
}

interface Note {
  readonly id: string;
  readonly parts: readonly { readonly line: number; readonly netMinor: bigint }[];
}

async function note(
  ctx: Inside,
  invoice: SelfEmployedInvoice,
  member: SelfEmployedMember,
  { id, parts }: Note,
): Promise<SelfEmployedInvoice> {
  const { seller, client, clientName, vatRegime, currency, buyer, memberId } = invoice;
  const lines = parts.map(({ line, netMinor }) =>
    takenOf(invoice.lines[line] as OwnLine, line, { netMinor, currency }),
  );
  const netMinor = parts.reduce((sum, part) => sum + part.netMinor, 0n);
  const vatMinor = vatOf(lines);
  const left = await leftOf(ctx.store, invoice);
  const whole = left.reduce((sum, one) => sum + one, 0n) === netMinor;
  await ctx.store.update(SelfEmployedInvoice, invoice.id, {
    creditedMinor: invoice.creditedMinor + netMinor + vatMinor,
    ...(whole && { status: InvoiceStatus.CREDITED }),
  });
  const made = await issue(ctx, member, {
    ...{ id, memberId, kind: InvoiceKind.CREDIT_NOTE, creditsId: invoice.id },
    ...{ seller, client, clientName, lines, vatRegime, currency, buyer, netMinor, vatMinor },
    ...{ dueOn: ctx.today, status: InvoiceStatus.ISSUED, paidOn: null },
  });
  return deliver(ctx, member, made, invoice);
}

/** An untouched line goes back as it was sold, a part of one as an amount. */
function takenOf(
  line: OwnLine,
  of: number,
  { netMinor, currency }: { readonly netMinor: bigint; readonly currency: string },
): OwnLine {
  if (BigInt(line.netMinor) === netMinor) return { ...line, of };
  const unitPrice = money(netMinor, currency).amount;
  return { ...line, of, quantity: '1', unitPrice, netMinor: netMinor.toString() };
}
