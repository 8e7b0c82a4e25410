import type { ClassType } from 'type-graphql';
import type { Messages, Sentence } from '../platform/messages.js';
import type { Reach } from '../platform/permissions.js';
import type { AssignmentFacts } from './assignment-facts.js';
import type { EmittedEvent } from './attempt.js';
import type { BroughtThing, PlannedThing } from './brought-thing.js';
import type { FactDefinition } from './facts.js';
import type { DownloadDefinition, UploadPurpose } from './files.js';
import type { PluginContext } from './plugin-context.js';
import type { Where } from './plugin-store.js';
import type { PrivacyDuty } from './privacy-duty.js';
import type { ProviderDefinition } from './provider.js';
import type { ReferenceDefinition } from './reference.js';
import type { SchemaDirectiveDefinition } from './schema-directive.js';
import type { CoreToken, TypeToken } from './tokens.js';

export type { AssignmentFacts, WorkFacts } from './assignment-facts.js';

/** What a plugin is. `definePlugin` checks and freezes it; nothing is opened or registered. */
export interface PluginDefinition {
  /** Lower-case words with hyphens; also the folder's name and, with underscores, the schema's. */
  readonly name: string;
  readonly version: string;
  /** Semver range of the SDK that the plugin was written for. */
  readonly platform: string;
  readonly kind: 'sector' | 'service' | 'bridge';
  /**
   * Of a bridge, the names of the two plugins that it joins: it works only where both are on. It
   * reads them through `ctx.facts`, never through their code.
   */
  readonly bridges?: readonly [string, string];
  /**
   * Of a bridge: types of the two plugins that it puts fields on or answers with. Its fields on them
   * are as those on types of the core: named after it, nullable, and given the thing's UUID alone.
   */
  readonly extends: readonly TypeToken[];
  /** Every type, input, enum and root field begins with it: `PerformingArts`. */
  readonly prefix: string;
  readonly title: Sentence;
  readonly description: string;
  /** Tables with their GraphQL types, in the plugin's own Postgres schema. */
  readonly entities: readonly ClassType[];
  /** Where the numbered `.sql` files are: `new URL('./migrations/', import.meta.url)`. */
  readonly migrations: URL;
  readonly fields: readonly FieldDefinition[];
  readonly resolvers: readonly ClassType[];
  /** Types that other subgraphs may refer to by a key. */
  readonly references: readonly ReferenceDefinition[];
  /** Directives of its own on its part of the schema, for readers of the supergraph. */
  readonly directives: readonly SchemaDirectiveDefinition[];
  readonly validations: readonly ValidationDefinition[];
  readonly tools: readonly ToolDefinition[];
  /** Of a bridge: what tools of the two plugins offer where both are on. */
  readonly proposals: readonly ProposalDefinition[];
  /** What it tells bridges about core things. */
  readonly facts: readonly FactDefinition[];
  /** Suppliers outside that its tools ask. */
  readonly providers: readonly ProviderDefinition[];
  /** What it takes as uploads, and what it serves as files. */
  readonly uploads: readonly UploadPurpose[];
  readonly downloads: readonly DownloadDefinition[];
  readonly events: readonly EventHandler[];
  /**
   * Events that it promises to other plugins, e.g. "mobility.van-booked": whoever handles another
   * of its events is told so by `plugin check`. What only its own handlers hear is not promised.
   */
  readonly tells: readonly string[];
  readonly jobs: readonly JobDefinition[];
  readonly permissions: readonly PermissionDefinition[];
  /** For each table that holds a person: what happens on export and erasure, on which ground. */
  readonly privacy: readonly PrivacyDuty[];
  readonly messages: Messages;
  readonly seeds: PluginSeeds;
  /** Options with their values, handed to validations and to the plugin's context. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** What `definePlugin` is given: lists that a plugin has nothing for may be left out. */
export type PluginSpec = Pick<PluginDefinition, 'name' | 'version' | 'platform' | 'kind'> &
  Pick<PluginDefinition, 'prefix' | 'title' | 'description' | 'migrations'> &
  Partial<PluginDefinition>;

/** One nullable field on a core type, loaded from a table whose primary key is the core's id. */
export interface FieldDefinition {
  /** A type of the core or, of a bridge, one of its `extends`. */
  readonly on: CoreToken;
  readonly name: string;
  readonly type: ClassType;
  readonly description: string;
  /** Who sees the core thing but lacks this permission gets null and FORBIDDEN. */
  readonly permission: string;
}

/** A check on a transition of the core: it answers findings and never writes. */
export interface ValidationDefinition {
  /** Prefixed by the plugin's name, e.g. "performing-arts.rest-between-days". */
  readonly name: string;
  /** The transition, e.g. "contract.sign": one of `docs/steps-and-events.md`. */
  readonly on: string;
  /** The rule's source, shown with each finding. */
  readonly because: { readonly title: string; readonly url?: string };
  /** Civil days, `until` exclusive; a date outside is not judged by this rule. */
  readonly effective: { readonly from: string; readonly until?: string };
  /** The plugin's own rows that the check reads, each by a property that holds a core id. */
  readonly needs?: Readonly<Record<string, ValidationNeed>>;
  /**
   * When the plugin runs elsewhere and cannot answer: `reject` refuses the step, `park` has it wait
   * until it is answered, `flag` lets it pass with a warning. `reject` when absent; `flag` is refused
   * for steps by which money leaves and for legal ones.
   */
  readonly onUnavailable?: 'reject' | 'park' | 'flag';
  /**
   * Of a bridge: rows that the plugins it joins publish, by the name under which the check reads
   * them; about the aggregate itself, its activity or, of a contract, its worker.
   */
  readonly facts?: Readonly<Record<string, FactNeed>>;
  /** The day that decides which rule holds; the day of the transition when absent. */
  readonly at?: (change: ValidationInput) => string;
  readonly check: (change: ValidationInput) => readonly PluginFinding[];
}

export interface FactNeed {
  readonly fact: string;
  readonly equals: 'id' | 'activityId' | 'workerId';
}

export interface ValidationNeed {
  readonly entity: ClassType;
  /** The property of the entity that is compared. */
  readonly by: string;
  /**
   * With the aggregate's own id, its activity's, of a contract its worker's, or the co-operative's:
   * dated figures that hold for all.
   */
  readonly equals: 'id' | 'activityId' | 'workerId' | 'cooperativeId';
  /** A property that holds a contract's id: only rows whose contract binds its worker right now. */
  readonly inForce?: string;
  /**
   * Which of these rows: at most 4,000 are loaded, more is a failure, so whatever grows for years
   * needs a window. A pure function of the change, like the check.
   */
  readonly where?: (change: ValidationInput) => Where<Readonly<Record<string, unknown>>>;
}

/** Deeply frozen plain values: no clock, no database, no network, so a test calls it directly. */
export interface ValidationInput<State = Readonly<Record<string, unknown>>> {
  readonly before: State;
  readonly after: State;
  readonly extensions: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly at: string;
  readonly cooperative: { readonly id: string };
  readonly config: Readonly<Record<string, unknown>>;
}

export interface PluginFinding {
  readonly code: string;
  readonly path?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly severity?: 'ERROR' | 'WARNING';
}

/** Something that a member can start, alone or as a step of an assignment. */
export interface ToolDefinition<Input = Readonly<Record<string, unknown>>, Plan = unknown> {
  /** Prefixed by the plugin's name, e.g. "performing-arts.tour-insurance"; the core: "invoice". */
  readonly name: string;
  readonly title: Sentence;
  readonly description: string;
  /** The permission that starting it needs. */
  readonly permission: string;
  /** Names of tools that must be done before this one when both are in one assignment. */
  readonly after?: readonly string[];
  /**
   * It brings the order or the money that the others rest on: in one assignment, all of them wait
   * until it is done, but for those that it is itself after.
   */
  readonly leads?: boolean;
  /**
   * It closes an assignment, e.g. by waiting for the client's money: it begins once all others that
   * do not are done or wait for somebody, and the work counts as done without it.
   */
  readonly closes?: boolean;
  /**
   * What the tool asks for: a JSON schema of `input`, shown to clients and enforced. A property of
   * the format "step" names another step of the assignment, e.g. "invoice#1": this one waits until
   * that one is done, and finds in `ctx.done` under the same name what it made.
   */
  readonly input: Readonly<Record<string, unknown>>;
  /** Codes of needs that it meets, e.g. "transport": it is asked to propose itself for them. */
  readonly meets?: readonly string[];
  /**
   * It is asked to propose itself too when a plan needs what no tool that is on meets: `facts.unmet`
   * names it. The need stays unmet by it, and the plan says so.
   */
  readonly forUnmet?: boolean;
  /**
   * The input with which it offers itself for what is known of an assignment, or why it does not
   * (`declined`); null: no reason. Asked when a plan is to be all-inclusive or has a need that it
   * meets; writes nothing. The input is then checked and planned like any other; of several, each
   * is a step.
   */
  propose?(
    ctx: ToolContext,
    facts: AssignmentFacts,
  ): Promise<Input | readonly Input[] | Declined | null>;
  /**
   * What it offers for things that steps of the same plan will bring into being. Asked where it may
   * offer itself, once those steps are planned; of what it offers a property of the format "step"
   * names the step, so that it is done after it. Writes nothing.
   */
  proposeFor?(ctx: ToolContext, things: readonly PlannedThing[]): Promise<readonly Input[]>;
  /**
   * Of what it has offered by itself and somebody else has taken meanwhile: inputs that serve as
   * well, the best first, at most 20. The first that can be had and costs no more than the plan said
   * stands in for it. Writes nothing.
   */
  instead?(ctx: ToolContext, input: Input): Promise<readonly Input[]>;
  /** What it would do and cost. Writes nothing; findings are the reasons against. */
  plan(ctx: ToolContext, input: Input): Promise<ToolPlan<Plan>>;
  /**
   * Does it, in the step's transaction: its effects and the step's mark commit together, so it runs
   * once however often the server is killed. `ctx.stepId` is the key towards anything outside.
   */
  start(ctx: ToolContext, input: Input, plan: Plan): Promise<ToolOutcome>;
  /** Undoes what `start` did; must not fail for what can be undone. */
  cancel(ctx: ToolContext, input: Input, reference: string | null): Promise<void>;
  /** Ends it when the work is done: final costs, returned deposits. */
  settle?(ctx: ToolContext, input: Input, reference: string | null): Promise<void>;
}

/** Why a tool offers nothing: an object with nothing else in it. */
export interface Declined {
  readonly declined: PluginFinding;
}

export interface ToolPlan<Plan = unknown> {
  readonly costMinor: bigint;
  readonly currency: string;
  readonly findings: readonly PluginFinding[];
  /** Handed to `start`: JSON values only. */
  readonly plan: Plan;
  /** The money that moves, when it is not just the cost leaving the activity today; at most 100. */
  readonly cashFlow?: readonly CashFlowLine[];
  /** What its reference will be, for tools that offer something for it; absent: nothing lasting. */
  readonly brings?: BroughtThing;
}

/** Money of the activity that a step moves, as far as it can be foreseen. */
export interface CashFlowLine {
  /** The civil day on which it moves. */
  readonly day: string;
  /** Minor units of the activity's currency: in when positive, out when negative; never zero. */
  readonly amountMinor: bigint;
  /**
   * Whose money it is. What goes out is the activity's unless the co-operative, its fund or a sector
   * bears it; the client's part is the activity's too until it is passed on.
   */
  readonly payer: CashFlowPayer;
  /** It moves only thanks to pre-financing: an advance, and later its repayment. */
  readonly prefinancing?: boolean;
  /**
   * Of a price that the activity will be charged: as which service. By the rule that shares it on
   * that day the plan shows what the sector and the community bear of it.
   */
  readonly service?: string;
}

/**
 * Of a bridge: what a tool of one of the two plugins offers, knowing what the other tells. It stands
 * in place of the tool's own offer, which `own` answers for whatever facts it is given.
 */
export interface ProposalDefinition {
  /** The name of the tool, e.g. "mobility.van"; it must be able to offer itself. */
  readonly tool: string;
  /** Inputs of the tool, each a step; none: it has nothing to offer. Writes nothing. */
  propose(
    ctx: ToolContext,
    facts: AssignmentFacts,
    own: OwnOffer,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What a tool offers by itself for these facts. */
export type OwnOffer = (
  facts: AssignmentFacts,
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Who pays: the activity itself, its client, the co-operative, its fund, a sector, who uses it. */
export type CashFlowPayer = (typeof cashFlowPayers)[number];

export const cashFlowPayers = [
  ...(['ACTIVITY', 'CLIENT', 'COOPERATIVE', 'FUND', 'SECTOR', 'USER'] as const),
] as const;

export interface ToolOutcome {
  /** The global id of what was made, e.g. an invoice's. */
  readonly reference: string | null;
  /** A started tool is DONE at once, or WAITING until an event or a person ends it. */
  readonly state: 'DONE' | 'WAITING';
}

export interface ToolContext extends PluginContext {
  /** Null while planning. */
  readonly stepId: string | null;
  readonly assignment: {
    readonly activityId: string;
    readonly clientId: string | null;
    readonly title: string;
  };
  /** References of what the steps before made: by tool, and by the name of a step in the input. */
  readonly done: Readonly<Record<string, string | null>>;
}

/** In a step, where `stepId` is the key towards anything outside. */
export interface StepContext extends ToolContext {
  readonly stepId: string;
  /** A fact for others, told in the step's transaction: of a step that fails nothing is told. */
  emit(event: EmittedEvent): Promise<void>;
}

/** A tool as its author writes it: what is started, cancelled or settled is always a step. */
export type ToolSpec<Input, Plan> = Omit<
  ToolDefinition<Input, Plan>,
  'start' | 'cancel' | 'settle'
> & {
  start(ctx: StepContext, input: Input, plan: Plan): Promise<ToolOutcome>;
  cancel(ctx: StepContext, input: Input, reference: string | null): Promise<void>;
  settle?(ctx: StepContext, input: Input, reference: string | null): Promise<void>;
};

export interface EventHandler {
  readonly name: string;
  /**
   * Event types, e.g. "invoice.issued": of `docs/steps-and-events.md`, of its own, or what another
   * plugin `tells`; where that one is not, or is switched off, nothing comes.
   */
  readonly on: readonly string[];
  /** At least once and in any order, in a transaction of its own with the inbox mark. */
  handle(ctx: PluginContext, event: PluginEvent): Promise<void>;
}

export interface PluginEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly activityId: string | null;
  readonly occurredAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface JobDefinition {
  readonly name: string;
  /** Cron in the zone of the platform, e.g. "15 3 * * *". */
  readonly cron: string;
  /** Once per co-operative that has the plugin on; must be safe to repeat. */
  run(ctx: PluginContext): Promise<void>;
}

export interface PermissionDefinition {
  /** Prefixed by the plugin's name, e.g. "performing-arts.write". */
  readonly name: string;
  readonly description: string;
  /** Roles that hold it from the start. */
  readonly roles: Readonly<Partial<Record<'MEMBER' | 'ADVISER' | 'FINANCE' | 'ADMIN', Reach>>>;
}

export interface PluginSeeds {
  /** Tables that a real co-operative needs: rates, code lists. Deterministic, safe to repeat. */
  readonly reference?: (ctx: PluginContext) => Promise<void>;
  /** Demonstration rows on the demo co-operative's activities. */
  readonly demo?: (ctx: PluginContext, demo: DemoActivity[]) => Promise<void>;
}

/** An activity of the demo co-operative that a plugin may furnish. */
export interface DemoActivity {
  readonly id: string;
  readonly sector: string;
  readonly name: string;
}
