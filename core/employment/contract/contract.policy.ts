import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { byId } from '../../platform/read/read.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { Contract, ContractStatus } from './contract.entity.js';

/** Contracts are for their worker, the activity's manager and the co-operative's own people. */
export const contracts: Source<Contract> = {
  typeName: 'Contract',
  entity: Contract,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.worker_id = ${memberId} or exists (select from core.activity a
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${memberId}))`;
  },
  orders: byAge,
};

/** The transitions that the viewer may try on a contract as it stands. */
export async function contractActions(ctx: Context, contract: Contract): Promise<string[]> {
  const activity = await byId(ctx, activities, contract.activityId);
  const manages = activity?.managerId === ctx.viewer.memberId;
  const may = (permission: string) => {
    const reach = ctx.viewer.grants.get(permission);
    return reach === 'all' || (reach === 'own' && manages);
  };
  return steps[contract.status]
    .filter(({ name }) => contract.agencyId === null || !ofEmployer.includes(name))
    .filter(({ permission }) => may(permission))
    .map(({ name }) => name);
}

/** What only who employs does: an agency does it itself. */
const ofEmployer: readonly string[] = ['contract.pay', 'contract.set-day-kind'];

const write = (name: string) => ({ name, permission: 'contract.write' });

const steps: Readonly<Record<ContractStatus, { name: string; permission: string }[]>> = {
  DRAFT: [write('contract.update'), write('contract.sign'), write('contract.cancel')],
  SIGNED: [write('contract.cancel'), write('contract.work'), write('contract.set-day-kind')],
  WORKED: [write('contract.set-day-kind'), { name: 'contract.pay', permission: 'payout.release' }],
  PAID: [],
  CANCELLED: [],
};
