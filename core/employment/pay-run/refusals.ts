import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { globalId, localId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { byId } from '../../platform/read/read.js';
import type { Finding } from '../../platform/write/violation.js';
import { contracts } from '../contract/contract.policy.js';
import type { PayRun } from './pay-run.entity.js';
import type { PayRunRefusal } from './pay-run.types.js';

/** Whom a run could not pay, in the order of the contracts' ids, behind one of them. */
export async function refusalsOf(
  ctx: Context,
  run: PayRun,
  first: number,
  after: string | null,
): Promise<PayRunRefusal[]> {
  if (first < 1 || first > 100) throw badInput('Ask for 1 to 100 refusals at a time.', 'first');
  const rows = await ctx.platform.database.query<{ id: string; findings: Finding[] }>(
    `select contract_id as id, findings from core.pay_run_refusal
     where cooperative_id = $1 and pay_run_id = $2 and contract_id > $3
     order by contract_id limit $4`,
    [run.cooperativeId, run.id, after === null ? firstId : localId('Contract', after), first],
    'pay-run-refusals',
  );
  return Promise.all(
    rows.map(async ({ id, findings }) => ({
      contractId: globalId('Contract', id),
      contract: await byId(ctx, contracts, id),
      violations: violationsOf(ctx, findings),
    })),
  );
}

const firstId = '00000000-0000-0000-0000-000000000000';
