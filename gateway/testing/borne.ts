import type { ReadStep } from '../../core/assignment/testing/calls.js';
import type { AssignmentWorld } from '../../core/assignment/testing/world.js';

/** What each has borne of all charges so far. */
export async function borneIn({ p }: AssignmentWorld): Promise<Record<string, bigint>> {
  const rows = await p.admin.query<{ bearer: string; minor: string }>(
    `select b.bearer, coalesce(sum(s.amount_minor), 0)::text as minor
     from unnest(array['USER', 'CLIENT', 'SECTOR', 'COOPERATIVE']) as b (bearer)
     left join core.charge_share s
       on replace(s.bearer, 'COMMUNITY', 'COOPERATIVE') = b.bearer
     group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ bearer, minor }) => [bearer, BigInt(minor)]));
}

export const minorOf = (sum: { readonly amount: string } | null): bigint =>
  BigInt((sum?.amount ?? '0').replace('.', ''));

/** What a plan has others bear today. */
export function plannedToday(steps: readonly ReadStep[]) {
  const found = { COOPERATIVE: 0n, SECTOR: 0n };
  for (const { day, amount, payer } of steps.flatMap(({ cashFlow }) => cashFlow)) {
    const minor = minorOf(amount);
    if (day === '2026-11-23' && minor < 0n && payer in found) {
      found[payer as keyof typeof found] -= minor;
    }
  }
  return found;
}
