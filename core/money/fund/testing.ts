import type { TestPlatform } from '../../platform/testing/platform.js';
import { balanceAt } from '../testing.js';

/** What the fund has, has out and has lost: what it was given, without late clients' money. */
export async function fundInAll(p: TestPlatform): Promise<bigint> {
  let fund = 0n;
  for (const code of ['fund.available', 'fund.claims', 'fund.losses']) {
    fund += await balanceAt(p, code);
  }
  const [late] = await p.admin.query<{ minor: bigint }>(
    `select coalesce(sum(costs_minor + interest_minor + penalty_minor), 0)::bigint as minor
     from core.payment where proceeds = 'COMMUNITY' and reversed_at is null`,
  );
  return fund - (late?.minor ?? 0n);
}
