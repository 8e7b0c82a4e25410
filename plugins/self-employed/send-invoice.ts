import {
  type AttemptContext,
  type Attempted,
  CountryCode,
  type EInvoiceParty,
  EnterpriseNumber,
  Field,
  handler,
  ID,
  InputType,
  localId,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { exemptionOf } from './document.js';
import {
  type OwnLine,
  SelfEmployedInvoice,
  SelfEmployedMember,
  VatRegime,
} from './invoice.entity.js';
import type { SelfEmployedInvoiceStepInput } from './issue-invoice.js';
import { lockedMember } from './set-profile.js';

@InputType({ description: 'An enterprise that is to pay, as electronic invoices name it.' })
export class SelfEmployedBuyerInput {
  @Field(() => EnterpriseNumber, { description: 'Its number in the register of enterprises.' })
  enterpriseNumber: string;

  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'City.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country: only those of Belgium are reached.' })
  country: string;
}

export const buyerOf = (name: string, buyer: SelfEmployedBuyerInput): EInvoiceParty => ({
  name,
  street: text(buyer.street, 'buyer.street'),
  postalCode: text(buyer.postalCode, 'buyer.postalCode', 20),
  city: text(buyer.city, 'buyer.city', 100),
  country: buyer.country,
  enterpriseNumber: buyer.enterpriseNumber,
  vatNumber: null,
});

/** Who cannot be reached gets it by hand: a warning at issue, a refusal when it is to be sent. */
export function deliveryFindings(
  { confirmedOn }: Pick<SelfEmployedMember, 'confirmedOn'>,
  buyer: EInvoiceParty | null,
): PluginFinding[] {
  if (buyer === null) return [{ code: 'self-employed.buyer-unknown', path: ['buyer'] }];
  return [
    ...(buyer.country === 'BE'
      ? []
      : [{ code: 'self-employed.buyer-not-reached', path: ['buyer', 'country'] }]),
    ...(confirmedOn === null ? [{ code: 'self-employed.not-confirmed' }] : []),
  ];
}

type Inside = Pick<PluginContext, 'store' | 'core' | 'locale'>;

/** Hands a document to the network where that can be, and notes how far it is. */
export async function deliver(
  ctx: Inside,
  member: SelfEmployedMember,
  invoice: SelfEmployedInvoice,
  credits: Pick<SelfEmployedInvoice, 'number' | 'issuedOn'> | null,
): Promise<SelfEmployedInvoice> {
  const { buyer, currency, kind, number, issuedOn, dueOn, memberId } = invoice;
  if (buyer === null || deliveryFindings(member, buyer).length > 0) return invoice;
  const sent = await ctx.core.einvoices.send({
    ...{ key: `self-employed:${invoice.id}`, service: 'self-employed.invoice', memberId },
    subject: { type: 'SelfEmployedInvoice', id: invoice.id },
    ...{ kind, number, issuedOn, dueOn, currency, buyer, iban: member.iban },
    seller: partyOf(member),
    credits: credits && { number: credits.number, issuedOn: credits.issuedOn },
    lines: invoice.lines.map((line) => lineOf(line, invoice)),
  });
  if (sent === null) return invoice;
  const change = { transmission: sent.status, transmissionProblem: sent.problem };
  return (await ctx.store.update(SelfEmployedInvoice, invoice.id, change)) ?? invoice;
}

const partyOf = (member: SelfEmployedMember): EInvoiceParty => ({
  ...{ name: member.tradeName, street: member.street, postalCode: member.postalCode },
  ...{ city: member.city, country: member.country, enterpriseNumber: member.enterpriseNumber },
  vatNumber: `${member.country}${member.enterpriseNumber}`,
});

function lineOf(line: OwnLine, { currency, vatRegime }: SelfEmployedInvoice) {
  const { description, quantity, unitPrice, netMinor, vatRate } = line;
  const small = vatRegime === VatRegime.SMALL_ENTERPRISE;
  return {
    ...{ description, quantity, vatRate, netMinor: BigInt(netMinor) },
    unitPriceMinor: minorOf(unitPrice, currency),
    exemption: small ? exemptionOf('nl') : (line.ground ?? null),
  };
}

/** Sends what was not sent yet, or came to nothing. */
export async function sendInvoice(
  ctx: PluginContext,
  { invoiceId, dryRun }: SelfEmployedInvoiceStepInput,
): Promise<Attempted<SelfEmployedInvoice>> {
  const id = localId('SelfEmployedInvoice', invoiceId, 'invoiceId');
  const found = await ctx.store.get(SelfEmployedInvoice, id);
  if (found === null) throw notFound('SelfEmployedInvoice', invoiceId);
  await ctx.core.require('Member', found.memberId, 'self-employed.write');
  return ctx.attempt({ action: 'self-employed.send-invoice', dryRun }, async (inside) => {
    const member = await lockedMember(inside, found.memberId);
    const invoice = await locked(inside, SelfEmployedInvoice, id);
    const { transmission } = invoice;
    const under = transmission !== null && !['REFUSED', 'FAILED'].includes(transmission);
    return {
      findings: [
        ...(under ? [{ code: 'self-employed.sent-already', path: ['invoiceId'] }] : []),
        ...deliveryFindings(member, invoice.buyer),
      ],
      write: async () => deliver(inside, member, invoice, await creditedBy(inside, invoice)),
    };
  });
}

const creditedBy = async ({ store }: PluginContext, { creditsId }: SelfEmployedInvoice) =>
  creditsId === null ? null : store.get(SelfEmployedInvoice, creditsId);

/** What the network says of it; a message that is late takes nothing back. */
export const transmitted = handler({
  name: 'transmitted',
  on: ['self-employed.transmission'],
  handle: async ({ store }, { subject, payload: { status, problem } }) => {
    const invoice = await store.lock(SelfEmployedInvoice, subject.id);
    if (invoice === null || typeof status !== 'string') return;
    const ended = ['DELIVERED', 'REFUSED', 'FAILED'];
    if (!ended.includes(status) && ended.includes(invoice.transmission ?? '')) return;
    const why = typeof problem === 'string' ? problem : null;
    const change = { transmission: status, transmissionProblem: why };
    await store.update(SelfEmployedInvoice, subject.id, change);
  },
});

@InputType({ description: 'That an enterprise is the member’s own.' })
export class SelfEmployedConfirmInput {
  @Field(() => ID, { description: 'Whose.' })
  memberId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * One of the staff has seen in the register that the member may invoice as this enterprise: nobody
 * sends electronic invoices in the name of another. A change of its name or number takes it back.
 */
export async function confirmEnterprise(
  ctx: PluginContext,
  { memberId, dryRun }: SelfEmployedConfirmInput,
): Promise<Attempted<SelfEmployedMember>> {
  ctx.require('self-employed.confirm');
  const id = localId('Member', memberId, 'memberId');
  const about = { type: 'Member', id };
  const action = 'self-employed.confirm-enterprise';
  return ctx.attempt({ action, dryRun, about }, async (inside: AttemptContext) => {
    const member = await lockedMember(inside, id);
    const confirmedBy = ctx.viewer?.memberId ?? null;
    const own = { code: 'self-employed.own-enterprise', path: ['memberId'] };
    return {
      findings: confirmedBy === id ? [own] : [],
      write: async () => {
        const change = { confirmedOn: inside.today, confirmedBy };
        return (await inside.store.update(SelfEmployedMember, id, change)) ?? member;
      },
    };
  });
}
