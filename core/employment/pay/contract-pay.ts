/** How the pay of a signed contract was computed: kept as it was, whatever the figures become. */
import type { Tx } from '../../platform/database/transaction.js';
import type { PayLine, PayScheme } from '../rules/pay-terms.js';
import type { Pay } from './compute-pay.js';

export interface KeptPay {
  readonly scheme: PayScheme;
  readonly pay: Pay;
}

/** The amounts that a contract itself carries; only of a computation that is whole. */
export function amountsOf(pay: Pay) {
  const { grossMinor, employeeContributionMinor, withholdingMinor, netMinor } = pay;
  return { grossMinor, employeeContributionMinor, withholdingMinor, netMinor };
}

/** Over what was kept before, where a contract is priced anew before it is paid. */
export async function keepPay(tx: Tx, contractId: string, { scheme, pay }: KeptPay): Promise<void> {
  const { employerContributionMinor, contributionBaseMinor } = pay;
  if (employerContributionMinor === null || contributionBaseMinor === null) {
    throw new Error(`The contract ${contractId} is signed without what its employer owes.`);
  }
  await tx.query(
    `insert into core.contract_pay (cooperative_id, contract_id, employer_contribution_minor,
       contribution_base_minor, worker_class, employer_category, worker_code, lines)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (cooperative_id, contract_id) do update set
       employer_contribution_minor = excluded.employer_contribution_minor,
       contribution_base_minor = excluded.contribution_base_minor,
       worker_class = excluded.worker_class, employer_category = excluded.employer_category,
       worker_code = excluded.worker_code, lines = excluded.lines`,
    [
      ...[tx.cooperativeId, contractId, employerContributionMinor, contributionBaseMinor],
      ...[
        scheme.workerClass,
        scheme.employerCategory,
        scheme.workerCode,
        JSON.stringify(pay.lines.map(stored)),
      ],
    ],
  );
}

/** What paying a contract needs beyond its own state; `kept` by the worker's choice of the day. */
export async function payTerms(
  tx: Tx,
  contract: { readonly id: string; readonly workerId: string },
  day: string,
): Promise<{ readonly employerContributionMinor: bigint | null; readonly kept: boolean }> {
  const [terms] = await tx.query<{ employerContributionMinor: bigint | null; kept: boolean }>(
    `select (select employer_contribution_minor from core.contract_pay
        where cooperative_id = $1 and contract_id = $2) as "employerContributionMinor",
       coalesce((select h.instalment_minor is not null from core.pay_choice h
        where h.cooperative_id = $1 and h.member_id = $3 and h.from_day <= $4::date
        order by h.from_day desc limit 1), false) as kept`,
    [tx.cooperativeId, contract.id, contract.workerId, day],
  );
  return terms as { employerContributionMinor: bigint | null; kept: boolean };
}

/** A line as it is stored: amounts as text, so that none passes through a float. */
export interface StoredLine {
  readonly code: string;
  readonly base: string | null;
  readonly rate: number | null;
  readonly amount: string;
  readonly source: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

const stored = ({
  code,
  baseMinor,
  rate,
  amountMinor,
  source,
  from,
  until,
}: PayLine): StoredLine => ({
  ...{ code, base: baseMinor?.toString() ?? null, rate, amount: amountMinor.toString() },
  ...{ source, from, until },
});

export const readLine = ({
  code,
  base,
  rate,
  amount,
  source,
  from,
  until,
}: StoredLine): PayLine => ({
  ...{ code, baseMinor: base === null ? null : BigInt(base), rate, amountMinor: BigInt(amount) },
  ...{ source, from, until },
});
