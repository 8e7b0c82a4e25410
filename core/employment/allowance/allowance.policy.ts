import { activities, mayManage } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { byId } from '../../platform/read/read.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { AmateurAllowance } from './allowance.entity.js';

/** An allowance as transitions and plugins' validations see it: plain values. */
export type AllowanceState = Omit<AmateurAllowance, 'amount' | 'travel' | 'solidarity'> & {
  /** In their order. */
  readonly days: readonly string[];
};

/** Allowances are for the artist, the activity's manager and the co-operative's own people. */
export const allowances: Source<AmateurAllowance> = {
  typeName: 'AmateurAllowance',
  entity: AmateurAllowance,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.artist_id = ${memberId} or exists (select from core.activity a
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${memberId}))`;
  },
  orders: byAge,
};

const totalOf = ({ dayMinor, travelMinor, days }: AllowanceState): bigint =>
  dayMinor * BigInt(days.length) + travelMinor;

export const allowanceRegister: Transition<AllowanceState> = {
  ...{ name: 'allowance.register', subject: 'AmateurAllowance', tags: ['legal'] },
  commits: (state) => ({ activityId: state.activityId, amountMinor: totalOf(state) }),
};
export const allowanceCancel: Transition<AllowanceState> = {
  ...{ name: 'allowance.cancel', subject: 'AmateurAllowance', tags: ['legal'] },
};
export const allowancePay: Transition<AllowanceState> = {
  ...{ name: 'allowance.pay', subject: 'AmateurAllowance', tags: ['money.out', 'legal'] },
};

/** What the viewer may do with it; whether its days are past decides the step itself. */
export async function allowanceActions(
  ctx: Context,
  allowance: AmateurAllowance,
): Promise<string[]> {
  if (allowance.status !== 'REGISTERED') return [];
  const activity = await byId(ctx, activities, allowance.activityId);
  const reach = ctx.viewer.grants.get('contract.write');
  const manages = activity !== null && mayManage(ctx.viewer, reach, activity);
  return manages ? ['allowance.cancel', 'allowance.pay'] : [];
}
