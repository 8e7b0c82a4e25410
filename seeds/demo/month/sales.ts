/** The month begins: somebody joins, offers are taken without an account, invoices go out by Peppol. */
import { type Ask, asker } from '../client.js';
import { plusDays } from '../days.js';
import { nationalNumberOf } from '../national-number.js';
import {
  eventually,
  type Freelancer,
  type IssuedInvoice,
  type MonthClient,
} from './month-client.js';
import * as op from './operations.js';

export const vat = { category: 'STANDARD', rate: '21' };

/** An adviser registers and identifies a member, who opens two activities. */
export async function begin(client: MonthClient): Promise<Freelancer & { savingsId: string }> {
  const subject = `demo|month-${client.run}`;
  const adviser = asker(client, 'demo|adviser');
  const { registerMember } = await adviser<{
    registerMember: { member: { id: string; version: number; displayName: string } };
  }>(op.registerMember, {
    input: {
      ...{ displayName: 'Noor Vandamme', email: 'noor.vandamme@example.org', subject },
      ...{ street: 'Kerkstraat 9', postalCode: '9000', city: 'Gent', country: 'BE' },
      ...{ phone: '+32 9 555 01 23', locale: 'nl', idempotencyKey: `month-${client.run}` },
    },
  });
  const { id: memberId, version, displayName } = registerMember.member;
  await adviser(op.identifyMember, { input: { memberId, means: 'eid', version } });
  const nationalNumber = nationalNumberOf(subject);
  await adviser(op.setNationalNumber, { input: { memberId, nationalNumber } });
  const noor = asker(client, subject);
  await noor(op.setPayoutAccount, { input: { iban: 'BE43068999999501' } });
  const activityId = await opened(noor, 'Atelier Noor');
  const savingsId = await opened(noor, 'Noor maakt boeken');
  client.say(` 1 ${displayName} joins and opens two activities`);
  return { subject, memberId, activityId, savingsId };
}

async function opened(noor: Ask, name: string): Promise<string> {
  const { openActivity } = await noor<{ openActivity: { activity: { id: string } } }>(
    ...[
      op.openActivity,
      { input: { name, sector: 'design', idempotencyKey: `month-open-${name.length}` } },
    ],
  );
  return openActivity.activity.id;
}

export interface Sales {
  /** A third in advance, paid exactly; the rest after the work. */
  readonly deposit: IssuedInvoice;
  readonly rest: IssuedInvoice;
  /** Paid in part, without its communication. */
  readonly partly: IssuedInvoice;
  /** Paid too much. */
  readonly overpaid: IssuedInvoice;
}

/** Three clients take their offers by a signed link; four invoices are asked of them. */
export async function sell(client: MonthClient, freelancer: Freelancer): Promise<Sales> {
  const noor = asker(client, freelancer.subject);
  const publisher = await accepted(client, noor, freelancer, buyers.publisher, '3000.00');
  const town = await accepted(client, noor, freelancer, buyers.town, '800.00');
  const family = await accepted(client, noor, freelancer, buyers.family, '400.00');
  const third = { kind: 'DEPOSIT', percent: '30' };
  const sales = {
    deposit: await issued(noor, { quoteId: publisher, part: third }),
    partly: await issued(noor, { quoteId: town }),
    overpaid: await issued(noor, { quoteId: family }),
    rest: await issued(noor, { quoteId: publisher }),
  };
  const said = Object.values(sales).map(({ number, total }) => `${number} (${total.amount})`);
  client.say(
    ` 3 issues ${said.join(', ')}: a deposit, two whole invoices and the rest of the first`,
  );
  await delivered(client, noor, sales);
  return sales;
}

