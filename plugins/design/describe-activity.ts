import {
  type ActivityFacts,
  type Attempted,
  code,
  Field,
  ID,
  InputType,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { DesignActivity } from './activity.entity.js';

@InputType({ description: 'What is to be known of an activity in design.' })
export class DesignDescribeActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The name that clients know, at most 200 characters.' })
  studioName: string;

  @Field(() => String, { description: 'Code of the discipline, e.g. "graphic", "product".' })
  discipline: string;
}

/** Makes an activity one of design, or changes what is known of it. */
export async function describeActivity(
  ctx: PluginContext,
  input: DesignDescribeActivityInput,
): Promise<Attempted<DesignActivity>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', activityId, 'design.write');
  const studioName = text(input.studioName, 'studioName');
  const known = { studioName, discipline: code(input.discipline, 'discipline') };
  return ctx.attempt({ action: 'design.describe-activity' }, async ({ core, store, now }) => ({
    findings: closedFindings(await core.lock('Activity', activityId)),
    write: async () => {
      const row = { ...known, changedAt: now };
      const changed = await store.update(DesignActivity, activityId, row);
      return changed ?? store.insert(DesignActivity, { activityId, ...row });
    },
  }));
}

/** Why nothing can be added to an activity: it is closed, or nobody said that it designs. */
export async function activityFindings(
  { store }: PluginContext,
  activityId: string,
  activity: ActivityFacts | null,
): Promise<PluginFinding[]> {
  const closed = closedFindings(activity);
  if (closed.length > 0) return closed;
  const described = await store.get(DesignActivity, activityId);
  return described ? [] : [{ code: 'design.activity-not-described' }];
}

const closedFindings = (activity: ActivityFacts | null): PluginFinding[] =>
  activity?.status === 'OPEN' ? [] : [{ code: 'design.activity-closed' }];
