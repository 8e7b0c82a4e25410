/** What the budgets of an activity say to the price of a service, before it is charged. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding } from '../../platform/write/violation.js';
import type { BudgetPort, JudgedCharge } from '../../sdk/budget-door.js';
import { sourceTypeOf } from '../ledger/source-type.js';
import { ruleOn } from '../sharing/charge-rule.js';
import { paidByActivity, partsOf } from '../sharing/charge-share.js';
import { budgetFindings } from './budget-check.js';

/** The budgets of a request: those of an activity that may not be seen are not there. */
export const budgetDoor = (ctx: Context): BudgetPort => ({
  judge: (charge) => transact(ctx, (tx) => judgeCharge(ctx, tx, charge)),
});

async function judgeCharge(ctx: Context, tx: Tx, charge: JudgedCharge): Promise<Finding[]> {
  const { activityId, amountMinor, service, source, budget = 'SERVICES' } = charge;
  const activity = await byId(ctx, activities, activityId);
  if (activity === null) throw notFound('Activity', globalId('Activity', activityId));
  const { sector } = activity;
  const day = ctx.platform.clock.today();
  const rule = await ruleOn(tx, tx.cooperativeId, { service, sector, activityId, day });
  return budgetFindings(tx, ctx, {
    ...{ activityId, kind: budget, day },
    source: { type: sourceTypeOf(source.type), id: source.id },
    amountMinor: rule === null ? amountMinor : paidByActivity(partsOf(rule, amountMinor)),
  });
}
