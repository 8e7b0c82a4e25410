import { type Attempted, globalId, job, locked, type PluginContext } from 'gezel/sdk';
import { resultOf, type VoteResult } from './count-votes.js';
import type { CommunitySealVoteInput } from './prepare-vote.js';
import { onRow } from './steps.js';
import { CommunityBallotBox, CommunityVote, CommunityVoter, VoteStatus } from './vote.entity.js';

/** Every few minutes what is over is sealed, whether somebody looks or not. */
export const sealVotes = job({
  name: 'seal-votes',
  cron: '*/5 * * * *',
  run: async (ctx) => {
    const over = { status: VoteStatus.OPEN, closesAt: { upTo: ctx.now } };
    for (const { id } of await ctx.store.find(CommunityVote, over)) {
      await sealVote(ctx, { id: globalId('CommunityVote', id) });
    }
  },
});

/** The result, for good: the row does not change any more, and the seal proves that it did not. */
export function sealVote(
  ctx: PluginContext,
  input: CommunitySealVoteInput,
): Promise<Attempted<CommunityVote>> {
  ctx.require('community.manage');
  return onRow(ctx, CommunityVote, 'community.seal-vote', input, async (inside, vote) => {
    const { store, now } = inside;
    const over = vote.status === VoteStatus.OPEN && vote.closesAt <= now;
    return {
      findings: over ? [] : [{ code: 'community.vote-not-to-seal', path: ['id'] }],
      write: async () => {
        const box = await locked(inside, CommunityBallotBox, vote.id);
        await expectAll(inside, vote, box);
        const rules = { ...vote, electorate: vote.electorate ?? 0 };
        const result = resultOf(rules, box.counts);
        const seal = await sealOf(vote, result, now);
        const subject = { type: 'CommunityVote', id: vote.id };
        const payload = { outcome: result.outcome };
        inside.emit({ type: 'community.vote-sealed', subject, payload });
        const change = { ...result, seal, sealedAt: now, status: VoteStatus.SEALED };
        return (await store.update(CommunityVote, vote.id, change)) ?? vote;
      },
    };
  });
}

/** As many votes in the box as there are people who have voted: anything else is never sealed. */
async function expectAll(
  { store }: PluginContext,
  { id: voteId }: CommunityVote,
  box: CommunityBallotBox,
): Promise<void> {
  const [voters] = await store.totals(CommunityVoter, { where: { voteId } });
  const summed = Object.values(box.counts).reduce((sum, votes) => sum + votes, 0);
  if (voters?.count === box.votesCast && summed === box.votesCast) return;
  throw new Error(`The box of the vote ${voteId} does not hold one vote of each who has voted.`);
}

/** What is sealed, in a fixed order, so that anybody can compute it anew from the API. */
export function sealedText(vote: CommunityVote, result: VoteResult, sealedAt: Date): string {
  const { question, binding, secret, kind, options, eligibleOn, shareholdersOnly } = vote;
  const { quorumPercent, majorityPercent, ruleSource, electorate } = vote;
  return JSON.stringify([
    ...['gezel-vote-1', globalId('CommunityVote', vote.id), question, binding, secret, kind],
    ...[options.map(({ code, title }) => [code, title]), eligibleOn, shareholdersOnly],
    ...[vote.opensAt.toISOString(), vote.closesAt.toISOString(), quorumPercent, majorityPercent],
    ...[ruleSource, electorate, result.outcome, result.chosen, result.votesCast],
    ...[result.counts.map(({ option, votes }) => [option, votes]), sealedAt.toISOString()],
  ]);
}

export async function sealOf(
  vote: CommunityVote,
  result: VoteResult,
  sealedAt: Date,
): Promise<string> {
  const bytes = new TextEncoder().encode(sealedText(vote, result, sealedAt));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
