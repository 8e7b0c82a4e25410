import type { Transition } from '../../platform/write/transition.js';
import type { Charged, OpenLine, PayableInvoice } from '../bank/payment-match.js';

/** A payment with its movement and invoice, before and after it is undone. */
export interface UnmatchState {
  /** Of the payment. */
  readonly id: string;
  readonly activityId: string;
  readonly line: OpenLine;
  readonly invoice: PayableInvoice;
  readonly amountMinor: bigint;
  /** What of it had repaid the guarantee fund. */
  readonly repaidMinor: bigint;
  /** What of it had made good a loss of the fund. */
  readonly recoveredMinor: bigint;
  /** What of it had been given up for lost before. */
  readonly reinstatedMinor: bigint;
  /** What of it was for interest, costs and penalty. */
  readonly charged: Charged;
  readonly reversed: boolean;
}

/** A movement before and after a part of it is sent back. */
export interface RefundState {
  /** Of the bank line. */
  readonly id: string;
  readonly activityId: string | null;
  readonly line: OpenLine;
  readonly amountMinor: bigint;
  readonly account: { readonly iban: string | null; readonly holder: string };
  readonly communication: string | null;
}

export const paymentUnmatched: Transition<UnmatchState> = {
  ...{ name: 'payment.unmatch', subject: 'Invoice', tags: [] },
};

/** Money on its way out, though a second person still has to release it. */
export const lineRefunded: Transition<RefundState> = {
  ...{ name: 'bank-line.refund', subject: 'BankLine', tags: ['money.out'] },
};
