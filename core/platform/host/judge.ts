import type {
  PluginDefinition,
  PluginFinding,
  ValidationDefinition,
  ValidationInput,
} from '../../sdk/define.js';
import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { deepFreeze, isPlain } from '../deep-freeze.js';
import { GezelError } from '../errors.js';
import { isCivilDate } from '../scalars.js';
import type { Snapshot } from '../write/transition.js';
import type { Finding } from '../write/violation.js';
import type { CoreServices } from './core-port.js';
import type { PluginHost } from './host.js';
import { holds } from './in-force.js';
import { plainCopy } from './plain-copy.js';
import { loadFacts } from './plugin-facts.js';
import { recordSkipped } from './skipped-validations.js';
import { loadNeeds } from './validation-needs.js';

/**
 * Lets the validations of the enabled plugins judge a transition: 1 those that name it; 2 of these
 * those that hold on the day that decides; 3 what they need, in one statement a plugin; 4 the check
 * itself, a pure function of frozen values. Rules of a plugin that the co-operative has switched off
 * are not asked, and that is written down with the step. Whatever fails or answers nonsense is a finding too:
 * silence of a plugin never counts as consent.
 */
export function judgement(
  definitions: readonly PluginDefinition[],
  /** Their rules are asked before the transaction: here it is only written down when they are off. */
  elsewhere: readonly PluginDefinition[],
  standing: Pick<PluginHost, 'enabled' | 'switchedOff'>,
  services: CoreServices,
): PluginHost['judge'] {
  const byTransition = new Map<string, PluginDefinition[]>();
  for (const plugin of [...definitions, ...elsewhere]) {
    for (const on of new Set(plugin.validations.map((rule) => rule.on))) {
      byTransition.set(on, [...(byTransition.get(on) ?? []), plugin]);
    }
  }
  return async (ctx, tx, transition, change) => {
    const plugins = byTransition.get(transition.name);
    if (plugins === undefined) return [];
    const on = await standing.enabled(ctx.viewer.cooperativeId);
    const findings: Finding[] = [];
    const here = plugins.filter((plugin) => definitions.includes(plugin));
    for (const plugin of here.filter(({ name }) => on.has(name))) {
      const rules = plugin.validations.filter((rule) => rule.on === transition.name);
      findings.push(...(await judgeBy(ctx, tx, { plugin, rules, services }, change)));
    }
    if (plugins.some(({ name }) => !on.has(name))) {
      const off = await standing.switchedOff(ctx.viewer.cooperativeId);
      const silent = plugins.filter(({ name }) => off.has(name));
      await recordSkipped(ctx, tx, { transition, subjectId: change.after.id, silent });
    }
    return findings;
  };
}

/** Milliseconds that a check may take: beyond the first it is logged, beyond the second refused. */
export const budgetMs = { warn: 50, refuse: 250 } as const;

/** A plugin with those of its rules that are about the transition. */
interface Judge {
  readonly plugin: PluginDefinition;
  readonly rules: readonly ValidationDefinition[];
  readonly services: CoreServices;
}

async function judgeBy(
  ctx: Context,
  tx: Tx,
  { plugin, rules, services }: Judge,
  change: { readonly before: Snapshot; readonly after: Snapshot },
): Promise<Finding[]> {
  const input: ValidationInput = deepFreeze({
    before: plainCopy(change.before) as Record<string, unknown>,
    after: plainCopy(change.after) as Record<string, unknown>,
    extensions: {},
    at: ctx.platform.clock.today(),
    cooperative: { id: ctx.viewer.cooperativeId },
    config: plainCopy(plugin.config) as Record<string, unknown>,
  });
  const dated = rules.map((rule) => ({ rule, at: dayOf(rule, input) }));
  const effective = dated.filter(({ rule, at }) => at === null || holds(rule, at));
  const needing = effective.map(({ rule }) => rule);
  const judged = { subject: change.after, input, services };
  const extensions = await loadNeeds(ctx, tx, plugin, needing, judged).catch((error) => {
    // A failed statement has ended the transaction: there is nothing left to collect findings for.
    ctx.platform.log.error({ plugin: plugin.name, err: error }, 'needs of validations not loaded');
    throw new GezelError('PLUGIN_UNAVAILABLE', { plugin: plugin.name }, { plugin: plugin.name });
  });
  const inside = { ...ctx, tx };
  const published = (fact: string, id: string) =>
    ctx.platform.host.context(inside, plugin.name).facts.read(fact, id);
  const facts = await loadFacts(needing, change.after, published);
  return effective.flatMap(({ rule, at }) => {
    if (at === null) return [unavailable(ctx, plugin, rule, 'its day is not a civil day')];
    const loaded = { ...extensions.get(rule), ...facts.get(rule) };
    const own = deepFreeze({ ...input, at, extensions: loaded });
    return judgeOne(ctx, plugin, rule, own);
  });
}

function judgeOne(
  ctx: Context,
  plugin: PluginDefinition,
  rule: ValidationDefinition,
  input: ValidationInput,
): Finding[] {
  const begun = performance.now();
  let answer: unknown;
  try {
    answer = rule.check(input);
  } catch (error) {
    return [unavailable(ctx, plugin, rule, error)];
  }
  const tookMs = performance.now() - begun;
  if (tookMs > budgetMs.refuse) {
    return [unavailable(ctx, plugin, rule, `it took ${Math.round(tookMs)} ms`)];
  }
  if (tookMs > budgetMs.warn) {
    ctx.platform.log.warn({ plugin: plugin.name, rule: rule.name, tookMs }, 'slow validation');
  }
  if (!Array.isArray(answer) || !answer.every((one) => isFinding(plugin, one))) {
    return [unavailable(ctx, plugin, rule, 'it answered something else than findings')];
  }
  return answer.map((one: PluginFinding) => ({
    code: one.code,
    path: [...(one.path ?? [])],
    values: one.values ?? {},
    severity: one.severity ?? 'ERROR',
    plugin: plugin.name,
    source: rule.because,
    effectiveFrom: rule.effective.from,
    rule: rule.name,
  }));
}

/** Null when the plugin's answer is no day; the rule then counts as unavailable. */
function dayOf(rule: ValidationDefinition, input: ValidationInput): string | null {
  if (rule.at === undefined) return input.at;
  try {
    const day: unknown = rule.at(input);
    return typeof day === 'string' && isCivilDate(day) ? day : null;
  } catch {
    return null;
  }
}

/** A plugin's answer is never trusted: only known codes, paths of text, printable values. */
function isFinding(plugin: PluginDefinition, one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return false;
  const { code, path, values, severity } = one as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    Object.hasOwn(plugin.messages, code) &&
    (path === undefined || (Array.isArray(path) && path.every((p) => typeof p === 'string'))) &&
    (values === undefined || (isRecord(values) && Object.values(values).every(isPrintable))) &&
    (severity === undefined || severity === 'ERROR' || severity === 'WARNING')
  );
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && isPlain(value);

const isPrintable = (value: unknown): boolean =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value);

function unavailable(
  ctx: Context,
  plugin: PluginDefinition,
  rule: ValidationDefinition,
  reason: unknown,
): Finding {
  const { requestId } = ctx;
  ctx.platform.log.error(
    { plugin: plugin.name, rule: rule.name, requestId, err: reason },
    'validation unavailable',
  );
  return {
    code: 'plugin.unavailable',
    values: { plugin: plugin.name, validation: rule.name },
    severity: 'ERROR',
    plugin: plugin.name,
    source: rule.because,
    effectiveFrom: rule.effective.from,
    rule: rule.name,
  };
}
