import {
  type Attempted,
  badInput,
  Field,
  ID,
  InputType,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { memberOf } from './steps.js';
import {
  CommunityBallot,
  CommunityBallotBox,
  CommunityVote,
  CommunityVoter,
  VoteStatus,
} from './vote.entity.js';

@InputType({ description: 'A vote that is cast: it cannot be taken back or changed.' })
export class CommunityCastVoteInput {
  @Field(() => ID, { description: 'The vote.' })
  voteId: string;

  @Field(() => String, { description: 'The code of an option.' })
  option: string;
}

/**
 * One member, one vote. 1 the box is locked, so that votes go in one after the other; 2 who has voted
 * already is refused, and the database takes no second mark of them; 3 the mark says who, the box
 * says how many. Of a secret vote nothing else is kept: no ballot, no moment, no key of the request
 * (which would hold a fingerprint of the choice), no event, and the ids of marks are in no order.
 */
export async function castVote(
  ctx: PluginContext,
  { voteId: globalId, option }: CommunityCastVoteInput,
): Promise<Attempted<CommunityVote>> {
  const memberId = memberOf(ctx);
  const voteId = localId('CommunityVote', globalId, 'voteId');
  const seen = await ctx.store.get(CommunityVote, voteId);
  if (seen === null || seen.status === VoteStatus.DRAFT) throw notFound('CommunityVote', globalId);
  if (!seen.options.some(({ code }) => code === option)) {
    throw badInput('It is none of the options.', 'option');
  }
  const about = { type: 'CommunityVote', id: voteId };
  return ctx.attempt({ action: 'community.cast-vote', about }, async (inside) => {
    const { store } = inside;
    const box = await locked(inside, CommunityBallotBox, voteId);
    const vote = (await store.get(CommunityVote, voteId)) ?? seen;
    const findings = await voterFindings(inside, vote, memberId);
    return {
      findings,
      write: async () => {
        await store.insert(CommunityVoter, { id: crypto.randomUUID(), voteId, memberId });
        if (!vote.secret) await store.insert(CommunityBallot, { voteId, memberId, option });
        const counts = { ...box.counts, [option]: (box.counts[option] ?? 0) + 1 };
        await store.update(CommunityBallotBox, voteId, { counts, votesCast: box.votesCast + 1 });
        return vote;
      },
    };
  });
}

async function voterFindings(
  ctx: PluginContext,
  vote: CommunityVote,
  memberId: string,
): Promise<PluginFinding[]> {
  const found = await openFindings(ctx, vote, memberId);
  const where = { voteId: vote.id, memberId };
  const [mark] = await ctx.store.find(CommunityVoter, where, { limit: 1 });
  if (mark !== undefined) found.push({ code: 'community.voted-already', path: ['voteId'] });
  return found;
}

/** Whether it is open now, to this member. */
export async function openFindings(
  { core, now }: PluginContext,
  vote: CommunityVote,
  memberId: string,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const say = (code: string) => found.push({ code, path: ['voteId'] });
  const { status, opensAt, closesAt, eligibleOn, shareholdersOnly } = vote;
  if (status !== VoteStatus.OPEN || now >= closesAt) say('community.vote-is-over');
  else if (now < opensAt) say('community.vote-not-open-yet');
  const standing = await core.memberships.standing(memberId, eligibleOn);
  const eligible = standing?.isMember === true && (!shareholdersOnly || standing.shares > 0);
  if (!eligible) say('community.not-eligible');
  return found;
}
