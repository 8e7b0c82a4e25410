import type { CashFlowLine } from './define.js';

/** The price of a service, as a plan foresees it: paid on that day; nothing where it is free. */
export const priceOf = (service: string, amountMinor: bigint, day: string): CashFlowLine[] =>
  amountMinor === 0n ? [] : [{ day, amountMinor: -amountMinor, payer: 'ACTIVITY', service }];
