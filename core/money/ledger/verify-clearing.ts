import type { Sql } from '../../platform/database/sql.js';
import type { InvariantReport } from './invariant-report.js';

/**
 * Proves the accounts between co-operatives of one platform: what one says that the other owes is what
 * the other says that it owes, but for transfers on their way and for money at the bank; so that what
 * both have settled is zero.
 */
export async function verifyClearing(
  sql: Sql,
  cooperativeId: string | null,
): Promise<InvariantReport> {
  const broken = await sql.query<Record<string, unknown>>(
    `with accounts as (
       select a.cooperative_id as us, a.owner_id as them, a.currency, b.posted
       from ledger.account a
       join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
       where a.owner_type = 'partner' and a.code = 'clearing.intercoop'),
     sides as (select us, them, currency from accounts
       union select them, us, currency from accounts),
     pairs as (
       select least(us, them) as one, greatest(us, them) as other, currency,
         sum(coalesce(posted, 0)) as open
       from sides left join accounts using (us, them, currency) group by 1, 2, 3),
     moved as (
       select least(cooperative_id, partner_id) as one, greatest(cooperative_id, partner_id) as other,
         currency, -amount_minor as minor
       from core.intercoop_transfer where direction = 'OUT' and state = 'SENT'
       union all
       select least(cooperative_id, partner_id), greatest(cooperative_id, partner_id), currency,
         case direction when 'OUT' then amount_minor else -amount_minor end
       from core.intercoop_settlement),
     expected as (
       select one, other, currency, sum(minor) as minor from moved group by one, other, currency)
     select one, other, currency, coalesce(open, 0)::text as open, coalesce(minor, 0)::text as expected
     from pairs full join expected using (one, other, currency)
     where coalesce(open, 0) <> coalesce(minor, 0) and ($1::uuid is null or $1 in (one, other))
     order by one, other, currency`,
    [cooperativeId],
  );
  return {
    invariant: 'accounts between co-operatives agree, and what both have settled is zero',
    ok: broken.length === 0,
    found: BigInt(broken.length),
    sample: broken.slice(0, 5),
  };
}
