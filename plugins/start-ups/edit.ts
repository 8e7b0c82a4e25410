/** What is planned changes and ends: investments, the team, scenarios. */
import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { financingOf } from './plan-ahead.js';
import { StartUpScenario } from './scenario.entity.js';
import { StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

const permission = 'start-ups.write';

@InputType({ description: 'What changes of an investment; what is absent stays.' })
export class StartUpChangeInvestmentInput {
  @Field(() => ID, { description: 'The investment.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What it is, at most 200 characters.' })
  title?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'The day on which it is bought.' })
  boughtOn?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What it costs, without VAT.' })
  cost?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What it is worth at the end.' })
  residual?: string | null;

  @Field(() => Int, { nullable: true, description: 'Over how many months: 1 to 600.' })
  lifeMonths?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The loan or own money that pays for it, as its plugin names it.',
  })
  financedBy?: string | null;
}

@InputType({ description: 'An investment that is sold or scrapped.' })
export class StartUpDisposeInvestmentInput {
  @Field(() => ID, { description: 'The investment.' })
  id: string;

  @Field(() => CivilDate, { description: 'The day: not before it was bought.' })
  on: string;

  @Field(() => Decimal, { description: 'What it brought, without VAT; "0" when scrapped.' })
  proceeds: string;
}

@InputType({ description: 'What changes of a role; what is absent stays.' })
export class StartUpChangeTeamMemberInput {
  @Field(() => ID, { description: 'The role.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What the person does.' })
  role?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What it costs a month; not of a role that an engagement fills.',
  })
  monthlyCost?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'First day.' })
  from?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Last day, included.' })
  until?: string | null;
}

@InputType({ description: 'Which employment without an end fills a role.' })
export class StartUpLinkEngagementInput {
  @Field(() => ID, { description: 'The role.' })
  id: string;

  @Field(() => ID, { description: 'The engagement, of the same activity.' })
  engagementId: string;
}

@InputType({ description: 'A scenario that nobody needs any more.' })
export class StartUpRemoveScenarioInput {
  @Field(() => ID, { description: 'The scenario.' })
  id: string;
}

export async function changeInvestment(
  ctx: PluginContext,
  input: StartUpChangeInvestmentInput,
): Promise<Attempted<StartUpInvestment>> {
  const known = await changeable(ctx, StartUpInvestment, input.id, { permission });
  const { currency } = known;
  const said = {
    costMinor: input.cost == null ? undefined : minorOf(input.cost, currency, 'cost'),
    residualMinor:
      input.residual == null ? undefined : minorOf(input.residual, currency, 'residual'),
    boughtOn: input.boughtOn ?? undefined,
    title: text(input.title, 'title') ?? undefined,
    lifeMonths: count(input.lifeMonths, 'lifeMonths', 600) ?? undefined,
    ...(input.financedBy && (await financingOf(ctx, known.activityId, input.financedBy))),
  };
  return ctx.attempt({ action: 'start-ups.change-investment' }, async (inside) => {
    // What is not said is as it is now: of two who change it at once, neither undoes the other's.
    const row = await locked(inside, StartUpInvestment, known.id);
    const { costMinor = row.costMinor, residualMinor = row.residualMinor } = said;
    if (costMinor <= 0n) throw badInput('A cost is more than nothing.', 'cost');
    if (residualMinor < 0n || residualMinor > costMinor) {
      throw badInput('What is left is from nothing to the cost.', 'residual');
    }
    const change = { ...saidOf(said), changedAt: inside.now };
    return {
      findings: row.disposedOn === null ? [] : [gone],
      write: async () => (await inside.store.update(StartUpInvestment, row.id, change)) ?? row,
    };
  });
}

const saidOf = <Said extends object>(said: Said): Partial<Said> =>
  Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined),
  ) as Partial<Said>;

