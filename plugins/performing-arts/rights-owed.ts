import type { PluginStore } from 'gezel/sdk';
import { PerformingArtsRightsDeclaration, RightsStatus } from './rights.entity.js';
import type { PerformingArtsRightsContract } from './rights-terms.entity.js';

const { DRAFT, DECLARED, BILLED } = RightsStatus;

/** Declarations that were not taken back. */
export const standing = { in: [DRAFT, DECLARED, BILLED] };

/** What of a contract's advance no declaration has used yet. */
export async function advanceLeft(
  store: PluginStore,
  { id, advanceMinor }: PerformingArtsRightsContract,
): Promise<bigint> {
  const [all] = await store.totals(PerformingArtsRightsDeclaration, {
    ...{ by: { property: 'contractId', id }, where: { status: standing } },
    sum: ['advanceUsedMinor'],
  });
  return advanceMinor - (all?.sum.advanceUsedMinor ?? 0n);
}

/**
 * What societies get for a date: what they asked or are expected to, and what an advance has paid
 * of it; null while nothing was declared.
 */
export async function rightsOf(store: PluginStore, performanceId: string): Promise<bigint | null> {
  const where = { performanceId, status: standing };
  const declared = await store.find(PerformingArtsRightsDeclaration, where);
  if (declared.length === 0) return null;
  return declared.reduce(
    (sum, { billedMinor, expectedMinor, advanceUsedMinor }) =>
      sum + (billedMinor ?? expectedMinor) + advanceUsedMinor,
    0n,
  );
}
