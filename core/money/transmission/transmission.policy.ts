import { takesPart } from '../../activity/activity.policy.js';
import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { InvoiceState } from '../invoice/invoice-state.js';
import type { Addresses } from './queue-transmission.js';
import { Transmission, TransmissionStatus } from './transmission.entity.js';

/** A document with how far it has come and where it would go. */
export interface SendState extends InvoiceState {
  readonly transmission: {
    readonly id: string;
    readonly status: TransmissionStatus;
    readonly round: number;
  } | null;
  readonly addresses: Addresses | null;
}

/** Whoever sees the document sees how far it has come; of a plugin's documents the plugin tells. */
export const transmissions: Source<Transmission> = {
  typeName: 'Transmission',
  entity: Transmission,
  permission: 'activity.read',
  visible: (viewer, reach) =>
    sql`t.invoice_id is not null and ${takesPart(viewer, reach, 't.activity_id')}`,
  orders: byAge,
};

export const invoiceSent: Transition<SendState> = {
  ...{ name: 'invoice.send', subject: 'Invoice', tags: ['legal'] },
};

/** What came to nothing can be sent again; what may have arrived never is by itself. */
export const mayBeSentAgain = (status: TransmissionStatus): boolean =>
  [TransmissionStatus.REFUSED, TransmissionStatus.FAILED].includes(status);
