import { plusDays } from '../days.js';
import type { Traveller } from '../tour-people.js';
import { follow, press, standsAt } from './button.js';
import { clientPays, insured, stated } from './office.js';
import * as op from './operations.js';
import { pursued } from './pursued.js';
import { type Teller, tellerOf } from './teller.js';

/**
 * A design assignment: an offer first, then the brief, the work, and a licence once it is paid: by a
 * client whom only the bailiff makes pay.
 */
export async function design(client: Traveller): Promise<void> {
  const from = client.today;
  const teller = await tellerOf(client, 'demo|member-design');
  client.say(`A design assignment: ${teller.activityName} makes a cover for ${teller.clientName}`);
  const offered = await press(teller, {
    ...{ title: 'Cover of a novel', amount: '2400.00', needs: ['quote'] },
    days: [10, 11].map((later) => plusDays(from, later)),
  });
  await teller.ask(op.acceptQuote, { input: { quoteId: offered.made('quote') } });
  client.say('   the client accepts the offer, and the rest begins:');
  const pressed = await follow(teller, offered.id, 'quote');
  await insured(teller, pressed);
  const deliverableId = await delivered(teller, pressed.made('design.commission'));
  await standsAt(teller, pressed, 'DONE', 'design.commission');
  client.say(' 4 the cover is approved and delivered: design.commission DONE');
  const { licenceId, invoiceId } = await licensed(teller, deliverableId);
  client.say(`   its licence for 600.00 is ${await inUse(teller, licenceId)} until it is paid`);
  const bookedOn = await pursued(teller, pressed);
  await clientPays(teller, pressed, { bookedOn, statementNo: 503, also: [invoiceId] });
  client.say(`   the licence is ${await inUse(teller, licenceId)} now`);
  await stated(teller, from, 6);
}

async function inUse({ ask }: Teller, id: string): Promise<string> {
  return (await ask<{ designLicence: { use: string } }>(op.licence, { id })).designLicence.use;
}

/** Each deliverable goes from draft to delivered; answers the first. */
async function delivered({ ask }: Teller, briefId: string): Promise<string> {
  const { designBrief } = await ask<{ designBrief: { deliverables: { id: string }[] } }>(
    ...[op.brief, { id: briefId }],
  );
  for (const { id } of designBrief.deliverables) {
    for (const step of [op.submit, op.approve, op.deliver]) await ask(step, { input: { id } });
  }
  return designBrief.deliverables[0]?.id as string;
}

/**
 * The right to print it, agreed before it is billed: on an invoice of the rest of the work, of which
 * it is no more than the share that the law lets be author rights.
 */
async function licensed(teller: Teller, deliverableId: string) {
  const { ask, client, activityId, clientId } = teller;
  const vat = { rate: '21' };
  const lines = [
    { description: 'Typesetting of the inside', unitPrice: '1400.00', vat },
    { description: 'Licence: print, two years', unitPrice: '600.00', vat },
  ];
  const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string } } }>(
    ...[op.createInvoice, { input: { activityId, clientId, lines } }],
  );
  const invoiceId = createInvoice.invoice.id;
  const { designGrantLicence } = await ask<{ designGrantLicence: { licence: { id: string } } }>(
    op.grantLicence,
    {
      input: {
        ...{ deliverableId, invoiceId, fee: '600.00', media: ['print'] },
        ...{ territories: ['BE', 'NL'], from: client.today, until: plusDays(client.today, 730) },
      },
    },
  );
  const issued = { invoiceId, idempotencyKey: teller.key('licence') };
  await ask(op.issueInvoice, { input: issued });
  return { licenceId: designGrantLicence.licence.id, invoiceId };
}
