import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import type { LawFigure } from '../rules/contract-law.js';
import { rulesOf } from '../rules/countries.js';
import type { AllowanceState } from './allowance.policy.js';

/** Days that one registration can have. */
export const daysLimit = 31;

/**
 * What stands in the way of a registration: all of it. Locks the activity and then the artist, so
 * that registrations and signatures of one person follow one another.
 */
export async function registrationFindings(
  tx: Tx,
  ctx: Context,
  allowance: AllowanceState,
  daysElsewhere: number | null,
): Promise<Finding[]> {
  const shape = shapeFindings(allowance, daysElsewhere, ctx.platform.clock.today());
  if (allowance.days.length === 0 || allowance.days.length > daysLimit) return shape;
  for (const [table, id] of [
    ['activity', allowance.activityId],
    ['member', allowance.artistId],
  ]) {
    await tx.query(
      `select from core.${table} where cooperative_id = $1 and id = $2 for no key update`,
      [tx.cooperativeId, id],
    );
  }
  const [ground] = await tx.query<Ground>(groundStatement, [
    ...[tx.cooperativeId, allowance.activityId, allowance.artistId, allowance.firstDay],
    ...[allowance.days, allowance.hostEntityId, allowance.firstDay.slice(0, 4)],
    ...[addDays(allowance.firstDay, -31), addDays(allowance.lastDay, 31), allowance.reference],
  ]);
  const { vault } = ctx.platform;
  const numbered = await vault.has(tx, tx.cooperativeId, 'national-number', [allowance.artistId]);
  return [
    ...shape,
    ...partyFindings(ground as Ground, numbered.size > 0),
    ...lawFindings(ground as Ground, allowance, daysElsewhere),
  ];
}

function shapeFindings(
  { days, firstDay, lastDay }: AllowanceState,
  daysElsewhere: number | null,
  today: string,
): Finding[] {
  const path = ['days'];
  if (days.length === 0) return [{ code: 'allowance.without-days', path }];
  if (days.length > daysLimit) {
    return [{ code: 'contract.too-many-days', path, values: { limit: daysLimit } }];
  }
  const found: Finding[] = [];
  const twice = days.find((day, i) => days[i - 1] === day);
  if (twice !== undefined) found.push({ code: 'contract.day-twice', path, values: { day: twice } });
  if (firstDay <= today) {
    found.push({ code: 'allowance.begun', path, values: { first: firstDay, today } });
  }
  if (firstDay.slice(0, 4) !== lastDay.slice(0, 4))
    found.push({ code: 'allowance.two-years', path });
  if (daysElsewhere !== null && (daysElsewhere < 0 || daysElsewhere > 366)) {
    found.push({ code: 'allowance.days-out-of-range', path: ['daysElsewhere'] });
  }
  return found;
}

function partyFindings(ground: Ground, numbered: boolean): Finding[] {
  const path = ['artistId'];
  const found: Finding[] = [];
  if (ground.activityStatus !== 'OPEN') found.push({ code: 'contract.activity-closed' });
  if (ground.artistStatus !== 'ACTIVE') found.push({ code: 'contract.worker-not-active', path });
  if (ground.participation !== 'ACTIVE') {
    found.push({ code: 'contract.worker-takes-no-part', path });
  }
  if (!numbered) found.push({ code: 'allowance.no-national-number', path });
  if (ground.taken.length > 0) {
    const values = { days: ground.taken.join(', ') };
    found.push({ code: 'contract.worker-elsewhere', path: ['days'], values });
  }
  if (ground.referenceUsed) found.push({ code: 'allowance.reference-used', path: ['reference'] });
  return found;
}

function lawFindings(
  ground: Ground,
  allowance: AllowanceState,
  elsewhere: number | null,
): readonly Finding[] {
  const { country } = ground;
  const law = rulesOf(country)?.allowance ?? null;
  if (law === null) return [{ code: 'contract.no-country-rules', values: { country } }];
  return law.findings({
    ...{ days: allowance.days, dayMinor: allowance.dayMinor, travelMinor: allowance.travelMinor },
    figures: new Map(ground.figures.map(({ code, ...figure }) => [code, figure])),
    daysThisYear: ground.daysHere + (elsewhere ?? ground.daysElsewhere),
    daysOfPrincipal: ground.daysOfPrincipal,
  });
}

interface Ground {
  readonly country: string;
  readonly activityStatus: string;
  readonly artistStatus: string;
  readonly participation: string | null;
  readonly referenceUsed: boolean;
  readonly taken: readonly string[];
  readonly figures: readonly (LawFigure & { readonly code: string })[];
  readonly daysHere: number;
  readonly daysElsewhere: number;
  readonly daysOfPrincipal: readonly string[];
}

const groundStatement = `
  select home.country, a.status as "activityStatus", m.status as "artistStatus", p.status as participation,
    exists (select from core.amateur_allowance w
      where w.cooperative_id = $1 and w.reference = $10) as "referenceUsed",
    array(select d.day::text from core.contract_day d
      where d.cooperative_id = $1 and d.worker_id = $3 and d.bound and d.day = any($5::date[])
      union select d.day::text from core.amateur_allowance_day d
      where d.cooperative_id = $1 and d.artist_id = $3 and d.bound and d.day = any($5::date[])
      order by 1) as taken,
    (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from (
       select distinct on (r.code) r.code, r.value, r.from_day as "from", r.source
       from core.employment_rule r
       join core.cooperative c on c.id = $1 and c.country = r.country
       where r.code like 'amateur-allowance.%' and r.from_day <= $4::date
         and (r.until_day is null or r.until_day > $4::date)
       order by r.code, r.from_day desc) f) as figures,
    (select count(*)::integer from core.amateur_allowance_day d
     where d.cooperative_id = $1 and d.artist_id = $3 and d.bound
       and d.day >= make_date($7::integer, 1, 1)
       and d.day < make_date($7::integer + 1, 1, 1)) as "daysHere",
    coalesce((select s.days_elsewhere from core.amateur_days s
     where s.cooperative_id = $1 and s.member_id = $3 and s.year = $7::integer), 0)
      as "daysElsewhere",
    array(select d.day::text from core.amateur_allowance_day d
     where d.cooperative_id = $1 and d.artist_id = $3 and d.host_entity_id = $6 and d.bound
       and d.day between $8::date and $9::date order by d.day) as "daysOfPrincipal"
  from core.activity a
  join core.cooperative home on home.id = a.cooperative_id
  join core.member m on m.cooperative_id = a.cooperative_id and m.id = $3
  left join core.participation p on p.cooperative_id = a.cooperative_id
    and p.activity_id = a.id and p.member_id = m.id
  where a.cooperative_id = $1 and a.id = $2`;
