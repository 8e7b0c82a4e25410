import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { Expense, type ExpensePayer, ExpenseStatus } from './expense.entity.js';
import { ExpenseAdvance, type ExpenseAdvanceStatus } from './expense-advance.entity.js';
import type { PricedLine } from './expense-lines.js';
import { Vehicle } from './vehicle.entity.js';

export type ExpenseLineState = PricedLine & {
  readonly approvedMinor: bigint | null;
  readonly cutReason: string | null;
};

export interface ExpenseState {
  readonly id: string;
  readonly activityId: string;
  readonly activityStatus: string;
  readonly hostEntityId: string;
  readonly memberId: string;
  readonly month: string;
  readonly status: ExpenseStatus;
  readonly paidBy: ExpensePayer;
  readonly advanceId: string | null;
  readonly projectId: string | null;
  readonly currency: string;
  readonly note: string;
  readonly claimedMinor: bigint;
  readonly lines: readonly ExpenseLineState[];
  readonly version: number;
}

/** An advance under lock: what its transitions and the plugins' validations look at. */
export interface AdvanceState {
  readonly id: string;
  readonly activityId: string;
  readonly activityStatus: string;
  readonly hostEntityId: string;
  readonly memberId: string;
  readonly status: ExpenseAdvanceStatus;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly version: number;
}

/** What is a member's own is for that member, for who manages the activity, and for the staff. */
const ownOrManaged = (viewer: Viewer, reach: string) =>
  reach === 'all'
    ? sql`true`
    : sql`(t.member_id = ${viewer.memberId} or exists (
        select from core.activity a
        where a.cooperative_id = ${viewer.cooperativeId} and a.id = t.activity_id
          and a.manager_id = ${viewer.memberId}))`;

export const expenses: Source<Expense> = {
  typeName: 'Expense',
  entity: Expense,
  permission: 'activity.read',
  visible: ownOrManaged,
  orders: { ...byAge, MONTH: { property: 'month', direction: 'desc', type: 'date' } },
};

export const expenseAdvances: Source<ExpenseAdvance> = {
  typeName: 'ExpenseAdvance',
  entity: ExpenseAdvance,
  permission: 'activity.read',
  visible: ownOrManaged,
  orders: byAge,
};

/** A plate leads to a person: the owner sees it, and who approves their kilometres. */
export const vehicles: Source<Vehicle> = {
  typeName: 'Vehicle',
  entity: Vehicle,
  permission: 'activity.read',
  visible: (viewer) =>
    viewer.grants.get('expense.approve') === 'all'
      ? sql`true`
      : sql`t.member_id = ${viewer.memberId}`,
  orders: byAge,
};

export const expenseSubmitted: Transition<ExpenseState> = {
  ...{ name: 'expense.submit', subject: 'Expense', tags: [] },
};
export const expenseApproved: Transition<ExpenseState> = {
  ...{ name: 'expense.approve', subject: 'Expense', tags: ['money.out'] },
};
export const expenseRefused: Transition<ExpenseState> = {
  ...{ name: 'expense.refuse', subject: 'Expense', tags: [] },
};
export const advanceRequested: Transition<AdvanceState> = {
  ...{ name: 'expense-advance.request', subject: 'ExpenseAdvance', tags: [] },
};
export const advanceApproved: Transition<AdvanceState> = {
  ...{ name: 'expense-advance.approve', subject: 'ExpenseAdvance', tags: ['money.out'] },
};
export const advanceRefused: Transition<AdvanceState> = {
  ...{ name: 'expense-advance.refuse', subject: 'ExpenseAdvance', tags: [] },
};

export const advanceRepaid: Transition<AdvanceState> = {
  ...{ name: 'expense-advance.repay', subject: 'ExpenseAdvance', tags: [] },
};

/** Whether a viewer decides over what is this member's: never over one's own. */
export const decidesOver = (viewer: Viewer, memberId: string): boolean =>
  viewer.grants.get('expense.approve') === 'all' && viewer.memberId !== memberId;

export function expenseActions(viewer: Viewer, { status, memberId }: Expense): string[] {
  const own = memberId === viewer.memberId && viewer.grants.has('expense.write');
  if (status === ExpenseStatus.SUBMITTED) {
    return decidesOver(viewer, memberId) ? ['expense.approve', 'expense.refuse'] : [];
  }
  if (status === ExpenseStatus.APPROVED || !own) return [];
  return ['expense.draft', 'expense.submit'];
}
