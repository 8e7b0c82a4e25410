import {
  type Attempted,
  badInput,
  CivilDate,
  type ClassType,
  count,
  Decimal,
  Field,
  globalId,
  ID,
  InputType,
  Int,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { activityFindings, startUpOf } from './describe-activity.js';
import { StartUpTold } from './spin-off.entity.js';
import { StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';

@InputType({ description: 'Something that is bought to last.' })
export class StartUpAddInvestmentInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'What it is, at most 200 characters.' })
  title: string;

  @Field(() => CivilDate, { description: 'The day on which it is bought; it may be to come.' })
  boughtOn: string;

  @Field(() => Decimal, { description: 'What it costs, without VAT, in the activity’s currency.' })
  cost: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What it is worth at the end; 0 if absent.',
  })
  residual?: string | null;

  @Field(() => Int, { description: 'Over how many months it loses its value: 1 to 600.' })
  lifeMonths: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The loan or own money that pays for it, as its plugin names it.',
  })
  financedBy?: string | null;
}

@InputType({ description: 'A role in the team.' })
export class StartUpAddTeamMemberInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'What the person does, at most 200 characters.' })
  role: string;

  @Field(() => ID, { nullable: true, description: 'Who fills it, if that is known.' })
  memberId?: string | null;

  @Field(() => Decimal, { description: 'What it costs a month, contributions and all.' })
  monthlyCost: string;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Last day, included.' })
  until?: string | null;
}

/** A list of an activity is read whole, so it has a bound. */
const mostOf = 100;

export async function addInvestment(
  ctx: PluginContext,
  input: StartUpAddInvestmentInput,
): Promise<Attempted<StartUpInvestment>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  const costMinor = minorOf(input.cost, currency, 'cost');
  const residualMinor = minorOf(input.residual ?? '0', currency, 'residual');
  if (costMinor <= 0n) throw badInput('A cost is more than nothing.', 'cost');
  if (residualMinor < 0n || residualMinor > costMinor) {
    throw badInput('What is left is from nothing to the cost.', 'residual');
  }
  const row = {
    ...{ activityId, currency, costMinor, residualMinor, boughtOn: input.boughtOn },
    title: text(input.title, 'title'),
    lifeMonths: count(input.lifeMonths, 'lifeMonths', 600),
    ...{ ...(await financingOf(ctx, activityId, input.financedBy)), changedAt: ctx.now },
  };
  return ctx.attempt({ action: 'start-ups.add-investment' }, async (inside) => ({
    findings: await listFindings(inside, StartUpInvestment, activityId),
    write: () => inside.store.insert(StartUpInvestment, row),
  }));
}

export async function addTeamMember(
  ctx: PluginContext,
  input: StartUpAddTeamMemberInput,
): Promise<Attempted<StartUpTeamMember>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  const { from: fromDay, until: untilDay = null } = input;
  const monthlyCostMinor = minorOf(input.monthlyCost, currency, 'monthlyCost');
  if (monthlyCostMinor < 0n) throw badInput('A cost is not below nothing.', 'monthlyCost');
  if (untilDay !== null && untilDay < fromDay) {
    throw badInput('The last day is not before the first.', 'until');
  }
  const row = {
    ...{ activityId, currency, monthlyCostMinor, fromDay, untilDay },
    role: text(input.role, 'role'),
    memberId: await memberOf(ctx, input.memberId ?? null),
    changedAt: ctx.now,
  };
  return ctx.attempt({ action: 'start-ups.add-team-member' }, async (inside) => ({
    findings: await listFindings(inside, StartUpTeamMember, activityId),
    write: () => inside.store.insert(StartUpTeamMember, row),
  }));
}

/** The debt of the activity that is meant, of which its plugin has told; NOT_FOUND for another. */
export async function financingOf(
  { store }: PluginContext,
  activityId: string,
  financedBy: string | null | undefined,
): Promise<Pick<StartUpInvestment, 'financedByType' | 'financedById'>> {
  if (financedBy == null) return { financedByType: null, financedById: null };
  const [subjectType = '', subjectId = ''] = financedBy.split(':');
  const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(subjectId);
  const where = { activityId, kind: 'DEBT' as const, subjectType, subjectId };
  const [told] = isId ? await store.find(StartUpTold, where, { limit: 1 }) : [];
  if (told === undefined) throw notFound('Financing', financedBy);
  return { financedByType: subjectType, financedById: subjectId };
}

/** Why nothing can be added to a list of an activity: the activity, or that the list is full. */
export async function listFindings<T extends { activityId: string }>(
  inside: PluginContext,
  entity: ClassType<T>,
  activityId: string,
): Promise<PluginFinding[]> {
  const found = await activityFindings(inside, activityId);
  const there = await inside.store.listBy(entity, 'activityId', activityId, { limit: mostOf });
  if (there.length < mostOf) return found;
  return [...found, { code: 'start-ups.list-full', values: { limit: mostOf } }];
}

/** The UUID of a member whom the caller may see; NOT_FOUND for another. */
export async function memberOf(
  { core }: PluginContext,
  memberId: string | null,
  path = 'memberId',
): Promise<string | null> {
  if (memberId === null) return null;
  const id = localId('Member', memberId, path);
  if ((await core.member(id)) === null) throw notFound('Member', globalId('Member', id));
  return id;
}
