import type { ClassType } from 'type-graphql';
import type { ToolDefinition } from '../sdk/define.js';
import type { Platform } from './context.js';
import type { EntityClass } from './database/orm.js';
import type { Fragment } from './database/rows.js';
import type { Tx } from './database/transaction.js';
import type { EventSubscriber } from './events/delivery.js';
import type { DomainDownload } from './files/downloads.js';
import type { UploadPurpose } from './files/file-kind.js';
import type { Messages } from './messages.js';
import type { Source } from './read/source.js';
import type { Restraint, Transition } from './write/transition.js';
import type { Finding } from './write/violation.js';

/** What a domain folder of the core contributes; `core/domains.ts` lists them all. */
export interface Domain {
  readonly name: string;
  readonly entities: readonly EntityClass[];
  readonly resolvers: readonly ClassType[];
  /** The node types: `node(id)`, global ids and references from plugins go through these. */
  readonly sources: readonly Source<{ id: string }>[];
  readonly transitions: readonly Transition<unknown>[];
  readonly tools: readonly ToolDefinition[];
  readonly messages: Messages;
  /** What stands in the way of closing an activity, as far as this domain knows. */
  readonly closingObstacles?: readonly ClosingObstacle[];
  /** What stands in the way of erasing a person who has left, as far as this domain knows. */
  readonly erasureObstacles?: readonly ErasureObstacle[];
  /** What a new co-operative needs of this domain, by the rules of its country. */
  readonly founding?: readonly Founding[];
  /** What members may upload for this domain, and what it serves as files. */
  readonly uploads?: readonly UploadPurpose[];
  readonly downloads?: readonly DomainDownload[];
  /** What limits the steps that commit an activity to something, of any domain. */
  readonly restraint?: Restraint;
  /** What activities have promised and not yet booked, for their budgets. */
  readonly commitments?: readonly Commitments[];
  /** Scheduled work; each must be safe to repeat and to run on any server. */
  readonly jobs?: readonly DomainJob[];
  /** Handlers of events inside the core. */
  readonly subscribers?: readonly EventSubscriber[];
  /** Work that goes on while the server runs and resumes by itself after a crash. */
  readonly background?: (platform: Platform) => BackgroundWork;
}

/** In the transaction that opens a co-operative, which exists already. */
export type Founding = (tx: Tx, cooperativeId: string, country: string) => Promise<void>;

/** Asked in the transaction that closes, with the activity locked; answers every reason against. */
export type ClosingObstacle = (
  tx: Tx,
  activity: { readonly id: string; readonly currency: string },
) => Promise<readonly Finding[]>;

/** Asked in the transaction that erases, with the member locked; answers every reason against. */
export type ErasureObstacle = (
  tx: Tx,
  memberId: string,
  today: string,
) => Promise<readonly Finding[]>;

/** A kind of promise: counted until the ledger has it, and never both at once. */
export interface Commitments {
  /** The line of budgets that it counts to, e.g. "WORK". */
  readonly kind: string;
  /** Columns activity_id, source_type, source_id, on_day (date) and amount (bigint, minor units). */
  rows(cooperativeId: string): Fragment;
}

export interface DomainJob {
  readonly name: string;
  /** Cron in the zone of the co-operatives, e.g. "15 6 * * *". */
  readonly cron: string;
  run(platform: Platform): Promise<void>;
}

export interface BackgroundWork {
  /** Called after commits: look whether there is something to do. Never throws. */
  wake(): void;
  /** Finishes what is being done and starts nothing new. */
  stop(): Promise<void>;
}
