import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { Declaration } from './declaration.entity.js';
import { forAPerson } from './declaration-state.js';

/** A declaration as this transition and plugins' validations see it. */
export type ResolvedState = Pick<
  Declaration,
  'id' | 'version' | 'contractId' | 'kind' | 'state' | 'reference' | 'periodId'
>;

/** Declarations are for whom the contract is visible to: its worker, the manager, and staff. */
export const declarations: Source<Declaration> = {
  typeName: 'Declaration',
  entity: Declaration,
  permission: 'contract.read',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`exists (select from core.contract c
      join core.activity a on a.cooperative_id = c.cooperative_id and a.id = c.activity_id
      where c.cooperative_id = ${cooperativeId} and c.id = t.contract_id
        and (c.worker_id = ${memberId} or a.manager_id = ${memberId}))`;
  },
  orders: { ...byAge, FIRST_DAY: { property: 'firstDay', direction: 'asc', type: 'date' } },
};

/** A person takes a declaration on that does not go on by itself. */
export const declarationResolve: Transition<ResolvedState> = {
  ...{ name: 'declaration.resolve', subject: 'Declaration', tags: ['legal'] },
};

export function declarationActions(viewer: Viewer, declaration: Declaration): string[] {
  const may = viewer.grants.get('declaration.write') === 'all';
  return may && forAPerson.includes(declaration.state) ? ['declaration.resolve'] : [];
}
