import { tour } from '../../seeds/demo/tour.js';
import { firstDay } from '../../seeds/demo/tour-people.js';
import { onCalendarServer } from './calendar-server.js';

/** `npm run tour`: a tour over HTTP, through the months of a server of its own. */
export async function tourCommand(env: NodeJS.ProcessEnv): Promise<number> {
  await onCalendarServer(env, { run: 'tour', firstDay }, ({ client }) => tour(client));
  return 0;
}
