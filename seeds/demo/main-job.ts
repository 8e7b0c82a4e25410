import { type Ask, asker, type Client } from './client.js';
import { plusDays } from './days.js';
import * as op from './main-job.operations.js';
import { nationalNumberOf } from './national-number.js';
import { needPlugins } from './needed.js';

/**
 * The main job, over GraphQL, in ten steps: 1 a member registers, 2 opens an activity, 3 quotes a
 * client who accepts, 4 tells the sector plugin about a production and its tour, 5 plans one
 * assignment of four tools, 6 starts it, 7 follows it until it is done, 8 is paid by the guarantee
 * fund before the client pays, 9 the client pays and the fund is repaid, 10 the account says so.
 */
export async function mainJob(client: Client): Promise<{ activityId: string }> {
  await needPlugins(client, 'The main job', mainJobPlugins);
  const subject = `demo|main-job-${client.run}`;
  const memberId = await register(client, subject);
  const ask = asker(client, subject);
  const { openActivity } = await ask<Opened>(op.openActivity, {
    input: {
      name: `De Reis ${client.run}`,
      sector: 'performing-arts',
      idempotencyKey: key(client, 'open'),
    },
  });
  const activityId = openActivity.activity.id;
  client.say(` 2 opens the activity "${openActivity.activity.name}"`);
  const clientId = await quote(client, ask, activityId);
  const productionId = await rehearse(client, ask, activityId);
  const assignmentId = await plan(client, ask, { activityId, clientId, productionId, memberId });
  await start(client, ask, assignmentId);
  const invoice = await follow(client, ask, assignmentId);
  await tellBalance(client, ask, activityId, ' 8 is paid before the client pays');
  await clientPays(client, invoice);
  await tellBalance(client, ask, activityId, '10 the account says');
  return { activityId };
}

/** Whose words and tools the main job uses, beside those of the core. */
export const mainJobPlugins = ['performing-arts'] as const;

interface Opened {
  readonly openActivity: { readonly activity: { readonly id: string; readonly name: string } };
}

async function register(client: Client, subject: string): Promise<string> {
  const adviser = asker(client, 'demo|adviser');
  const { registerMember } = await adviser<{
    registerMember: { member: { id: string; version: number; displayName: string } };
  }>(op.registerMember, {
    input: {
      ...{ displayName: 'Ada Verlinden', email: `ada.${client.run}@example.org`, subject },
      ...{ street: 'Dansaertstraat 5', postalCode: '1000', city: 'Brussel', country: 'BE' },
      ...{ phone: '+32 2 555 01 23', locale: 'nl', idempotencyKey: key(client, 'register') },
    },
  });
  const { id, version, displayName } = registerMember.member;
  await adviser(op.identifyMember, { input: { memberId: id, means: 'eid', version } });
  const nationalNumber = nationalNumberOf(subject);
  await adviser(op.setNationalNumber, { input: { memberId: id, nationalNumber } });
  client.say(` 1 ${displayName} registers and is identified by an adviser`);
  return id;
}

async function quote(client: Client, ask: Ask, activityId: string): Promise<string> {
  const { createClient } = await ask<{ createClient: { client: { id: string; name: string } } }>(
    op.createClient,
    {
      input: {
        ...{ activityId, kind: 'PUBLIC_BODY', name: 'Cultuurcentrum De Haven' },
        ...{ enterpriseNumber: '0207451227', email: 'boekhouding@example.org' },
        address: { street: 'Kaai 1', postalCode: '9000', city: 'Gent', country: 'BE' },
      },
    },
  );
  const { id: clientId, name } = createClient.client;
  const { createQuote } = await ask<{ createQuote: { quote: { id: string } } }>(op.createQuote, {
    input: {
      ...{
        activityId,
        clientId,
        title: 'Six performances',
        validUntil: plusDays(client.today, 30),
      },
      lines: [line],
    },
  });
  const input = { quoteId: createQuote.quote.id };
  await ask(op.sendQuote, { input });
  const { acceptQuote } = await ask<{
    acceptQuote: { quote: { number: string; total: { amount: string } } };
  }>(op.acceptQuote, { input });
  const { number, total } = acceptQuote.quote;
  client.say(` 3 quotes ${name}: ${number}, EUR ${total.amount} with VAT; accepted`);
  return clientId;
}

const line = {
  description: 'Six performances of "De Reis"',
  quantity: '6',
  unitPrice: '1500.00',
  vat: { category: 'REDUCED', rate: '6', legalGround: 'Royal Decree No 20, table A, XXIX' },
};

