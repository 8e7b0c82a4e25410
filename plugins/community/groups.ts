import {
  type Attempted,
  Field,
  ID,
  InputType,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import {
  CommunityGroup,
  CommunityGroupMember,
  CommunityRecommendation,
  GroupKind,
  GroupStatus,
  RecommendationStatus,
} from './group.entity.js';
import { memberOf, moveFindings, onRow, remember, requireConvenor, type Ways } from './steps.js';

@InputType({ description: 'A group or working group to begin.' })
export class CommunityOpenGroupInput {
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => GroupKind, { description: 'What brings it together.' })
  kind: GroupKind;

  @Field(() => String, { description: 'What it is for.' })
  purpose: string;
}

export async function openGroup(
  ctx: PluginContext,
  input: CommunityOpenGroupInput,
): Promise<Attempted<CommunityGroup>> {
  ctx.require('community.manage');
  const card = {
    ...{ name: text(input.name, 'name'), kind: input.kind },
    purpose: text(input.purpose, 'purpose', 2_000),
  };
  return ctx.attempt({ action: 'community.open-group' }, async ({ store, now }) => ({
    findings: [],
    write: () => store.insert(CommunityGroup, { ...card, status: GroupStatus.OPEN, openedAt: now }),
  }));
}

@InputType({ description: 'A group to end.' })
export class CommunityEndGroupInput {
  @Field(() => ID, { description: 'The group.' })
  id: string;
}

/** What it has recommended goes on. */
export function endGroup(
  ctx: PluginContext,
  input: CommunityEndGroupInput,
): Promise<Attempted<CommunityGroup>> {
  ctx.require('community.manage');
  return onRow(ctx, CommunityGroup, 'community.end-group', input, async ({ store }, group) => ({
    findings: endedFindings(group),
    write: async () =>
      (await store.update(CommunityGroup, group.id, { status: GroupStatus.ENDED })) ?? group,
  }));
}

const endedFindings = ({ status }: CommunityGroup): PluginFinding[] =>
  status === GroupStatus.OPEN ? [] : [{ code: 'community.group-ended', path: ['id'] }];

@InputType({ description: 'A group to join.' })
export class CommunityJoinGroupInput {
  @Field(() => ID, { description: 'The group.' })
  id: string;
}

export function joinGroup(
  ctx: PluginContext,
  input: CommunityJoinGroupInput,
): Promise<Attempted<CommunityGroup>> {
  const memberId = memberOf(ctx);
  return onRow(ctx, CommunityGroup, 'community.join-group', input, async (inside, group) => {
    const findings = endedFindings(group);
    const there = await membership(inside, group.id, memberId);
    if (there !== undefined) findings.push({ code: 'community.in-group-already', path: ['id'] });
    return {
      findings,
      write: async () => {
        const { store, now: joinedAt } = inside;
        const card = { groupId: group.id, memberId, convenes: false, joinedAt };
        await store.insert(CommunityGroupMember, card);
        return group;
      },
    };
  });
}

@InputType({ description: 'A group to leave.' })
export class CommunityLeaveGroupInput {
  @Field(() => ID, { description: 'The group.' })
  id: string;
}

export function leaveGroup(
  ctx: PluginContext,
  input: CommunityLeaveGroupInput,
): Promise<Attempted<CommunityGroup>> {
  const memberId = memberOf(ctx);
  return onRow(ctx, CommunityGroup, 'community.leave-group', input, async (inside, group) => {
    const there = await membership(inside, group.id, memberId);
    return {
      findings: there === undefined ? [{ code: 'community.not-in-group', path: ['id'] }] : [],
      write: async () => {
        if (there === undefined) return group;
        await inside.store.update(CommunityGroupMember, there.id, { leftAt: inside.now });
        return group;
      },
    };
  });
}

async function membership({ store }: PluginContext, groupId: string, memberId: string) {
  const where = { groupId, memberId, leftAt: null };
  return (await store.find(CommunityGroupMember, where, { limit: 1 }))[0];
}

@InputType({ description: 'Who convenes a group.' })
export class CommunityAppointConvenorInput {
  @Field(() => ID, { description: 'Somebody in the group, by their place in it.' })
  groupMemberId: string;

