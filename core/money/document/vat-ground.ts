/** Why something is not taxed at the standard rate: dated articles, by country. */
import { Field, ObjectType } from 'type-graphql';
import type { Sql } from '../../platform/database/sql.js';
import type { Locale } from '../../platform/messages.js';
import { Decimal } from '../../platform/scalars.js';
import { VatCategory } from './vat.js';

/** A ground that holds on a day, as the table `core.vat_ground` has it. */
export interface VatGroundRow {
  readonly code: string;
  readonly category: VatCategory;
  /** In basis points; null: as the line says. */
  readonly rate: number | null;
  readonly article: string;
  readonly mention: Readonly<Record<Locale, string>>;
  /** Code of the exemption reasons of EN 16931 (VATEX); null: none is certain. */
  readonly exemptionCode: string | null;
  /** Where the client must be established. */
  readonly place: 'HOME' | 'ABROAD' | 'ANY';
  readonly evidenceRequired: boolean;
  readonly source: string;
}

/** The grounds of a country on a day, as JSON; `country` and `day` are SQL expressions. */
export const groundsOf = (country: string, day: string): string => `(
  select jsonb_agg(jsonb_build_object('code', g.code, 'category', g.category, 'rate', g.rate,
    'article', g.article, 'mention', g.mention, 'exemptionCode', g.exemption_code,
    'place', g.client_place, 'evidenceRequired', g.evidence_required, 'source', g.source)
    order by g.code)
  from core.vat_ground g
  where g.country = ${country} and g.from_day <= ${day}
    and (g.until_day is null or g.until_day > ${day}))`;

/** For documents and pages; a day in the past has the grounds of its time. */
export async function vatGroundsAt(
  sql: Sql,
  country: string,
  day: string,
): Promise<readonly VatGroundRow[]> {
  const [row] = await sql.query<{ grounds: VatGroundRow[] | null }>(
    `select ${groundsOf('$1', '$2::date')} as grounds`,
    [country, day],
    'money-vat-grounds-at',
  );
  return row?.grounds ?? [];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A dated article on which a line may be taxed otherwise than at the standard rate.',
})
export class VatGround {
  @Field(() => String, { description: 'What a line names it by, e.g. "art-44-2-8".' })
  code: string;

  @Field(() => VatCategory, { description: 'The category that it gives a line.' })
  category: VatCategory;

  @Field(() => Decimal, { nullable: true, description: 'The rate in percent that it gives.' })
  rate: string | null;

  @Field(() => String, { description: 'The article.' })
  article: string;

  @Field(() => String, { description: 'What stands on a document, in the caller’s language.' })
  mention: string;

  @Field(() => Boolean, { description: 'Whether a line must say why it may be used.' })
  evidenceRequired: boolean;

  @Field(() => String, { description: 'Where it was read.' })
  source: string;
}
