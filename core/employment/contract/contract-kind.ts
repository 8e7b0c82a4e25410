import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import type { Sentence } from '../../platform/messages.js';
import { Contract } from './contract.entity.js';
import { contracts } from './contract.policy.js';

@ObjectType({ description: 'A kind of contract, from an open list.', simpleResolvers: true })
export class ContractKind {
  @Field(() => String, { description: 'Its code, e.g. "duration".' })
  code: string;

  @Field(() => String, { description: 'Its name in your language.' })
  title: string;
}

/** The kinds that the co-operative knows today, by code. */
export async function contractKinds(ctx: Context): Promise<ContractKind[]> {
  const today = ctx.platform.clock.today();
  const kinds = await allKinds(ctx);
  return [...kinds.values()]
    .filter(({ from, until }) => from <= today && (until === null || today < until))
    .map(({ kind }) => kind);
}

/** A kind by its code, also one that is no longer offered. */
export async function contractKind(ctx: Context, code: string): Promise<ContractKind> {
  const known = (await allKinds(ctx)).get(code);
  if (known === undefined) throw new Error(`There is no kind of contract "${code}".`);
  return known.kind;
}

interface KnownKind {
  readonly kind: ContractKind;
  readonly from: string;
  readonly until: string | null;
}

/** A short list, read once a request however many contracts ask. */
function allKinds(ctx: Context): Promise<ReadonlyMap<string, KnownKind>> {
  const { cooperativeId } = ctx.viewer;
  const load = async () => {
    const rows = await ctx.platform.rows(Contract).values(
      sql`select code, title, from_day, until_day from core.contract_kind
          where cooperative_id = ${cooperativeId} order by code`,
    );
    const known = rows.map(([code, title, from, until]) => {
      const named = { code: code as string, title: (title as Sentence)[ctx.locale] };
      const kind = Object.assign(new ContractKind(), named);
      return [named.code, { kind, from: from as string, until: until as string | null }] as const;
    });
    return [new Map(known)];
  };
  return ctx.loaders
    .batch<ReadonlyMap<string, KnownKind>>(contracts, 'kinds', load)
    .load(cooperativeId);
}
