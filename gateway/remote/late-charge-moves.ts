import { z } from 'zod';
import { aMove } from './a-move.js';
import { named, ofLateCharge } from './move-owners.js';
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
    shape: z.object({ invoiceId: id, key: key.optional() }),
    owner: (ctx, { invoiceId, key }) => ofLateCharge(ctx, invoiceId, key),
    run: (core, order) => core.lateCharges.withdraw(order),
  }),
  'lateCharges.state': aMove({
    shape: id,
    owner: (ctx, invoiceId) => ofLateCharge(ctx, invoiceId),
    run: (core, order) => core.lateCharges.state(order),
  }),
};
