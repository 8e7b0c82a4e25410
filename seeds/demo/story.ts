import { markPastContracts } from '../../core/employment/contract/past-contracts.js';
import { payDueContracts } from '../../core/employment/pay-run/pay-runner.js';
import { type DemoActivityPlan, demoActivities } from './activities.js';
import { payAmateur, registerAmateur } from './amateur-story.js';
import { monthsAgo, plusDays } from './days.js';
import { attest, employ } from './employment-story.js';
import * as op from './operations.js';
import type { DemoMemberIds } from './people.js';
import type { Voice } from './voice.js';

/** An activity of the story, once it is open. */
export interface ToldActivity {
  readonly plan: DemoActivityPlan;
  readonly id: string;
  readonly clientId: string;
}

interface OpenInvoice {
  readonly payOn: string;
  readonly amount: string;
  readonly communication: string;
  readonly client: string;
}

/**
 * A year of four activities, whose managers have an adviser: 1 they open and hire; 2 each month they quote, invoice and work, one of them
 * with an engagement of some months; 3 the bank brings what clients pay; 4 the daily jobs pay wages on
 * their day, from the activity or else the guarantee fund; 5 finance releases the payouts. The last
 * invoices are still open today.
 */
export async function tellTheYear(
  voice: Voice,
  members: DemoMemberIds,
  today: string,
  iban: string,
): Promise<ToldActivity[]> {
  const start = monthsAgo(today, 12);
  for (const [place, id] of Object.values(members).entries()) {
    await voice.ask('adviser', start, op.setPayoutAccount, {
      input: { memberId: `Member:${id}`, iban: payoutIbans[place % payoutIbans.length] },
    });
  }
  for (const { manager } of demoActivities) {
    const advice = {
      memberId: `Member:${members[manager]}`,
      adviserId: `Member:${members.adviser}`,
    };
    await voice.ask('admin', start, op.assignAdviser, { input: advice });
  }
  const told: ToldActivity[] = [];
  for (const plan of demoActivities) told.push(await open(voice, members, plan, start));
  await attest(voice, start);
  const owed: OpenInvoice[] = [];
  const stage = told.find(({ plan }) => plan.manager === 'member-stage') as ToldActivity;
  const begins = monthsAgo(today, 11);
  const amateur = await registerAmateur(voice, members, stage.id, begins);
  for (let month = 11; month >= 0; month--) {
    const first = monthsAgo(today, month);
    for (const activity of told) {
      if (plusDays(first, 9) <= today) owed.push(await invoice(voice, activity, first, month));
      if (plusDays(first, 16) <= today) await hire(voice, members, activity, first);
    }
    const film = told.find(({ plan }) => plan.manager === 'member-film') as ToldActivity;
    if (month === 8 && amateur !== null) await payAmateur(voice, amateur, first);
    await employ(voice, members, film.id, { month, today });
    await endOfMonth(voice, owed, { month, first, today, iban });
  }
  return told;
}

async function open(
  voice: Voice,
  members: DemoMemberIds,
  plan: DemoActivityPlan,
  day: string,
): Promise<ToldActivity> {
  const { name, sector, description, client, manager } = plan;
  const opened = await voice.ask<{ openActivity: { activity: { id: string } } }>(
    ...[manager, day, op.openActivity],
    { input: { name, sector, description, idempotencyKey: `demo-open-${manager}` } },
  );
  const activityId = opened.openActivity.activity.id;
  const worker = plan.hires?.worker;
  if (worker !== undefined) {
    const memberId = `Member:${members[worker]}`;
    await voice.ask(manager, day, op.invite, { input: { activityId, memberId } });
    await voice.ask(worker, day, op.accept, { input: { activityId } });
  }
  const { city, postalCode, ...details } = client;
  const address = { street: 'Grote Markt 1', postalCode, city, country: 'BE' };
  const made = await voice.ask<{ createClient: { client: { id: string } } }>(
    ...[manager, day, op.createClient],
    { input: { activityId, ...details, address } },
  );
  return { plan, id: activityId, clientId: made.createClient.client.id };
}

