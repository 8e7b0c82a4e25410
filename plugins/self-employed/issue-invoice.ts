import {
  type AttemptContext,
  type Attempted,
  addDays,
  badInput,
  Decimal,
  type EInvoiceParty,
  Field,
  ID,
  InputType,
  Int,
  type Judged,
  localId,
  locked,
  minorOf,
  notFound,
  type Once,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { shareOf } from './contributions.js';
import { missing, thresholdOn } from './figures.js';
import {
  InvoiceKind,
  InvoiceStatus,
  type OwnLine,
  type Party,
  SelfEmployedInvoice,
  SelfEmployedMember,
  VatRegime,
} from './invoice.entity.js';
import { buyerOf, deliver, deliveryFindings, SelfEmployedBuyerInput } from './send-invoice.js';
import { lockedMember, selfEmployed } from './set-profile.js';
import { turnoverOf } from './turnover.js';

@InputType({ description: 'A line of a member’s own invoice.' })
export class SelfEmployedLineInput {
  @Field(() => String, { description: 'What is sold: 1 to 500 characters.' })
  description: string;

  @Field(() => Decimal, { defaultValue: '1', description: 'How many: more than nothing.' })
  quantity: string;

  @Field(() => Decimal, { description: 'The price of one, without VAT.' })
  unitPrice: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'VAT in percent, e.g. "21"; needed unless one is exempt as a small enterprise.',
  })
  vatRate?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing is charged, as the law wants it said; needed at "0".',
  })
  ground?: string | null;
}

@InputType({ description: 'An invoice to issue in the own name.' })
export class SelfEmployedIssueInvoiceInput {
  @Field(() => ID, { nullable: true, description: 'Whose; the caller’s when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'Who is to pay.' })
  clientName: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Address and registrations of the client: 1 to 6 lines; from "buyer" when absent.',
  })
  clientLines?: string[] | null;

  @Field(() => SelfEmployedBuyerInput, {
    nullable: true,
    description: 'The client as an enterprise: needed for an electronic invoice.',
  })
  buyer?: SelfEmployedBuyerInput | null;

  @Field(() => [SelfEmployedLineInput], { description: '1 to 50 lines.' })
  lines: SelfEmployedLineInput[];

  @Field(() => Int, { nullable: true, description: 'Days to pay: 1 to 90; 30 when absent.' })
  termDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

export async function issueInvoice(
  ctx: PluginContext,
  input: SelfEmployedIssueInvoiceInput,
): Promise<Attempted<SelfEmployedInvoice>> {
  const memberId = await selfEmployed(ctx, input.memberId);
  const id = ctx.newId();
  const wanted = wantedOf(input);
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: SelfEmployedInvoice, id };
  return ctx.attempt({ action: 'self-employed.issue-invoice', dryRun, once }, async (inside) => {
    const member = await inside.store.lock(SelfEmployedMember, memberId);
    if (member === null) return withoutProfile;
    const { draft, findings } = await draftOf(inside, member, wanted);
    return {
      findings: [...findings, ...byHand(member, draft.buyer ?? null)],
      write: async () =>
        deliver(inside, member, await issue(inside, member, { id, ...draft }), null),
    };
  });
}

/** Nobody invoices in a name of which it is not known whose enterprise it is. */
const withoutProfile: Judged<SelfEmployedInvoice> = {
  findings: [{ code: 'self-employed.no-profile', path: ['memberId'] }],
  write: () => Promise.reject(new Error('Nobody is invoiced for.')),
};

/** Where an enterprise is invoiced and the network is not open yet, the issue says so. */
const byHand = (member: SelfEmployedMember, buyer: EInvoiceParty | null): PluginFinding[] =>
  buyer === null
    ? []
    : deliveryFindings(member, buyer).map((one) => ({ ...one, severity: 'WARNING' }));

/** What is asked for, as far as it can be read at all. */
export interface Wanted {
  readonly client: Party;
  readonly buyer: EInvoiceParty | null;
  readonly termDays: number;
  readonly lines: readonly SelfEmployedLineInput[];
}

type Asked = Pick<
  SelfEmployedIssueInvoiceInput,
  'clientName' | 'clientLines' | 'buyer' | 'lines' | 'termDays'
>;

