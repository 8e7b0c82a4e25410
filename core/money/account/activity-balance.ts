/** What an activity has, as its members see it: one statement for many activities. */
import { Field, ObjectType } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { takesPart } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { Money, money } from '../../platform/money.js';

@ObjectType({ description: 'What an activity has, from the ledger.', simpleResolvers: true })
export class ActivityBalance {
  @Field(() => Money, { description: 'What it may spend now.' })
  available: Money;

  @Field(() => Money, { description: 'What is set aside for what was started.' })
  reserved: Money;

  @Field(() => Money, { description: 'What its clients still owe, VAT included.' })
  receivable: Money;

  @Field(() => Money, {
    description: 'What of that becomes available: without VAT and the co-operative’s fee.',
  })
  expected: Money;

  @Field(() => Money, { description: 'What the guarantee fund advanced and is not yet repaid.' })
  advanced: Money;
}

/** Null for a viewer who may not see the accounts of the activity. */
export function balanceOf(ctx: Context, activity: Activity): Promise<ActivityBalance | null> {
  const load = (ids: readonly string[]) => loadBalances(ctx, ids);
  return ctx.loaders
    .batch<Balances | null>(ActivityBalance, 'balance', load)
    .load(activity.id)
    .then((found) => found && shown(found, activity.currency));
}

type Balances = ReadonlyMap<string, { readonly posted: bigint; readonly reserved: bigint }>;

/** Only the accounts in the activity's own currency: it keeps its books in one. */
async function loadBalances(ctx: Context, ids: readonly string[]): Promise<(Balances | null)[]> {
  const reach = ctx.viewer.grants.get('ledger.read');
  if (reach === undefined) return ids.map(() => null);
  const found = (await ctx.platform.rows(Activity).values(
    sql`select t.id, a.code, b.posted, b.reserved
        from core.activity t
        left join ledger.account a on a.cooperative_id = t.cooperative_id
          and a.owner_type = 'activity' and a.owner_id = t.id and a.currency = t.currency
        left join ledger.balance b on b.cooperative_id = a.cooperative_id
          and b.account_id = a.id and b.currency = a.currency
        where t.cooperative_id = ${ctx.viewer.cooperativeId} and t.id = any(${idsOf(ids)})
          and ${takesPart(ctx.viewer, reach, 't.id')}`,
  )) as [string, string | null, bigint, bigint][];
  const byActivity = Map.groupBy(found, ([id]) => id);
  return ids.map((id) => {
    const accounts = byActivity.get(id)?.filter(([, code]) => code !== null);
    if (accounts === undefined) return null;
    return new Map(
      accounts.map(([, code, posted, reserved]) => [code as string, { posted, reserved }]),
    );
  });
}

function shown(found: Balances, currency: string): ActivityBalance {
  const posted = (code: string) => found.get(code)?.posted ?? 0n;
  const reserved = found.get('activity.available')?.reserved ?? 0n;
  return {
    available: money(posted('activity.available') - reserved, currency),
    reserved: money(reserved, currency),
    receivable: money(posted('activity.receivable'), currency),
    expected: money(posted('activity.expected'), currency),
    advanced: money(posted('activity.advanced'), currency),
  };
}
