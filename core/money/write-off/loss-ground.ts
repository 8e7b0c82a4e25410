/** Why a claim is lost: dated grounds, by country, and whether the law then gives back the VAT. */
import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Locale } from '../../platform/messages.js';

export interface LossGroundRow {
  readonly code: string;
  readonly title: Readonly<Record<Locale, string>>;
  readonly recoversVat: boolean;
  readonly evidenceRequired: boolean;
  readonly article: string;
  readonly source: string;
}

/** Those that hold on a day where a co-operative is established. */
export function lossGroundsAt(
  sql: Sql,
  cooperativeId: string,
  day: string,
): Promise<LossGroundRow[]> {
  return sql.query<LossGroundRow>(
    `select g.code, g.title, g.recovers_vat as "recoversVat",
       g.evidence_required as "evidenceRequired", g.article, g.source
     from core.loss_ground g
     join core.cooperative c on c.id = $1 and c.country = g.country
     where g.from_day <= $2::date and (g.until_day is null or g.until_day > $2::date)
     order by g.code`,
    [cooperativeId, day],
    'money-loss-grounds',
  );
}

@ObjectType({
  simpleResolvers: true,
  description: 'A dated ground on which a claim counts as lost.',
})
export class LossGround {
  @Field(() => String, { description: 'What a write-off names it by, e.g. "bankruptcy".' })
  code: string;

  @Field(() => String, { description: 'What it is, in the caller’s language.' })
  title: string;

  @Field(() => Boolean, { description: 'Whether the state gives back the VAT of what is lost.' })
  recoversVat: boolean;

  @Field(() => Boolean, { description: 'Whether a write-off must say what proves it.' })
  evidenceRequired: boolean;

  @Field(() => String, { description: 'The article of the law.' })
  article: string;

  @Field(() => String, { description: 'Where it was read.' })
  source: string;
}

/** Of a day; today's when none is given. */
export async function lossGrounds(ctx: Context, on: string | null): Promise<LossGround[]> {
  const { database, clock } = ctx.platform;
  const rows = await lossGroundsAt(database, ctx.viewer.cooperativeId, on ?? clock.today());
  return rows.map((row) => ({ ...row, title: row.title[ctx.locale] }));
}
