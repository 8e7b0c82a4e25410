import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import type { ContractState, WorkDay } from '../contract/contract-state.js';
import { missingFigures } from '../figures.js';
import type { AbsenceRule } from '../rules/absence-terms.js';
import { rulesOf } from '../rules/countries.js';
import { datedFigures, type FigureRow } from '../rules/dated-figures.js';

export interface PaidDays {
  readonly days: readonly WorkDay[];
  /** Where the parts of absences come from. */
  readonly sources: readonly string[];
  readonly findings: readonly Finding[];
}

/** The days of a signed contract, each with the part of its pay that the employer pays. */
export async function paidDays(tx: Tx, contract: ContractState): Promise<PaidDays> {
  const first = contract.days[0]?.day as string;
  const [row] = await tx.query<AbsenceRow>(absenceStatement, [
    ...[tx.cooperativeId, contract.id, first, contract.engagementId, contract.jointCommittee],
    addDays(first, -reachDays),
  ]);
  const { country, kinds, workerClass, employerCategory, since, earlier, figures } =
    row as AbsenceRow;
  const rules = rulesOf(country);
  if (rules === null) {
    const missing = [{ code: 'contract.no-country-rules', values: { country } }];
    return { days: contract.days, sources: [], findings: missing };
  }
  const ruleOf = (kind: string): AbsenceRule => kinds[kind] ?? 'work';
  const { jointCommittee } = contract;
  const dated = datedFigures(figures, {
    ...{ workerClass, employerCategory, jointCommittee, day: first },
  });
  const paid = rules.absencePay(
    {
      days: contract.days.map(({ day, kind }) => ({ day, rule: ruleOf(kind) })),
      earlier: earlier.map(({ day, kind }) => ({ day, rule: ruleOf(kind) })),
      since: since ?? first,
      openEnded: contract.engagementId !== null,
    },
    dated,
  );
  if (paid === null) {
    const findings = missingFigures(dated.takeMissing());
    return { days: contract.days, sources: [], findings };
  }
  const days = contract.days.map((day, i) => ({ ...day, paidShare: paid.shares[i] as number }));
  return { days, sources: paid.sources, findings: [] };
}

/** Two months: longer than any sickness is paid for, and a relapse after it. */
const reachDays = 62;

interface AbsenceRow {
  readonly country: string;
  readonly kinds: Readonly<Record<string, AbsenceRule>>;
  readonly workerClass: string;
  readonly employerCategory: string;
  /** The first day of the engagement that the contract is a month of. */
  readonly since: string | null;
  readonly earlier: readonly { readonly day: string; readonly kind: string }[];
  readonly figures: readonly FigureRow[];
}

const absenceStatement = `
  select o.country, coalesce(p.worker_class, '-') as "workerClass",
    coalesce(p.employer_category, '-') as "employerCategory",
    (select coalesce(jsonb_object_agg(k.code,
       case when k.absence and k.pay = 'work' then 'paid' else k.pay end), '{}')
     from core.day_kind k where k.cooperative_id = o.id) as kinds,
    (select e.from_day::text from core.engagement e
     where e.cooperative_id = o.id and e.id = $4) as since,
    (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind) order by d.day),
       '[]')
     from core.contract c
     join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
     where c.cooperative_id = o.id and c.engagement_id = $4 and d.bound
       and d.day >= $6::date and d.day < $3::date) as earlier,
    (select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'workerClass', f.worker_class,
       'employerCategory', f.employer_category, 'jointCommittee', f.joint_committee,
       'value', f.value, 'from', f.from_day, 'until', f.until_day, 'source', f.source)), '[]')
     from core.pay_figure f
     where f.country = o.country and (f.code like 'guaranteed-pay.%' or f.code = 'leave.share')
       and f.joint_committee in ('*', coalesce($5, '*'))
       and f.from_day <= $3::date and (f.until_day is null or f.until_day > $3::date)) as figures
  from core.cooperative o
  left join core.contract_pay p on p.cooperative_id = o.id and p.contract_id = $2
  where o.id = $1`;
