import type { PluginDefinition } from '../../sdk/define.js';
import type { DeliveredEvent } from '../events/delivery.js';
import type { LoadedPlugin } from './host.js';
import type { JudgedChange, RemoteFinding } from './remote-judge.js';

/**
 * A plugin that runs elsewhere, as the host sees it: the same description without any code of it,
 * and somebody who carries the work there. Its tools take the context of the core's services.
 */
export interface RemotePlugin {
  readonly definition: PluginDefinition;
  health(): LoadedPlugin['health'];
  breaker(): LoadedPlugin['breaker'];
  /** What its rules find about a step; rejects when it cannot say in time. */
  judge(cooperativeId: string, change: JudgedChange): Promise<readonly RemoteFinding[]>;
  /** Hands an event to one of its handlers; it may get it more than once. */
  handle(handler: string, event: DeliveredEvent): Promise<void>;
  /** Runs one of its jobs for a co-operative. */
  run(job: string, cooperativeId: string): Promise<void>;
  /** What its tables hold of a member, for an export. */
  personal(cooperativeId: string, memberId: string): Promise<readonly PersonalRows[]>;
  /** Erases a member in its tables, which is safe to repeat, or only says what it would. */
  erase(order: PersonErasure): Promise<readonly ErasedRows[]>;
}

export interface PersonErasure {
  readonly cooperativeId: string;
  readonly memberId: string;
  readonly dryRun: boolean;
}

/** A member in one table. */
export interface PersonalRows {
  /** For people: the table, or the plugin's entity. */
  readonly name: string;
  readonly plugin: string | null;
  readonly kept: boolean;
  readonly ground: string;
  /** As texts of JSON: amounts stay exact. */
  readonly rows: readonly string[];
}

/** What became of a member in one table. */
export interface ErasedRows {
  readonly name: string;
  readonly plugin: string | null;
  readonly ground: string;
  readonly rows: number;
  readonly change: 'kept' | 'emptied' | 'removed';
  /** Of the rows that were changed: for their files. */
  readonly ids: readonly string[];
}
