import type { Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { record } from '../../platform/write/record.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import { isDeclared } from '../dimona/queue-declaration.js';
import { ContractStatus } from './contract.entity.js';
import {
  type ContractRow,
  type ContractState,
  contractColumns,
  workDay,
} from './contract-state.js';
import { contractWork } from './transitions.js';

export interface MarkedBatch {
  readonly done: number;
  /** Those that could not make the step, with the reasons. */
  readonly refused: ReadonlyMap<string, readonly Finding[]>;
}

/**
 * Marks past contracts of a co-operative as worked, as many statements for five hundred as for one: 1 locks
 * them, with what was declared of each; what another server marked meanwhile is passed; 2 judges each
 * by the core's rule and the plugins'; 3 marks those that nothing stands against, and tells of each.
 */
export function markWorked(
  platform: Platform,
  cooperativeId: string,
  ids: readonly string[],
): Promise<MarkedBatch> {
  return inTransaction(platform.orm, cooperativeId, async (tx) => {
    const ctx = systemContext(platform, cooperativeId, tx);
    const past = await lockPast(tx, ids);
    const judged = await Promise.all(
      past.map(async ({ declared, ...before }) => {
        const after = { ...before, status: ContractStatus.WORKED, version: before.version + 1 };
        return [
          ...undeclaredFindings(declared),
          ...(await platform.host.judge(ctx, tx, contractWork, { before, after })),
        ];
      }),
    );
    const worked = past.filter((_, i) => !refuses(judged[i] ?? []));
    if (worked.length > 0) {
      await tx.query(
        `update core.contract set status = 'WORKED', version = version + 1
         where cooperative_id = $1 and id = any($2::uuid[])`,
        [cooperativeId, worked.map(({ id }) => id)],
      );
      const events = worked.map(({ id, activityId }) => ({
        ...{ type: 'contract.worked', subject: { type: 'Contract', id }, activityId },
      }));
      await record(tx, ctx, contractWork.name, events);
    }
    const refused = new Map(
      past.flatMap(({ id }, i) => {
        const findings = judged[i] ?? [];
        return refuses(findings) ? [[id, findings] as const] : [];
      }),
    );
    return { done: worked.length, refused };
  });
}

/** What was to be declared before it began and was not, did not begin. */
export function undeclaredFindings(declared: string | null): Finding[] {
  if (declared === null || isDeclared(declared)) return [];
  return [{ code: 'contract.not-declared', values: { state: declared } }];
}

type Past = ContractState & { readonly declared: string | null };

async function lockPast(tx: Tx, ids: readonly string[]): Promise<Past[]> {
  const rows = await tx.query<ContractRow & Pick<Past, 'declared'>>(
    `select ${contractColumns},
       (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'minutes', d.minutes,
          'startsMinute', d.starts_minute, 'kind', d.kind, 'paidShare', d.paid_share)
          order by d.day), '[]')
        from core.contract_day d
        where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) as days,
       (select b.state from core.dimona_declaration b
        where b.cooperative_id = c.cooperative_id and b.kind = 'IN'
          and (b.contract_id = c.id or b.contract_id in (select o.id from core.contract o
            where o.cooperative_id = c.cooperative_id and o.engagement_id = c.engagement_id))
        order by b.id desc limit 1) as declared
     from core.contract c
     where c.cooperative_id = $1 and c.id = any($2::uuid[]) and c.status = 'SIGNED'
     order by c.id for no key update of c`,
    [tx.cooperativeId, ids],
  );
  return rows.map((row) => ({ ...row, days: row.days.map(workDay) }));
}
