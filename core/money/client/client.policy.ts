import type { Activity } from '../../activity/activity.entity.js';
import { mayManage, takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import { Client } from './client.entity.js';

/** Clients are visible to those who take part in their activity and to the co-operative's people. */
export const clients: Source<Client> = {
  typeName: 'Client',
  entity: Client,
  permission: 'activity.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: { ...byAge, NAME: { property: 'name', direction: 'asc', type: 'text' } },
};

/** What a viewer may do for an activity in which these permissions have to be managed. */
export function managing(
  viewer: Viewer,
  activity: Activity | null,
  permissions: readonly string[],
): string[] {
  if (activity === null) return [];
  return permissions.filter((name) => mayManage(viewer, viewer.grants.get(name), activity));
}
