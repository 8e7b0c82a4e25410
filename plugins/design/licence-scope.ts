import type { InvoiceFacts } from 'gezel/sdk';
import type { DesignLicence } from './licence.entity.js';

/** The use that a licence allows. Pure: two scopes clash or not, whoever asks first. */
export type Scope = Pick<
  DesignLicence,
  'clientId' | 'media' | 'territories' | 'fromDay' | 'untilDay' | 'exclusive' | 'transfer'
>;

/**
 * Whether two licences of one work cannot both be granted: they are of two clients, one of them
 * shuts others out, and there is a day, a medium and a territory that both allow.
 */
export function clash(one: Scope, other: Scope): boolean {
  if (one.clientId === other.clientId) return false;
  if (!(shutsOut(one) || shutsOut(other))) return false;
  if (!meetInTime(one, other)) return false;
  if (one.transfer || other.transfer) return true;
  return (
    meet(one.media, other.media, everyMedium) &&
    meet(one.territories, other.territories, everywhere)
  );
}

export const everyMedium = 'all';
export const everywhere = 'WORLD';

export enum LicenceUse {
  WITHDRAWN = 'WITHDRAWN',
  UNPAID = 'UNPAID',
  NOT_BEGUN = 'NOT_BEGUN',
  ENDED = 'ENDED',
  ACTIVE = 'ACTIVE',
}

/**
 * Whether the work may be used on a day: only when the invoice, after credit notes, is wholly paid,
 * and with it all else that its quote asks: an advance pays for no rights. Rights on an invoice that
 * was taken back are taken back with it.
 */
export function useOn(
  { status, fromDay, untilDay }: Pick<DesignLicence, 'status' | 'fromDay' | 'untilDay'>,
  invoice: Pick<InvoiceFacts, 'status' | 'paymentStatus' | 'orderPaid'> | null,
  day: string,
): LicenceUse {
  if (status === 'WITHDRAWN' || invoice?.status === 'CREDITED') return LicenceUse.WITHDRAWN;
  if (untilDay !== null && untilDay < day) return LicenceUse.ENDED;
  if (!isPaid(invoice) || invoice?.orderPaid === false) return LicenceUse.UNPAID;
  return fromDay > day ? LicenceUse.NOT_BEGUN : LicenceUse.ACTIVE;
}

/** Wholly paid, and not taken back by credit notes. */
export const isPaid = (invoice: Pick<InvoiceFacts, 'status' | 'paymentStatus'> | null): boolean =>
  invoice?.status === 'ISSUED' && settled.has(invoice.paymentStatus);

const settled: ReadonlySet<string> = new Set(['PAID', 'OVERPAID']);

const shutsOut = ({ exclusive, transfer }: Scope): boolean => exclusive || transfer;

/** A transfer has no end: what comes after its first day is the client's. */
function meetInTime(one: Scope, other: Scope): boolean {
  const [oneEnd, otherEnd] = [endOf(one), endOf(other)];
  return one.fromDay <= otherEnd && other.fromDay <= oneEnd;
}

const endOf = ({ untilDay, transfer }: Scope): string =>
  transfer || untilDay === null ? '9999-12-31' : untilDay;

function meet(one: readonly string[], other: readonly string[], any: string): boolean {
  return one.includes(any) || other.includes(any) || one.some((part) => other.includes(part));
}
