import type { Sql } from '../platform/database/sql.js';

/** The figures of a country's law that hold on a day, by their code; what is missing has no key. */
export type MoneyRules = ReadonlyMap<string, bigint>;

/** Reads them all: there are a handful. */
export async function moneyRulesAt(sql: Sql, country: string, day: string): Promise<MoneyRules> {
  const rows = await sql.query<{ code: string; value: bigint }>(
    `select code, value from (
       select distinct on (code) code, value, until_day from core.money_rule
       where country = $1 and from_day <= $2::date order by code, from_day desc) r
     where until_day is null or until_day > $2::date`,
    [country, day],
    'money-rules-at',
  );
  return new Map(rows.map(({ code, value }) => [code, value]));
}
