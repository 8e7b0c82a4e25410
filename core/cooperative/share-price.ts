import { Field, ObjectType } from 'type-graphql';
import type { Sql } from '../platform/database/sql.js';
import { Money, money } from '../platform/money.js';
import { CivilDate } from '../platform/scalars.js';

/** What one share of a class costs from a day on, and which members may hold it. */
@ObjectType({ simpleResolvers: true, description: 'What a share of a class costs.' })
export class SharePrice {
  @Field(() => String, { description: 'The class, e.g. "A".' })
  class: string;

  @Field(() => [String], { description: 'Categories of members that may hold it.' })
  heldBy: readonly string[];

  priceMinor: bigint;
  currency: string;

  @Field(() => CivilDate, { description: 'The first day of this price.' })
  from: string;

  @Field(() => String, { description: 'The decision that set it.' })
  source: string;

  @Field(() => Money, { description: 'The price of one share.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }
}

/** The prices on a day, by class; what is not issued then is absent: there is no default. */
export async function sharePricesAt(
  sql: Sql,
  cooperativeId: string,
  day: string,
): Promise<SharePrice[]> {
  const rows = await sql.query<SharePrice & { until: string | null }>(
    `select distinct on (class) class, held_by as "heldBy", price_minor as "priceMinor", currency,
       source, from_day as from, until_day as until
     from core.share_price where cooperative_id = $1 and from_day <= $2::date
     order by class, from_day desc`,
    [cooperativeId, day],
    'share-prices-at',
  );
  return rows
    .filter(({ until }) => until === null || until > day)
    .map((row) => Object.assign(new SharePrice(), row));
}
