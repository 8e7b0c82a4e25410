import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { decimalOf } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Contract } from '../contract/contract.entity.js';

export enum Withholding {
  ARTIST = 'artist',
  SCALE = 'scale',
  NONE = 'none',
}
registerEnumType(Withholding, {
  name: 'PayWithholding',
  description: 'How tax is withheld under a pay scheme.',
  valuesConfig: {
    ARTIST: { description: 'The flat rate of artists, where the law allows it.' },
    SCALE: { description: 'The annual key formula, by the scale of the year.' },
    NONE: { description: 'Nothing is withheld.' },
  },
});

@ObjectType({
  description: 'How the co-operative pays a kind of contract, from a day on.',
  simpleResolvers: true,
})
export class PayScheme {
  @Field(() => String, { description: 'Code of the kind of contract.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee; null: all the others.' })
  jointCommittee: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Work budget ÷ gross pay, e.g. "1.69"; null: none is known.',
  })
  coefficient: string | null;

  @Field(() => String, { description: '"artist", "employee", "manual" or "student".' })
  workerClass: string;

  @Field(() => String, { description: '"private" or "non-profit": what contributions go by.' })
  employerCategory: string;

  @Field(() => String, { nullable: true, description: 'Worker code of the quarterly declaration.' })
  workerCode: string | null;

  @Field(() => Withholding, { description: 'How tax is withheld.' })
  withholding: Withholding;

  @Field(() => [String], { description: 'What the law gives or takes besides, e.g. "work-bonus".' })
  elements: string[];

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Where the coefficient comes from.' })
  source: string;
}

/** The schemes that hold on a day, by kind and joint committee; one for each that a co-operative uses. */
export async function paySchemesOn(ctx: Context, day: string): Promise<PayScheme[]> {
  const { cooperativeId } = ctx.viewer;
  const rows = await ctx.platform.rows(Contract).values(
    sql`select distinct on (p.contract_kind, p.joint_committee) p.contract_kind, p.joint_committee,
          p.coefficient, p.worker_class, p.employer_category, p.worker_code, p.withholding,
          p.elements, p.from_day, p.source
        from core.pay_coefficient p
        where p.cooperative_id = ${cooperativeId} and p.from_day <= ${day}
          and (p.until_day is null or p.until_day > ${day})
        order by p.contract_kind, p.joint_committee nulls first, p.from_day desc limit 1000`,
  );
  return rows.map(([kind, committee, coefficient, workerClass, category, ...rest]) => {
    const [workerCode, withholding, elements, from, source] = rest;
    return Object.assign(new PayScheme(), {
      ...{ kind, jointCommittee: committee, workerClass, employerCategory: category },
      coefficient: coefficient === null ? null : decimalOf(BigInt(coefficient as number), 5),
      ...{ workerCode, withholding, elements, from, source },
    });
  });
}
