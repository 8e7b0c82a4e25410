import type { Sql } from '../../platform/database/sql.js';

/** The kinds of documents for which the law of a country has a term. */
export type RetentionCode = 'accounting' | 'employment';

export interface RetentionTerm {
  /** Whole years, from 1 January after the year of the document. */
  readonly years: number;
  readonly source: string;
}

/** The terms of the co-operative's country that hold on a day; one that is not known has no key. */
export async function retentionTerms(
  sql: Sql,
  cooperativeId: string,
  day: string,
): Promise<ReadonlyMap<RetentionCode, RetentionTerm>> {
  const rows = await sql.query<RetentionTerm & { code: RetentionCode }>(
    `select distinct on (r.code) r.code, r.years, r.source
     from core.retention_rule r join core.cooperative o on o.country = r.country
     where o.id = $1 and r.from_day <= $2::date and (r.until_day is null or r.until_day > $2::date)
     order by r.code, r.from_day desc`,
    [cooperativeId, day],
    'retention-terms',
  );
  return new Map(rows.map(({ code, years, source }) => [code, { years, source }]));
}
