import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../core/platform/context.js';
import { GezelError } from '../../core/platform/errors.js';
import { within } from '../../core/platform/within.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * What a plugin throws becomes PLUGIN_UNAVAILABLE and names the plugin; errors of the register pass,
 * for a plugin answers BAD_USER_INPUT, NOT_FOUND and FORBIDDEN as the core does. The cause is logged
 * and never shown. Whoever never answers is unavailable too.
 */
export function coded(plugin: string, resolve: Resolve): Resolve {
  return (parent, args, ctx, info) => {
    try {
      const answer = resolve(parent, args, ctx, info) as unknown;
      if (!isPromise(answer)) return answer;
      const what = `${plugin}: ${info.fieldName}`;
      return within(limitOf(ctx, info), what, answer).catch((error: unknown) => {
        throw unavailable(plugin, error, ctx, info.fieldName);
      });
    } catch (error) {
      throw unavailable(plugin, error, ctx, info.fieldName);
    }
  };
}

/** A mutation gets longer than the database leaves a silent transaction open: it is undone by then. */
function limitOf({ platform: { config } }: RequestContext, info: GraphQLResolveInfo): number {
  const isMutation = info.parentType?.name === 'Mutation';
  return isMutation ? config.pluginWorkTimeoutMs : config.pluginTimeoutMs;
}

function unavailable(
  plugin: string,
  error: unknown,
  ctx: RequestContext,
  field: string,
): GezelError {
  if (error instanceof GezelError) return error;
  ctx.platform.log.error({ plugin, field, requestId: ctx.requestId, err: error }, 'plugin failed');
  const answer = new GezelError('PLUGIN_UNAVAILABLE', { plugin }, { plugin });
  // For whoever holds the error in this process; it is no part of what clients are sent.
  answer.cause = error;
  return answer;
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === 'function';
