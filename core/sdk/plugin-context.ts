import type { Locale } from '../platform/messages.js';
import type { Reach } from '../platform/permissions.js';
import type { Violation } from '../platform/write/violation.js';
import type { Attempt, AttemptContext, Attempted, Judged } from './attempt.js';
import type { CorePort } from './core-port.js';
import type { PluginFinding } from './define.js';
import type { FactPort } from './facts.js';
import type { FilePort } from './files.js';
import type { PluginStore } from './plugin-store.js';
import type { ProviderPort } from './provider.js';

/** What a plugin's resolvers, tools, handlers and jobs get: everything, passed explicitly. */
export interface PluginContext {
  /** The co-operative of this work; the store and the port already filter by it. */
  readonly cooperativeId: string;
  /** Who asks; null for handlers and jobs, which act for the co-operative itself. */
  readonly viewer: PluginViewer | null;
  readonly locale: Locale;
  /** The instant and the civil day of this work. */
  readonly now: Date;
  readonly today: string;
  /** The typed door to the core: the same interface in process and remote. */
  readonly core: CorePort;
  /** The plugin's own tables and no others. */
  readonly store: PluginStore;
  /** Suppliers outside, as the plugin declares them. */
  readonly providers: ProviderPort;
  /** Files: uploads that its rows use, and links to what it serves. */
  readonly files: FilePort;
  /** Of a bridge: what the two plugins that it joins tell. */
  readonly facts: FactPort;
  /** The plugin's own options. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A new UUIDv7. */
  newId(): string;
  /** Findings as a payload's `violations`: with their sentences, in the caller's language. */
  violations(findings: readonly PluginFinding[]): Violation[];
  /** FORBIDDEN unless the viewer holds the permission; handlers and jobs hold every one. */
  require(permission: string): Reach;
  /**
   * A mutation: what stands in the way is answered as data, all at once, and nothing is kept then;
   * otherwise it is written with its events and an audit line, all of it or nothing.
   */
  attempt<T>(
    step: Attempt,
    judge: (inside: AttemptContext) => Promise<Judged<T>>,
  ): Promise<Attempted<T>>;
  /** Work that commits or leaves no trace: its store and its port share one transaction. */
  transaction<R>(work: (ctx: PluginContext) => Promise<R>): Promise<R>;
}

export interface PluginViewer {
  readonly memberId: string;
  /** The reach of a permission for this viewer, of the core or of the plugin. */
  reach(permission: string): Reach | undefined;
}
