import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { decimalOf } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Contract } from '../contract/contract.entity.js';

@ObjectType({
  description: 'The least gross pay of a function, or of anybody, from a day on.',
  simpleResolvers: true,
})
export class ScaleRow {
  @Field(() => String, { nullable: true, description: 'Joint committee; null: anybody.' })
  jointCommittee: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the function; null: anybody.' })
  function: string | null;

  @Field(() => String, { description: 'Of what: HOUR, DAY or MONTH.' })
  per: string;

  @Field(() => Decimal, {
    description: 'Exact, with four decimals, in the currency of the country.',
  })
  amount: string;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Its source.' })
  source: string;
}

/** The general minimum and the scale of a joint committee that hold on a day. */
export async function scaleOn(
  ctx: Context,
  jointCommittee: string | null,
  day: string,
): Promise<ScaleRow[]> {
  const { cooperativeId } = ctx.viewer;
  const rows = await ctx.platform.rows(Contract).values(
    sql`select distinct on (m.joint_committee, m.function_code, m.per) m.joint_committee,
          m.function_code, m.per, m.amount_e4, m.from_day, m.source
        from core.minimum_pay m
        join core.cooperative c on c.id = ${cooperativeId} and c.country = m.country
        where (m.cooperative_id is null or m.cooperative_id = c.id) and m.from_day <= ${day}
          and (m.until_day is null or m.until_day > ${day})
          and (m.joint_committee is null or m.joint_committee = ${jointCommittee})
        order by m.joint_committee nulls first, m.function_code nulls first, m.per,
          m.from_day desc
        limit 1000`,
  );
  return rows.map(([committee, fn, per, amountE4, from, source]) =>
    Object.assign(new ScaleRow(), {
      ...{ jointCommittee: committee, function: fn, per, from, source },
      amount: decimalOf(amountE4 as bigint, 4),
    }),
  );
}
