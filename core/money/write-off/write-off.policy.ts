import { takesPart } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { requireReach, type Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { InvoiceWriteOff, InvoiceWriteOffStatus } from './invoice-write-off.entity.js';
import type { WriteOffState } from './write-off-state.js';

/** Visible with the accounts of the activity that has the invoice. */
export const invoiceWriteOffs: Source<InvoiceWriteOff> = {
  typeName: 'InvoiceWriteOff',
  entity: InvoiceWriteOff,
  permission: 'ledger.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: byAge,
};

const subject = 'InvoiceWriteOff';
export const invoiceWrittenOff: Transition<WriteOffState> = {
  ...{ name: 'invoice.write-off', subject, tags: ['legal'] },
};
export const invoiceWriteOffReversed: Transition<WriteOffState> = {
  ...{ name: 'invoice.reverse-write-off', subject, tags: ['legal'] },
};

/** The loss is everybody's: only those who handle debts for the whole co-operative decide. */
export function requireWriteOff(ctx: Context): void {
  if (requireReach(ctx.viewer, 'invoice.write-off') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'invoice.write-off' });
  }
}

export function writeOffActions(viewer: Viewer, { status, madeBy }: InvoiceWriteOff): string[] {
  if (viewer.grants.get('invoice.write-off') !== 'all') return [];
  if (status === InvoiceWriteOffStatus.APPROVED) return ['invoice.reverse-write-off'];
  const decides = status === InvoiceWriteOffStatus.PROPOSED && madeBy !== viewer.memberId;
  return decides ? ['invoice.write-off'] : [];
}
