import type { CommunityVote, CommunityVoteCount } from './vote.entity.js';
import { VoteKind, VoteOutcome } from './vote.entity.js';

/** What a vote is judged by. */
export type Rules = Pick<
  CommunityVote,
  'kind' | 'options' | 'quorumPercent' | 'majorityPercent'
> & {
  readonly electorate: number;
};

export interface VoteResult {
  readonly outcome: VoteOutcome;
  readonly chosen: string | null;
  readonly votesCast: number;
  readonly counts: CommunityVoteCount[];
}

/** Abstaining counts for the quorum, and neither for nor against. */
export const abstain = 'abstain';

/**
 * 1 the quorum, over all votes cast; 2 of a decision the majority, over those for and against: more
 * than half, or at least the percentage that is laid down; 3 of a choice the option with the most.
 * In whole numbers: no share is rounded.
 */
export function resultOf(rules: Rules, cast: Readonly<Record<string, number>>): VoteResult {
  const counts = rules.options.map(({ code }) => ({ option: code, votes: cast[code] ?? 0 }));
  const votesCast = counts.reduce((sum, { votes }) => sum + votes, 0);
  const { quorumPercent, electorate } = rules;
  const judged = { counts, votesCast, chosen: null };
  if (quorumPercent !== null && votesCast * 100 < electorate * quorumPercent) {
    return { ...judged, outcome: VoteOutcome.NO_QUORUM };
  }
  if (rules.kind === VoteKind.DECISION) {
    return { ...judged, outcome: decided(rules, cast.for ?? 0, cast.against ?? 0) };
  }
  return { ...judged, ...chosenOf(counts) };
}

function decided({ majorityPercent }: Rules, inFavour: number, against: number): VoteOutcome {
  const all = inFavour + against;
  const enough =
    majorityPercent === null
      ? inFavour * 2 > all
      : all > 0 && inFavour * 100 >= all * majorityPercent;
  return enough ? VoteOutcome.ADOPTED : VoteOutcome.REJECTED;
}

function chosenOf(counts: readonly CommunityVoteCount[]): Pick<VoteResult, 'outcome' | 'chosen'> {
  const named = counts.filter(({ option }) => option !== abstain);
  const most = Math.max(0, ...named.map(({ votes }) => votes));
  const first = named.filter(({ votes }) => votes === most);
  const [one] = first;
  if (first.length !== 1 || one === undefined || most === 0) {
    return { outcome: VoteOutcome.TIED, chosen: null };
  }
  return { outcome: VoteOutcome.CHOSEN, chosen: one.option };
}
