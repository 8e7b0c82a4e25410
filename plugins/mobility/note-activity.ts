import { insertOnce, type PluginContext } from 'gezel/sdk';
import { MobilityActivity } from './activity.entity.js';

/** The row that what an activity uses hangs on. */
export const noteActivity = ({ store, now }: PluginContext, activityId: string): Promise<void> =>
  insertOnce(store, MobilityActivity, activityId, { activityId, since: now });
