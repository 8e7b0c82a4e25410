/** Which account of the ledger is whose: an activity's, a legal entity's or the co-operative's. */
import type { Account, AccountCode } from './ledger/chart.js';

type Of<Prefix extends string> = Extract<AccountCode, `${Prefix}.${string}`>;

/** The internal accounts of an activity. */
export const activityAccount = (activityId: string, code: Of<'activity'>, currency: string) =>
  account('activity', activityId, code, currency);

/** The guarantee fund, the shared income: one each for the whole co-operative. */
export const cooperativeAccount = (
  cooperativeId: string,
  code: Of<'fund'> | Of<'fee'> | Of<'service'> | 'loan.losses',
  currency: string,
) => account('cooperative', cooperativeId, code, currency);

/** What an activity or a member owes of loans, or a company of the one that it took over. */
export const loanAccount = (
  owner: 'activity' | 'member' | 'company',
  id: string,
  currency: string,
) => account(owner, id, 'loan.receivable', currency);

/** What the community, which is the co-operative, or a sector bears of the price of services. */
export const borneAccount = (owner: 'cooperative' | 'sector', id: string, currency: string) =>
  account(owner, id, 'service.borne', currency);

/** Deposits that are held for an activity. */
export const depositAccount = (activityId: string, currency: string) =>
  account('activity', activityId, 'deposit.held', currency);

/** Own money that a member has put into activities and is to get back. */
export const currentAccount = (memberId: string, currency: string) =>
  account('member', memberId, 'member.current', currency);

/** What a legal entity of the co-operative has at the bank, owes and claims. */
export const hostAccount = (
  hostEntityId: string,
  code:
    | 'bank'
    | Of<'bank'>
    | Of<'vat'>
    | Of<'salary'>
    | Of<'social'>
    | Of<'tax'>
    | Of<'payouts'>
    | Of<'expense'>
    | Of<'purchase'>
    | Of<'asset'>
    | 'expenses',
  currency: string,
) => account('host', hostEntityId, code, currency);

/** What another co-operative owes this one, net; negative: what is owed to it. */
export const clearingAccount = (partnerId: string, currency: string) =>
  account('partner', partnerId, 'clearing.intercoop', currency);

const account = (type: string, id: string, code: AccountCode, currency: string): Account => ({
  owner: { type, id },
  code,
  currency,
});
