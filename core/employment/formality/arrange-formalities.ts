import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { ContractState } from '../contract/contract-state.js';
import type { Lawful } from '../contract/law-facts.js';

/** What a signature leaves to be arranged, and the attestation that it rests on, in one statement. */
export async function arrangeFormalities(
  tx: Tx,
  contract: ContractState,
  lawful: Lawful | null,
): Promise<void> {
  if (lawful?.law == null) return;
  const { law, facts } = lawful;
  const rows = law.formalities(facts.contract).map((formality) => ({ id: newId(), ...formality }));
  const attestationId = law.attestation(facts);
  if (rows.length === 0 && attestationId === null) return;
  await tx.query(
    `with attested as (
       update core.contract set attestation_id = $5 where cooperative_id = $1 and id = $2)
     insert into core.formality (cooperative_id, id, activity_id, contract_id, worker_id, kind,
       country, due_on, status, source)
     select $1, f.id, $3, $2, $4, f.kind, f.country, f."dueOn", 'OPEN', f.source
     from jsonb_to_recordset($6::jsonb)
       as f(id uuid, kind text, country text, "dueOn" date, source text)`,
    [
      ...[tx.cooperativeId, contract.id, contract.activityId, contract.workerId],
      ...[attestationId, JSON.stringify(rows)],
    ],
  );
}
