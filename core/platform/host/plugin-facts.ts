import type { PluginDefinition, ValidationDefinition } from '../../sdk/define.js';
import type { FactPort } from '../../sdk/facts.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { JsonRecord } from '../../sdk/provider.js';
import type { Context } from '../context.js';
import { GezelError } from '../errors.js';
import { within } from '../within.js';
import type { Snapshot } from '../write/transition.js';
import { plainCopy } from './plain-copy.js';
import type { Extensions } from './validation-needs.js';

type ContextOf = (ctx: Context, plugin: string) => PluginContext;

/** What one plugin may read of others: a bridge of the two that it joins, any other of none. */
export function factPort(
  ctx: Context,
  reader: PluginDefinition,
  definitions: readonly PluginDefinition[],
  contextOf: ContextOf,
): FactPort {
  return Object.freeze({
    read: async (fact: string, id: string) =>
      rowsOf(ctx, publishedTo(reader, definitions, fact), id, contextOf),
  });
}

/** The facts that rules of a bridge ask for, beside what they need of its own tables. */
export async function loadFacts(
  rules: readonly ValidationDefinition[],
  subject: Snapshot,
  read: FactPort['read'],
): Promise<Map<ValidationDefinition, Extensions>> {
  const loaded = new Map<ValidationDefinition, Extensions>();
  for (const rule of rules) {
    const extensions: Extensions = {};
    for (const [name, { fact, equals }] of Object.entries(rule.facts ?? {})) {
      const id = (subject as unknown as Record<string, unknown>)[equals];
      extensions[name] = typeof id === 'string' ? [...(await read(fact, id))] : [];
    }
    loaded.set(rule, extensions);
  }
  return loaded;
}

interface Published {
  readonly owner: PluginDefinition;
  readonly fact: PluginDefinition['facts'][number];
}

function publishedTo(
  { name, bridges }: PluginDefinition,
  definitions: readonly PluginDefinition[],
  asked: string,
): Published {
  for (const owner of definitions.filter((one) => bridges?.includes(one.name))) {
    const fact = owner.facts.find((one) => one.name === asked);
    if (fact !== undefined) return { owner, fact };
  }
  throw new Error(`"${asked}" is no fact of a plugin that "${name}" joins.`);
}

/** Rows that one fact has at most. */
const rowsLimit = 1_000;

async function rowsOf(
  ctx: Context,
  { owner, fact }: Published,
  id: string,
  contextOf: ContextOf,
): Promise<readonly JsonRecord[]> {
  const { name: plugin } = owner;
  const { host, config, log } = ctx.platform;
  host.requireEnabled(await host.enabled(ctx.viewer.cooperativeId), plugin);
  try {
    const asked = Promise.resolve(fact.rows(contextOf(ctx, plugin), id));
    const rows: unknown = await within(config.pluginTimeoutMs, fact.name, asked);
    if (!Array.isArray(rows) || rows.length > rowsLimit || !rows.every(isRecord)) {
      throw new Error(`${fact.name} answered something else than rows.`);
    }
    return rows.map((row) => Object.freeze(plainCopy(row)) as JsonRecord);
  } catch (error) {
    if (error instanceof GezelError) throw error;
    log.error({ plugin, fact: fact.name, requestId: ctx.requestId, err: error }, 'fact failed');
    throw new GezelError('PLUGIN_UNAVAILABLE', { plugin }, { plugin });
  }
}

const isRecord = (row: unknown): row is object =>
  typeof row === 'object' && row !== null && !Array.isArray(row);
