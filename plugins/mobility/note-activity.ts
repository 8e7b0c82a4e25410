import { GezelError, type PluginContext } from 'gezel/sdk';
import { MobilityActivity } from './activity.entity.js';

/** The row that what an activity uses hangs on; two who are first at once both find it. */
export async function noteActivity(
  { store, now }: PluginContext,
  activityId: string,
): Promise<void> {
  if ((await store.get(MobilityActivity, activityId)) !== null) return;
  await store
    .transaction((inner) => inner.insert(MobilityActivity, { activityId, since: now }))
    .catch((error: unknown) => {
      if (!(error instanceof GezelError && error.code === 'CONFLICT')) throw error;
    });
}
