import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import type { ContractState } from '../contract/contract-state.js';
import type { Figures } from '../figures.js';
import { agencyClass } from '../rules/pay-terms.js';

/**
 * Interim work has an agency as its employer, with the agency's own number of the contract, and is paid
 * as such; no other kind has one.
 */
export async function agencyFindings(
  tx: Tx,
  { kind, agencyId, agencyReference }: ContractState,
  figures: Figures | null,
): Promise<Finding[]> {
  const [row] = await tx.query<{ regime: string; endedOn: string | null }>(
    `select coalesce(k.regime, k.code) as regime,
       (select a.ended_on::text from core.agency a
        where a.cooperative_id = $1 and a.id = $3) as "endedOn"
     from core.contract_kind k where k.cooperative_id = $1 and k.code = $2`,
    [tx.cooperativeId, kind, agencyId],
  );
  const interim = row?.regime === 'interim';
  const path = ['agencyId'];
  if (!interim) return agencyId === null ? [] : [{ code: 'agency.other-kind', path }];
  const found: Finding[] = [];
  if (agencyId === null) found.push({ code: 'agency.none', path });
  if (agencyReference === null) {
    found.push({ code: 'agency.no-reference', path: ['agencyReference'] });
  }
  if (row?.endedOn != null) found.push({ code: 'agency.ended', path });
  const scheme = figures?.scheme ?? null;
  if (scheme !== null && scheme.workerClass !== agencyClass) {
    found.push({ code: 'pay-scheme.agency', path: ['kind'] });
  }
  return found;
}
