import { type Ask, asker, type Client } from './client.js';
import { nationalNumberOf } from './national-number.js';
import { needPlugins } from './needed.js';
import * as op from './tour.operations.js';
import { hireManager } from './tour-manager.js';
import {
  abroad,
  atHome,
  type Joined,
  onTour,
  type TourContract,
  type Tourer,
  type Traveller,
} from './tour-people.js';
import { report } from './tour-report.js';

/**
 * A performing-arts tour over GraphQL: 1 it is planned, and six people join; 2 pay is simulated;
 * 3 hiring is tried, and what stands in the way is arranged; 4 everybody is hired at once, by three
 * kinds of contract, with a date in France; 5 social security accepts each declaration before the
 * first day; 6 papers and insurance are settled; 7 the days are worked; 8 wages are paid on the seventh
 * working day, by the activity or else the fund, and released; 9 payslips, the year and the quarter are
 * read; 10 to 13 the activity employs its own manager full time.
 */
export async function tour(client: Traveller): Promise<void> {
  await needPlugins(client, 'The tour', tourPlugins);
  const ann = asker(client, 'demo|member-stage');
  const activityId = await planned(client, ann);
  const people = await joined(client, ann, activityId);
  await simulated(client, ann);
  const hiring = { activityId, contracts: contractsOf(people) };
  await tried(client, ann, hiring, people);
  const ids = await hired(client, ann, hiring);
  await declared(client, ann, ids);
  await arranged(client, ann, activityId);
  await worked(client, ann, ids);
  await paid(client, ann, ids);
  await report(client, ids, people);
  await hireManager(client, ann, activityId);
}

/** Whose words the tour uses, beside those of the core. */
export const tourPlugins = ['performing-arts'] as const;

async function planned(client: Client, ann: Ask): Promise<string> {
  const { viewer } = await ann<{
    viewer: { member: { activities: { nodes: { id: string; name: string }[] } } };
  }>(op.viewer);
  const activity = viewer.member.activities.nodes[0];
  if (activity === undefined) throw new Error('The demo has no activity to tour with.');
  const { performingArtsCreateProduction: made } = await ann<{
    performingArtsCreateProduction: { production: { id: string; title: string } };
  }>(op.createProduction, {
    input: { activityId: activity.id, title: 'Noorderlicht', peopleOnTour: onTour.length },
  });
  const dates = [...atHome, ...abroad].map((day) => ({ day }));
  await ann(op.scheduleTour, { input: { productionId: made.production.id, dates } });
  client.say(
    ` 1 ${activity.name} plans "${made.production.title}": ${atHome.length} dates in ` +
      `Belgium, ${abroad.length} in France, ${onTour.length} people`,
  );
  return activity.id;
}

async function joined(client: Client, ann: Ask, activityId: string): Promise<Joined[]> {
  const people: Joined[] = [];
  for (const who of onTour) {
    const memberId =
      who.newcomer === undefined ? await idOf(client, who) : await enrol(client, who);
    if (!who.takesPart) {
      await ann(op.invite, { input: { activityId, memberId } });
      await asker(client, who.subject)(op.accept, { input: { activityId } });
    }
    people.push({ who, memberId });
  }
  return people;
}

async function idOf(client: Client, { subject }: Tourer): Promise<string> {
  const { viewer } = await asker(
    client,
    subject,
  )<{ viewer: { member: { id: string } } }>(op.viewer);
  return viewer.member.id;
}

/** Somebody who is no member yet is registered and identified by an adviser. */
async function enrol(client: Client, { subject, newcomer }: Tourer): Promise<string> {
  const adviser = asker(client, 'demo|adviser');
  const { registerMember } = await adviser<{
    registerMember: { member: { id: string; version: number } };
  }>(op.registerMember, {
    input: { ...newcomer, subject, locale: 'nl', idempotencyKey: `tour-${subject}` },
  });
  const { id: memberId, version } = registerMember.member;
  await adviser(op.identifyMember, { input: { memberId, means: 'eid', version } });
  const nationalNumber = nationalNumberOf(subject);
  await adviser(op.setNationalNumber, { input: { memberId, nationalNumber } });
  await asker(client, subject)(op.setPayoutAccount, { input: { iban: 'BE71096123456769' } });
  return memberId;
}

async function simulated(client: Client, ann: Ask): Promise<void> {
  const { simulatePay } = await ann<{
    simulatePay: {
      pay: Record<'budget' | 'employerCost' | 'gross' | 'net', { amount: string }> & {
        lines: { source: string | null }[];
      };
    };
  }>(op.simulate, {
    input: { kind: 'duration', jointCommittee: '304', net: '300.00', on: atHome[0] },
  });
  const { budget, employerCost, gross, net, lines } = simulatePay.pay;
  client.say(
    ` 2 simulates: ${net.amount} net is ${gross.amount} gross, costs ${employerCost.amount} and ` +
      `takes a work budget of ${budget.amount}; ${lines.length} lines explain it`,
  );
}

interface Terms {
  readonly days: readonly { readonly day: string; readonly hours: string }[];
}

