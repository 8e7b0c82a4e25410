import { takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { OpenLine } from '../bank/payment-match.js';
import type { FeeGround } from '../fee/fee-ground.js';
import { Income, type IncomeSort } from './income.entity.js';

export interface ReversalState {
  readonly id: string;
  readonly activityId: string;
  readonly bankLineId: string;
  readonly transactionId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string | null;
  readonly version: number;
}

/** An income before and after it is booked, as validations see it. */
export interface IncomeState {
  readonly id: string;
  readonly activityId: string;
  readonly activityStatus: string;
  readonly hostEntityId: string;
  readonly kind: IncomeSort;
  readonly payer: string;
  readonly reference: string;
  readonly currency: string;
  readonly line: OpenLine;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly ground: FeeGround | null;
}

/** Incomes are visible as the accounts of their activity are. */
export const incomes: Source<Income> = {
  typeName: 'Income',
  entity: Income,
  permission: 'ledger.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: byAge,
};

export const incomeRecorded: Transition<IncomeState> = {
  ...{ name: 'income.record', subject: 'Income', tags: [] },
};
export const incomeReversed: Transition<ReversalState> = {
  ...{ name: 'income.reverse', subject: 'Income', tags: [] },
};