  @Field(() => Boolean, { description: 'Whether they convene it from now on.' })
  convenes: boolean;
}

export function appointConvenor(
  ctx: PluginContext,
  { groupMemberId: id, convenes }: CommunityAppointConvenorInput,
): Promise<Attempted<CommunityGroupMember>> {
  ctx.require('community.manage');
  const order = { id, path: 'groupMemberId' };
  const action = 'community.appoint-convenor';
  return onRow(ctx, CommunityGroupMember, action, order, async ({ store }, row) => ({
    findings:
      row.leftAt === null ? [] : [{ code: 'community.not-in-group', path: ['groupMemberId'] }],
    write: async () => (await store.update(CommunityGroupMember, row.id, { convenes })) ?? row,
  }));
}

@InputType({ description: 'A recommendation of a working group.' })
export class CommunityRecommendInput {
  @Field(() => ID, { description: 'The working group.' })
  groupId: string;

  @Field(() => String, { description: 'In a line.' })
  title: string;

  @Field(() => String, { description: 'In full: up to 10,000 characters.' })
  body: string;
}

/** Written down by who convenes the group. */
export async function recommend(
  ctx: PluginContext,
  input: CommunityRecommendInput,
): Promise<Attempted<CommunityRecommendation>> {
  const groupId = localId('CommunityGroup', input.groupId, 'groupId');
  const card = { title: text(input.title, 'title'), body: text(input.body, 'body', 10_000) };
  if ((await ctx.store.get(CommunityGroup, groupId)) === null) {
    throw notFound('CommunityGroup', input.groupId);
  }
  await requireConvenor(ctx, groupId);
  return ctx.attempt({ action: 'community.recommend' }, async (inside) => {
    const group = await locked(inside, CommunityGroup, groupId);
    const findings = endedFindings(group);
    if (group.kind !== GroupKind.WORKING_GROUP) {
      findings.push({ code: 'community.no-working-group', path: ['groupId'] });
    }
    const status = RecommendationStatus.PROPOSED;
    return {
      findings,
      write: async () => {
        const row = { groupId, ...card, status, proposedAt: inside.now };
        const made = await inside.store.insert(CommunityRecommendation, row);
        await remember(inside, made.id, status);
        return made;
      },
    };
  });
}

@InputType({ description: 'What becomes of a recommendation.' })
export class CommunityMoveRecommendationInput {
  @Field(() => ID, { description: 'The recommendation.' })
  id: string;

  @Field(() => RecommendationStatus, { description: 'How it stands from now on.' })
  status: RecommendationStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Why: needed to decline or postpone; up to 2,000 characters.',
  })
  reason?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Each step stays in its history, with the reason. */
export function moveRecommendation(
  ctx: PluginContext,
  input: CommunityMoveRecommendationInput,
): Promise<Attempted<CommunityRecommendation>> {
  ctx.require('community.manage');
  const { status: to } = input;
  const reason = text(input.reason ?? null, 'reason', 2_000);
  const action = 'community.move-recommendation';
  return onRow(ctx, CommunityRecommendation, action, input, async (inside, row) => ({
    findings: moveFindings(ways, { from: row.status, to, reason }, [DECLINED, POSTPONED]),
    write: async () => {
      await remember(inside, row.id, to, reason);
      const subject = { type: 'CommunityRecommendation', id: row.id };
      inside.emit({ type: 'community.recommendation-moved', subject, payload: { status: to } });
      const after = await inside.store.update(CommunityRecommendation, row.id, { status: to });
      return after ?? row;
    },
  }));
}

const { PROPOSED, ADOPTED, POSTPONED, CARRIED_OUT, DECLINED } = RecommendationStatus;

export const ways: Ways<RecommendationStatus> = {
  [PROPOSED]: [ADOPTED, POSTPONED, DECLINED],
  [ADOPTED]: [CARRIED_OUT, POSTPONED, DECLINED],
  [POSTPONED]: [ADOPTED, DECLINED],
  [CARRIED_OUT]: [],
  [DECLINED]: [],
};
