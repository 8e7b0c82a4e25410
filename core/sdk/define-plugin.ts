import type { ClassType } from 'type-graphql';
import { deepFreeze } from '../platform/deep-freeze.js';
import { refuseOn } from '../platform/schema/finding.js';
import { definitionFindings } from './check-definition.js';
import type {
  EventHandler,
  FieldDefinition,
  JobDefinition,
  PermissionDefinition,
  PluginDefinition,
  PluginSpec,
  ProposalDefinition,
  ToolDefinition,
  ToolSpec,
  ValidationDefinition,
} from './define.js';
import type { FactDefinition } from './facts.js';
import { capture } from './metadata.js';
import type { PrivacyDuty, RetainedUntil } from './privacy-duty.js';
import type { JsonRecord, ProviderDefinition } from './provider.js';
import type { ReferenceDefinition } from './reference.js';
import type { SchemaDirectiveDefinition } from './schema-directive.js';

/**
 * Describes a plugin: answers a frozen, checked definition, opens nothing and registers nothing.
 * Throws a `CheckFailure` that lists every finding when something is not as the contract says.
 */
export function definePlugin(spec: PluginSpec): PluginDefinition {
  const definition: PluginDefinition = {
    entities: [],
    fields: [],
    resolvers: [],
    references: [],
    directives: [],
    extends: [],
    validations: [],
    tools: [],
    proposals: [],
    facts: [],
    providers: [],
    uploads: [],
    downloads: [],
    events: [],
    tells: [],
    jobs: [],
    permissions: [],
    privacy: [],
    messages: {},
    seeds: {},
    config: {},
    ...spec,
  };
  refuseOn(definitionFindings(definition));
  capture(definition);
  return deepFreeze(definition);
}

/** One nullable field on a core type, loaded from the plugin's table that is keyed by its id. */
export const field = (entry: FieldDefinition): FieldDefinition => deepFreeze(entry);

/** A type that other subgraphs may refer to by a key, and how things are found by it. */
export const reference = <Thing extends object>(
  definition: ReferenceDefinition<Thing>,
): ReferenceDefinition => deepFreeze(definition) as unknown as ReferenceDefinition;

/** A directive of the plugin's own, which composition keeps in the supergraph. */
export const schemaDirective = (definition: SchemaDirectiveDefinition): SchemaDirectiveDefinition =>
  deepFreeze(definition);

/** A check on a transition: pure, so that a test calls it directly. */
export const validation = (rule: ValidationDefinition): ValidationDefinition => deepFreeze(rule);

/** Something that a member can start; `Input` is what its JSON schema admits. */
export function tool<Input = Readonly<Record<string, unknown>>, Plan = unknown>(
  definition: ToolSpec<Input, Plan>,
): ToolDefinition {
  return deepFreeze(definition) as unknown as ToolDefinition;
}

/** What a tool of a plugin that a bridge joins offers where both are on. */
export const proposal = (offer: ProposalDefinition): ProposalDefinition => deepFreeze(offer);

/** A supplier outside; `Request` and `Answer` are what its JSON schemas admit. */
export function provider<Request = JsonRecord, Answer = JsonRecord>(
  definition: ProviderDefinition<Request, Answer>,
): ProviderDefinition {
  return deepFreeze(definition) as unknown as ProviderDefinition;
}

/** Rows about a core thing that a plugin publishes for bridges. */
export const fact = (definition: FactDefinition): FactDefinition => deepFreeze(definition);

/** A named permission and the roles that hold it from the start. */
export const permission = (definition: PermissionDefinition): PermissionDefinition =>
  deepFreeze(definition);

/** A handler of outbox events: at least once, in any order. */
export const handler = (definition: EventHandler): EventHandler => deepFreeze(definition);

/** Scheduled work, once per co-operative that has the plugin on. */
export const job = (definition: JobDefinition): JobDefinition => deepFreeze(definition);

/** What happens to a table's personal data on export and erasure, and on which ground. */
export const privacy = <T extends object>(
  duty: Omit<PrivacyDuty, 'entity' | 'subject' | 'holds' | 'confidential' | 'until'> & {
    readonly entity: ClassType<T>;
    readonly subject: (keyof T & string) | 'contact';
    readonly holds: readonly (keyof T & string)[];
    readonly confidential?: readonly (keyof T & string)[];
    readonly until?: Omit<RetainedUntil, 'from'> & { readonly from: keyof T & string };
  },
): PrivacyDuty => deepFreeze(duty);
