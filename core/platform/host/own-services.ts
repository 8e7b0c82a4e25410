import type { CorePort } from '../../sdk/core-port.js';
import { badInput } from '../errors.js';

/**
 * The door to the core of one plugin: what it charges, holds, lends, pays out, records, sends and asks
 * of late clients is for services of its own, named after it. Elsewhere the gateway asks the same of
 * what comes by wire.
 */
export function ownServices(plugin: string, core: CorePort): CorePort {
  const { loans, deposits, currentAccounts, incomes, lateCharges, einvoices, lines } = core;
  const { assets } = core;
  const own =
    <Order extends { readonly service: string }, Answer>(door: (order: Order) => Promise<Answer>) =>
    async (order: Order): Promise<Answer> => {
      expectOwn(plugin, order.service);
      return door(order);
    };
  return Object.freeze({
    ...core,
    charge: own(core.charge),
    payOut: own(core.payOut),
    lines: Object.freeze({ ...lines, add: own(lines.add) }),
    loans: Object.freeze({ ...loans, draw: own(loans.draw) }),
    assets: Object.freeze({ ...assets, acquire: own(assets.acquire) }),
    deposits: Object.freeze({ ...deposits, hold: own(deposits.hold) }),
    currentAccounts: Object.freeze({ ...currentAccounts, payIn: own(currentAccounts.payIn) }),
    incomes: Object.freeze({ ...incomes, record: own(incomes.record) }),
    lateCharges: Object.freeze({
      ...lateCharges,
      ...{ ask: own(lateCharges.ask), withdraw: own(lateCharges.withdraw) },
    }),
    einvoices: Object.freeze({ ...einvoices, send: own(einvoices.send) }),
  });
}

/** A service is named like everything of a plugin: its name, a dot, and the word for it. */
export function expectOwn(plugin: string, service: string): void {
  if (String(service).startsWith(`${plugin}.`)) return;
  const reason = `"${plugin}" acts for itself: a service of it is named "${plugin}.…", not "${service}".`;
  throw badInput(reason, 'service');
}
