import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { CivilDate } from '../../platform/scalars.js';
import { Contract } from '../contract/contract.entity.js';

@ObjectType({
  description: 'Under which rules of Dimona the workers of a kind of contract are declared.',
  simpleResolvers: true,
})
export class DimonaWorkerType {
  @Field(() => String, { description: 'Code of the kind of contract.' })
  kind: string;

  @Field(() => String, { description: 'The worker type, e.g. "OTH" or "STU".' })
  workerType: string;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Where it was read or decided.' })
  source: string;
}

/** What holds on a day, one for each kind of contract that can be declared. */
export async function workerTypesOn(ctx: Context, day: string): Promise<DimonaWorkerType[]> {
  const rows = await ctx.platform.rows(Contract).values(
    sql`select distinct on (t.contract_kind) t.contract_kind, t.worker_type, t.from_day, t.source
        from core.dimona_worker_type t
        where t.cooperative_id = ${ctx.viewer.cooperativeId} and t.from_day <= ${day}
          and (t.until_day is null or t.until_day > ${day})
        order by t.contract_kind, t.from_day desc limit 1000`,
  );
  return rows.map(([kind, workerType, from, source]) =>
    Object.assign(new DimonaWorkerType(), { kind, workerType, from, source }),
  );
}