export function wantedOf({ clientName, buyer, lines, termDays, ...input }: Asked): Wanted {
  const name = text(clientName, 'clientName');
  const party = buyer == null ? null : buyerOf(name, buyer);
  const clientLines = input.clientLines ?? (party === null ? [] : addressOf(party));
  if (clientLines.length < 1 || clientLines.length > 6) {
    throw badInput('1 to 6 lines are expected.', 'clientLines', upTo(6));
  }
  if (lines.length < 1 || lines.length > 50) throw badInput('1 to 50 lines.', 'lines', upTo(50));
  const days = termDays ?? 30;
  if (days < 1 || days > 90) throw badInput('1 to 90 days are expected.', 'termDays', upTo(90));
  for (const [i, line] of lines.entries()) {
    text(line.description, `lines.${i}.description`, 500);
    if (!/^\d{1,9}(\.\d{1,3})?$/.test(line.quantity) || Number(line.quantity) === 0) {
      const said = { code: 'self-employed.no-quantity' };
      const path = `lines.${i}.quantity`;
      throw badInput('A number above nothing with at most three decimals.', path, said);
    }
    if (line.vatRate != null && !/^\d{1,2}(\.\d{1,2})?$/.test(line.vatRate)) {
      const said = { code: 'self-employed.no-percentage' };
      throw badInput('A percentage with at most two decimals.', `lines.${i}.vatRate`, said);
    }
  }
  const client = { name, lines: clientLines.map((line, i) => text(line, `clientLines.${i}`)) };
  return { client, buyer: party, termDays: days, lines };
}

const upTo = (limit: number) => ({ code: 'input.no-count', values: { limit } });

const addressOf = ({ street, country, postalCode, city, enterpriseNumber }: EInvoiceParty) => [
  ...[street, `${country} ${postalCode} ${city}`, enterpriseNumber ?? ''],
];

type Draft = Omit<
  Partial<SelfEmployedInvoice>,
  'id' | 'year' | 'sequence' | 'issuedOn' | 'netMinor' | 'vatMinor'
> & { readonly netMinor: bigint; readonly vatMinor: bigint };

/** All that is on the invoice but its number, and everything that stands in its way. */
export async function draftOf(
  ctx: PluginContext,
  member: SelfEmployedMember,
  { client, buyer, termDays, lines }: Wanted,
): Promise<{ readonly draft: Draft; readonly findings: PluginFinding[] }> {
  const { currency, vatRegime, memberId } = member;
  const exempt = vatRegime === VatRegime.SMALL_ENTERPRISE;
  const own = lines.map((line, i) => lineOf(line, currency, exempt, i));
  const netMinor = own.reduce((sum, { netMinor: net }) => sum + BigInt(net), 0n);
  const findings = [
    ...lines.flatMap((line, i) => rateFindings(line, exempt, i)),
    ...(netMinor > 0n ? [] : [{ code: 'self-employed.nothing-to-pay', path: ['lines'] }]),
    ...(exempt ? await exemptionFindings(ctx, member, netMinor) : []),
  ];
  const draft = {
    ...{ memberId, kind: InvoiceKind.INVOICE, creditsId: null, seller: sellerOf(member), client },
    ...{ clientName: client.name, lines: own, vatRegime, currency, status: InvoiceStatus.ISSUED },
    ...{ buyer, netMinor, vatMinor: vatOf(own), dueOn: addDays(ctx.today, termDays), paidOn: null },
  };
  return { draft, findings };
}

function lineOf(
  { description, quantity, unitPrice, vatRate, ground }: SelfEmployedLineInput,
  currency: string,
  exempt: boolean,
  i: number,
): OwnLine {
  const priceMinor = minorOf(unitPrice, currency, `lines.${i}.unitPrice`);
  const thousandths = BigInt(Math.round(Number(quantity) * 1_000));
  const netMinor = (priceMinor * thousandths + 500n) / 1_000n;
  if (netMinor < 0n || netMinor > 10n ** 11n) {
    const said = { code: 'self-employed.no-line-amount' };
    const path = `lines.${i}.unitPrice`;
    throw badInput('A line is nothing or more, and below a billion.', path, said);
  }
  const rate = exempt ? 0 : Math.round(Number(vatRate ?? '0') * 100);
  const line = { description, quantity, unitPrice, netMinor: netMinor.toString(), vatRate: rate };
  return ground == null ? line : { ...line, ground: text(ground, `lines.${i}.ground`) };
}

function rateFindings(
  { vatRate, ground }: SelfEmployedLineInput,
  exempt: boolean,
  i: number,
): PluginFinding[] {
  const path = ['lines', String(i), 'vatRate'];
  if (exempt && vatRate != null && Number(vatRate) !== 0) {
    return [{ code: 'self-employed.exempt-without-vat', path }];
  }
  if (exempt) return [];
  if (vatRate == null) return [{ code: 'self-employed.rate-missing', path }];
  const unsaid = Number(vatRate) === 0 && ground == null;
  return unsaid ? [{ code: 'self-employed.ground-missing', path }] : [];
}

