/** Who is sought on the marketplace: an offer, a request, and the match that the button proposes. */
import { asker } from '../client.js';
import { type Pressed, standsAt } from './button.js';
import * as op from './operations.js';
import type { Teller } from './teller.js';

export interface Sought {
  readonly skill: string;
  readonly days: readonly string[];
  /** Who offers it, by the subject of the token. */
  readonly by: string;
}

/** Somebody offers a skill and the activity seeks it: each says only what it knows. */
export async function seek(teller: Teller, { skill, days, by }: Sought): Promise<void> {
  const { client, ask, activityId, key } = teller;
  await asker(client, by)(op.publishOffer, {
    input: {
      ...{
        offeredAs: `${skill} for hire`,
        title: `${skill}, with own equipment`,
        sector: 'audiovisual',
      },
      ...{ skills: [skill], places: ['gent'], dayPrice: '410.00', currency: 'EUR' },
      free: [{ from: days[0], until: days.at(-1) }],
      idempotencyKey: key('offer'),
    },
  });
  await ask(op.publishRequest, {
    input: {
      ...{ activityId, title: `${skill} wanted`, skills: [skill], days },
      idempotencyKey: key('request'),
    },
  });
}

/** Who was found says yes, and the step is done. */
export async function found(teller: Teller, pressed: Pressed, by: string): Promise<void> {
  const { client, ask } = teller;
  const id = pressed.made('marketplace.team');
  const { marketplaceRequest: request } = await ask<{
    marketplaceRequest: { proposals: { nodes: readonly { id: string }[] } };
  }>(op.proposals, { id });
  for (const proposal of request.proposals.nodes) {
    await asker(client, by)(op.answerProposal, {
      input: { proposalId: proposal.id, accept: true },
    });
  }
  await standsAt(teller, pressed, 'DONE', 'marketplace.team');
  client.say('   who was found on the marketplace accepts: marketplace.team DONE');
}
