import {
  type Attempted,
  Field,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { openFindings } from './cast-vote.js';
import { CommunityOpinion } from './opinion.entity.js';
import { memberOf } from './steps.js';
import { CommunityVote, VoteStatus } from './vote.entity.js';

@InputType({ description: 'What the caller says in a consultation.' })
export class CommunityGiveOpinionInput {
  @Field(() => ID, { description: 'The consultation.' })
  voteId: string;

  @Field(() => String, { description: 'Up to 5,000 characters; replaces what was said before.' })
  body: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** In an open consultation and under one's name; who decides or votes in secret only votes. */
export async function giveOpinion(
  ctx: PluginContext,
  { voteId: globalId, body: said, dryRun }: CommunityGiveOpinionInput,
): Promise<Attempted<CommunityOpinion>> {
  const memberId = memberOf(ctx);
  const voteId = localId('CommunityVote', globalId, 'voteId');
  const body = text(said, 'body', 5_000);
  return ctx.attempt({ action: 'community.give-opinion', dryRun }, async (inside) => {
    const { store, now: writtenAt } = inside;
    // Locked, so that of two texts of one member at once the second replaces the first.
    const vote = await store.lock(CommunityVote, voteId);
    if (vote === null || vote.status === VoteStatus.DRAFT) {
      throw notFound('CommunityVote', globalId);
    }
    const findings = await openFindings(inside, vote, memberId);
    if (vote.binding || vote.secret) {
      findings.push({ code: 'community.no-consultation', path: ['voteId'] });
    }
    const where = { voteId, memberId };
    const [before] = await store.find(CommunityOpinion, where, { limit: 1 });
    return {
      findings,
      write: async () => {
        const card = { body, writtenAt };
        const changed = before && (await store.update(CommunityOpinion, before.id, card));
        return changed ?? store.insert(CommunityOpinion, { ...where, ...card });
      },
    };
  });
}
