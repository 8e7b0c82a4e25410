import { plusDays } from '../days.js';
import type { Traveller } from '../tour.js';
import { press } from './button.js';
import { clientPays, driven, insured, stated, ticketed, worked } from './office.js';
import * as op from './operations.js';
import { memberOf, tellerOf } from './teller.js';

/** A theatre tour: three dates in two cities, two people, a van, tickets, and a client who is late. */
export async function theatre(client: Traveller): Promise<void> {
  const from = client.today;
  const teller = await tellerOf(client, 'demo|member-stage');
  const days = [13, 14, 15].map((later) => plusDays(from, later));
  const { activityId, activityName: companyName } = teller;
  await teller.ask(op.describeCompany, {
    input: { activityId, companyName, discipline: 'theatre' },
  });
  await teller.ask(op.createProduction, {
    input: { activityId, title: 'Noorderlicht', peopleOnTour: 2, valueOnTour: '25000.00' },
  });
  client.say(
    `A theatre tour: ${teller.activityName} plays "Noorderlicht" for ${teller.clientName}`,
  );
  const pressed = await press(teller, {
    ...{ title: 'Noorderlicht on tour', days, places: ['Tongeren', 'Liège'], amount: '9000.00' },
    people: [teller.memberId, await memberOf(client, 'demo|musician')],
    work: { kind: 'task', hoursPerDay: '7.6', budget: '1900.00' },
    needs: ['equipment'],
  });
  await insured(teller, pressed);
  await ticketed(teller, pressed, '61.60');
  await driven(teller, pressed, { days, kilometres: 20_000 });
  await worked(teller, pressed);
  await clientPays(teller, pressed, { daysLate: 12, statementNo: 501 });
  await stated(teller, from, 6);
}
