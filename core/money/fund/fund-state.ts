import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { ownCurrency } from '../cooperative-currency.js';
import { percentOf } from '../document/vat.js';
import { balances } from '../ledger/ledger.js';
import { puttingIn } from './fund-kinds.js';
import { fundRuleAt } from './fund-rule.js';

@ObjectType({ description: 'How far the guarantee fund goes.', simpleResolvers: true })
export class FundPolicy {
  @Field(() => Decimal, { description: 'Which part of expected income it advances, in percent.' })
  shareOfExpected: string;

  @Field(() => Money, { nullable: true, description: 'The most for one activity, if limited.' })
  perActivity: Money | null;

  @Field(() => CivilDate, { description: 'Since when it holds.' })
  from: string;

  @Field(() => String, { description: 'The decision that set it.' })
  source: string;
}

@ObjectType({
  description: 'The money that lets members be paid before their clients pay.',
  simpleResolvers: true,
})
export class GuaranteeFund {
  @Field(() => Money, { description: 'What it may still advance.' })
  available: Money;

  @Field(() => Money, { description: 'What it has out in advances.' })
  advanced: Money;

  @Field(() => Money, { description: 'Advances that no client will ever repay.' })
  losses: Money;

  @Field(() => Money, {
    description: 'What the co-operative, and late clients on top of their invoices, put in in all.',
  })
  contributed: Money;

  @Field(() => FundPolicy, {
    nullable: true,
    description: 'The policy of today; null: none is decided, and nothing can be advanced.',
  })
  policy: FundPolicy | null;
}

/** What was put in, of the co-operative's own, of its shared income and by late clients. */
async function contributedOf(ctx: Context, currency: string): Promise<bigint> {
  const [row] = await ctx.platform.database.query<{ minor: bigint }>(
    `select coalesce(-sum(e.amount), 0)::bigint as minor
     from ledger.account a
     join ledger.entry e on e.cooperative_id = $1 and e.account_id = a.id
     join ledger.txn t on t.cooperative_id = $1 and t.id = e.txn_id
     where a.cooperative_id = $1 and a.owner_id = $1 and a.owner_type = 'cooperative'
       and a.code = 'fund.available' and a.currency = $2
       and t.kind in (${puttingIn})`,
    [ctx.viewer.cooperativeId, currency],
    'fund-contributed',
  );
  return row?.minor ?? 0n;
}

/** The fund as a board reads it: for those who see the ledger of the whole co-operative. */
export async function guaranteeFund(ctx: Context): Promise<GuaranteeFund | null> {
  const { viewer, platform } = ctx;
  if (viewer.grants.get('ledger.read') !== 'all') return null;
  const { cooperativeId } = viewer;
  const sql = platform.database;
  const currency = await ownCurrency(ctx);
  const [contributedMinor, owned, rule] = await Promise.all([
    contributedOf(ctx, currency),
    balances(sql, cooperativeId, [{ type: 'cooperative', id: cooperativeId }]),
    fundRuleAt(sql, cooperativeId, platform.clock.today()),
  ]);
  const own = owned.filter((balance) => balance.currency === currency);
  const of = (code: string) => own.find((balance) => balance.code === code)?.availableMinor ?? 0n;
  return {
    available: money(of('fund.available'), currency),
    advanced: money(of('fund.claims'), currency),
    losses: money(of('fund.losses'), currency),
    contributed: money(contributedMinor, currency),
    policy: rule && {
      shareOfExpected: percentOf(rule.shareOfExpected / 10),
      perActivity: rule.perActivityMinor === null ? null : money(rule.perActivityMinor, currency),
      from: rule.from,
      source: rule.source,
    },
  };
}
