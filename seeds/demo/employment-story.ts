import { makeDueMonths } from '../../core/employment/engagement/months.job.js';
import { monthsAgo, plusDays } from './days.js';
import type { DemoMemberIds } from './people.js';
import * as op from './tour.operations.js';
import type { Voice } from './voice.js';

const decided = 'Demo: decision of the board';

/** Who is engaged by the activity that they manage, one day a week; the year knows its beginning and end. */
const engaged = { who: 'member-film', begins: 7, ends: 3 };

/** An attestation of work in the arts, which its holder records and an adviser has seen. */
export async function attest(voice: Voice, start: string): Promise<void> {
  const { recordAttestation } = await voice.ask<{
    recordAttestation: { attestation: { id: string } };
  }>('musician', start, op.recordAttestation, {
    input: { kind: 'ORDINARY', reference: 'KWA-DEMO-1', from: start },
  });
  await voice.ask('adviser', start, op.verifyAttestation, {
    input: { id: recordAttestation.attestation.id },
  });
}

/**
 * An employment of five months, in the month so many months ago: 1 before it begins the co-operative
 * decides what must be carried and how it is paid, and it is signed; 2 each month makes the next one;
 * 3 in its last month an end is agreed.
 */
export async function employ(
  voice: Voice,
  members: DemoMemberIds,
  activityId: string,
  at: { readonly month: number; readonly today: string },
): Promise<void> {
  const first = monthsAgo(at.today, at.month);
  if (at.month === engaged.begins + 1) await engage(voice, members, activityId, at.today);
  if (at.month === engaged.ends) await end(voice, activityId, first, at.today);
  const last = plusDays(monthsAgo(at.today, at.month - 1), -1);
  if (at.month > engaged.ends || at.month === 0) await makeDueMonths(voice.on(last), last);
}

async function engage(
  voice: Voice,
  members: DemoMemberIds,
  activityId: string,
  today: string,
): Promise<void> {
  const { who, begins } = engaged;
  const from = monthsAgo(today, begins);
  const day = plusDays(from, -12);
  await voice.ask('admin', day, op.setEngagementPolicy, {
    input: { months: 2, expectedShare: '0.5', leadDays: 10, source: decided },
  });
  const scheme = { kind: 'open-ended', coefficient: '1.69', workerClass: 'artist' };
  await voice.ask('admin', day, op.setPayScheme, {
    input: { ...scheme, withholding: 'ARTIST', from, source: `${decided}: as artists` },
  });
  const { createEngagement } = await voice.ask<{
    createEngagement: { engagement: { id: string } };
  }>(who, day, op.createEngagement, {
    input: {
      ...{ activityId, workerId: `Member:${members[who]}`, kind: 'open-ended', from },
      ...{ schedule: [{ weekday: 1, hours: '7.6' }], budget: '900.00', jointCommittee: '304' },
      idempotencyKey: 'demo-engage',
    },
  });
  await voice.ask(who, day, op.signEngagement, {
    input: { id: createEngagement.engagement.id, idempotencyKey: 'demo-sign-engagement' },
  });
}

async function end(voice: Voice, activityId: string, first: string, today: string): Promise<void> {
  const day = plusDays(first, 5);
  const { activity } = await voice.ask<{
    activity: { engagements: { nodes: { id: string }[] } };
  }>(engaged.who, day, op.engagementsOf, { id: activityId });
  await voice.ask(engaged.who, day, op.endEngagement, {
    input: {
      id: activity.engagements.nodes[0]?.id,
      lastDay: plusDays(monthsAgo(today, engaged.ends - 1), -1),
      reason: 'The film is finished',
    },
  });
}
