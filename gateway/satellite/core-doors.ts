/** The doors of `CorePort` as moves over the wire. */
import type { CorePort } from '../../core/sdk/core-port.js';
import type { CoreMove } from '../remote/core-moves.js';

/** Has the core do or tell something, by the name of the move. */
export type Door = (move: CoreMove, order: unknown) => Promise<never>;

/** What the port can have done, as moves with a name and an order. */
export function doorsOf(
  door: Door,
): Pick<
  CorePort,
  | ('charge' | 'refund' | 'draftQuote' | 'lines' | 'loans' | 'deposits')
  | ('currentAccounts' | 'incomes' | 'sharing' | 'simulatePay' | 'endStep' | 'payOut' | 'einvoices')
  | ('lateCharges' | 'assets')
> {
  return {
    charge: (order) => door('charge', order),
    refund: async (key, part) => {
      await door('refund', { key, part });
    },
    draftQuote: (order) => door('draftQuote', order),
    endStep: (end) => door('endStep', end),
    payOut: (order) => door('payOut', order),
    lines: Object.freeze({
      add: (order) => door('lines.add', order),
      remove: async (key) => {
        await door('lines.remove', key);
      },
    } satisfies CorePort['lines']),
    simulatePay: (inquiry) => door('simulatePay', inquiry),
    sharing: Object.freeze({
      decide: async (rule) => {
        await door('sharing.decide', rule);
      },
      ruleOn: (charge) => door('sharing.ruleOn', charge),
      shares: (activityId, page = {}) => door('sharing.shares', [activityId, page]),
      share: (one) => door('sharing.share', one),
      sums: (period) => door('sharing.sums', period),
    } satisfies CorePort['sharing']),
    einvoices: Object.freeze({
      send: (order) => door('einvoices.send', order),
    } satisfies CorePort['einvoices']),
    ...moneyDoors(door),
  };
}

type Doors = Pick<
  CorePort,
  'loans' | 'assets' | 'deposits' | 'currentAccounts' | 'incomes' | 'lateCharges'
>;

/** Money that is lent, held, or comes from outside. */
const moneyDoors = (door: Door): Doors => ({
  loans: Object.freeze({
    draw: (order) => door('loans.draw', order),
    repay: (order) => door('loans.repay', order),
    receive: (order) => door('loans.receive', order),
    assume: (order) => door('loans.assume', order),
    writeOff: (order) => door('loans.writeOff', order),
    left: (document) => door('loans.left', document),
    state: (id) => door('loans.state', id),
  } satisfies CorePort['loans']),
  assets: Object.freeze({
    judge: (order) => door('assets.judge', order),
    acquire: (order) => door('assets.acquire', order),
    dispose: (assetId) => door('assets.dispose', assetId),
    cancel: (assetId) => door('assets.cancel', assetId),
    state: (assetId) => door('assets.state', assetId),
  } satisfies CorePort['assets']),
  deposits: Object.freeze({
    hold: (order) => door('deposits.hold', order),
    giveBack: (order) => door('deposits.giveBack', order),
    state: (key) => door('deposits.state', key),
    held: (activityId) => door('deposits.held', activityId),
  } satisfies CorePort['deposits']),
  currentAccounts: Object.freeze({
    payIn: (order) => door('currentAccounts.payIn', order),
    payBack: (order) => door('currentAccounts.payBack', order),
    forgive: (order) => door('currentAccounts.forgive', order),
    state: (id) => door('currentAccounts.state', id),
  } satisfies CorePort['currentAccounts']),
  incomes: Object.freeze({
    record: (order) => door('incomes.record', order),
    reverse: (order) => door('incomes.reverse', order),
    state: (key) => door('incomes.state', key),
  } satisfies CorePort['incomes']),
  lateCharges: Object.freeze({
    ask: (order) => door('lateCharges.ask', order),
    withdraw: (order) => door('lateCharges.withdraw', order),
    state: (invoiceId) => door('lateCharges.state', invoiceId),
  } satisfies CorePort['lateCharges']),
});

/** What is known of membership, and the one thing that changes it. */
export const membershipsOf = (question: Door, door: Door): CorePort['memberships'] =>
  Object.freeze({
    standing: (memberId, day) => question('memberships.standing', [memberId, day]),
    countOn: (day, options = {}) => question('memberships.countOn', [day, options]),
    advisedBy: (adviserId, page = {}) => question('memberships.advisedBy', [adviserId, page]),
    assignAdviser: async (order) => {
      await door('memberships.assignAdviser', order);
    },
  } satisfies CorePort['memberships']);
