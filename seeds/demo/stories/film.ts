import { plusDays } from '../days.js';
import type { Traveller } from '../tour-people.js';
import { press } from './button.js';
import { clientPays, driven, insured, stated, worked } from './office.js';
import * as op from './operations.js';
import { found, seek } from './sought.js';
import { memberOf, tellerOf } from './teller.js';

/** A film shoot: two days on location with rented lights, for a city that pays in its own time. */
export async function film(client: Traveller): Promise<void> {
  const from = client.today;
  const teller = await tellerOf(client, 'demo|member-film');
  const days = [20, 21].map((later) => plusDays(from, later));
  const { audiovisualCreateProduction: made } = await teller.ask<{
    audiovisualCreateProduction: { production: { id: string; title: string } };
  }>(op.createShoot, {
    input: {
      ...{ activityId: teller.activityId, title: 'Aan de Leie', kind: 'DOCUMENTARY' },
      ...{ plannedDays: days.length, jointCommittee: '303.01' },
    },
  });
  const { title } = made.production;
  const location = 'Gent, Graslei';
  client.say(`A film shoot: ${teller.activityName} shoots "${title}" for ${teller.clientName}`);
  const by = 'demo|technician';
  await seek(teller, { skill: 'camera', days, by });
  const pressed = await press(teller, {
    ...{ title: `Shooting "${title}"`, days, places: [location], amount: '14000.00' },
    people: [await memberOf(client, by)],
    work: { kind: 'task', jointCommittee: '303.01', hoursPerDay: '8', budget: '820.00' },
    // Nothing of the co-operative flies a camera: the plan asks the community for it.
    needs: ['equipment', 'drone'],
  });
  await found(teller, pressed, by);
  await insured(teller, pressed);
  await driven(teller, pressed, { days, kilometres: 20_500 });
  await worked(teller, pressed);
  await clientPays(teller, pressed, { daysLate: 5, statementNo: 502 });
  await stated(teller, from, 6);
}
