/** Kinds of the ledger by which the guarantee fund gets what late clients pay on top, or loses it. */
export const lateChargeKinds = ['LATE_CHARGE_PAID', 'LATE_CHARGE_UNDONE'] as const;

/** Kinds that put money in, as a list for SQL: all others advance it or pay an advance back. */
export const puttingIn = ['FUND_ENDOWED', 'FUND_CONTRIBUTED', ...lateChargeKinds]
  .map((kind) => `'${kind}'`)
  .join(', ');
