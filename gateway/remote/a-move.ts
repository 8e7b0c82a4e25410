import type { z } from 'zod';
import type { Context } from '../../core/platform/context.js';
import type { Tx } from '../../core/platform/database/transaction.js';
import type { EmittedEvent } from '../../core/sdk/attempt.js';
import type { CorePort, RefundPart } from '../../core/sdk/core-port.js';
import type { FactPort } from '../../core/sdk/facts.js';
import type { FilePort } from '../../core/sdk/files.js';
import type { LoanMove } from '../../core/sdk/money-doors.js';
import type { ProviderPort } from '../../core/sdk/provider.js';
import type { Left } from './leave-standing.js';

export type StepEvent = EmittedEvent & { readonly id: string };

/** What a move may use: the port, and what only a plugin elsewhere has to ask for. */
export type Doors = CorePort & {
  readonly providers: ProviderPort;
  readonly emit: (event: StepEvent) => Promise<void>;
  readonly inFiles: FileDoor;
  readonly facts: FactPort;
  readonly undoRefund: (key: string, part?: RefundPart) => Promise<void>;
  readonly undoRepay: (order: LoanMove) => Promise<void>;
  readonly leaveStanding: (left: Left) => Promise<void>;
};

/** Work with the plugin's files, in the transaction of its work or in one of its own. */
export type FileDoor = <T>(
  work: (files: FilePort, ctx: Context & { readonly tx: Tx }) => Promise<T>,
) => Promise<T>;

/** One thing that a plugin elsewhere can have the core do, or asks it. */
export interface Move<Order> {
  readonly shape: z.ZodType<Order>;
  /** The service that it is for; null where there is none yet. */
  readonly owner: (ctx: Context, order: Order) => Promise<string | null>;
  /** Finds one of the same key that was undone since. */
  readonly ended?: string;
  /** The key by which that is found, where it is not the order's own; null: it cannot be. */
  readonly endedAs?: (order: Order) => string | null;
  readonly run: (core: Doors, order: Order) => Promise<unknown>;
}

export const aMove = <Order>(one: Move<Order>): Move<Order> => one;
