/** A client who lets the due day pass: reminder, formal notice, and the bailiff's file. */
import { asker } from '../client.js';
import { plusDays } from '../days.js';
import type { Pressed } from './button.js';
import { answered } from './office.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

interface CollectionFile {
  readonly status: string;
  readonly nextStepOn: string | null;
  readonly claim: { readonly total: { readonly amount: string } } | null;
  readonly evidence: { readonly filename: string } | null;
}

/**
 * Finance takes each step of the ladder on the day that the file names, up to the bailiff, whose
 * summons makes the client pay; answers the day on which the bailiff says so.
 */
export async function pursued(teller: Teller, pressed: Pressed): Promise<string> {
  const { client } = teller;
  const invoiceId = pressed.made('invoice');
  const finance = asker(client, 'demo|finance');
  const file = async () =>
    (await finance<{ collectionFile: CollectionFile }>(op.collectionFile, { invoiceId }))
      .collectionFile;
  const climb = async (step: string, input: (day: string) => object) => {
    const { nextStepOn: day, status: before } = await file();
    if (day === null) throw new Error(`Nothing is to be done: the file is ${before}.`);
    await client.until(day);
    await finance(step, { input: { invoiceId, ...input(day) } });
    const now = await file();
    client.say(`     ${day}  ${now.status.padEnd(10)} ${now.claim?.total.amount} is asked`);
    return { ...now, day };
  };
  client.say(` 5 ${teller.clientName} does not pay, and its file climbs the ladder:`);
  await climb(op.remind, () => ({ channel: 'EMAIL' }));
  await climb(op.giveNotice, () => ({ channel: 'POST' }));
  // Finance has looked that day whether the client is in the insolvency register.
  const summons = await climb(op.handOver, (solventOn) => ({ procedure: 'IOS', solventOn }));
  client.say(`     the bailiff has the evidence: ${summons.evidence?.filename}`);
  const servedOn = plusDays(summons.day, 3);
  const on = plusDays(servedOn, 9);
  await client.until(on);
  await answered(teller, 'collection.legal', { outcome: 'PAID', servedOn, on });
  client.say(`     summoned by the bailiff on ${servedOn}, it says that it pays`);
  return on;
}
