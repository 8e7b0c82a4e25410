import type { CoreFacts } from './core-port.js';

/** What belongs to an activity and is listed by it. */
export type OfActivityType = 'Client' | 'Quote' | 'Invoice' | 'Contract' | 'Engagement';

export interface ListPort {
  /**
   * The things of a type of an activity that the viewer may see, oldest first, a page at a time:
   * `after` is the last id of the page before.
   */
  list<Type extends OfActivityType>(
    type: Type,
    activityId: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<readonly CoreFacts[Type][]>;
  /**
   * What an activity invoiced less what it credited in a period, both days within, without VAT: by
   * client, the largest first, at most 100 of them.
   */
  turnover(
    activityId: string,
    period: { readonly from: string; readonly until: string },
  ): Promise<TurnoverFacts>;
  /**
   * What was spent for an activity, line by line in the order of the days, as far as the viewer may
   * see its sheets. Sheets that are drafts or were refused are not told: their lines may change.
   */
  expenses(activityId: string, page?: ExpensePage): Promise<readonly ExpenseLineFacts[]>;
  /** Lines of expenses by their `ref`, in that order; null where the viewer sees none. */
  expenseLines(refs: readonly string[]): Promise<readonly (ExpenseLineFacts | null)[]>;
}

export interface ExpensePage {
  /** Civil days, both within; open when absent. */
  readonly from?: string;
  readonly until?: string;
  /** The last line of the page before. */
  readonly after?: Pick<ExpenseLineFacts, 'day' | 'ref'>;
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
}

export interface ExpenseLineFacts {
  /** Names the line for good, e.g. as the key of a plugin's own row about it. */
  readonly ref: string;
  /** The sheet, and the line's place on it. */
  readonly expenseId: string;
  readonly position: number;
  readonly activityId: string;
  /** SUBMITTED or APPROVED. */
  readonly status: string;
  /** When it was spent or driven. */
  readonly day: string;
  /** A code of the co-operative. */
  readonly category: string;
  readonly currency: string;
  /** What was paid, VAT included. */
  readonly amountMinor: bigint;
  readonly vatMinor: bigint;
  /** Of a sheet that is approved: what was approved of it, VAT included. */
  readonly approvedMinor: bigint | null;
}

export interface TurnoverFacts {
  readonly currency: string;
  /** Of all clients, also of those that are not listed. */
  readonly totalMinor: bigint;
  readonly clients: readonly {
    readonly clientId: string;
    readonly invoices: number;
    readonly netMinor: bigint;
  }[];
}
