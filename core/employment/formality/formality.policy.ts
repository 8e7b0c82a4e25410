import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';

import { Formality } from './formality.entity.js';

/** As its contract: for the worker, the activity's manager and the co-operative's own people. */
export const formalities: Source<Formality> = {
  typeName: 'Formality',
  entity: Formality,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.worker_id = ${memberId} or exists (select from core.activity a
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${memberId}))`;
  },
  orders: { ...byAge, DUE_ON: { property: 'dueOn', direction: 'asc', type: 'date' } },
};

export const formalitySettle: Transition<Formality> = {
  ...{ name: 'formality.settle', subject: 'Formality', tags: ['legal'] },
};

/** Whoever manages the activity settles what is open; only the co-operative's people waive it. */
export function formalityActions(
  viewer: Viewer,
  formality: Formality,
  managerId: string | undefined,
): string[] {
  if (formality.status !== 'OPEN') return [];
  const reach = viewer.grants.get('contract.write');
  if (reach === 'all') return ['formality.settle', 'formality.waive'];
  return reach === 'own' && managerId === viewer.memberId ? ['formality.settle'] : [];
}