/** By the rate, so that the VAT of a rate is rounded once. */
export function vatOf(lines: readonly OwnLine[]): bigint {
  const byRate = Map.groupBy(lines, ({ vatRate }) => vatRate);
  return [...byRate].reduce((sum, [rate, own]) => {
    const net = own.reduce((all, { netMinor }) => all + BigInt(netMinor), 0n);
    return sum + shareOf(net, rate * 100);
  }, 0n);
}

/** Who passes the threshold within the year is not exempt for that invoice and those after it. */
async function exemptionFindings(
  ctx: PluginContext,
  { memberId, currency }: SelfEmployedMember,
  netMinor: bigint,
): Promise<PluginFinding[]> {
  const threshold = await thresholdOn(ctx.store, ctx.today);
  if (threshold === undefined || threshold.currency !== currency) {
    return [missing('exemption-threshold', ctx.today)];
  }
  const soFar = await turnoverOf(ctx.store, memberId, ctx.today.slice(0, 4));
  if (soFar + netMinor <= threshold.turnoverMinor) return [];
  const values = { year: ctx.today.slice(0, 4), threshold: threshold.turnover.amount, currency };
  return [{ code: 'self-employed.above-threshold', values }];
}

export function sellerOf(member: SelfEmployedMember): Party {
  const { tradeName, street, postalCode, city, country, enterpriseNumber, iban } = member;
  const small = member.vatRegime === VatRegime.SMALL_ENTERPRISE;
  const number = small ? enterpriseNumber : `${country}${enterpriseNumber}`;
  return { name: tradeName, lines: [street, `${country} ${postalCode} ${city}`, number, iban] };
}

/**
 * Gives the next number of the member's series. The member's row is locked, and the number is taken in
 * the transaction that writes the invoice: there is no gap and no number twice.
 */
export async function issue(
  ctx: Pick<PluginContext, 'store' | 'today'>,
  { memberId, lastYear, lastNumber }: SelfEmployedMember,
  draft: Draft & { readonly id: string },
): Promise<SelfEmployedInvoice> {
  const { store, today } = ctx;
  const year = Number(today.slice(0, 4));
  const sequence = lastYear === year ? lastNumber + 1 : 1;
  const last = { lastYear: year, lastNumber: sequence, lastIssuedOn: today };
  await store.update(SelfEmployedMember, memberId, last);
  return store.insert(SelfEmployedInvoice, { ...draft, year, sequence, issuedOn: today });
}

@InputType({ description: 'A step of a member’s own invoice.' })
export class SelfEmployedInvoiceStepInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Issued → paid. */
export const recordPayment = (ctx: PluginContext, input: SelfEmployedInvoiceStepInput) =>
  stepOf(ctx, input, 'self-employed.record-payment', async () => ({
    write: async ({ store, today }, { id }) => {
      const change = { status: InvoiceStatus.PAID, paidOn: today };
      return (await store.update(SelfEmployedInvoice, id, change)) as SelfEmployedInvoice;
    },
  }));

/** What a step finds against it besides, and what it does. */
interface Step {
  readonly findings?: readonly PluginFinding[];
  write(
    inside: AttemptContext,
    invoice: SelfEmployedInvoice,
    member: SelfEmployedMember,
  ): Promise<SelfEmployedInvoice>;
}

/** A step of an invoice that is open; it and the member's row are locked. */
export async function stepOf(
  ctx: PluginContext,
  { invoiceId, dryRun }: SelfEmployedInvoiceStepInput,
  action: string,
  judge: (inside: AttemptContext, invoice: SelfEmployedInvoice) => Promise<Step>,
  once?: Once,
): Promise<Attempted<SelfEmployedInvoice>> {
  const id = localId('SelfEmployedInvoice', invoiceId, 'invoiceId');
  const found = await ctx.store.get(SelfEmployedInvoice, id);
  if (found === null) throw notFound('SelfEmployedInvoice', invoiceId);
  await ctx.core.require('Member', found.memberId, 'self-employed.write');
  return ctx.attempt({ action, dryRun, ...(once && { once }) }, async (inside) => {
    const member = await lockedMember(inside, found.memberId);
    const invoice = await locked(inside, SelfEmployedInvoice, id);
    const open = invoice.kind === InvoiceKind.INVOICE && invoice.status === InvoiceStatus.ISSUED;
    const step = await judge(inside, invoice);
    const closed = { code: 'self-employed.not-open', path: ['invoiceId'] };
    return {
      findings: open ? (step.findings ?? []) : [closed],
      write: () => step.write(inside, invoice, member),
    };
  });
}
