import { sql } from '../platform/database/rows.js';
import { byAge, type Source } from '../platform/read/source.js';
import { ProviderRequest } from './provider-request.entity.js';

/** For those who work at the desk; members see what came of it in the plugin that asked. */
export const providerRequests: Source<ProviderRequest> = {
  typeName: 'ProviderRequest',
  entity: ProviderRequest,
  permission: 'desk.work',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};
