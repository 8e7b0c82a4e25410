import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { decimalOf } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { workDay } from '../contract/contract-state.js';
import { hoursOf, timeOfDay } from './hours.js';

@ObjectType({ description: 'A day of work under a contract.', simpleResolvers: true })
export class ContractDay {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => Int, { description: 'Minutes of work.' })
  minutes: number;

  @Field(() => Decimal, { description: 'The same in hours, e.g. "7.6".' })
  get hours(): string {
    return hoursOf(this.minutes);
  }

  @Field(() => String, {
    nullable: true,
    description: 'When it begins, "HH:MM"; null: not agreed.',
  })
  startsAt: string | null;

  @Field(() => String, { description: 'Code of its kind: "work", or another of "dayKinds".' })
  kind: string;

  @Field(() => Decimal, {
    description: 'The part of its pay that the employer pays: "1", or less of an absence.',
  })
  get paidShare(): string {
    return decimalOf(BigInt(this.share), 5).replace(/\.?0+$/, '');
  }

  share: number;
}

/** The days of a contract in their order; those of sibling contracts go in one statement. */
export function daysOf(ctx: Context, contractId: string): Promise<ContractDay[]> {
  const load = async (ids: readonly string[]) => {
    const rows = await ctx.platform.rows(Contract).values(
      sql`select contract_id, day, minutes, starts_minute, kind, paid_share
          from core.contract_day
          where cooperative_id = ${ctx.viewer.cooperativeId} and contract_id = any(${idsOf(ids)})
          order by contract_id, day`,
    );
    const days = Map.groupBy(rows, ([id]) => id as string);
    return ids.map((id) =>
      (days.get(id) ?? []).map(([, day, minutes, starts, kind, share]) =>
        Object.assign(new ContractDay(), {
          ...{ day, minutes, kind, share },
          startsAt: starts === null ? null : timeOfDay(starts as number),
        }),
      ),
    );
  };
  return ctx.loaders.batch<ContractDay[]>(contracts, 'days', load).load(contractId);
}

/** For the core port: the days of a contract that the viewer may see; none of another's. */
export async function contractDays(
  ctx: Context,
  contractId: string,
): Promise<readonly { readonly day: string; readonly hours: string }[]> {
  if (ctx.tx !== undefined) {
    const rows = await ctx.tx.query<{ day: string; minutes: number }>(
      `select day, minutes from core.contract_day
       where cooperative_id = $1 and contract_id = $2 order by day`,
      [ctx.viewer.cooperativeId, contractId],
    );
    return rows.map(workDay).map(({ day, hours }) => ({ day, hours }));
  }
  if ((await byId(ctx, contracts, contractId)) === null) return [];
  return (await daysOf(ctx, contractId)).map(({ day, hours }) => ({ day, hours }));
}
