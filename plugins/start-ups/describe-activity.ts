import {
  type ActivityFacts,
  type Attempted,
  Field,
  ID,
  InputType,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { StartUpActivity } from './start-up.entity.js';

@InputType({ description: 'What is to be known of an activity that is becoming a company.' })
export class StartUpDescribeActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The name of the company to be, at most 200 characters.' })
  companyName: string;
}

/** Makes an activity a start-up, or changes what is known of it. */
export async function describeActivity(
  ctx: PluginContext,
  input: StartUpDescribeActivityInput,
): Promise<Attempted<StartUpActivity>> {
  const { activityId } = await startUpOf(ctx, input.activityId);
  const companyName = text(input.companyName, 'companyName');
  return ctx.attempt({ action: 'start-ups.describe-activity' }, async ({ core, store, now }) => ({
    findings: closedFindings(await core.lock('Activity', activityId)),
    write: async () => {
      const known = { companyName, changedAt: now };
      const changed = await store.update(StartUpActivity, activityId, known);
      return changed ?? store.insert(StartUpActivity, { activityId, ...known });
    },
  }));
}

/** The activity of an input, which the caller may change. */
export async function startUpOf(
  ctx: PluginContext,
  id: string,
): Promise<{ readonly activityId: string; readonly currency: string }> {
  const activityId = localId('Activity', id, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'start-ups.write');
  return { activityId, currency };
}

/**
 * Why nothing can be added to an activity. It is held, so what is added at once to one activity is
 * added one after the other, and nobody closes it meanwhile.
 */
export async function activityFindings(
  { core, store }: PluginContext,
  activityId: string,
): Promise<PluginFinding[]> {
  const closed = closedFindings(await core.lock('Activity', activityId));
  if (closed.length > 0) return closed;
  const described = await store.get(StartUpActivity, activityId);
  return described ? [] : [{ code: 'start-ups.activity-not-described' }];
}

const closedFindings = (activity: ActivityFacts | null): PluginFinding[] =>
  activity?.status === 'OPEN' ? [] : [{ code: 'start-ups.activity-closed' }];
