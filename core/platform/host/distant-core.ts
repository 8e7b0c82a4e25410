import type { CorePort } from '../../sdk/core-port.js';
import type { FactPort } from '../../sdk/facts.js';
import type { FilePort } from '../../sdk/files.js';
import type { ProviderPort } from '../../sdk/provider.js';
import type { Context } from '../context.js';

/** The core where it is another server: what a plugin that runs alone asks of it. */
export interface DistantCore {
  port(ctx: Context): CorePort;
  providers(ctx: Context): ProviderPort;
  files(ctx: Context): FilePort;
  facts(ctx: Context): FactPort;
  /** The plugins that are on in a co-operative, as far as they run here. */
  enabled(cooperativeId: string): Promise<ReadonlySet<string>>;
  sees(ctx: Context, typeName: string, id: string): Promise<boolean>;
  /** Which of these contracts bind their workers now. */
  inForce(ctx: Context, contractIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Runs before a transaction of the plugin commits: what was read of the core as if it were locked
   * must still be so.
   */
  confirm(ctx: Context): Promise<void>;
  /** Runs when that transaction has committed: nothing of it is undone any more. */
  kept(ctx: Context): void;
  /** Runs when a transaction of the plugin was rolled back: what it had the core do is undone. */
  undo(ctx: Context): Promise<void>;
}
