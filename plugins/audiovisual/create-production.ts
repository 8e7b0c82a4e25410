import {
  type ActivityFacts,
  type Attempted,
  count,
  Field,
  ID,
  InputType,
  Int,
  insertOnce,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { AudiovisualActivity } from './activity.entity.js';
import { AudiovisualProduction, ProductionKind } from './production.entity.js';
import { committeeCode, unknownCommittee } from './set-joint-committee.js';

@InputType({ description: 'A new production.' })
export class AudiovisualCreateProductionInput {
  @Field(() => ID, { description: 'The activity that makes it.' })
  activityId: string;

  @Field(() => String, { description: 'The title, at most 200 characters.' })
  title: string;

  @Field(() => ProductionKind, { description: 'What is made.' })
  kind: ProductionKind;

  @Field(() => String, { nullable: true, description: 'Who directs it.' })
  director?: string | null;

  @Field(() => Int, { nullable: true, description: 'Shooting days planned in all: 1 to 1000.' })
  plannedDays?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The joint committee of its crew, of `audiovisualJointCommittees`.',
  })
  jointCommittee?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Adds a production; the first one makes the activity one of this sector. */
export async function createProduction(
  ctx: PluginContext,
  input: AudiovisualCreateProductionInput,
): Promise<Attempted<AudiovisualProduction>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', activityId, 'audiovisual.write');
  const row = {
    activityId,
    title: text(input.title, 'title'),
    kind: input.kind,
    director: text(input.director ?? null, 'director'),
    plannedDays: count(input.plannedDays ?? null, 'plannedDays', 1_000),
    jointCommittee:
      input.jointCommittee == null ? null : committeeCode(input.jointCommittee, 'jointCommittee'),
    changedAt: ctx.now,
  };
  const step = { action: 'audiovisual.create-production', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => ({
    findings: [
      ...(await activityFindings(inside, activityId)),
      ...(await unknownCommittee(inside.store, row.jointCommittee)),
    ],
    write: async () => {
      await enterSector(inside, activityId);
      return inside.store.insert(AudiovisualProduction, row);
    },
  }));
}

/** The first production, at the same moment as another or not, makes the activity one of this sector. */
export const enterSector = ({ store, now }: PluginContext, activityId: string): Promise<void> =>
  insertOnce(store, AudiovisualActivity, activityId, { activityId, since: now });

/** Nothing is added to a closed activity; it is held, so that nobody closes it meanwhile. */
export async function activityFindings(
  { core }: PluginContext,
  activityId: string,
): Promise<PluginFinding[]> {
  return closedFindings(await core.lock('Activity', activityId));
}

export const closedFindings = (activity: ActivityFacts | null): PluginFinding[] =>
  activity?.status === 'OPEN' ? [] : [{ code: 'audiovisual.activity-closed' }];
