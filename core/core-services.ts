import { contractDays } from './employment/contract-day.js';
import { charge, refund } from './money/charge.js';
import type { CoreServices } from './platform/host/core-port.js';

/** What the port offers to plugins beyond reading: given to the host, which knows no domain. */
export const coreServices: CoreServices = { charge, refund, contractDays };
