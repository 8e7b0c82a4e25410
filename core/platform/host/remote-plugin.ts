import type { DemoActivity, PluginDefinition } from '../../sdk/define.js';
import type { RetainedUntil } from '../../sdk/privacy-duty.js';
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
  /** Furnishes activities of the demo co-operative in its own database; safe to repeat. */
  seedDemo(cooperativeId: string, activities: readonly DemoActivity[]): Promise<void>;
  /** What its tables hold of a person, for an export. */
  personal(cooperativeId: string, who: SoughtPerson): Promise<readonly PersonalRows[]>;
  /** Erases a person in its tables, which is safe to repeat, or only says what it would. */
  erase(order: PersonErasure): Promise<readonly ErasedRows[]>;
  /** Purges some of what its tables hold beyond the term of the law, or only counts it. */
  purge(order: PurgeOrder): Promise<readonly PurgedRows[]>;
}

/** A member by their id; anybody else by the pattern of their words. */
export type SoughtPerson =
  | {
      readonly memberId: string;
      /** Whether it is the member who asks: only to them is told what is confidential. */
      readonly isAsking?: boolean;
    }
  | { readonly pattern: string };

export interface PersonErasure {
  readonly cooperativeId: string;
  readonly who: SoughtPerson;
  readonly dryRun: boolean;
}

export interface PurgeOrder {
  readonly cooperativeId: string;
  /** By the term of a duty: what is dated before this day is out of it. Absent: not known. */
  readonly before: Partial<Record<'accounting' | 'employment', string>>;
  readonly dryRun: boolean;
  /** Ids of what a lawsuit holds, UUIDs and global ids: a row that names one of them stays. */
  readonly held: readonly string[];
}

/** What of one table was, or would be, purged. */
export interface PurgedRows {
  readonly name: string;
  readonly plugin: string;
  readonly term: 'accounting' | 'employment';
  readonly rows: number;
  /** How many more are out of their term and stay, because they are held. */
  readonly held: number;
  /** Of the rows that were changed: for their files. */
  readonly ids: readonly string[];
}

/** A person in one table. */
export interface PersonalRows {
  /** For people: the table, or the plugin's entity. */
  readonly name: string;
  readonly plugin: string | null;
  readonly kept: boolean;
  readonly ground: string;
  /** For how long the law has it kept; null: no term of the law, the ground tells. */
  readonly term: RetainedUntil['term'] | null;
  /** Columns that are left out, as they are for nobody but the person. */
  readonly withheld?: readonly string[];
  /** As texts of JSON: amounts stay exact. */
  readonly rows: readonly string[];
}

/** What became of a person in one table. */
export interface ErasedRows {
  readonly name: string;
  readonly plugin: string | null;
  readonly ground: string;
  readonly term: RetainedUntil['term'] | null;
  readonly rows: number;
  readonly change: 'kept' | 'emptied' | 'removed';
  /** Of the rows that were changed: for their files. */
  readonly ids: readonly string[];
}
