/** What a new quote or invoice must know before anything is written: one statement for all of it. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { requireReach } from '../../platform/viewer.js';
import type { Finding } from '../../platform/write/violation.js';
import type { DocumentLineInput } from './document-line.js';
import type { VatLaw } from './line-vat.js';
import type { VatRate } from './vat.js';
import { groundsOf, type VatGroundRow } from './vat-ground.js';

/** Where a document is made: its activity, its client and the rates of the day. */
export interface DocumentGround {
  readonly activityId: string;
  readonly clientId: string;
  readonly hostEntityId: string;
  readonly currency: string;
  readonly paymentTermDays: number;
  readonly law: VatLaw;
  /** Why nothing can be made here: a closed activity, a client of another one. */
  readonly findings: readonly Finding[];
}

/**
 * Throws NOT_FOUND for an activity or client that the viewer cannot see and FORBIDDEN for an
 * activity that the viewer sees and does not manage. Ids are UUIDs; the grounds of the law are only
 * read for lines that name one.
 */
export async function documentGround(
  ctx: Context,
  sql: Sql,
  permission: string,
  ids: { readonly activityId: string; readonly clientId: string },
  lines: readonly DocumentLineInput[] = [],
): Promise<DocumentGround> {
  const { viewer } = ctx;
  const reach = requireReach(viewer, permission);
  const reads = viewer.grants.get('activity.read');
  const [row] = await sql.query<GroundRow>(groundStatement, [
    ...[viewer.cooperativeId, ids.activityId, ids.clientId, reads === 'all', viewer.memberId],
    ...[ctx.platform.clock.today(), lines.some(({ vat }) => vat?.ground != null)],
  ]);
  if (row === undefined || reads === undefined || !row.visible) {
    throw notFound('Activity', globalId('Activity', ids.activityId));
  }
  if (!row.client_visible) throw notFound('Client', globalId('Client', ids.clientId));
  if (reach !== 'all' && row.manager_id !== viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  const findings: Finding[] = [];
  if (row.status !== 'OPEN') findings.push({ code: 'document.activity-closed' });
  if (!row.client_of_activity) {
    findings.push({ code: 'document.client-of-another-activity', path: ['clientId'] });
  }
  return {
    ...ids,
    hostEntityId: row.host_entity_id,
    currency: row.currency,
    paymentTermDays: row.payment_term_days ?? 0,
    law: { rates: row.rates ?? [], grounds: row.grounds ?? [] },
    findings,
  };
}

interface GroundRow {
  readonly status: string;
  readonly currency: string;
  readonly manager_id: string;
  readonly host_entity_id: string;
  readonly visible: boolean;
  readonly payment_term_days: number | null;
  readonly client_of_activity: boolean | null;
  readonly client_visible: boolean | null;
  readonly rates: VatRate[] | null;
  readonly grounds: VatGroundRow[] | null;
}

/** The rates of a country on a day, as JSON; `$country` and `$day` are SQL expressions. */
export const ratesOf = (country: string, day: string): string => `(
  select jsonb_agg(jsonb_build_object('category', r.category, 'rate', r.rate,
    'ground', r.legal_ground))
  from core.vat_rate r
  where r.country = ${country} and r.from_day <= ${day}
    and (r.until_day is null or r.until_day > ${day}))`;

const takesPartIn = (activityId: string): string => `($4 or exists (
  select from core.participation p
  where p.cooperative_id = $1 and p.activity_id = ${activityId} and p.member_id = $5
    and p.status = 'ACTIVE'))`;

const groundStatement = `
  select a.status, a.currency, a.manager_id, a.host_entity_id, c.payment_term_days,
    ${takesPartIn('a.id')} as visible,
    c.activity_id = a.id as client_of_activity,
    case when c.activity_id = a.id then true else ${takesPartIn('c.activity_id')} end
      and c.id is not null as client_visible,
    ${ratesOf('h.country', '$6::date')} as rates,
    case when $7 then ${groundsOf('h.country', '$6::date')} end as grounds
  from core.activity a
  join core.host_entity h on h.cooperative_id = a.cooperative_id and h.id = a.host_entity_id
  left join core.client c on c.cooperative_id = a.cooperative_id and c.id = $3
  where a.cooperative_id = $1 and a.id = $2`;
