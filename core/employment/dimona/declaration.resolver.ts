import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import {
  DecideDeclaringInput,
  DecideDeclaringPayload,
  decideDeclaring,
} from './decide-declaring.js';
import { Declaration, DeclarationKind } from './declaration.entity.js';
import { declarationActions, declarations } from './declaration.policy.js';
import * as types from './declaration.types.js';
import type { Anomaly } from './dimona.port.js';
import { resolveDeclaration } from './resolve-declaration.js';

@Resolver(() => Declaration)
export class DeclarationResolver {
  @Requires('contract.read')
  @Query(() => types.DeclarationConnection, {
    description: 'Declarations to social security that you may see.',
  })
  declarations(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.DeclarationFilter, { nullable: true, description: 'Which.' })
    filter?: types.DeclarationFilter | null,
    @Arg('orderBy', () => types.DeclarationOrder, { nullable: true, description: 'Order.' })
    orderBy?: types.DeclarationOrder | null,
  ) {
    const where = [];
    if (filter?.state != null) where.push(sql`t.state = any(${filter.state}::text[])`);
    if (filter?.beginsUntil != null) where.push(sql`t.first_day <= ${filter.beginsUntil}`);
    return page(known(ctx), declarations, args, { orderBy, where });
  }

  @Requires('declaration.write')
  @Mutation(() => types.DeclarationPayload, {
    description: 'Sends a stuck declaration again, or records how it was declared by hand.',
  })
  async resolveDeclaration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ResolveDeclarationInput, { description: 'What is decided.' })
    input: types.ResolveDeclarationInput,
  ): Promise<types.DeclarationPayload> {
    const { declarationId, violations } = await resolveDeclaration(known(ctx), input);
    const declaration = declarationId && (await byId(known(ctx), declarations, declarationId));
    return { declaration: declaration || null, violations };
  }

  @Requires('declaration.decide')
  @Mutation(() => DecideDeclaringPayload, {
    description: 'Decides from when contracts are declared through this platform.',
  })
  decideDeclaring(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DecideDeclaringInput, { description: 'From when.' })
    input: DecideDeclaringInput,
  ): Promise<DecideDeclaringPayload> {
    return decideDeclaring(known(ctx), input);
  }

  @FieldResolver(() => Contract, { nullable: true, description: 'The contract declared.' })
  contract(@Ctx() ctx: RequestContext, @Root() declaration: Declaration) {
    return byId(known(ctx), contracts, declaration.contractId);
  }

  @FieldResolver(() => [types.DeclarationAnomaly], { description: 'What the service says of it.' })
  anomalies(@Ctx() ctx: RequestContext, @Root() { anomalyRows }: Declaration) {
    return anomalyRows.map((anomaly) => ({
      code: anomaly.code,
      message: anomalyInWords(ctx, anomaly),
    }));
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() declaration: Declaration): string[] {
    return declarationActions(known(ctx).viewer, declaration);
  }
}

@Resolver(() => Contract)
export class ContractDeclarationResolver {
  @FieldResolver(() => Declaration, {
    nullable: true,
    description: 'The declaration of its beginning; null: it is not declared through here.',
  })
  async declaration(@Ctx() ctx: RequestContext, @Root() contract: Contract) {
    const all = await declarationsOf(ctx, contract);
    return all.findLast(({ kind }) => kind === DeclarationKind.IN) ?? null;
  }

  @FieldResolver(() => [Declaration], {
    description: 'Everything that was declared of it, the first first.',
  })
  declarations(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<Declaration[]> {
    return declarationsOf(ctx, contract);
  }
}

function declarationsOf(asking: RequestContext, { id }: Contract): Promise<Declaration[]> {
  const ctx = known(asking);
  const load = async (ids: readonly string[]) => {
    const where = sql`t.contract_id = any(${idsOf(ids)}) order by t.id`;
    const byContract = Map.groupBy(
      await visibleRows(ctx, declarations, where),
      (row) => row.contractId,
    );
    return ids.map((contractId) => byContract.get(contractId) ?? []);
  };
  return ctx.loaders.batch<Declaration[]>(declarations, 'of-contract', load).load(id);
}

/** In the caller’s language where the code is known here, else in the service’s words. */
function anomalyInWords({ platform, locale }: RequestContext, { code, labels }: Anomaly): string {
  const { messages } = platform;
  if (messages.knows(`anomaly.${code}`)) return messages.say(locale, `anomaly.${code}`);
  const label = locale === 'nl' || locale === 'fr' ? labels[locale] : undefined;
  return label ?? messages.say(locale, 'anomaly.other', { code });
}
