import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { visibleRows } from '../../platform/read/read.js';
import { evidenceOf } from '../evidence.js';
import type { Attestation } from './attestation.entity.js';
import { attestations } from './attestation.policy.js';

/** Those of a member, of which a life has a few; of many members in one statement. */
export function attestationsOf(ctx: Context, memberId: string): Promise<Attestation[]> {
  const load = async (ids: readonly string[]) => {
    const where = sql`t.member_id = any(${idsOf(ids)}) order by t.from_day desc, t.id desc`;
    const rows = await visibleRows(ctx, attestations, where);
    const byMember = Map.groupBy(rows, (row) => row.memberId);
    return ids.map((id) => byMember.get(id) ?? []);
  };
  return ctx.loaders.batch<Attestation[]>(attestations, 'of-member', load).load(memberId);
}

/** The document of an attestation. */
export const attestationDocument = evidenceOf(attestations, 'attestation-document');
