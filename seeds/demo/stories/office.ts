/** What the co-operative's own people do in every story: the desk, the bank, the payouts. */
import { asker } from '../client.js';
import { plusDays } from '../days.js';
import { eventually } from '../month/month-client.js';
import { type Pressed, standsAt } from './button.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

interface Sum {
  readonly amount: string;
}

interface DeskRequest {
  readonly id: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly activity: { readonly id: string } | null;
}

/** The insurer says yes to every cover of the plan, by the adviser at the desk. */
export async function insured(teller: Teller, pressed: Pressed): Promise<void> {
  const number = `POL-${teller.client.today.slice(0, 4)}-${pressed.id.slice(-6)}`;
  const covers = pressed.allMade('insurance.cover').length;
  for (let n = 1; n <= covers; n++) {
    await answered(teller, 'insurance.insurer', { number: `${number}-${n}` });
  }
  await standsAt(teller, pressed, 'DONE', 'insurance.cover');
  const all = covers === 1 ? '' : `${covers} times `;
  teller.client.say(` 3 the insurer confirms by the desk: ${all}insurance.cover DONE`);
}

/** The desk says what the tickets cost, and the activity accepts that. */
export async function ticketed(teller: Teller, pressed: Pressed, price: string): Promise<void> {
  await answered(teller, 'mobility.railway', { price, reference: `NMBS-${pressed.id.slice(-6)}` });
  const id = pressed.made('mobility.train-tickets');
  await eventually('price of the tickets', async () => {
    try {
      await teller.ask(op.acceptTickets, { input: { id, idempotencyKey: teller.key('tickets') } });
      return true;
    } catch {
      return undefined;
    }
  });
  await standsAt(teller, pressed, 'DONE', 'mobility.train-tickets');
  teller.client.say(`   the desk prices the tickets at ${price}, accepted: train-tickets DONE`);
}

/** The van is handed over on the first day and comes back on the last: its deposit with it. */
export async function driven(
  { client, key }: Teller,
  pressed: Pressed,
  { days, kilometres }: { readonly days: readonly string[]; readonly kilometres: number },
): Promise<void> {
  const [id, adviser] = [pressed.made('mobility.van'), asker(client, 'demo|adviser')];
  await client.until(days[0] as string);
  await adviser(op.handOverVan, { input: { id, kilometres } });
  await client.until(days.at(-1) as string);
  const back = { id, kilometres: kilometres + 180, idempotencyKey: key('van') };
  await adviser(op.returnVan, { input: back });
  client.say('   the van is handed over, and returned without damage: its deposit comes back');
}

/** Takes the request of this activity from the desk, once it is there, and answers it. */
export async function answered(
  { client, activityId, key }: Teller,
  provider: string,
  answer: object,
): Promise<void> {
  const adviser = asker(client, 'demo|adviser');
  const request = await eventually(`request of ${provider}`, async () => {
    const { providerRequests } = await adviser<{ providerRequests: { nodes: DeskRequest[] } }>(
      ...[op.desk, { provider }],
    );
    return providerRequests.nodes.find(({ activity }) => activity?.id === activityId);
  });
  const input = { requestId: request.id, answer, idempotencyKey: key(`desk-${request.id}`) };
  await adviser(op.answerDesk, { input });
}

export interface StoryInvoice {
  readonly id: string;
  readonly number: string;
  readonly paymentStatus: string;
  readonly dueOn: string;
  readonly structuredCommunication: string;
  readonly total: Sum;
  readonly due: Sum;
}

export async function invoiceOf({ ask }: Teller, id: string): Promise<StoryInvoice> {
  return (await ask<{ node: StoryInvoice }>(op.invoice, { id })).node;
}

/** When the client pays, by which statement of the bank, and what else than the button's invoice. */
export interface Payment {
  /** So many days after the invoice is due; absent: `bookedOn` says when. */
  readonly daysLate?: number;
  readonly bookedOn?: string;
  readonly statementNo: number;
  readonly also?: readonly string[];
}

