import type { LawCheck } from '../rules/contract-law.js';

/** Employment without an agreed end is an engagement, which makes its months itself. */
export const withinEngagement: LawCheck = ({ contract }) =>
  contract.engagementId !== null ? [] : [{ code: 'engagement.needed', path: ['kind'] }];
