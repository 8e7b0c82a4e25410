import { type Ask, asker } from '../client.js';
import type { Traveller } from '../tour-people.js';
import * as op from './operations.js';

/** Who tells a story: a person with an activity and a client, on a calendar. */
export interface Teller {
  readonly client: Traveller;
  readonly ask: Ask;
  readonly subject: string;
  readonly memberId: string;
  readonly activityId: string;
  readonly activityName: string;
  readonly clientId: string;
  readonly clientName: string;
  /** A key of this story that nobody else's has. */
  key(word: string): string;
}

interface Mine {
  readonly viewer: {
    readonly member: {
      readonly id: string;
      readonly activities: {
        readonly nodes: readonly (Named & { readonly clients: { readonly nodes: Named[] } })[];
      };
    };
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a person of the demo begins with. */
export async function tellerOf(client: Traveller, subject: string): Promise<Teller> {
  const ask = asker(client, subject);
  const { member } = (await ask<Mine>(op.mine)).viewer;
  const activity = member.activities.nodes[0];
  const payer = activity?.clients.nodes[0];
  if (activity === undefined || payer === undefined) {
    throw new Error(`${subject} has no activity with a client: the demo is not seeded.`);
  }
  return {
    ...{ client, ask, subject, memberId: member.id },
    ...{ activityId: activity.id, activityName: activity.name },
    ...{ clientId: payer.id, clientName: payer.name },
    key: (word) => `${client.run}-${subject}-${word}`,
  };
}

export async function memberOf(client: Traveller, subject: string): Promise<string> {
  return (await asker(client, subject)<Mine>(op.mine)).viewer.member.id;
}
