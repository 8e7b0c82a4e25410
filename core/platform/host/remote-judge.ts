/**
 * Rules of plugins that run elsewhere, about a step of the core.
 *
 * 1. They are asked before the step's transaction, all plugins at once, and none is waited for
 *    longer than `judgeLimitMs`.
 * 2. An answer is about exactly what was shown: the step compares it again inside its transaction.
 * 3. A plugin that cannot answer is never taken to consent. Each of its rules that holds says what
 *    happens then: the step is refused, waits for the answer, or goes on with a warning.
 */
import type { PluginFinding, ValidationDefinition } from '../../sdk/define.js';
import type { Context } from '../context.js';
import type { Snapshot, Transition } from '../write/transition.js';
import type { Finding } from '../write/violation.js';
import { answeredBefore, park } from './pending-validation.js';
import { plainCopy } from './plain-copy.js';
import type { RemotePlugin } from './remote-plugin.js';

/** What a plugin elsewhere is shown of a step. */
export interface JudgedChange {
  readonly transition: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** The civil day of the step. */
  readonly at: string;
}

/** A finding as a plugin elsewhere answers it: with the rule that found it. */
export interface RemoteFinding extends PluginFinding {
  readonly rule: string;
}

/** A step that is about to happen, as it was found before its transaction. */
export interface Foreseen<State> {
  readonly transition: Transition<State>;
  readonly before: State;
  readonly after: State;
  /** Equal when what is judged is equal. */
  readonly fingerprint: string;
}

/**
 * The longest that one plugin is waited for. They are asked side by side, so that all of them
 * together, with what is written down of their silence, take less than three seconds.
 */
export const judgeLimitMs = 2_000;

/** Those with a rule about the transition. */
export const judgesOf = (
  remotes: readonly RemotePlugin[],
  on: ReadonlySet<string>,
  transition: string,
): RemotePlugin[] =>
  remotes.filter(
    ({ definition: { name, validations } }) =>
      on.has(name) && validations.some((rule) => rule.on === transition),
  );

export async function askJudges(
  ctx: Context,
  judges: readonly RemotePlugin[],
  step: Foreseen<Snapshot>,
): Promise<Finding[]> {
  const change: JudgedChange = {
    transition: step.transition.name,
    before: plainCopy(step.before) as Record<string, unknown>,
    after: plainCopy(step.after) as Record<string, unknown>,
    at: ctx.platform.clock.today(),
  };
  const asked = await Promise.all(judges.map((judge) => askOne(ctx, judge, step, change)));
  return asked.flat();
}

async function askOne(
  ctx: Context,
  judge: RemotePlugin,
  step: Foreseen<Snapshot>,
  change: JudgedChange,
): Promise<Finding[]> {
  const { definition } = judge;
  const rules = definition.validations.filter((rule) => rule.on === change.transition);
  const known = await answeredBefore(ctx, definition.name, step);
  if (known !== null) return findingsOf(judge, rules, known);
  try {
    const found = await judge.judge(ctx.viewer.cooperativeId, change);
    return findingsOf(judge, rules, found);
  } catch (error) {
    const { requestId, platform } = ctx;
    const plugin = definition.name;
    platform.log.error(
      { plugin, transition: change.transition, requestId, err: error },
      'no verdict',
    );
    return silence(ctx, judge, rules, step, change);
  }
}

/** What the plugin found, said as the rules of the manifest say it: it is not trusted with more. */
function findingsOf(
  { definition }: RemotePlugin,
  rules: readonly ValidationDefinition[],
  found: readonly RemoteFinding[],
): Finding[] {
  return found.map((one) => {
    const rule = rules.find(({ name }) => name === one.rule);
    const own = Object.hasOwn(definition.messages, one.code);
    if (rule === undefined || !own) return unavailable(definition.name, one.rule, rule);
    return {
      ...{ code: one.code, path: one.path ?? [], values: one.values ?? {} },
      ...{ severity: one.severity ?? 'ERROR', plugin: definition.name },
      ...{ source: rule.because, effectiveFrom: rule.effective.from },
    };
  });
}

async function silence(
  ctx: Context,
  { definition }: RemotePlugin,
  rules: readonly ValidationDefinition[],
  step: Foreseen<Snapshot>,
  change: JudgedChange,
): Promise<Finding[]> {
  const { name } = definition;
  const holding = rules.filter(
    // A rule that names its own day may hold whatever day it is.
    (rule) => rule.at !== undefined || holdsOn(rule, change.at),
  );
  if (holding.some((rule) => rule.onUnavailable === 'park')) {
    await park(ctx, name, step, change);
  }
  return holding.map((rule) => {
    const found = unavailable(name, rule.name, rule);
    if (rule.onUnavailable === 'flag') return { ...found, severity: 'WARNING' };
    if (rule.onUnavailable === 'park') return { ...found, code: 'plugin.validation-pending' };
    return found;
  });
}

const unavailable = (
  plugin: string,
  validation: string,
  rule: ValidationDefinition | undefined,
): Finding => ({
  ...{ code: 'plugin.unavailable', values: { plugin, validation }, severity: 'ERROR', plugin },
  ...(rule && { source: rule.because, effectiveFrom: rule.effective.from }),
});

const holdsOn = ({ effective }: ValidationDefinition, day: string): boolean =>
  effective.from <= day && (effective.until === undefined || day < effective.until);
