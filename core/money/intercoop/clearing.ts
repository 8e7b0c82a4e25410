import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { requireMatcher } from '../bank/match-payment.js';

/** A clearing account, and whether the partner's says the same. */
@ObjectType({
  description: 'What is open between this co-operative and another; it must return to zero.',
  simpleResolvers: true,
})
export class IntercoopClearing {
  @Field(() => String, { description: 'The other co-operative, by its short name.' })
  partner: string;

  @Field(() => Money, { description: 'What they owe us; negative: what we owe them.' })
  open: Money;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Since when it has not been zero at the end of a day; null: it is zero.',
  })
  since: string | null;

  @Field(() => Int, { description: 'Transfers on their way, which only one side has booked.' })
  underWay: number;

  @Field(() => Boolean, {
    description: 'Whether both ledgers agree, but for what is under way or at the bank.',
  })
  reconciled: boolean;
}

/**
 * The clearing accounts of the viewer's co-operative. Of the partner's ledger only the account
 * between the two is read: both know that amount already.
 */
export async function clearingAccounts(ctx: Context): Promise<IntercoopClearing[]> {
  requireMatcher(ctx);
  const rows = await ctx.platform.database.query<ClearingRow>(
    clearingStatement,
    [ctx.viewer.cooperativeId],
    'intercoop-clearing',
  );
  return rows.map((row) => ({
    partner: row.partner,
    open: money(row.open, row.currency),
    since: row.open === 0n ? null : row.since,
    underWay: Number(row.underWay),
    reconciled: row.open + row.theirs === row.underWayMinor + row.settling,
  }));
}

interface ClearingRow extends Record<string, unknown> {
  readonly partner: string;
  readonly currency: string;
  readonly open: bigint;
  readonly theirs: bigint;
  readonly since: string | null;
  readonly underWay: bigint;
  /** Booked by the sender only: negative here when we sent it, and there when they did. */
  readonly underWayMinor: bigint;
  /** Paid by one, not yet found at the bank by the other. */
  readonly settling: bigint;
}

const clearingStatement = `
  with accounts as (
    select a.cooperative_id as us, a.owner_id as them, a.id, a.currency, b.posted
    from ledger.account a
    join ledger.balance b on b.cooperative_id = a.cooperative_id and b.account_id = a.id
    where a.owner_type = 'partner' and a.code = 'clearing.intercoop'),
  pairs as (
    select c.slug as partner, mine.us, mine.them, mine.id, mine.currency, mine.posted as open,
      coalesce(theirs.posted, 0) as theirs
    from accounts mine
    join core.cooperative c on c.id = mine.them
    left join accounts theirs on theirs.us = mine.them and theirs.them = mine.us
      and theirs.currency = mine.currency
    where mine.us = $1)
  select p.partner, p.currency, p.open, p.theirs,
    (select max(t.event_on) from ledger.entry e
      join ledger.txn t on t.cooperative_id = e.cooperative_id and t.id = e.txn_id
      where e.cooperative_id = p.us and e.account_id = p.id
        and e.balance_after - e.amount = 0) as since,
    w.n as "underWay", -w.minor as "underWayMinor", s.minor as settling
  from pairs p
  cross join lateral (
    select count(*) as n, coalesce(sum(t.amount_minor), 0)::bigint as minor
    from core.intercoop_transfer t
    where t.direction = 'OUT' and t.state = 'SENT' and t.currency = p.currency
      and ((t.cooperative_id = p.us and t.partner_id = p.them)
        or (t.cooperative_id = p.them and t.partner_id = p.us))) w
  cross join lateral (
    select coalesce(sum(case x.direction when 'OUT' then x.amount_minor
      else -x.amount_minor end), 0)::bigint as minor
    from core.intercoop_settlement x
    where x.currency = p.currency
      and ((x.cooperative_id = p.us and x.partner_id = p.them)
        or (x.cooperative_id = p.them and x.partner_id = p.us))) s
  order by p.partner, p.currency limit 1000`;
