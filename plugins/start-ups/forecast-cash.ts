import {
  type Attempted,
  badInput,
  CivilDate,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  minorOf,
  money,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { startUpOf } from './describe-activity.js';
import { averageRunway, burnMinor, type ForecastLine, forecast, runwayMonths } from './forecast.js';
import { listFindings } from './plan-ahead.js';
import { StartUpForecast, StartUpScenario } from './scenario.entity.js';
import { StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

@InputType({ description: 'Money that is expected to come in or go out.' })
export class StartUpForecastLineInput {
  @Field(() => String, { description: 'What for, at most 200 characters.' })
  label: string;

  @Field(() => Decimal, { description: 'In when positive, out when negative; not nothing.' })
  amount: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The first month that it counts in: 0 if absent.',
  })
  firstMonth?: number | null;

  @Field(() => Int, { nullable: true, description: 'The last such month; the end when absent.' })
  lastMonth?: number | null;

  @Field(() => Int, { nullable: true, description: 'Every so many months, 1 to 12; 1 if absent.' })
  everyMonths?: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How many percent more each time, -100 to 100; 0 when absent.',
  })
  growthPercent?: string | null;
}

@InputType({ description: 'What is assumed of the months to come.' })
export class StartUpForecastCashInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'Name of the scenario; what it said before is replaced.' })
  name: string;

  @Field(() => CivilDate, { description: 'First day of the first month.' })
  from: string;

  @Field(() => Int, { description: 'How many months to look ahead: 1 to 60.' })
  months: number;

  @Field(() => Decimal, { description: 'The cash at the beginning; it may be below nothing.' })
  opening: string;

  @Field(() => [StartUpForecastLineInput], { description: 'What comes and goes: at most 100.' })
  lines: StartUpForecastLineInput[];
}

/** Keeps a scenario by its name, so that it can be read again with the team as it then is. */
export async function forecastCash(
  ctx: PluginContext,
  input: StartUpForecastCashInput,
): Promise<Attempted<StartUpScenario>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  if (!input.from.endsWith('-01')) throw badInput('The first day of a month is expected.', 'from');
  if (input.lines.length > 100) throw badInput('At most 100 lines are expected.', 'lines');
  const months = count(input.months, 'months', 60);
  const name = text(input.name, 'name');
  const assumed = {
    ...{ fromDay: input.from, months, currency, changedAt: ctx.now },
    openingMinor: minorOf(input.opening, currency, 'opening'),
    lines: input.lines.map((line) => lineOf(line, months, currency)),
  };
  return ctx.attempt({ action: 'start-ups.forecast-cash' }, async (inside) => {
    const { store } = inside;
    const findings = await listFindings(inside, StartUpScenario, activityId);
    const [same] = await store.find(StartUpScenario, { activityId, name }, { limit: 1 });
    const full = (code: string) => same !== undefined && code === 'start-ups.list-full';
    return {
      findings: findings.filter(({ code }) => !full(code)),
      write: async () => {
        if (same === undefined)
          return store.insert(StartUpScenario, { activityId, name, ...assumed });
        return (await store.update(StartUpScenario, same.id, assumed)) ?? same;
      },
    };
  });
}

/** The months of a scenario, with the team and the investments as they stand now. */
export async function forecastOf(
  { store }: PluginContext,
  scenario: StartUpScenario,
): Promise<StartUpForecast> {
  const { activityId, currency } = scenario;
  const [team, investments] = await Promise.all([
    store.listBy(StartUpTeamMember, 'activityId', activityId),
    store.listBy(StartUpInvestment, 'activityId', activityId),
  ]);
  const { fromDay, months, openingMinor, lines = [] } = scenario;
  const cash = forecast({ fromDay, months, openingMinor, lines, team, investments });
  return {
    months: cash.map(({ month, inMinor, outMinor, balanceMinor }) => ({
      month,
      in: money(inMinor, currency),
      out: money(outMinor, currency),
      balance: money(balanceMinor, currency),
    })),
    runwayMonths: runwayMonths(cash),
    averageRunwayMonths: averageRunway(openingMinor, burnMinor(cash)),
    averageBurn: money(burnMinor(cash), currency),
  };
}

function lineOf(line: StartUpForecastLineInput, months: number, currency: string): ForecastLine {
  const amount = minorOf(line.amount, currency, 'lines');
  const growthBps = minorOf(line.growthPercent ?? '0', 'EUR', 'lines');
  const firstMonth = line.firstMonth ?? 0;
  const lastMonth = line.lastMonth ?? months - 1;
  const everyMonths = line.everyMonths ?? 1;
  if (amount === 0n) throw badInput('An amount is not nothing.', 'lines');
  if (growthBps < -10_000n || growthBps > 10_000n) {
    throw badInput('A growth is from -100 to 100 percent.', 'lines');
  }
  if (firstMonth < 0 || lastMonth < firstMonth || lastMonth >= months) {
    throw badInput(`Months are from 0 to ${months - 1}, in their order.`, 'lines');
  }
  if (everyMonths < 1 || everyMonths > 12) throw badInput('1 to 12 months are expected.', 'lines');
  return {
    label: text(line.label, 'lines'),
    ...{ amountMinor: `${amount}`, firstMonth, lastMonth, everyMonths },
    growthBps: Number(growthBps),
  };
}
