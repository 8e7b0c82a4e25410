import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Snapshot, Transition } from '../../platform/write/transition.js';
import type { ContractState } from '../contract/contract-state.js';
import { Agency } from './agency.entity.js';

/** Agencies are companies that the whole co-operative works with: whoever makes contracts sees them. */
export const agencies: Source<Agency> = {
  typeName: 'Agency',
  entity: Agency,
  permission: 'contract.read',
  visible: () => sql`true`,
  orders: byAge,
};

/** What the viewer may do with it: the co-operative's people decide with whom it works. */
export const agencyActions = ({ grants }: Viewer, { endedOn }: Agency): string[] =>
  grants.get('contract.write') === 'all' && endedOn === null ? ['agency.end'] : [];

export const agencyRecord: Transition<Agency> = {
  ...{ name: 'agency.record', subject: 'Agency', tags: ['legal'] },
};

export const agencyEnd: Transition<Agency> = {
  ...{ name: 'agency.end', subject: 'Agency', tags: ['legal'] },
};

/** Worked contracts that an invoice of their agency is for. */
export interface InvoicedWork extends Snapshot {
  readonly contracts: readonly ContractState[];
}

export const agencySettle: Transition<InvoicedWork> = {
  ...{ name: 'agency.settle', subject: 'Purchase', tags: ['legal'] },
};
