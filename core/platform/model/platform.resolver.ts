import { Ctx, Query, Resolver } from 'type-graphql';
import { sdkVersion } from '../../sdk/version.js';
import type { Platform, RequestContext } from '../context.js';
import { maximumPageSize } from '../read/page-args.js';
import { Public } from '../schema-rules.js';
import { type BreakerState, PlatformFacts, type PluginHealth } from './platform.js';

@Resolver()
export class PlatformResolver {
  @Public()
  @Query(() => PlatformFacts, { description: 'What runs here: version, plugins and limits.' })
  platform(@Ctx() ctx: RequestContext): PlatformFacts {
    return factsOf(ctx.platform);
  }
}

export function factsOf({ config, host }: Platform): PlatformFacts {
  return Object.assign(new PlatformFacts(), {
    version: sdkVersion,
    plugins: host.plugins.map(({ definition, health, breaker }) => ({
      ...{ name: definition.name, version: definition.version, kind: definition.kind },
      ...{ health: health as PluginHealth, breaker: breaker as BreakerState },
    })),
    limits: {
      pageSize: maximumPageSize,
      depth: config.maxDepth,
      cost: config.maxCost,
      aliases: config.maxAliases,
      tokens: config.maxTokens,
      directives: config.maxDirectives,
      costPerMinute: config.rateLimitCostPerMinute,
      requestsPerMinute: config.rateLimitUserRequestsPerMinute,
      requestTimeoutMs: config.requestTimeoutMs,
    },
  });
}
