import type { Sql } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import { seedDayKinds } from './day/day-kind.js';
import { rulesOf } from './rules/countries.js';
import type { ReferenceScheme } from './rules/country-reference.js';

/**
 * The kinds of contract and the figures that are known with a source for the country of a
 * co-operative; nothing where it has no rules. Safe to repeat: what a co-operative has, it keeps.
 */
export async function seedEmployment(sql: Sql, cooperativeId: string): Promise<void> {
  const [home] = await sql.query<{ country: string }>(
    'select country from core.cooperative where id = $1',
    [cooperativeId],
  );
  const reference = rulesOf(home?.country ?? '')?.reference;
  if (reference === undefined) return;
  const { kinds, schemes, workerTypes, policy } = reference;
  await seedDayKinds(sql, cooperativeId);
  await sql.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     select $1, k.code, k.title, '2000-01-01'
     from jsonb_to_recordset($2::jsonb) as k(code text, title jsonb) on conflict do nothing`,
    [cooperativeId, JSON.stringify(kinds)],
  );
  for (const scheme of schemes) await seedScheme(sql, cooperativeId, scheme);
  await sql.query(
    `insert into core.dimona_worker_type
       (cooperative_id, contract_kind, worker_type, from_day, source)
     select $1, t.kind, t.type, $3, $4
     from jsonb_to_recordset($2::jsonb) as t(kind text, type text) on conflict do nothing`,
    [cooperativeId, JSON.stringify(workerTypes.kinds), workerTypes.from, workerTypes.source],
  );
  await sql.query(
    `insert into core.employment_policy (cooperative_id, id, days_before_start,
       pay_after_working_days, from_day, source)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [cooperativeId, newId(), policy.daysBeforeStart, policy.payAfterWorkingDays, ...policy.since],
  );
}

async function seedScheme(sql: Sql, cooperativeId: string, scheme: ReferenceScheme): Promise<void> {
  const { kinds, coefficient, workerClass, employerCategory, withholding, from, source } = scheme;
  await sql.query(
    `insert into core.pay_coefficient (cooperative_id, id, contract_kind, joint_committee,
       coefficient, worker_class, employer_category, withholding, from_day, source)
     select $1, p.id, p.kind, p.committee, $3, $4, $5, $6, $7, $8
     from jsonb_to_recordset($2::jsonb) as p(id uuid, kind text, committee text)
     on conflict do nothing`,
    [
      cooperativeId,
      JSON.stringify(kinds.map((one) => ({ ...one, id: newId() }))),
      ...[coefficient, workerClass, employerCategory, withholding, from, source],
    ],
  );
}