/** The client pays; the bank says so, and the step ends. */
export async function clientPays(
  teller: Teller,
  pressed: Pressed,
  { daysLate = 0, statementNo, also = [], ...on }: Payment,
): Promise<void> {
  const { client, clientName } = teller;
  const ids = [pressed.made('invoice'), ...also];
  const invoices = await Promise.all(ids.map((id) => invoiceOf(teller, id)));
  const files = await Promise.all(ids.map((id) => collectionOf(teller, id)));
  const [first] = invoices as [StoryInvoice];
  const bookedOn = on.bookedOn ?? plusDays(first.dueOn, daysLate);
  await client.until(bookedOn);
  await asker(client, 'demo|finance')(op.importStatement, {
    input: {
      ...{ iban: 'BE68539007547034', year: Number(bookedOn.slice(0, 4)), number: statementNo },
      lines: invoices.map(({ due, structuredCommunication }, i) => ({
        ...{ lineNo: i + 1, bookedOn, counterpartyName: clientName },
        amount: files[i]?.open.total.amount ?? due.amount,
        structuredCommunication,
      })),
      idempotencyKey: teller.key(`statement-${statementNo}`),
    },
  });
  await standsAt(teller, pressed, 'DONE', 'collection.pursue');
  for (const { id, number, total, dueOn } of invoices) {
    const { paymentStatus } = await invoiceOf(teller, id);
    const late = dueOn > bookedOn ? 'before it is due' : `${lateBy(dueOn, bookedOn)} days late`;
    client.say(
      ` 5 ${clientName} pays ${total.amount} on ${bookedOn}, ${late}: ` +
        `invoice ${number} ${paymentStatus}`,
    );
  }
  const paid = (await collectionOf(teller, ids[0] as string))?.paid;
  if (paid !== undefined && paid.lumpSum.amount !== '0.00') {
    const { lumpSum, interest } = paid;
    client.say(
      `   ${lumpSum.amount} of costs and ${interest.amount} of interest with it: the community’s`,
    );
  }
  client.say('   collection.pursue DONE');
}

interface Collected {
  readonly open: { readonly total: { readonly amount: string } };
  readonly paid: Readonly<Record<'interest' | 'lumpSum', { readonly amount: string }>>;
}

/** What is asked and was paid by the file of an invoice; null where none is kept. */
async function collectionOf({ client }: Teller, invoiceId: string): Promise<Collected | null> {
  const finance = asker(client, 'demo|finance');
  const told = await finance<{ collectionFile: Collected | null }>(op.collectionFile, {
    invoiceId,
  });
  return told.collectionFile;
}

const lateBy = (dueOn: string, on: string): number =>
  (Date.parse(on) - Date.parse(dueOn)) / 86_400_000;

/** The days are worked; wages are paid on the day they are due, and finance lets them go. */
export async function worked(teller: Teller, pressed: Pressed): Promise<void> {
  const { client, ask, activityId } = teller;
  const ids = pressed.allMade('contract');
  const read = async () =>
    (await ask<{ nodes: { status: string; dueOn: string; net: Sum }[] }>(op.contracts, { ids }))
      .nodes;
  const due = (await read()).map(({ dueOn }) => dueOn).sort();
  await client.until(plusDays(due.at(-1) as string, 1));
  const found = await eventually('pay on the due day', async () => {
    const now = await read();
    return now.every(({ status }) => status === 'PAID') ? now : undefined;
  });
  const finance = asker(client, 'demo|finance');
  const { payouts } = await finance<{ payouts: { nodes: { id: string }[] } }>(op.payouts, {
    activityId,
  });
  const payoutIds = payouts.nodes.map(({ id }) => id);
  await finance(op.releasePayouts, { input: { payoutIds, idempotencyKey: teller.key('release') } });
  const nets = found.map(({ net }) => net.amount).join(' and ');
  client.say(
    ` 4 ${found.length} contracts PAID on ${due.at(-1)}, before the client pays: ${nets} net`,
  );
}

interface Statement {
  readonly opening: Sum;
  readonly closing: Sum;
  readonly entries: {
    readonly nodes: readonly {
      readonly on: string;
      readonly kind: string;
      readonly document: string | null;
      readonly amount: Sum;
      readonly balance: Sum;
    }[];
  };
}

/** The end of every story: what the activity had, what moved, what it has. */
export async function stated(teller: Teller, from: string, step: number): Promise<void> {
  const { client, ask, activityId: id, activityName } = teller;
  const until = client.today;
  const { activityStatement } = await ask<{ activityStatement: Statement }>(op.statement, {
    ...{ id, from, until },
  });
  const { opening, closing, entries } = activityStatement;
  client.say(
    `${String(step).padStart(2)} the statement of ${activityName}, ${from} to ${until}: ` +
      `${opening.amount} → ${closing.amount}`,
  );
  for (const { on, kind, document, amount, balance } of entries.nodes) {
    const sums = `${amount.amount.padStart(10)} ${balance.amount.padStart(10)}`;
    client.say(`     ${on}  ${`${kind} ${document ?? ''}`.slice(0, 38).padEnd(38)}${sums}`);
  }
}
