import { plusDays } from './days.js';
import type { DemoMemberIds } from './people.js';
import * as op from './tour.operations.js';
import type { Voice } from './voice.js';

/**
 * A day on which the musician plays as an amateur, registered before it: where the caps of that year are
 * known. A year without them gets no allowance, for none is guessed; the answer is then null.
 */
export async function registerAmateur(
  voice: Voice,
  members: DemoMemberIds,
  activityId: string,
  first: string,
): Promise<string | null> {
  const { registerAmateurAllowance } = await voice.ask<{
    registerAmateurAllowance: {
      allowance: { id: string } | null;
      findings: readonly { code: string; message: string }[];
    };
  }>('member-stage', plusDays(first, 4), op.registerAmateur, {
    input: {
      ...{ activityId, artistId: `Member:${members.musician}`, days: [plusDays(first, 21)] },
      ...{ amount: '70.00', description: 'Plays with the village band', reference: 'AKV-DEMO-1' },
      idempotencyKey: 'demo-amateur',
    },
  });
  const { allowance, findings } = registerAmateurAllowance;
  const refused = findings.filter(({ code }) => code !== 'law.figure-missing');
  if (refused.length > 0) throw new Error(refused.map(({ message }) => message).join('; '));
  return allowance?.id ?? null;
}

/** Paid once the activity has been paid itself. */
export async function payAmateur(voice: Voice, id: string, day: string): Promise<void> {
  await voice.ask('member-stage', day, op.payAmateur, {
    input: { id, idempotencyKey: 'demo-pay-amateur' },
  });
}
