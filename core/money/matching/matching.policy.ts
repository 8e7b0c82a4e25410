import type { Transition } from '../../platform/write/transition.js';
import type { RefundState } from './refund-line.js';
import type { UnmatchState } from './unmatch-payment.js';

export const paymentUnmatched: Transition<UnmatchState> = {
  ...{ name: 'payment.unmatch', subject: 'Invoice', tags: [] },
};

/** Money on its way out, though a second person still has to release it. */
export const lineRefunded: Transition<RefundState> = {
  ...{ name: 'bank-line.refund', subject: 'BankLine', tags: ['money.out'] },
};
