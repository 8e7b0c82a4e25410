import type { CorePort } from '../../sdk/core-port.js';
import type { PluginDefinition, ProposalDefinition, ToolDefinition } from '../../sdk/define.js';
import type { FactPort } from '../../sdk/facts.js';
import type { FilePort } from '../../sdk/files.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { ProviderPort } from '../../sdk/provider.js';
import type { Context, Platform } from '../context.js';
import type { Tx } from '../database/transaction.js';
import type { DomainJob } from '../domain.js';
import type { EventSubscriber } from '../events/delivery.js';
import type { Snapshot, Transition } from '../write/transition.js';
import type { Finding } from '../write/violation.js';
import type { PluginThings } from './plugin-things.js';
import type { Foreseen } from './remote-judge.js';
import type { RemotePlugin } from './remote-plugin.js';

/** A plugin in this process, with what was made of it. */
export interface LoadedPlugin {
  readonly definition: PluginDefinition;
  readonly health: 'OK' | 'DEGRADED' | 'DOWN';
  readonly breaker: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  /** It runs in another process, and may be away. */
  readonly elsewhere: boolean;
}

/** A tool with the plugin that brings it; null is the core. */
export interface OfferedTool {
  readonly plugin: string | null;
  readonly tool: ToolDefinition;
  /** Of a plugin that runs elsewhere: what it is given goes there with the context of the work. */
  readonly remote?: true;
}

/** What a bridge makes of the offer of a tool. */
export interface OfferedProposal {
  readonly plugin: string;
  readonly proposal: ProposalDefinition;
  /** Of a bridge that runs elsewhere, as with tools. */
  readonly remote?: true;
}

/** The plugins of this process: everything the core asks of them goes through here. */
export interface PluginHost {
  readonly plugins: readonly LoadedPlugin[];
  /** Those that run elsewhere. */
  readonly remotes: readonly RemotePlugin[];
  /** The plugins that are switched on in a co-operative now; cached for seconds. */
  enabled(cooperativeId: string): Promise<ReadonlySet<string>>;
  /** The same without waiting, when it is known already: entries of plugins are resolved often. */
  enabledNow(cooperativeId: string): ReadonlySet<string> | undefined;
  /** The plugins that a co-operative had on and has switched off, or that cannot work there now. */
  switchedOff(cooperativeId: string): Promise<ReadonlySet<string>>;
  /** PLUGIN_NOT_ENABLED when the plugin is not among those that are on. */
  requireEnabled(enabled: ReadonlySet<string>, plugin: string): void;
  /** Forgets what is cached of a co-operative after its decision to switch a plugin on or off. */
  forget(cooperativeId: string): void;
  /** Every finding of every enabled plugin's validations of a transition, one query a plugin. */
  judge<State extends Snapshot>(
    ctx: Context,
    tx: Tx,
    transition: Transition<State>,
    change: { readonly before: State; readonly after: State },
  ): Promise<readonly Finding[]>;
  /**
   * Asks the enabled plugins elsewhere that have a rule about a transition; null when none has. They
   * are asked before the transaction, for they may take their time.
   */
  remoteJudges(
    ctx: Context,
    transition: string,
  ): Promise<((step: Foreseen<Snapshot>) => Promise<readonly Finding[]>) | null>;
  /**
   * Whether the viewer sees a thing of the core, or of a plugin that lists its type among its
   * `references`; batched with its siblings of the request.
   */
  sees(ctx: Context, typeName: string, id: string): Promise<boolean>;
  /** Such a thing of a plugin; of one that runs elsewhere no more than its id. */
  thing: PluginThings;
  /** Which of these contracts bind their workers now. */
  inForce(ctx: Context, contractIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The tools that may be started in a co-operative: the core's and the enabled plugins'. */
  tools(cooperativeId: string): Promise<readonly OfferedTool[]>;
  /** What the enabled bridges make of what tools offer, by the bridges' names. */
  proposals(cooperativeId: string): Promise<readonly OfferedProposal[]>;
  /** The core as plugins see it in this request. */
  port(ctx: Context): CorePort;
  /** The suppliers outside that a plugin asks, in this request. */
  providers(ctx: Context, plugin: string): ProviderPort;
  /** The platform's files as a plugin may use them, and what others have published to it. */
  files(ctx: Context, plugin: string): FilePort;
  facts(ctx: Context, plugin: string): FactPort;
  /** What the plugin's code gets in this request; one per request and plugin. */
  context(ctx: Context, plugin: string): PluginContext;
  /** The plugins' event handlers and scheduled work, for the delivery and the queue. */
  subscribers(platform: Platform): readonly EventSubscriber[];
  jobs(platform: Platform): readonly DomainJob[];
}
