import { monthsAgo, plusDays } from '../days.js';
import type { Traveller } from '../tour-people.js';
import { press } from './button.js';
import { creditEnded, credited } from './credit.js';
import { clientPays, insured, stated } from './office.js';
import * as op from './operations.js';
import { type Teller, tellerOf } from './teller.js';

/** A start-up's first year: a first order, what is bought for it, and how long the money lasts. */
export async function startUp(client: Traveller): Promise<void> {
  const from = client.today;
  const teller = await tellerOf(client, 'demo|member-startup');
  client.say(`A start-up's first year: ${teller.activityName} delivers to ${teller.clientName}`);
  await plansToBuy(teller, from);
  const pressed = await press(teller, {
    ...{ title: 'First order: the pilot', amount: '8000.00' },
    days: [14, 15].map((later) => plusDays(from, later)),
    needs: ['workspace', 'supplies'],
    steps: [
      { tool: 'equipment.buy', input: { ...thing('Cutting plotter', 'CP-1'), value: '1450.00' } },
      { tool: 'equipment.lease', input: { ...thing('3D printer', 'P-7'), ...lease(from) } },
      { tool: 'training.registration', input: { sessionId: await nextTraining(teller) } },
    ],
  });
  await insured(teller, pressed);
  await credited(teller, pressed);
  await looksAhead(teller, from);
  await clientPays(teller, pressed, { daysLate: 20, statementNo: 504 });
  const anniversary = plusDays(from, 365);
  await client.until(anniversary);
  await creditEnded(teller, pressed);
  await looksBack(teller, anniversary);
  await stated(teller, from, 7);
}

const thing = (title: string, serialNumber: string) => ({
  ...{ title, serialNumber, depreciationMonths: 36 },
});

const lease = (from: string) => ({
  ...{ value: '2400.00', lessor: 'A lessor', firstDueOn: plusDays(from, 30), months: 12 },
  ...{ instalment: '210.00', option: '120.00' },
});

/** The first session of the catalogue. */
async function nextTraining({ ask }: Teller): Promise<string> {
  const { trainingCourses } = await ask<{
    trainingCourses: { nodes: { sessions: { id: string }[] }[] };
  }>(op.trainings);
  return trainingCourses.nodes.flatMap(({ sessions }) => sessions)[0]?.id as string;
}

/** What is about to be bought, for which the button offers a credit. */
async function plansToBuy({ ask, client, activityId }: Teller, boughtOn: string): Promise<void> {
  const investment = { activityId, title: 'Print run of the game', boughtOn, cost: '3600.00' };
  await ask(op.addInvestment, { input: { ...investment, lifeMonths: 36 } });
  client.say('   it is to buy the print run of the game, for 3600.00');
}

async function looksAhead({ ask, client, activityId }: Teller, from: string): Promise<void> {
  const nextMonth = monthsAgo(from, -1);
  const { startUpForecastCash: forecast } = await ask<{
    startUpForecastCash: {
      scenario: { forecast: { runwayMonths: number | null; averageBurn: { amount: string } } };
    };
  }>(op.forecastCash, {
    input: {
      ...{ activityId, name: 'first year', from: nextMonth, months: 12, opening: '12000.00' },
      lines: [{ label: 'Orders', amount: '1500.00', growthPercent: '4' }],
    },
  });
  const { runwayMonths, averageBurn } = forecast.scenario.forecast;
  client.say(
    ` 4 looks a year ahead: burns ${averageBurn.amount} a month on average; the money lasts ` +
      `${runwayMonths === null ? 'longer than that' : `${runwayMonths} months`}`,
  );
}

async function looksBack({ ask, client, activityId: id }: Teller, on: string): Promise<void> {
  const { activity } = await ask<{
    activity: {
      startUp: {
        capTable: { holder: { name: string }; shares: string }[];
        investments: { title: string; bookValue: { amount: string } }[];
      };
    };
  }>(op.startUp, { id, on });
  const { capTable, investments } = activity.startUp;
  const worth = investments.map(({ title, bookValue }) => `${title} ${bookValue.amount}`);
  client.say(
    ` 6 a year later: ${capTable.map(({ holder, shares }) => `${holder.name} ${shares}`).join(', ')} ` +
      `shares; still worth: ${worth.join(', ')}`,
  );
}