/** One contract for the dates at home, another for the date abroad of those who go there. */
function contractsOf(people: readonly Joined[]): Terms[] {
  return people.flatMap(({ who, memberId: workerId }) => {
    const { kind, atRisk } = who;
    const terms = { workerId, kind, jointCommittee: '304', atRisk: atRisk ?? false };
    const days = (of: readonly string[]) => of.map((day) => ({ day, hours: '7.6' }));
    const home = { ...terms, days: days(atHome), budget: '740.00' };
    if (!who.goesAbroad) return [home];
    return [home, { ...terms, days: days(abroad), budget: '310.00', workCountry: 'FR' }];
  });
}

async function tried(
  client: Client,
  ann: Ask,
  hiring: object,
  people: readonly Joined[],
): Promise<void> {
  const input = { ...hiring, sign: true, dryRun: true, idempotencyKey: 'tour-try' };
  const { hireWorkers } = await ann<{ hireWorkers: { findings: { message: string }[] } }>(
    ...[op.tryHire, { input }],
  );
  const said = [...new Set(hireWorkers.findings.map(({ message }) => message))];
  client.say(` 3 tries to hire them, and is told:\n${said.map((one) => `     ${one}`).join('\n')}`);
  const adviser = asker(client, 'demo|adviser');
  for (const { who, memberId } of people.filter(({ who }) => who.kind === 'article-1bis')) {
    const { recordAttestation } = await asker(client, who.subject)<{
      recordAttestation: { attestation: { id: string } };
    }>(op.recordAttestation, {
      input: {
        memberId,
        kind: 'ORDINARY',
        reference: `KWA-${memberId.slice(-6)}`,
        from: '2025-01-01',
      },
    });
    const { id } = recordAttestation.attestation;
    await adviser(op.verifyAttestation, { input: { id } });
  }
}

/** Drafts for all, what each day is for in the words of the sector, then the signatures. */
async function hired(client: Client, ann: Ask, hiring: { contracts: Terms[] }): Promise<string[]> {
  const { hireWorkers } = await ann<{ hireWorkers: { contracts: { id: string }[] } }>(op.hire, {
    input: { ...hiring, idempotencyKey: 'tour-hire' },
  });
  const ids = hireWorkers.contracts.map(({ id }) => id);
  for (const [i, id] of ids.entries()) {
    const days = hiring.contracts[i]?.days.map(({ day }) => ({ day, kind: 'performance' }));
    await ann(op.describeDays, { input: { contractId: id, days } });
    await ann(op.signContract, { input: { id, idempotencyKey: `tour-sign-${i}` } });
  }
  client.say(` 4 hires them in one go: ${ids.length} contracts of three kinds, each signed`);
  return ids;
}

async function declared(client: Client, ann: Ask, ids: readonly string[]): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    const states = (await read(ann, ids)).flatMap(({ declarations }) => declarations);
    if (states.length === ids.length && states.every(({ state }) => state === 'ACCEPTED')) {
      client.say(` 5 social security accepted ${states.length} declarations before the first day`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The declarations were not accepted within a minute.');
}

interface Formality {
  readonly id: string;
  readonly kind: string;
  readonly country: string | null;
}

async function arranged(client: Client, ann: Ask, activityId: string): Promise<void> {
  const filter = { activityId, status: ['OPEN'] };
  const found = await ann<{ formalities: { nodes: Formality[] } }>(op.formalities, { filter });
  const open = found.formalities.nodes;
  for (const { id, kind } of open) {
    await ann(op.settleFormality, { input: { id, reference: `${kind} 2026/${id.slice(-6)}` } });
  }
  const kinds = [...Map.groupBy(open, ({ kind }) => kind)].map(
    ([kind, all]) => `${all.length} ${kind}`,
  );
  client.say(` 6 arranges ${kinds.sort().join(', ')}`);
}

async function worked(client: Traveller, ann: Ask, ids: readonly string[]): Promise<void> {
  await client.until('2026-11-21');
  const contracts = await read(ann, ids);
  const days = [...new Set(contracts.map(({ dueOn }) => dueOn))].sort().join(' and ');
  client.say(` 7 the days pass: ${tally(contracts)}; pay is due on ${days}`);
}

async function paid(client: Traveller, ann: Ask, ids: readonly string[]): Promise<void> {
  await client.until('2026-12-01');
  const contracts = await read(ann, ids);
  const finance = asker(client, 'demo|finance');
  const { payouts } = await finance<{ payouts: { nodes: { id: string }[] } }>(op.waitingPayouts);
  const payoutIds = payouts.nodes.map(({ id }) => id);
  await finance(op.releasePayouts, { input: { payoutIds, idempotencyKey: 'tour-release' } });
  const on = [...new Set(contracts.map(({ paidOn }) => paidOn))].sort().join(' and ');
  client.say(` 8 ${tally(contracts)} on ${on}; finance releases ${payoutIds.length} payouts`);
}

const tally = (contracts: readonly TourContract[]): string =>
  [...Map.groupBy(contracts, ({ status }) => status)]
    .map(([status, all]) => `${all.length} contracts ${status}`)
    .join(', ');

async function read(ask: Ask, ids: readonly string[]): Promise<TourContract[]> {
  return (await ask<{ nodes: TourContract[] }>(op.contracts, { ids })).nodes;
}
