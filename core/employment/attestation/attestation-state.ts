import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import type { DomainEvent } from '../../platform/write/record.js';
import { Attestation } from './attestation.entity.js';

export async function lockedAttestation(tx: Tx, id: string): Promise<Attestation> {
  const row = await locked(tx, Attestation, id);
  if (row === null) throw notFound('Attestation', globalId('Attestation', id));
  return row;
}

/** Ids and codes only: the number of an attestation is a person's. */
export const attestationEvent = (
  type: string,
  { id, memberId, kind }: Pick<Attestation, 'id' | 'memberId' | 'kind'>,
): DomainEvent => ({ type, subject: { type: 'Attestation', id }, payload: { memberId, kind } });
