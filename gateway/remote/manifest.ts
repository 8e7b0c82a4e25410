import { z } from 'zod';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { isRoot } from '../../core/platform/schema/plugin-findings.js';
import type { Rule } from '../../core/platform/schema-rules.js';
import { isReferable } from '../../core/sdk/reference.js';
import { admits, sdkVersion } from '../../core/sdk/version.js';

/**
 * What a gateway must know of a plugin that runs elsewhere. It is committed beside the schema, so
 * that the graph is the same whether or not the plugin answers when the gateway starts.
 */
export type Manifest = z.output<typeof manifestShape>;

const sentence = z.object({ nl: z.string(), fr: z.string(), en: z.string(), de: z.string() });
const json = z.record(z.string(), z.unknown());

const rule = z.union([
  z.object({ kind: z.enum(['public', 'authenticated']) }),
  z.object({ kind: z.literal('permission'), permission: z.string() }),
]);

const manifestShape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  version: z.string(),
  platform: z
    .string()
    .refine((range) => admits(range, sdkVersion), `It does not admit this SDK, ${sdkVersion}.`),
  kind: z.enum(['sector', 'service', 'bridge']),
  prefix: z.string().regex(/^[A-Z][A-Za-z0-9]+$/),
  title: sentence,
  description: z.string(),
  sdl: z.string(),
  /** Who may call each root field, by "Query.choirNote". */
  rules: z.record(z.string(), rule),
  permissions: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      roles: z.record(z.string(), z.enum(['own', 'all'])),
    }),
  ),
  tools: z.array(
    z.object({
      name: z.string(),
      title: sentence,
      description: z.string(),
      permission: z.string(),
      after: z.array(z.string()).optional(),
      leads: z.boolean().optional(),
      closes: z.boolean().optional(),
      meets: z.array(z.string()).optional(),
      forUnmet: z.boolean().optional(),
      /** It offers itself for what is known of an assignment. */
      proposes: z.boolean().optional(),
      /** It offers itself for things that other steps of a plan bring. */
      proposesFor: z.boolean().optional(),
      /** It knows what stands in for something that was taken since it was offered. */
      replaces: z.boolean().optional(),
      input: json,
    }),
  ),
  validations: z.array(
    z.object({
      ...{ name: z.string(), on: z.string() },
      because: z.object({ title: z.string(), url: z.string().optional() }),
      effective: z.object({ from: z.string(), until: z.string().optional() }),
      onUnavailable: z.enum(['reject', 'park', 'flag']).optional(),
      /** The rule says itself which day decides: it may hold on any. */
      ownDay: z.boolean(),
    }),
  ),
  providers: z.array(
    z.object({
      ...{ name: z.string(), title: sentence, description: z.string() },
      ...{ request: json, answer: json },
    }),
  ),
  /** For bridges: the two plugins that it joins. */
  bridges: z.tuple([z.string(), z.string()]).optional(),
  /** Of a bridge: the tools for which it proposes, in its order. */
  proposals: z.array(z.object({ tool: z.string() })).default([]),
  uploads: z
    .array(z.object({ name: z.string(), permission: z.string(), mediaTypes: z.array(z.string()) }))
    .default([]),
  downloads: z.array(z.object({ name: z.string() })).default([]),
  facts: z.array(z.object({ name: z.string(), description: z.string() })).default([]),
  /** Its types that bridges may refer to, by the key "id". */
  references: z.array(z.object({ type: z.string(), permission: z.string() })).default([]),
  events: z.array(z.object({ name: z.string(), on: z.array(z.string()) })),
  /** Events of its own that others may handle. */
  tells: z.array(z.string()).default([]),
  jobs: z.array(z.object({ name: z.string(), cron: z.string() })),
  messages: z.record(z.string(), sentence),
});

/** The manifest of a plugin that is written with the SDK. */
export function manifestOf({ definition, schema, sdl, references }: PluginSubgraph): Manifest {
  const { name, version, platform, kind, prefix, title, description } = definition;
  const rules: Record<string, Rule> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isRoot(schema, type) || !('getFields' in type)) continue;
    for (const [field, { extensions }] of Object.entries(type.getFields())) {
      rules[`${type.name}.${field}`] = extensions.rule as Rule;
    }
  }
  return manifestShape.parse({
    ...{ name, version, platform, kind, prefix, title, description, sdl, rules },
    permissions: definition.permissions,
    tools: definition.tools.map((tool) => ({
      ...tool,
      proposes: tool.propose !== undefined,
      ...(tool.proposeFor && { proposesFor: true }),
      ...(tool.instead && { replaces: true }),
    })),
    validations: definition.validations.map((rule) => ({ ...rule, ownDay: rule.at !== undefined })),
    providers: definition.providers,
    ...(definition.bridges && { bridges: definition.bridges }),
    proposals: definition.proposals.map(({ tool }) => ({ tool })),
    uploads: definition.uploads,
    downloads: definition.downloads.map(({ name }) => ({ name })),
    facts: definition.facts.map(({ name, description }) => ({ name, description })),
    references: [...references]
      .filter(([, one]) => isReferable(one))
      .map(([type, { permission }]) => ({ type, permission })),
    events: definition.events.map(({ name, on }) => ({ name, on })),
    tells: definition.tells,
    jobs: definition.jobs.map(({ name, cron }) => ({ name, cron })),
    messages: definition.messages,
  });
}

/** Reads a manifest that somebody else has written; throws with everything that is wrong in it. */
export const readManifest = (value: unknown): Manifest => manifestShape.parse(value);
