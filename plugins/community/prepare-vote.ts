import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  DateTime,
  Field,
  ID,
  InputType,
  Int,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { abstain } from './count-votes.js';
import { CommunityMeeting } from './meeting.entity.js';
import { onRow } from './steps.js';
import {
  CommunityBallotBox,
  CommunityVote,
  type CommunityVoteOption,
  VoteKind,
  VoteStatus,
} from './vote.entity.js';

@InputType({ description: 'Something to choose.' })
export class CommunityVoteOptionInput {
  @Field(() => String, { description: 'Its code: lower-case letters, digits and hyphens.' })
  code: string;

  @Field(() => String, { description: 'What it says.' })
  title: string;
}

@InputType({ description: 'A vote or a consultation to prepare.' })
export class CommunityDraftVoteInput {
  @Field(() => ID, { nullable: true, description: 'The meeting on whose agenda it is.' })
  meetingId?: string | null;

  @Field(() => String, { description: 'What is asked: up to 2,000 characters.' })
  question: string;

  @Field(() => Boolean, { description: 'Whether it decides; otherwise it is a consultation.' })
  binding: boolean;

  @Field(() => Boolean, { description: 'Whether nobody may know who voted what.' })
  secret: boolean;

  @Field(() => VoteKind, { description: 'A decision has its own options.' })
  kind: VoteKind;

  @Field(() => [CommunityVoteOptionInput], {
    nullable: true,
    description: 'Of a choice: 2 to 20; members may abstain besides.',
  })
  options?: CommunityVoteOptionInput[] | null;

  @Field(() => CivilDate, { description: 'Who was a member on this day may vote.' })
  eligibleOn: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they must have held a share that day.',
  })
  shareholdersOnly?: boolean | null;

  @Field(() => DateTime, { description: 'From when votes are taken.' })
  opensAt: Date;

  @Field(() => DateTime, { description: 'Until when, exclusive: at most a year later.' })
  closesAt: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'How much of the electorate must vote: 1 to 100.',
  })
  quorumPercent?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How much must be for, of a decision: 51 to 100; more than half when absent.',
  })
  majorityPercent?: number | null;

  @Field(() => String, { description: 'Where quorum and majority are laid down.' })
  ruleSource: string;
}

export async function draftVote(
  ctx: PluginContext,
  input: CommunityDraftVoteInput,
): Promise<Attempted<CommunityVote>> {
  ctx.require('community.manage');
  const meetingId =
    input.meetingId == null ? null : localId('CommunityMeeting', input.meetingId, 'meetingId');
  if (meetingId !== null && (await ctx.store.get(CommunityMeeting, meetingId)) === null) {
    throw notFound('CommunityMeeting', String(input.meetingId));
  }
  const { binding, secret, kind, eligibleOn, opensAt, closesAt } = input;
  const lasts = closesAt.getTime() - opensAt.getTime();
  if (lasts <= 0 || lasts > yearMs) throw badInput('It ends within a year.', 'closesAt');
  const card = {
    ...{ meetingId, binding, secret, kind, eligibleOn, opensAt, closesAt },
    ...{ question: text(input.question, 'question', 2_000), options: optionsOf(input) },
    ...{ shareholdersOnly: input.shareholdersOnly ?? false, status: VoteStatus.DRAFT },
    quorumPercent: percent(input.quorumPercent, 1, 'quorumPercent'),
    majorityPercent: percent(input.majorityPercent, 51, 'majorityPercent'),
    ruleSource: text(input.ruleSource, 'ruleSource', 500),
  };
  return ctx.attempt({ action: 'community.draft-vote' }, async ({ store }) => ({
    findings: [],
    write: () => store.insert(CommunityVote, card),
  }));
}

const yearMs = 366 * 86_400_000;

function percent(value: number | null | undefined, least: number, path: string): number | null {
  if (value == null) return null;
  if (value >= least && value <= 100) return value;
  throw badInput(`A percentage from ${least} to 100 is expected.`, path);
}

function optionsOf({ kind, options }: CommunityDraftVoteInput): CommunityVoteOption[] {
  if (kind === VoteKind.DECISION) {
    if (options != null) throw badInput('A decision has its own options.', 'options');
    return ['for', 'against', abstain].map((one) => ({ code: one, title: one }));
  }
  if (options == null || options.length < 2 || options.length > 20) {
    throw badInput('A choice has 2 to 20 options.', 'options');
  }
  const named = options.map(({ code: one, title }, i) => ({
    code: code(one, `options.${i}.code`),
    title: text(title, `options.${i}.title`, 500),
  }));
  const all = [...named, { code: abstain, title: abstain }];
  if (new Set(all.map((one) => one.code)).size < all.length) {
    throw badInput('Each code stands once, and "abstain" is there already.', 'options');
  }
  return all;
}

@InputType({ description: 'A vote to open.' })
export class CommunityOpenVoteInput {
  @Field(() => ID, { description: 'The vote.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A vote to call off.' })
export class CommunityWithdrawVoteInput {
  @Field(() => ID, { description: 'The vote.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A vote that is over.' })
export class CommunitySealVoteInput {
  @Field(() => ID, { description: 'The vote.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Fixes what it is about, and counts who may vote: from then on nothing of it changes. */
export function openVote(
  ctx: PluginContext,
  input: CommunityOpenVoteInput,
): Promise<Attempted<CommunityVote>> {
  ctx.require('community.manage');
  return onRow(ctx, CommunityVote, 'community.open-vote', input, async (inside, vote) => {
    const { store, core, now, today } = inside;
    const { eligibleOn, shareholdersOnly: shareholders } = vote;
    const electorate = await core.memberships.countOn(eligibleOn, { shareholders });
    const findings: PluginFinding[] = [];
    const say = (one: string) => findings.push({ code: one, path: ['id'] });
    if (vote.status !== VoteStatus.DRAFT) say('community.vote-is-no-draft');
    if (eligibleOn > today) say('community.eligible-day-to-come');
    if (electorate === 0) say('community.nobody-eligible');
    if (vote.closesAt <= now) say('community.vote-is-over');
    return {
      findings,
      write: async () => {
        const counts = Object.fromEntries(vote.options.map(({ code: one }) => [one, 0]));
        await store.insert(CommunityBallotBox, { id: vote.id, counts, votesCast: 0 });
        const subject = { type: 'CommunityVote', id: vote.id };
        inside.emit({ type: 'community.vote-opened', subject });
        const change = { status: VoteStatus.OPEN, electorate };
        return (await store.update(CommunityVote, vote.id, change)) ?? vote;
      },
    };
  });
}

/** Before anybody can have seen a result: what is sealed stands. */
export function withdrawVote(
  ctx: PluginContext,
  input: CommunityWithdrawVoteInput,
): Promise<Attempted<CommunityVote>> {
  ctx.require('community.manage');
  return onRow(ctx, CommunityVote, 'community.withdraw-vote', input, async (inside, vote) => {
    const open = vote.status === VoteStatus.DRAFT || vote.status === VoteStatus.OPEN;
    const over = vote.closesAt <= inside.now && vote.status === VoteStatus.OPEN;
    const change = { status: VoteStatus.WITHDRAWN };
    return {
      findings: open && !over ? [] : [{ code: 'community.vote-is-over', path: ['id'] }],
      write: async () => (await inside.store.update(CommunityVote, vote.id, change)) ?? vote,
    };
  });
}