/** An invoice of the other activity, whose client will not pay. */
export async function sellToBankrupt(
  client: MonthClient,
  freelancer: Freelancer,
): Promise<IssuedInvoice> {
  const noor = asker(client, freelancer.subject);
  const { activityId } = freelancer;
  const { createClient } = await noor<{ createClient: { client: { id: string } } }>(
    ...[op.createClient, { input: { activityId, ...buyers.gallery } }],
  );
  const lines = [{ description: 'A catalogue', quantity: '1', unitPrice: '600.00', vat }];
  return issued(noor, { activityId, clientId: createClient.client.id, lines });
}

const address = { street: 'Grote Markt 1', postalCode: '9000', city: 'Gent', country: 'BE' };
const buyers = {
  publisher: { kind: 'COMPANY', name: 'Uitgeverij Zand', enterpriseNumber: '0403019261', address },
  town: { kind: 'PUBLIC_BODY', name: 'Stad Gent', enterpriseNumber: '0207451227', address },
  gallery: {
    kind: 'COMPANY',
    name: 'Galerie De Kaai',
    enterpriseNumber: '0206663151',
    vatNumber: 'BE0206663151',
    address,
  },
  family: { kind: 'CONSUMER', name: 'Familie Verhaegen', address },
} as const;

/** A quote is sent as a link, and the client answers it without an account. */
async function accepted(
  client: MonthClient,
  noor: Ask,
  { activityId }: Freelancer,
  buyer: { readonly name: string },
  unitPrice: string,
): Promise<string> {
  const made = await noor<{ createClient: { client: { id: string } } }>(op.createClient, {
    input: {
      activityId,
      ...buyer,
      ...(buyer === buyers.publisher && { vatNumber: 'BE0403019261' }),
    },
  });
  const { createQuote } = await noor<{ createQuote: { quote: { id: string } } }>(op.createQuote, {
    input: {
      ...{ activityId, clientId: made.createClient.client.id, title: `Design for ${buyer.name}` },
      validUntil: plusDays(client.today, 30),
      lines: [{ description: 'Graphic design', quantity: '1', unitPrice, vat }],
    },
  });
  const quoteId = createQuote.quote.id;
  await noor(op.sendQuote, { input: { quoteId } });
  const { createQuoteLink } = await noor<{ createQuoteLink: { token: string } }>(
    ...[op.createQuoteLink, { input: { quoteId } }],
  );
  const { token } = createQuoteLink;
  const anybody = asker(client, null);
  const { offer } = await anybody<{ offer: { number: string; total: { amount: string } } }>(
    ...[op.offer, { token }],
  );
  await anybody(op.answerOffer, { input: { token, answer: 'ACCEPTED', name: buyer.name } });
  client.say(` 2 ${buyer.name} accepts ${offer.number} by its link: EUR ${offer.total.amount}`);
  return quoteId;
}

async function issued(noor: Ask, draft: object): Promise<IssuedInvoice> {
  const { createInvoice } = await noor<{ createInvoice: { invoice: { id: string } } }>(
    ...[op.createInvoice, { input: draft }],
  );
  const { id: invoiceId } = createInvoice.invoice;
  const { issueInvoice } = await noor<{ issueInvoice: { invoice: IssuedInvoice } }>(
    ...[op.issueInvoice, { input: { invoiceId, idempotencyKey: `month-issue-${invoiceId}` } }],
  );
  return issueInvoice.invoice;
}

/** The access point has them; a consumer is on no network and gets the PDF. */
async function delivered(client: MonthClient, noor: Ask, sales: Sales): Promise<void> {
  const ids = [sales.deposit, sales.partly, sales.rest].map(({ id }) => id);
  type Sent = { transmission: { status: string; receiver: string } | null };
  const sent = await eventually('transmission of all invoices', async () => {
    const { nodes } = await noor<{ nodes: Sent[] }>(op.invoices, { ids });
    const all = nodes.flatMap(({ transmission }) => transmission ?? []);
    return all.length === 3 && all.every(({ status }) => status === 'SENT') ? all : undefined;
  });
  const receivers = [...new Set(sent.map(({ receiver }) => receiver))].join(' and ');
  client.say(` 4 the access point takes ${sent.length} of them for Peppol, to ${receivers}`);
}
