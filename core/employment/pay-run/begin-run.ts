import type { Tx } from '../../platform/database/transaction.js';

/** What is due until a day: how many contracts, and their net pay together. */
export interface DuePay {
  readonly contracts: number;
  readonly netMinor: bigint;
  readonly currency: string;
}

export async function duePay(
  tx: Pick<Tx, 'query'>,
  cooperativeId: string,
  until: string,
): Promise<DuePay> {
  const [due] = await tx.query<DuePay>(
    `select count(c.id)::integer as contracts, coalesce(sum(c.net_minor), 0)::bigint as "netMinor",
       o.currency
     from core.cooperative o
     left join core.contract c on c.cooperative_id = o.id and c.status = 'WORKED'
       and c.due_on <= $2::date
     where o.id = $1 group by o.currency`,
    [cooperativeId, until],
  );
  return due as DuePay;
}

/** Begins a run; false when another one is going on, which will pay the same. */
export async function beginRun(
  tx: Tx,
  run: {
    readonly id: string;
    readonly until: string;
    readonly startedBy: string;
    readonly due: DuePay;
  },
  now: Date,
): Promise<boolean> {
  const { id, until, startedBy, due } = run;
  const begun = await tx.query(
    `insert into core.pay_run
       (cooperative_id, id, status, due_until, currency, started_by, total, started_at)
     values ($1, $2, 'RUNNING', $3, $4, $5, $6, $7)
     on conflict (cooperative_id) where status = 'RUNNING' do nothing returning id`,
    [tx.cooperativeId, id, until, due.currency, startedBy, due.contracts, now],
  );
  return begun.length > 0;
}