async function invoice(
  voice: Voice,
  { plan, id, clientId }: ToldActivity,
  first: string,
  month: number,
): Promise<OpenInvoice> {
  const { manager } = plan;
  const issueDay = plusDays(first, 9);
  // Some months are better than others; the same ones each time that the demo is seeded.
  const unitPrice = `${plan.monthly + ((month * 37) % 11) * 50}.00`;
  const lines = [{ description: plan.sells, quantity: '1', unitPrice, vat: plan.vat }];
  const input = { activityId: id, clientId, lines, validUntil: plusDays(first, 40) };
  const quoted = await voice.ask<{ createQuote: { quote: { id: string } } }>(
    ...[manager, plusDays(first, 2), op.createQuote],
    { input: { ...input, title: `${plan.sells} ${first.slice(0, 7)}` } },
  );
  const quoteId = quoted.createQuote.quote.id;
  await voice.ask(manager, plusDays(first, 2), op.sendQuote, { input: { quoteId } });
  await voice.ask(manager, plusDays(first, 5), op.acceptQuote, { input: { quoteId } });
  const drafted = await voice.ask<{ createInvoice: { invoice: { id: string } } }>(
    ...[manager, issueDay, op.createInvoice],
    { input: { quoteId } },
  );
  const invoiceId = drafted.createInvoice.invoice.id;
  const { issueInvoice } = await voice.ask<{ issueInvoice: { invoice: IssuedInvoice } }>(
    ...[manager, issueDay, op.issueInvoice],
    { input: { invoiceId, idempotencyKey: `demo-issue-${manager}-${first}` } },
  );
  return {
    payOn: plusDays(issueInvoice.invoice.dueOn, plan.paysAfterDays),
    amount: issueInvoice.invoice.total.amount,
    communication: issueInvoice.invoice.structuredCommunication,
    client: plan.client.name,
  };
}

interface IssuedInvoice {
  readonly dueOn: string;
  readonly structuredCommunication: string;
  readonly total: { readonly amount: string };
}

async function hire(
  voice: Voice,
  members: DemoMemberIds,
  { plan, id }: ToldActivity,
  first: string,
): Promise<void> {
  if (plan.hires === undefined) return;
  const { worker, kind, budget, hours } = plan.hires;
  const days = [14, 15].map((place) => ({ day: plusDays(first, place), hours }));
  const drafted = await voice.ask<{ createContract: { contract: { id: string } } }>(
    ...[plan.manager, plusDays(first, 10), op.createContract],
    {
      input: {
        ...{ activityId: id, workerId: `Member:${members[worker]}`, kind, days },
        ...{ jointCommittee: '304', budget, idempotencyKey: `demo-hire-${plan.manager}-${first}` },
      },
    },
  );
  await voice.ask(plan.manager, plusDays(first, 10), op.signContract, {
    input: {
      id: drafted.createContract.contract.id,
      idempotencyKey: `demo-sign-${plan.manager}-${first}`,
    },
  });
}

/** What came in at the bank, the wages of the month, and the payouts that finance lets go. */
async function endOfMonth(
  voice: Voice,
  owed: OpenInvoice[],
  at: { month: number; first: string; today: string; iban: string },
): Promise<void> {
  const last = at.month === 0 ? at.today : plusDays(monthsAgo(at.today, at.month - 1), -1);
  const paid = owed.filter(({ payOn }) => payOn <= last);
  owed.splice(0, owed.length, ...owed.filter(({ payOn }) => payOn > last));
  if (paid.length > 0) {
    await voice.ask('finance', last, op.importStatement, {
      input: {
        iban: at.iban,
        year: Number(last.slice(0, 4)),
        number: Number(last.slice(5, 7)),
        lines: paid.map(({ payOn, amount, communication, client }, i) => ({
          ...{ lineNo: i + 1, bookedOn: payOn, amount, counterpartyName: client },
          structuredCommunication: communication,
        })),
        idempotencyKey: `demo-statement-${last}`,
      },
    });
  }
  await markPastContracts(voice.on(last), last);
  await payDueContracts(voice.on(last), last);
  const { payouts } = await voice.ask<{ payouts: { nodes: { id: string }[] } }>(
    ...['finance', last, op.waitingPayouts],
  );
  if (payouts.nodes.length > 0) {
    const payoutIds = payouts.nodes.map(({ id }) => id);
    await voice.ask('finance', last, op.releasePayouts, {
      input: { payoutIds, idempotencyKey: `demo-release-${last}` },
    });
  }
}

/** Accounts that only have the form of one: the check digits are right, the banks' numbers are not. */
const payoutIbans = [
  'BE71096123456769',
  'BE62510007547061',
  'BE43068999999501',
  'BE25363036447182',
];
