import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { Attestation } from './attestation.entity.js';

/** An attestation is for its member and for the co-operative's own people. */
export const attestations: Source<Attestation> = {
  typeName: 'Attestation',
  entity: Attestation,
  permission: 'contract.read',
  visible: ({ memberId }, reach) => (reach === 'all' ? sql`true` : sql`t.member_id = ${memberId}`),
  orders: byAge,
};

export const attestationRecord: Transition<Attestation> = {
  ...{ name: 'attestation.record', subject: 'Attestation', tags: ['legal'] },
};
export const attestationVerify: Transition<Attestation> = {
  ...{ name: 'attestation.verify', subject: 'Attestation', tags: ['legal'] },
};
export const attestationEnd: Transition<Attestation> = {
  ...{ name: 'attestation.end', subject: 'Attestation', tags: ['legal'] },
};

/** What the viewer may do with it; one's own is seen by other eyes. */
export function attestationActions(viewer: Viewer, attestation: Attestation): string[] {
  if (viewer.grants.get('contract.write') !== 'all' || attestation.endedOn !== null) return [];
  if (attestation.memberId === viewer.memberId) return [];
  return attestation.verifiedOn === null
    ? ['attestation.verify', 'attestation.end']
    : ['attestation.end'];
}
