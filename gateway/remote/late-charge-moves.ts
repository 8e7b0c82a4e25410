import { z } from 'zod';
import { aMove } from './a-move.js';
import { named } from './move-owners.js';
import { day, id, key, minor, service } from './move-shapes.js';

/** What a plugin elsewhere asks of clients who are late. */
export const lateChargeMoves = {
  'lateCharges.ask': aMove({
    shape: z.object({
      ...{ key, service, invoiceId: id, on: day, proceeds: z.enum(['COMMUNITY', 'ACTIVITY']) },
      ...{ costsMinor: minor, interestMinor: minor, penaltyMinor: minor },
    }),
    owner: named,
    ended: `select from core.late_charge
      where cooperative_id = $1 and key = $2 and withdrawn_at is not null`,
    run: (core, order) => core.lateCharges.ask(order),
  }),
  'lateCharges.withdraw': aMove({
    shape: z.object({ service, invoiceId: id, key: key.optional() }),
    owner: named,
    run: (core, order) => core.lateCharges.withdraw(order),
  }),
  'lateCharges.state': aMove({
    ...{ shape: id, owner: async () => null },
    run: (core, order) => core.lateCharges.state(order),
  }),
};
