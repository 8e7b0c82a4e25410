import type { Tx } from '../../platform/database/transaction.js';
import { addDays, mondayOf } from '../../sdk/civil-days.js';
import { agreedRows } from '../agreed/agreed-rows.js';
import { timeOfDay } from '../day/hours.js';
import type { AgreedLadder } from '../rules/agreed-ladder.js';
import { monthMinutes } from '../rules/calendar.js';
import type {
  ContractLaw,
  HeldAttestation,
  LawFacts,
  LawFigure,
  MinimumPay,
} from '../rules/contract-law.js';
import { rulesOf } from '../rules/countries.js';
import type { ContractState } from './contract-state.js';

export interface Lawful {
  /** Null where no law is written for the country of the co-operative. */
  readonly law: ContractLaw | null;
  /** The code of the kind that the contract's kind follows. */
  readonly regime: string;
  readonly facts: LawFacts;
}

/** Everything that the law looks at for a contract, in one statement; at least one day is agreed. */
export async function lawfulOf(
  tx: Tx,
  contract: ContractState,
  grossMinor: bigint | null,
  today: string,
): Promise<Lawful> {
  const on = contract.days[0]?.day as string;
  const last = contract.days.at(-1)?.day as string;
  const [row] = await tx.query<LawRow>(lawStatement, [
    ...[tx.cooperativeId, contract.kind, contract.jointCommittee, on, contract.workerId],
    ...[contract.id, addDays(mondayOf(on), -1), addDays(mondayOf(last), 7), on.slice(0, 4)],
    contract.engagementId,
  ]);
  const { country, regime, figures, minimums, attestations, student, others, ...known } =
    row as LawRow;
  const workCountry = contract.workCountry === '' ? country : contract.workCountry;
  return {
    law: rulesOf(country)?.law ?? null,
    regime,
    facts: {
      ...{ on, today, contract: { ...contract, grossMinor, workCountry, age: contract.workerAge } },
      ...{ regime, agreed: known.agreed },
      figures: new Map(figures.map(({ code, ...figure }) => [code, figure])),
      minimums: minimums.map((minimum) => ({ ...minimum, amountE4: BigInt(minimum.amountE4) })),
      ...{ attestations, scaleRequired: known.scaleRequired },
      fullMonthMinutes: fullMonth(country, on, known.dayMinutes),
      otherMonths: known.otherMonths.map(({ first, minutes, gross, amountE4 }) => ({
        ...{ minutes, grossMinor: BigInt(gross) },
        fullMinutes: fullMonth(country, first, known.dayMinutes) ?? 0,
        amountE4: amountE4 === null ? null : BigInt(amountE4),
      })),
      student: { minutesHere: student.here, minutesElsewhere: student.elsewhere },
      otherDays: others.map(({ day, minutes, starts }) => ({
        ...{ day, minutes, startsAt: starts === null ? null : timeOfDay(starts) },
      })),
    },
  };
}

interface LawRow {
  readonly country: string;
  readonly regime: string;
  readonly figures: (LawFigure & { readonly code: string })[];
  readonly minimums: (Omit<MinimumPay, 'amountE4'> & { readonly amountE4: string })[];
  readonly scaleRequired: boolean;
  /** Of a full-timer's day. */
  readonly dayMinutes: number | null;
  readonly agreed: AgreedLadder[];
  readonly otherMonths: {
    readonly first: string;
    readonly minutes: number;
    readonly gross: string;
    readonly amountE4: string | null;
  }[];
  readonly attestations: HeldAttestation[];
  readonly student: { readonly here: number; readonly elsewhere: number | null };
  readonly others: { readonly day: string; readonly minutes: number; starts: number | null }[];
}

function fullMonth(country: string, on: string, dayMinutes: number | null): number | null {
  const calendar = rulesOf(country)?.calendar;
  return calendar && dayMinutes !== null ? monthMinutes(calendar, on, dayMinutes) : null;
}

const holds = (row: string) =>
  `${row}.from_day <= $4::date and (${row}.until_day is null or ${row}.until_day > $4::date)`;

