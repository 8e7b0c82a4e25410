import { plusDays } from '../days.js';
import { eventually } from '../month/month-client.js';
import type { Traveller } from '../tour-people.js';
import { type Pressed, press } from './button.js';
import { clientPays, driven, insured, stated, ticketed, worked } from './office.js';
import * as op from './operations.js';
import { settleDate, shareLastDate } from './shared-date.js';
import { memberOf, type Teller, tellerOf } from './teller.js';

/**
 * A theatre tour: three dates in two cities, the last of which is shared with the house and settled on
 * its evening, two people under joint committee 304, a van, tickets, a talk with the adviser, and a
 * client who is late.
 */
export async function theatre(client: Traveller): Promise<void> {
  const from = client.today;
  const teller = await tellerOf(client, 'demo|member-stage');
  const days = [13, 14, 15].map((later) => plusDays(from, later));
  const { activityId, activityName: companyName } = teller;
  await teller.ask(op.describeCompany, {
    input: { activityId, companyName, discipline: 'theatre' },
  });
  const made = await teller.ask<{
    performingArtsCreateProduction: { production: { id: string } };
  }>(op.createProduction, {
    input: { activityId, title: 'Noorderlicht', peopleOnTour: 2, valueOnTour: '25000.00' },
  });
  client.say(
    `A theatre tour: ${teller.activityName} plays "Noorderlicht" for ${teller.clientName}`,
  );
  // What a day of work is for, the contracts know by the dates: these come first.
  const house = await teller.ask<{ performingArtsCreateVenue: { venue: { id: string } } }>(
    ...([
      op.createVenue,
      { input: { activityId, name: 'La Fabrique', city: 'Liège', country: 'BE' } },
    ] as const),
  );
  const venueId = house.performingArtsCreateVenue.venue.id;
  const productionId = made.performingArtsCreateProduction.production.id;
  const dates = days.map((day) => (day === days.at(-1) ? { day, venueId } : { day }));
  const steps = [{ tool: 'performing-arts.tour', input: { productionId, dates } }];
  await press(teller, { title: 'The dates of Noorderlicht', days, allInclusive: false, steps });
  const shared = await shareLastDate(teller, productionId);
  const pressed = await press(teller, {
    ...{ title: 'Noorderlicht on tour', days, places: ['Tongeren', 'Liège'], amount: '9000.00' },
    people: [teller.memberId, await memberOf(client, 'demo|musician')],
    work: { kind: 'task', jointCommittee: '304', hoursPerDay: '7.6', budget: '1900.00' },
    needs: ['equipment', 'guidance'],
  });
  await insured(teller, pressed);
  await ticketed(teller, pressed, '61.60');
  await driven(teller, pressed, { days, kilometres: 20_000 });
  const settled = await settleDate(teller, shared);
  await worked(teller, pressed);
  await sayDays(teller, pressed);
  await clientPays(teller, pressed, { daysLate: 12, statementNo: 501, also: [settled] });
  await stated(teller, from, 6);
}

interface DescribedContract {
  readonly jointCommittee: string;
  readonly performingArts: { readonly days: readonly { kind: { code: string } }[] } | null;
}

/** Under which joint committee each contract is, and what each of its days was for. */
async function sayDays({ client, ask }: Teller, pressed: Pressed): Promise<void> {
  const ids = pressed.allMade('contract');
  const contracts = await eventually('kind of each day', async () => {
    const { nodes } = await ask<{ nodes: DescribedContract[] }>(op.contractDays, { ids });
    return nodes.every((one) => one.performingArts?.days.length) ? nodes : undefined;
  });
  for (const { jointCommittee, performingArts } of contracts) {
    const kinds = performingArts?.days.map(({ kind }) => kind.code).join(', ');
    client.say(`   under joint committee ${jointCommittee}: ${kinds}`);
  }
}
