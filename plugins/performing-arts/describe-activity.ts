import {
  type ActivityFacts,
  type Attempted,
  badInput,
  code,
  Field,
  ID,
  InputType,
  isCivilDate,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';

@InputType({ description: 'What is to be known of an activity in the performing arts.' })
export class PerformingArtsDescribeActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The name that audiences know, at most 200 characters.' })
  companyName: string;

  @Field(() => String, {
    description: 'Code of the discipline, e.g. "theatre", "dance", "circus".',
  })
  discipline: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The day on which its season begins every year, e.g. "09-01": saved overtime counts from it. ' +
      'It stays what it was when absent.',
  })
  seasonBegins?: string | null;
}

/** Makes an activity one of the performing arts, or changes what is known of it. */
export async function describeActivity(
  ctx: PluginContext,
  input: PerformingArtsDescribeActivityInput,
): Promise<Attempted<PerformingArtsActivity>> {
  const id = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', id, 'performing-arts.write');
  const known = {
    companyName: text(input.companyName, 'companyName'),
    discipline: code(input.discipline, 'discipline'),
    ...(input.seasonBegins == null ? {} : { seasonBegins: dayOfYear(input.seasonBegins) }),
    changedAt: ctx.now,
  };
  return ctx.attempt({ action: 'performing-arts.describe-activity' }, async ({ core, store }) => ({
    findings: closedFindings(await core.lock('Activity', id)),
    write: async () =>
      (await store.update(PerformingArtsActivity, id, known)) ??
      store.insert(PerformingArtsActivity, { activityId: id, ...known }),
  }));
}

/** A day that every year has: "09-01". */
function dayOfYear(given: string): string {
  if (/^\d\d-\d\d$/.test(given) && isCivilDate(`2001-${given}`)) return given;
  throw badInput('A month and a day such as "09-01" are expected.', 'seasonBegins');
}

/**
 * The finding about an activity to which productions, venues and contracts cannot be added. It is
 * held, so that nobody closes it meanwhile.
 */
export async function activityFindings(
  ctx: PluginContext,
  activityId: string,
): Promise<PluginFinding[]> {
  const activity = await ctx.core.lock('Activity', activityId);
  const closed = closedFindings(activity);
  if (closed.length > 0) return closed;
  const described = await ctx.store.get(PerformingArtsActivity, activityId);
  return described ? [] : [{ code: 'performing-arts.activity-not-described' }];
}

export const closedFindings = (activity: ActivityFacts | null): PluginFinding[] =>
  activity?.status === 'OPEN' ? [] : [{ code: 'performing-arts.activity-closed' }];
