/** What is known of participants: asked once, kept until it expires. */
import { join } from 'node:path';
import type { Config } from '../../platform/config.js';
import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { directoryLookup } from './directory-lookup.js';
import type { Participant, ParticipantLookup } from './participant-lookup.js';
import { smpLookup } from './smp-lookup.js';

/** The look-up that the configuration names. */
export const openLookup = ({ smlZone, dataDir }: Config): ParticipantLookup =>
  smlZone === undefined
    ? directoryLookup(join(dataDir, 'access-point'))
    : smpLookup({ zone: smlZone });

/** Participants change their provider within hours, and may join the network at any moment. */
const keptHours = { present: 24, absent: 1 };

/**
 * What the network says of an address, or said not long ago; null where nobody can be asked. Throws
 * `LookupError` when the network does not answer and nothing is known.
 */
export async function participantAt(
  { database }: Pick<Platform, 'database'>,
  lookup: ParticipantLookup,
  address: string,
): Promise<Participant | null> {
  const [known] = await knownAt(database, [address]);
  if (known !== undefined) {
    return { takesInvoices: known.takesInvoices, takesCreditNotes: known.takesCreditNotes };
  }
  const found = await lookup.find(address);
  if (found === null) return null;
  const { takesInvoices, takesCreditNotes } = found;
  const hours = takesInvoices || takesCreditNotes ? keptHours.present : keptHours.absent;
  await database.query(
    `insert into core.peppol_participant as p (address, takes_invoices, takes_credit_notes,
       checked_at, expires_at)
     values ($1, $2, $3, now(), now() + make_interval(hours => $4))
     on conflict (address) do update set takes_invoices = $2, takes_credit_notes = $3,
       checked_at = excluded.checked_at, expires_at = excluded.expires_at`,
    [address, takesInvoices, takesCreditNotes, hours],
    'participant-keep',
  );
  return found;
}

/** Of those that were asked not long ago. */
export const knownAt = (sql: Sql, addresses: readonly string[]) =>
  sql.query<Participant & { readonly address: string }>(
    `select address, takes_invoices as "takesInvoices", takes_credit_notes as "takesCreditNotes"
     from core.peppol_participant where address = any($1::text[]) and expires_at > now()`,
    [addresses],
    'participants-known',
  );
