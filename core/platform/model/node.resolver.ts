import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { type Context, known, type RequestContext } from '../context.js';
import { badInput } from '../errors.js';
import { parseId } from '../ids.js';
import { byId } from '../read/read.js';
import { Node } from '../schema/node.js';
import { Authenticated } from '../schema-rules.js';

@Resolver()
export class NodeResolver {
  @Authenticated()
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id; null when there is nothing that you may see.',
  })
  node(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
  ): Promise<object | null> {
    return nodeOf(known(ctx), id, 'id');
  }

  @Authenticated()
  @Query(() => [Node], {
    nullable: 'items',
    description: 'Several things by their global ids, at most 100, in the order that was asked.',
  })
  nodes(
    @Ctx() ctx: RequestContext,
    @Arg('ids', () => [ID], { description: 'Global ids.' }) ids: string[],
  ): Promise<(object | null)[]> {
    return nodesOf(known(ctx), ids);
  }
}

/** Ids that one query may ask for. */
export const nodesLimit = 100;

async function nodesOf(ctx: Context, ids: readonly string[]): Promise<(object | null)[]> {
  if (ids.length > nodesLimit) {
    throw badInput(`Ask for at most ${nodesLimit} ids; you asked for ${ids.length}.`, 'ids');
  }
  return Promise.all(ids.map((id) => nodeOf(ctx, id, 'ids')));
}

/** The source of the id's type says whether the viewer may see it; a type of nobody's: null. */
export async function nodeOf(ctx: Context, id: string, path: string): Promise<object | null> {
  const parsed = parseId(id);
  if (parsed === null) throw badInput(`"${id.slice(0, 80)}" is not a global id.`, path);
  for (const domain of ctx.platform.domains) {
    const source = domain.sources.find(({ typeName }) => typeName === parsed.typeName);
    if (source !== undefined) return byId(ctx, source, parsed.id);
  }
  return null;
}
