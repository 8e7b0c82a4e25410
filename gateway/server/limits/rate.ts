import { isIPv6 } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../../core/platform/config.js';
import { GezelError } from '../../../core/platform/errors.js';
import type { Viewer } from '../../../core/platform/viewer.js';

/**
 * How much a caller may ask for in a minute. Counted in this process: a caller of several servers
 * has the limit at each of them.
 */
export interface RateLimits {
  /** Counts a request; rejects with RATE_LIMITED. */
  request(viewer: Viewer | null, address: string): Promise<void>;
  /** Counts what an operation costs; rejects with RATE_LIMITED. */
  cost(viewer: Viewer | null, address: string, cost: number): Promise<void>;
  /** Counts a token that was refused, so that guessing one is limited by address. */
  refusal(address: string): Promise<void>;
  /** Rejects when too many tokens of this address were refused in this minute. */
  admits(address: string): Promise<void>;
}

export function rateLimits(config: Config): RateLimits {
  const anonymous = perMinute(config.rateLimitAnonymousRequestsPerMinute);
  const known = perMinute(config.rateLimitUserRequestsPerMinute);
  const costs = perMinute(config.rateLimitCostPerMinute);
  const refusals = perMinute(config.rateLimitAnonymousRequestsPerMinute);
  return Object.freeze({
    request: (viewer: Viewer | null, address: string) =>
      consume(viewer === null ? anonymous : known, keyOf(viewer, address), 1),
    cost: (viewer: Viewer | null, address: string, cost: number) =>
      cost === 0 ? Promise.resolve() : consume(costs, keyOf(viewer, address), cost),
    refusal: (address: string) => consume(refusals, networkOf(address), 1),
    admits: async (address: string) => {
      const count = await refusals.get(networkOf(address));
      if (count !== null && count.consumedPoints >= refusals.points) throw limited(count);
    },
  });
}

/** The token, else the person in the co-operative, else the address. */
export function keyOf(viewer: Viewer | null, address: string): string {
  if (viewer === null) return networkOf(address);
  if (viewer.token !== null) return `token:${viewer.token.id}`;
  return `member:${viewer.cooperativeId}:${viewer.memberId}`;
}

/** One household has 2⁶⁴ addresses of version 6, so those are counted by their network. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return `ip:${address}`;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing = tail === undefined ? 0 : 4 - groups.length;
  const zeros = Array<string>(Math.max(0, missing)).fill('0');
  return `ip:${[...groups, ...zeros].slice(0, 4).join(':')}`;
}

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });

async function consume(limiter: RateLimiterMemory, key: string, points: number): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (refused) {
    throw limited(refused as RateLimiterRes);
  }
}

function limited({ msBeforeNext }: RateLimiterRes): GezelError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return new GezelError('RATE_LIMITED', { seconds }, { retryAfterSeconds: seconds });
}