const lawStatement = `
  with home as (
    select p.country, coalesce(k.regime, k.code, $2) as regime
    from core.cooperative p
    left join core.contract_kind k on k.cooperative_id = p.id and k.code = $2
    where p.id = $1)
  select h.country, h.regime,
    (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from (
       select distinct on (r.code) r.code, r.value, r.from_day as "from", r.source
       from core.employment_rule r
       where r.country = h.country and ${holds('r')}
         and (r.joint_committee is null or r.joint_committee = $3)
       order by r.code, r.joint_committee nulls last, r.from_day desc) f) as figures,
    (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (
       select distinct on (m.function_code, m.per) m.function_code as "functionCode", m.per,
         m.amount_e4::text as "amountE4", m.from_day as "from", m.source
       from core.minimum_pay m
       where m.country = h.country and ${holds('m')}
         and (m.cooperative_id is null or m.cooperative_id = $1)
         and (m.joint_committee is null or m.joint_committee = $3)
       order by m.function_code, m.per, m.from_day desc) m) as minimums,
    ${agreedRows({ country: 'h.country', cooperative: '$1', committee: '$3', day: '$4' })} as agreed,
    (select coalesce(jsonb_agg(jsonb_build_object('first', y.first, 'minutes', y.minutes,
         'gross', y.gross::text, 'amountE4', (
           select m.amount_e4::text from core.minimum_pay m
           where m.country = h.country and m.cooperative_id is null and m.per = 'MONTH'
             and m.from_day <= y.first and (m.until_day is null or m.until_day > y.first)
           order by m.from_day desc limit 1))), '[]') from (
       select min(d.day) as first, c.gross_minor as gross,
         (sum(d.minutes::bigint * d.paid_share) / 100000)::integer as minutes
       from core.contract c
       join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
       where c.cooperative_id = $1 and c.engagement_id = $10 and c.id <> $6
         and c.status in ('SIGNED', 'WORKED', 'PAID')
       group by c.id, c.gross_minor
       having min(d.day) >= make_date($9::integer, 1, 1)
         and min(d.day) < make_date($9::integer + 1, 1, 1)) y) as "otherMonths",
    (select f.value::integer from core.pay_figure f
       where f.country = h.country and f.code = 'working-time.day' and ${holds('f')}
         and f.worker_class = '*' and f.employer_category = '*'
         and f.joint_committee in ('*', coalesce($3, '*'))
       order by f.joint_committee = '*', f.from_day desc limit 1) as "dayMinutes",
    coalesce((select e.scale_required from core.employment_policy e
       where e.cooperative_id = $1 and ${holds('e')}
       order by e.from_day desc limit 1), false) as "scaleRequired",
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'from', a.from_day,
         'until', least(a.until_day, a.ended_on), 'verified', a.verified_on is not null)), '[]')
       from core.attestation a
       where a.cooperative_id = $1 and a.member_id = $5
         and h.regime = 'article-1bis') as attestations,
    (select jsonb_build_object(
       'here', coalesce((
         select sum(d.minutes) from core.contract_day d
         join core.contract c on c.cooperative_id = d.cooperative_id and c.id = d.contract_id
         join core.contract_kind k on k.cooperative_id = c.cooperative_id and k.code = c.kind
         where d.cooperative_id = $1 and d.worker_id = $5 and d.bound and d.contract_id <> $6
           and coalesce(k.regime, k.code) = 'student'
           and d.day >= make_date($9::integer, 1, 1) and d.day < make_date($9::integer + 1, 1, 1)
       ), 0),
       'elsewhere', (select s.minutes_elsewhere from core.student_hours s
         where s.cooperative_id = $1 and s.member_id = $5 and s.year = $9::integer))) as student,
    (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'minutes', d.minutes,
         'starts', d.starts_minute) order by d.day), '[]')
       from core.contract_day d
       where d.cooperative_id = $1 and d.worker_id = $5 and d.bound and d.contract_id <> $6
         and d.day between $7::date and $8::date) as others
  from home h`;
