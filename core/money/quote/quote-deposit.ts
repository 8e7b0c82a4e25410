/** What a client pays in advance once it accepts an offer, and by when. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Finding } from '../../platform/write/violation.js';
import { basisPointsOf } from '../document/vat.js';
import { longestTermDays } from '../limits.js';

/** What is undefined was not said; null: none. */
export interface DepositWish {
  /** Of the net amount, e.g. "30". */
  readonly depositPercent?: string | null;
  /** From the issue of its invoice; the client's usual term when none is agreed. */
  readonly depositTermDays?: number | null;
}

export interface Deposit {
  readonly depositBps: number | null;
  readonly depositTermDays: number | null;
}

/** What is said, over what was said before. */
export function depositOf(
  { depositPercent: percent, depositTermDays: days }: DepositWish,
  before: Deposit = noDeposit,
): Deposit {
  const said = percent == null ? null : basisPointsOf(percent);
  return {
    depositBps: percent === undefined ? before.depositBps : said,
    depositTermDays: days === undefined ? before.depositTermDays : days,
  };
}

const noDeposit: Deposit = { depositBps: null, depositTermDays: null };

/** A deposit is a part of the offer, and its term is within what the law lets such clients have. */
export async function depositFindings(
  ctx: Context,
  sql: Sql,
  place: { readonly clientId: string; readonly hostEntityId: string },
  { depositPercent: percent, depositTermDays: days }: DepositWish,
): Promise<Finding[]> {
  const found: Finding[] = [];
  if (percent != null && !basisPointsOf(percent)) {
    found.push({ code: 'document.percent-out-of-range', path: ['depositPercent'] });
  }
  if (days == null) return found;
  const limit = await longestTerm(ctx, sql, place);
  if (days >= 0 && days <= limit) return found;
  const term = { code: 'client.term-out-of-range', path: ['depositTermDays'], values: { limit } };
  return [...found, term];
}

async function longestTerm(
  { viewer, platform }: Context,
  sql: Sql,
  { clientId, hostEntityId }: { readonly clientId: string; readonly hostEntityId: string },
): Promise<number> {
  const [row] = await sql.query<{ readonly limit: bigint | null }>(
    `select (select r.value from core.money_rule r
       where r.country = h.country and r.from_day <= $4
         and (r.until_day is null or r.until_day > $4)
         and r.code = 'payment-term.maximum.' || replace(lower(c.kind), '_', '-')
       order by r.from_day desc limit 1) as limit
     from core.client c
     join core.host_entity h on h.cooperative_id = c.cooperative_id and h.id = $3
     where c.cooperative_id = $1 and c.id = $2`,
    [viewer.cooperativeId, clientId, hostEntityId, platform.clock.today()],
    'money-longest-term',
  );
  return Number(row?.limit ?? longestTermDays);
}
