import type { Tx } from '../../platform/database/transaction.js';
import {
  type ContractRow,
  type ContractState,
  contractColumns,
  workDay,
} from '../contract/contract-state.js';

/** A worked contract under lock, with what paying it needs beyond its own state. */
export interface DueContract extends ContractState {
  /** What the employer owes on it; null on contracts of before this was kept. */
  readonly employerContributionMinor: bigint | null;
  /** Whether the worker chose to be paid in monthly parts. */
  readonly kept: boolean;
}

/** The next contracts that are due, in the order of their ids; one that was just paid is passed. */
export async function dueContracts(
  tx: Tx,
  run: {
    readonly dueUntil: string;
    readonly lastContractId: string;
    readonly day: string;
    readonly limit: number;
  },
): Promise<DueContract[]> {
  const rows = await tx.query<
    ContractRow & Pick<DueContract, 'employerContributionMinor' | 'kept'>
  >(
    `select ${contractColumns}, p.employer_contribution_minor as "employerContributionMinor",
       coalesce(h.instalment_minor is not null, false) as kept,
       (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'minutes', d.minutes)
          order by d.day), '[]')
        from core.contract_day d
        where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) as days
     from core.contract c
     left join core.contract_pay p
       on p.cooperative_id = c.cooperative_id and p.contract_id = c.id
     left join lateral (
       select instalment_minor from core.pay_choice h
       where h.cooperative_id = c.cooperative_id and h.member_id = c.worker_id
         and h.from_day <= $4::date
       order by h.from_day desc limit 1) h on true
     where c.cooperative_id = $1 and c.status = 'WORKED' and c.due_on <= $2::date and c.id > $3
     order by c.id limit $5 for no key update of c`,
    [tx.cooperativeId, run.dueUntil, run.lastContractId, run.day, run.limit],
  );
  return rows.map((row) => ({ ...row, days: row.days.map(workDay) }));
}
