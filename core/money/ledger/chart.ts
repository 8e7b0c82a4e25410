/**
 * The chart of accounts: the codes that exist and the side on which each is positive. The database
 * has the same list (`ledger.account_code`) and the floors; a test holds the two together.
 */
export const chart = Object.freeze({
  'activity.available': 'credit',
  'activity.expected': 'credit',
  'activity.receivable': 'debit',
  'activity.advanced': 'debit',
  'activity.earmarked': 'credit',
  'activity.forgiven': 'credit',
  'fund.available': 'credit',
  'fund.contributed': 'debit',
  'fund.claims': 'credit',
  'fund.losses': 'debit',
  'fee.income': 'credit',
  'service.income': 'credit',
  'service.borne': 'debit',
  'vat.payable': 'credit',
  'vat.deductible': 'debit',
  'vat.lost': 'debit',
  'vat.settled': 'debit',
  'salary.payable': 'credit',
  'social.payable': 'credit',
  'tax.payable': 'credit',
  'expense.advanced': 'debit',
  bank: 'debit',
  'bank.clearing': 'debit',
  'bank.suspense': 'credit',
  'equity.shares': 'credit',
  'payouts.clearing': 'credit',
  'payouts.payable': 'credit',
  'purchase.payable': 'credit',
  expenses: 'debit',
  'clearing.intercoop': 'debit',
  'loan.receivable': 'debit',
  'loan.losses': 'debit',
  'deposit.held': 'credit',
  'member.current': 'credit',
  'asset.cost': 'debit',
  'asset.depreciated': 'credit',
  'asset.funded': 'credit',
} as const satisfies Record<string, NormalSide>);

export type NormalSide = 'debit' | 'credit';
export type AccountCode = keyof typeof chart;

/** Whose account it is, e.g. `{ type: 'activity', id }`; the id is the owner's UUID. */
export interface AccountOwner {
  readonly type: string;
  readonly id: string;
}

/** One account: an owner's, under a code of the chart, in a currency (ISO 4217). */
export interface Account {
  readonly owner: AccountOwner;
  readonly code: AccountCode;
  readonly currency: string;
}