/** What the sector knows and the core does not: the production, its venue and the dates of its tour. */
async function rehearse(client: Client, ask: Ask, activityId: string): Promise<string> {
  await ask(op.describeActivity, {
    input: { activityId, companyName: 'De Reis', discipline: 'theatre' },
  });
  const { performingArtsCreateProduction: made } = await ask<{
    performingArtsCreateProduction: { production: { id: string; title: string } };
  }>(op.createProduction, { input: { activityId, title: 'De Reis', peopleOnTour: 4 } });
  const { id: productionId, title } = made.production;
  const days = [20, 21, 22].map((ahead) => ({ day: plusDays(client.today, ahead) }));
  await ask(op.scheduleTour, { input: { productionId, dates: days } });
  client.say(` 4 performing-arts: the production "${title}" with a tour of ${days.length} dates`);
  return productionId;
}

async function plan(
  client: Client,
  ask: Ask,
  of: { activityId: string; clientId: string; productionId: string; memberId: string },
): Promise<string> {
  const { activityId, clientId, productionId, memberId } = of;
  const cover = { from: plusDays(client.today, 20), until: plusDays(client.today, 22) };
  const days = firstOfNextMonth(client.today).map((day) => ({ day, hours: '7.6' }));
  const steps = [
    { tool: 'invoice', input: { lines: [line] } },
    { tool: 'advance', input: {} },
    { tool: 'contract', input: { workerId: memberId, kind: 'task', days, budget: '640.00' } },
    {
      tool: 'performing-arts.tour-insurance',
      input: { productionId, ...cover, value: '12000.00' },
    },
  ];
  const { planAssignment } = await ask<{ planAssignment: { assignment: Assignment } }>(
    op.planAssignment,
    { input: { activityId, clientId, title: 'Tour of De Reis', steps } },
  );
  const { id, steps: ordered, cost } = planAssignment.assignment;
  client.say(
    ` 5 plans: ${ordered.map(({ tool }) => tool.name).join(' → ')}; EUR ${cost.amount} in all`,
  );
  return id;
}

interface Assignment {
  readonly id: string;
  readonly status: string;
  readonly cost: { readonly amount: string };
  readonly steps: readonly {
    readonly tool: { readonly name: string };
    readonly status: string;
    readonly reference: string | null;
    readonly violations: readonly { readonly message: string }[];
  }[];
}

async function start(client: Client, ask: Ask, id: string): Promise<void> {
  await ask(op.startAssignment, { input: { id, idempotencyKey: key(client, 'start') } });
  client.say(' 6 starts it with one command');
}

async function follow(client: Client, ask: Ask, id: string): Promise<Invoice> {
  for (let looks = 0; looks < 100; looks++) {
    const { assignment } = await ask<{ assignment: Assignment }>(op.assignment, { id });
    if (assignment.status === 'FAILED' || assignment.status === 'CANCELLED') {
      throw new Error(`The assignment ended ${assignment.status}: ${JSON.stringify(assignment)}`);
    }
    if (assignment.status === 'DONE') {
      client.say(` 7 ${assignment.steps.map((s) => `${s.tool.name} ${s.status}`).join(', ')}`);
      const made = assignment.steps.find(({ tool }) => tool.name === 'invoice')?.reference;
      return (await ask<{ invoice: Invoice }>(op.invoice, { id: made })).invoice;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The assignment was not done within ten seconds.');
}

interface Invoice {
  readonly number: string;
  readonly structuredCommunication: string;
  readonly total: { readonly amount: string };
}

async function clientPays(client: Client, invoice: Invoice): Promise<void> {
  const finance = asker(client, 'demo|finance');
  const { number, structuredCommunication, total } = invoice;
  await finance(op.importStatement, {
    input: {
      ...{ iban: 'BE68539007547034', year: Number(client.today.slice(0, 4)) },
      ...{
        number: 500 + (Number.parseInt(client.run, 36) % 400),
        idempotencyKey: key(client, 'bank'),
      },
      lines: [
        {
          ...{ lineNo: 1, bookedOn: client.today, amount: total.amount },
          ...{ counterpartyName: 'Cultuurcentrum De Haven', structuredCommunication },
        },
      ],
    },
  });
  client.say(` 9 the client pays invoice ${number}: EUR ${total.amount}`);
}

async function tellBalance(client: Client, ask: Ask, id: string, what: string): Promise<void> {
  const { activity } = await ask<{
    activity: { balance: Record<'available' | 'receivable' | 'advanced', { amount: string }> };
  }>(op.balance, { id });
  const { available, receivable, advanced } = activity.balance;
  const sums = `available ${available.amount}, owed by the client ${receivable.amount}`;
  client.say(`${what}: ${sums}, advanced by the fund ${advanced.amount}`);
}

const key = (client: Client, step: string) => `main-job-${client.run}-${step}`;

/** The first Tuesday from the third on, and its Wednesday: in one month, and no public holiday. */
function firstOfNextMonth(today: string): string[] {
  const third = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 3));
  const day = plusDays(third.toISOString().slice(0, 10), (9 - third.getUTCDay()) % 7);
  return [day, plusDays(day, 1)];
}