/** It leaves: from that day on it is worth nothing to the activity. */
export async function disposeInvestment(
  ctx: PluginContext,
  input: StartUpDisposeInvestmentInput,
): Promise<Attempted<StartUpInvestment>> {
  const known = await changeable(ctx, StartUpInvestment, input.id, { permission });
  const proceedsMinor = minorOf(input.proceeds, known.currency, 'proceeds');
  if (proceedsMinor < 0n) throw badInput('It brings nothing or more.', 'proceeds');
  if (input.on < known.boughtOn || input.on > ctx.today) {
    throw badInput('It leaves after it was bought, and not after today.', 'on');
  }
  return ctx.attempt({ action: 'start-ups.dispose-investment' }, async (inside) => {
    const row = await locked(inside, StartUpInvestment, known.id);
    const change = { disposedOn: input.on, proceedsMinor, changedAt: inside.now };
    return {
      findings: row.disposedOn === null ? [] : [gone],
      write: async () => (await inside.store.update(StartUpInvestment, row.id, change)) ?? row,
    };
  });
}

const gone: PluginFinding = { code: 'start-ups.investment-gone', path: ['id'] };

export async function changeTeamMember(
  ctx: PluginContext,
  input: StartUpChangeTeamMemberInput,
): Promise<Attempted<StartUpTeamMember>> {
  const known = await changeable(ctx, StartUpTeamMember, input.id, { permission });
  const cost = input.monthlyCost;
  const said = {
    monthlyCostMinor: cost == null ? undefined : minorOf(cost, known.currency, 'monthlyCost'),
    role: text(input.role, 'role') ?? undefined,
    ...{ fromDay: input.from ?? undefined, untilDay: input.until ?? undefined },
  };
  if ((said.monthlyCostMinor ?? 0n) < 0n) {
    throw badInput('A cost is not below nothing.', 'monthlyCost');
  }
  return ctx.attempt({ action: 'start-ups.change-team-member' }, async (inside) => {
    const row = await locked(inside, StartUpTeamMember, known.id);
    const { fromDay = row.fromDay, untilDay = row.untilDay } = said;
    if (untilDay !== null && untilDay < fromDay) {
      throw badInput('The last day is not before the first.', 'until');
    }
    const terms = cost != null || input.from != null || input.until != null;
    const byEngagement = { code: 'start-ups.role-by-engagement', path: ['id'] };
    const change = { ...saidOf(said), changedAt: inside.now };
    return {
      findings: row.engagementId !== null && terms ? [byEngagement] : [],
      write: async () => (await inside.store.update(StartUpTeamMember, row.id, change)) ?? row,
    };
  });
}

/** Who fills a role, from when and for how much is from then on what the engagement says. */
export async function linkEngagement(
  ctx: PluginContext,
  input: StartUpLinkEngagementInput,
): Promise<Attempted<StartUpTeamMember>> {
  const known = await changeable(ctx, StartUpTeamMember, input.id, { permission });
  const engagementId = localId('Engagement', input.engagementId, 'engagementId');
  return ctx.attempt({ action: 'start-ups.link-engagement' }, async (inside) => {
    const { core, store, now } = inside;
    const row = await locked(inside, StartUpTeamMember, known.id);
    const engagement = await core.read('Engagement', engagementId);
    if (engagement === null || engagement.activityId !== row.activityId) {
      throw notFound('Engagement', input.engagementId);
    }
    const findings: PluginFinding[] = [];
    const path = ['engagementId'];
    if (engagement.status !== 'SIGNED') {
      findings.push({ code: 'start-ups.engagement-not-signed', path });
    }
    const [other] = await store.find(StartUpTeamMember, { engagementId }, { limit: 1 });
    if (other !== undefined && other.id !== row.id) {
      findings.push({ code: 'start-ups.engagement-fills-other', path });
    }
    const change = {
      ...{ engagementId, memberId: engagement.workerId, changedAt: now },
      monthlyCostMinor: engagement.fixedMinor + engagement.advanceMinor,
      ...{ fromDay: engagement.from, untilDay: engagement.lastDay },
      weeklyMinutes: engagement.schedule.reduce((week, day) => week + day, 0),
    };
    return {
      findings,
      write: async () => (await store.update(StartUpTeamMember, row.id, change)) ?? row,
    };
  });
}

export async function removeScenario(
  ctx: PluginContext,
  { id }: StartUpRemoveScenarioInput,
): Promise<Attempted<StartUpScenario>> {
  const known = await changeable(ctx, StartUpScenario, id, { permission });
  const about = { type: 'StartUpScenario', id: known.id };
  return ctx.attempt({ action: 'start-ups.remove-scenario', about }, async ({ store }) => ({
    findings: [],
    write: async () => {
      await store.remove(StartUpScenario, known.id);
      return known;
    },
  }));
}
