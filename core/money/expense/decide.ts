import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { requireReach } from '../../platform/viewer.js';
import type { Finding } from '../../platform/write/violation.js';
import { decidesOver } from './expense.policy.js';

/** Advisers decide over the expenses and advances of all members, or this is FORBIDDEN. */
export function requireDecider({ viewer }: Context): void {
  if (requireReach(viewer, 'expense.approve') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'expense.approve' });
  }
}

/** But over nobody's own, whatever else they are. */
export function decisionFindings(
  { viewer }: Context,
  of: { readonly memberId: string },
): Finding[] {
  return decidesOver(viewer, of.memberId) ? [] : [{ code: 'expense.own' }];
}
