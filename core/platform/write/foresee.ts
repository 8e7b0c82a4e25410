import type { Context } from '../context.js';
import { GezelError } from '../errors.js';
import { plainCopy } from '../host/plain-copy.js';
import type { Foreseen } from '../host/remote-judge.js';
import { hashOf, takeKey } from './once.js';
import { transact } from './transact.js';
import type { Snapshot, Transition, TransitionRun } from './transition.js';
import type { Finding } from './violation.js';

/** What plugins elsewhere found about a step, and of which step exactly. */
export interface AskedBefore {
  readonly fingerprint: string;
  readonly findings: readonly Finding[];
}

/**
 * Looks at a step as it would happen now, in a transaction that leaves nothing, and asks the plugins
 * elsewhere about it. Null where none of them is to be asked, or where the step was done before.
 */
export async function askBefore<State extends Snapshot>(
  ctx: Context,
  transition: Transition<State>,
  step: TransitionRun<State>,
): Promise<AskedBefore | null> {
  const ask = await ctx.platform.host.remoteJudges(ctx, transition.name);
  if (ask === null) return null;
  const foreseen = await foresee(ctx, transition, step);
  if (foreseen === null) return null;
  const { fingerprint } = foreseen;
  return { fingerprint, findings: await ask(foreseen as unknown as Foreseen<Snapshot>) };
}

async function foresee<State extends Snapshot>(
  ctx: Context,
  transition: Transition<State>,
  step: TransitionRun<State>,
): Promise<Foreseen<State> | null> {
  try {
    return await transact(ctx, async (tx): Promise<never> => {
      const { once, dryRun, id } = step;
      const done = once && !dryRun ? await takeKey(tx, ctx, transition.name, once, id) : null;
      if (done !== null) throw new Seen(null);
      const before = await step.load(tx, id);
      const after = step.next(before);
      const fingerprint = fingerprintOf(before);
      throw new Seen({ transition, before, after, fingerprint } as unknown as Foreseen<Snapshot>);
    });
  } catch (error) {
    if (error instanceof Seen) return error.step as unknown as Foreseen<State> | null;
    throw error;
  }
}

/** Carries what was seen out of the transaction that it rolls back. */
class Seen extends Error {
  constructor(readonly step: Foreseen<Snapshot> | null) {
    super('Only looked at.');
  }
}

/** Of the aggregate as it is: its version is part of it, and whatever else the rules are shown. */
export const fingerprintOf = (before: Snapshot): string => hashOf(plainCopy(before));

/** What was judged has changed since: it is judged anew. */
export class Outdated extends Error {
  constructor() {
    super('The step was judged as it is no more.');
  }
}

/** Judges of a step are asked anew at most so often before it is a CONFLICT. */
const rounds = 3;

/** Does the work with fresh answers for as long as it finds them outdated. */
export async function withFreshAnswers<T>(
  subject: string,
  ask: () => Promise<AskedBefore | null>,
  work: (asked: AskedBefore | null) => Promise<T>,
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work(await ask());
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      if (round === rounds) {
        const values = { thing: subject, expected: 'as it was judged', actual: 'changed since' };
        throw new GezelError('CONFLICT', values);
      }
    }
  }
}
