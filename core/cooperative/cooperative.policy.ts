import { sql } from '../platform/database/rows.js';
import { byAge, type Source } from '../platform/read/source.js';
import type { Viewer } from '../platform/viewer.js';
import { ApiToken } from './api-token.entity.js';
import { Cooperative } from './cooperative.entity.js';
import { HostEntity } from './host-entity.entity.js';

/** A co-operative is visible to its own people; there is none but the one of the token. */
export const cooperatives: Source<Cooperative> = {
  typeName: 'Cooperative',
  entity: Cooperative,
  permission: 'cooperative.read',
  visible: () => sql`true`,
  orders: byAge,
};

export const hostEntities: Source<HostEntity> = {
  typeName: 'HostEntity',
  entity: HostEntity,
  permission: 'cooperative.read',
  visible: () => sql`true`,
  orders: { ...byAge, NAME: { property: 'name', direction: 'asc', type: 'text' } },
};

/** One's own tokens; with the permission for all everybody's, to revoke a leaked one. */
export const apiTokens: Source<ApiToken> = {
  typeName: 'ApiToken',
  entity: ApiToken,
  permission: 'token.write',
  visible: (viewer, reach) => (reach === 'all' ? sql`true` : sql`t.member_id = ${viewer.memberId}`),
  orders: byAge,
};

/** What this viewer may do with the co-operative itself. */
export function cooperativeActions(viewer: Viewer, cooperative: Cooperative): string[] {
  if (cooperative.id !== viewer.cooperativeId) return [];
  return ['member.register', 'plugin.enable'].filter(
    (permission) => viewer.grants.get(permission) === 'all',
  );
}
