import { clockAt } from '../../core/platform/clock.js';
import { type Context, known, type RequestContext } from '../../core/platform/context.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import type { RemoteFinding } from '../../core/platform/host/remote-judge.js';
import { transact } from '../../core/platform/write/transact.js';
import type { Snapshot } from '../../core/platform/write/transition.js';
import { decode, encode } from '../remote/wire.js';

/** A step as a gateway writes it into the field by which rules are asked. */
export interface WrittenStep {
  readonly transition: string;
  /** JSON. */
  readonly before: string;
  readonly after: string;
  readonly at: string;
}

/**
 * Lets the rules of the plugin of this process judge a step of a core elsewhere, on the gateway's
 * day. Only a gateway is answered: the rules read rows of the plugin whoever may see them.
 */
export async function judgeFor(
  request: RequestContext,
  step: WrittenStep,
): Promise<readonly object[]> {
  const ctx = known(request);
  if (ctx.fromGateway !== true) throw new GezelError('FORBIDDEN', { permission: 'gateway' });
  const change = { before: stateOf(step.before), after: stateOf(step.after) };
  const findings = await transact(ctx, (tx) => {
    const clock = clockAt(() => new Date(`${step.at}T12:00:00Z`));
    const dated: Context = { ...ctx, tx, platform: { ...ctx.platform, clock } };
    const transition = { name: step.transition, subject: '', tags: [] };
    return ctx.platform.host.judge(dated, tx, transition, change);
  });
  return findings.map(({ rule, code, path, values, severity }) => {
    const found: RemoteFinding = { rule: rule ?? '', code, path: path ?? [] };
    return { ...found, values: encode(values ?? {}), severity: severity ?? 'ERROR' };
  });
}

function stateOf(text: string): Snapshot {
  const state = decode(text);
  if (typeof state !== 'object' || state === null) throw badInput('A state is an object.', 'step');
  return state as Snapshot;
}
