/** Money of the bank of which the purpose is not yet known, by its age: for those who match. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { addDays } from '../../sdk/civil-days.js';
import { ownCurrency } from '../cooperative-currency.js';

@ObjectType({ description: 'Open money of an age.', simpleResolvers: true })
export class SuspenseBucket {
  @Field(() => Int, { description: 'Days since it was booked, at least.' })
  fromDays: number;

  @Field(() => Int, { nullable: true, description: 'Days since, at most; null: any.' })
  untilDays: number | null;

  @Field(() => Int, { description: 'Movements.' })
  count: number;

  @Field(() => Money, { description: 'What was received and is open.' })
  received: Money;

  @Field(() => Money, { description: 'What was paid and is open; not negative.' })
  paid: Money;
}

@ObjectType({
  description: 'Money that the books have paid or claimed back, and the bank has not shown yet.',
  simpleResolvers: true,
})
export class AwaitedMoney {
  @Field(() => Money, { description: 'Of the movements that are awaited: received less paid.' })
  balance: Money;

  @Field(() => CivilDate, { nullable: true, description: 'Since when the oldest of it waits.' })
  oldestOn: string | null;

  @Field(() => [SuspenseBucket], { description: 'By age: to 7, 30 and 90 days, and older.' })
  buckets: SuspenseBucket[];
}

@ObjectType({
  description: 'Money of the bank of which the purpose is not yet known.',
  simpleResolvers: true,
})
export class Suspense {
  @Field(() => Money, { description: 'The balance of the suspense accounts: received less paid.' })
  balance: Money;

  @Field(() => CivilDate, { nullable: true, description: 'When the oldest of it was booked.' })
  oldestOn: string | null;

  @Field(() => [SuspenseBucket], { description: 'By age: to 7, 30 and 90 days, and older.' })
  buckets: SuspenseBucket[];

  @Field(() => AwaitedMoney, { description: 'What is booked and the bank has not shown yet.' })
  awaited: AwaitedMoney;
}

const edges = [0, 8, 31, 91] as const;

/** As it is now; what is open is little, and has an index of its own. */
export async function suspense(ctx: Context): Promise<Suspense | null> {
  if (ctx.viewer.grants.get('payment.match') !== 'all') return null;
  const currency = await ownCurrency(ctx);
  const [open, awaited] = await Promise.all([
    byAge(ctx, currency, 'core.bank_line', 'booked_on'),
    byAge(ctx, currency, 'core.awaited_payment', 'since'),
  ]);
  return { ...open, awaited };
}

async function byAge(
  ctx: Context,
  currency: string,
  table: 'core.bank_line' | 'core.awaited_payment',
  day: 'booked_on' | 'since',
): Promise<AwaitedMoney> {
  const today = ctx.platform.clock.today();
  const starts = edges.map((days) => addDays(today, -days));
  const rows = await ctx.platform.database.query<Row>(
    `select (select count(*)::integer from unnest($3::date[]) as edge (day)
         where b.${day} <= edge.day) as bucket,
       count(*)::integer as count, min(b.${day}) as oldest,
       coalesce(sum(b.open_minor) filter (where b.open_minor > 0), 0)::bigint as received,
       coalesce(-sum(b.open_minor) filter (where b.open_minor < 0), 0)::bigint as paid
     from ${table} b
     where b.cooperative_id = $1 and b.open_minor <> 0 and b.currency = $2 group by 1`,
    [ctx.viewer.cooperativeId, currency, starts],
    `money-open-${day}`,
  );
  // What is booked ahead of today is of today.
  const of = (index: number) => rows.filter(({ bucket }) => Math.max(bucket, 1) === index + 1);
  const sum = (found: readonly Row[], key: 'received' | 'paid') =>
    found.reduce((total, row) => total + row[key], 0n);
  return {
    balance: money(sum(rows, 'received') - sum(rows, 'paid'), currency),
    oldestOn: rows.map((row) => row.oldest).sort()[0] ?? null,
    buckets: edges.map((fromDays, index) => ({
      fromDays,
      untilDays: untilDays(index),
      count: of(index).reduce((total, { count }) => total + count, 0),
      received: money(sum(of(index), 'received'), currency),
      paid: money(sum(of(index), 'paid'), currency),
    })),
  };
}

const untilDays = (index: number): number | null => {
  const next = edges[index + 1];
  return next === undefined ? null : next - 1;
};

interface Row {
  readonly bucket: number;
  readonly count: number;
  readonly oldest: string;
  readonly received: bigint;
  readonly paid: bigint;
}
