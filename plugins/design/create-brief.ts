import {
  type Attempted,
  Field,
  globalId,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { activityFindings } from './describe-activity.js';

@InputType({ description: 'A new brief.' })
export class DesignCreateBriefInput {
  @Field(() => ID, { description: 'The activity that makes it.' })
  activityId: string;

  @Field(() => String, { description: 'What it is called, at most 200 characters.' })
  title: string;

  @Field(() => ID, { nullable: true, description: 'The client of the activity who wants it.' })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: 'What it must bring about.' })
  goal?: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it is made.' })
  audience?: string | null;

  @Field(() => String, { nullable: true, description: 'What it must keep to.' })
  constraints?: string | null;

  @Field(() => String, { nullable: true, description: 'What the client provides, and when.' })
  materials?: string | null;
}

export async function createBrief(
  ctx: PluginContext,
  input: DesignCreateBriefInput,
): Promise<Attempted<DesignBrief>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', activityId, 'design.write');
  const row = {
    ...{ activityId, status: BriefStatus.OPEN, changedAt: ctx.now },
    clientId: await clientOf(ctx, activityId, input.clientId ?? null),
    title: text(input.title, 'title'),
    goal: text(input.goal ?? null, 'goal', 2_000),
    audience: text(input.audience ?? null, 'audience', 2_000),
    constraints: text(input.constraints ?? null, 'constraints', 2_000),
    materials: text(input.materials ?? null, 'materials', 2_000),
  };
  return ctx.attempt({ action: 'design.create-brief' }, async (inside) => ({
    findings: await activityFindings(
      ...([inside, activityId, await inside.core.lock('Activity', activityId)] as const),
    ),
    write: () => inside.store.insert(DesignBrief, row),
  }));
}

/** The client's UUID; NOT_FOUND when it is none of the activity's. */
export async function clientOf(
  { core }: PluginContext,
  activityId: string,
  clientId: string | null,
): Promise<string | null> {
  if (clientId === null) return null;
  const id = localId('Client', clientId, 'clientId');
  const client = await core.client(id);
  if (client?.activityId !== activityId) throw notFound('Client', globalId('Client', id));
  return id;
}
