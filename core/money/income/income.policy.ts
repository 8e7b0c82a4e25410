import { takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { Income } from './income.entity.js';
import type { IncomeState } from './record-income.js';
import type { ReversalState } from './reverse-income.js';

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
