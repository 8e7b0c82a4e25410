import {
  type ActivityFacts,
  type Attempted,
  code,
  Field,
  ID,
  InputType,
  Int,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { DesignActivity, QuoteValidity } from './activity.entity.js';
import { checkedTerms } from './terms.js';

@InputType({ description: 'What is to be known of an activity in design.' })
export class DesignDescribeActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The name that clients know, at most 200 characters.' })
  studioName: string;

  @Field(() => String, { description: 'Code of the discipline, e.g. "graphic", "product".' })
  discipline: string;

  @Field(() => QuoteValidity, {
    nullable: true,
    description: 'How long its quotes can be accepted; as it was when absent, null: the house’s.',
  })
  quoteValidity?: QuoteValidity | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Percent asked in advance, 0 to 100; as it was when absent, null: the house’s.',
  })
  advancePercent?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many days, 1 to 60; as it was when absent, null: the house’s.',
  })
  advanceDays?: number | null;
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
  checkedTerms(input);
  const { quoteValidity, advancePercent, advanceDays } = input;
  const said = { quoteValidity, advancePercent, advanceDays };
  return ctx.attempt({ action: 'design.describe-activity' }, async ({ core, store, now }) => ({
    findings: closedFindings(await core.lock('Activity', activityId)),
    write: async () => {
      const row = { ...known, ...definedOf(said), changedAt: now };
      const changed = await store.update(DesignActivity, activityId, row);
      return changed ?? store.insert(DesignActivity, { activityId, ...row });
    },
  }));
}

/** What was not said stays as it was. */
const definedOf = <Said extends object>(said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;

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
