/** The worker: sends what is queued and asks what became of what was sent. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Platform } from '../../platform/context.js';
import { workThrough } from '../../platform/events/work-through.js';
import { keyOf } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids.js';
import { DocumentFormat, documentFile } from '../einvoice/document-file.js';
import { documentSource } from '../einvoice/document-source.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { participantAt } from '../participant/known-participant.js';
import { LookupError, type ParticipantLookup } from '../participant/participant-lookup.js';
import { type AccessPoint, AccessPointError, type MessageState } from './access-point.js';
import { TransmissionStatus } from './transmission.entity.js';

/**
 * Works until nothing is due; any number of servers may. Each message is claimed under a lease: a
 * server that dies leaves it to another, which first asks by the message's key whether it has gone
 * out. Answers how many it worked on.
 */
export const sendDue = (
  platform: Platform,
  accessPoint: AccessPoint,
  lookup: ParticipantLookup = nobody,
): Promise<number> =>
  workThrough({
    claim: () => claim(platform),
    work: (sent) => workOn(platform, { point: accessPoint, lookup }, sent),
  });

interface Claimed {
  readonly cooperativeId: string;
  readonly id: string;
  readonly invoiceId: string | null;
  readonly kind: 'INVOICE' | 'CREDIT_NOTE' | null;
  readonly ubl: string | null;
  readonly status: TransmissionStatus;
  readonly sender: string;
  readonly receiver: string;
  readonly round: number;
  readonly attempts: number;
}

/** Longer than an access point takes for one batch: no two servers work on one message. */
const leaseMinutes = 10;
const batch = 10;

/** Times are the database's: it is the one clock that all servers share. */
const claim = ({ database }: Platform): Promise<Claimed[]> =>
  database.query<Claimed & Record<string, unknown>>(
    `update core.transmission t set attempts = t.attempts + 1,
       next_attempt_at = now() + interval '${leaseMinutes} minutes'
     from (select cooperative_id, id from core.transmission where next_attempt_at <= now()
       order by next_attempt_at limit ${batch} for no key update skip locked) d
     where t.cooperative_id = d.cooperative_id and t.id = d.id
     returning t.cooperative_id as "cooperativeId", t.id, t.invoice_id as "invoiceId", t.kind,
       t.ubl, t.status, t.sender, t.receiver, t.round, t.attempts`,
    [],
    'transmission-claim',
  );

/** Where nobody can be asked, the access point itself refuses whom it does not reach. */
const nobody: ParticipantLookup = { find: async () => null };

interface Network {
  readonly point: AccessPoint;
  readonly lookup: ParticipantLookup;
}

async function workOn(platform: Platform, network: Network, sent: Claimed): Promise<void> {
  try {
    const state = await stateNow(platform, network, sent);
    await settle(platform, sent, state);
  } catch (error) {
    const known = error instanceof AccessPointError;
    platform.log.warn({ err: error, transmissionId: sent.id }, 'a document could not be sent');
    const problem = known ? 'ACCESS_POINT_UNAVAILABLE' : 'INTERNAL';
    await postpone(platform, sent, problem, known ? error.message : null);
  }
}

/** A message that was begun before may have gone out: its key tells, and only then it is sent. */
async function stateNow(
  platform: Platform,
  { point, lookup }: Network,
  sent: Claimed,
): Promise<MessageState | null> {
  const key = messageKey(sent);
  if (sent.status === TransmissionStatus.SENT) return point.stateOf(key);
  const known = sent.attempts > 1 ? await point.stateOf(key) : null;
  if (known !== null) return known;
  const { kind, body } = await fileOf(platform, sent);
  const takes = await receiverTakes(platform, lookup, sent.receiver);
  if (takes !== null && !takes[kind]) return notReached(sent.receiver);
  return point.send({ key, sender: sent.sender, receiver: sent.receiver, kind, body });
}

/** Null where it is not known: then the access point finds out. */
async function receiverTakes(platform: Platform, lookup: ParticipantLookup, receiver: string) {
  try {
    const found = await participantAt(platform, lookup, receiver);
    return found && { INVOICE: found.takesInvoices, CREDIT_NOTE: found.takesCreditNotes };
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    platform.log.warn({ err: error }, 'a participant could not be looked up');
    return null;
  }
}

const notReached = (receiver: string): MessageState => ({
  ...{ state: 'REFUSED', code: 'RECEIVER_NOT_ON_NETWORK' },
  text: `The Peppol network takes no such document for ${receiver}.`,
});

export const messageKey = ({ id, round }: Pick<Claimed, 'id' | 'round'>): string =>
  `${id}-${round}`;

/** The file of this round, kept before it is sent: what a client got can always be shown. */
async function fileOf(platform: Platform, sent: Claimed) {
  const { cooperativeId, receiver, invoiceId } = sent;
  if (invoiceId === null) return serviceFile(sent);
  const source = await documentSource(platform.database, cooperativeId, invoiceId);
  if (source === null) throw new Error(`The document of the transmission ${sent.id} is no more.`);
  const kind = source.kind === InvoiceKind.INVOICE ? 'INVOICE' : 'CREDIT_NOTE';
  const key = keyOf(cooperativeId, messageKey(sent));
  const kept = await platform.files.open(key);
  if (kept !== null) return { kind, body: await buffer(kept) } as const;
  const buyer = { ...source.buyer, peppolAddress: receiver };
  const { body } = await documentFile({ ...source, buyer }, DocumentFormat.UBL);
  const sha256 = createHash('sha256').update(body).digest('hex');
  await platform.files.put(key, new Blob([Buffer.from(body)]), sha256);
  await platform.database.query(
    'update core.transmission set sha256 = $3 where cooperative_id = $1 and id = $2',
    [cooperativeId, sent.id, sha256],
    'transmission-file',
  );
  return { kind, body } as const;
}

/** What a plugin issued is kept with its row. */
function serviceFile({ id, kind, ubl }: Claimed) {
  if (kind === null || ubl === null) throw new Error(`The transmission ${id} has no file.`);
  return { kind, body: new TextEncoder().encode(ubl) } as const;
}

/** Final states end the work; one that is only sent is asked after, less and less often. */
async function settle(platform: Platform, sent: Claimed, state: MessageState | null) {
  if (state === null) return postpone(platform, sent, 'NOT_KNOWN_YET', null);
  if (state.state === sent.status) return postpone(platform, sent, null, null);
  const refused = state.state === 'REFUSED';
  const ended = state.state !== 'SENT';
  await platform.database.query(
    `with settled as (
       update core.transmission set status = $3, message_id = coalesce($4, message_id),
         problem = $5, problem_text = $6, attempts = 0, version = version + 1,
         sent_at = case when $3 = 'REFUSED' then sent_at else coalesce(sent_at, now()) end,
         ended_at = case when $7 then now() end,
         next_attempt_at = case when $7 then null else now() + interval '1 minute' end
       where cooperative_id = $1 and id = $2 and round = $8 and status = $9
       returning *)
     ${told}`,
    [
      ...[sent.cooperativeId, sent.id, state.state, refused ? null : state.messageId],
      ...(refused ? [state.code, state.text.slice(0, 500)] : [null, null]),
      ...[ended, sent.round, sent.status, newId()],
    ],
    'transmission-settle',
  );
}

/** Of whoever issued it: the core's own invoices, or a plugin's documents. */
const told = `insert into core.outbox
    (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
  select cooperative_id, $10,
    coalesce(split_part(service, '.', 1) || '.transmission', 'invoice.transmission'),
    coalesce(subject_type, 'Invoice'), coalesce(invoice_id, subject_id), activity_id,
    jsonb_build_object('transmissionId', $2::uuid, 'status', status)
      || case when service is null then '{}' else jsonb_build_object('problem', problem) end
  from settled`;

/** Twice as long each time, from a minute to six hours; after the limit a person must look. */
async function postpone(
  { database }: Platform,
  sent: Claimed,
  problem: string | null,
  text: string | null,
): Promise<void> {
  const spent = sent.attempts >= attemptsLimit;
  // What is sent and never confirmed stays sent: it did arrive at the access point.
  const failed = spent && sent.status === TransmissionStatus.QUEUED;
  const waitMinutes = Math.min(360, 2 ** (sent.attempts - 1));
  await database.query(
    `with settled as (
       update core.transmission set problem = $3, problem_text = $4, version = version + 1,
         status = case when $5 then 'FAILED' else status end,
         ended_at = case when $5 then now() end,
         next_attempt_at = case when not $6 then now() + make_interval(mins => $7) end
       where cooperative_id = $1 and id = $2 and round = $8 and status = $9
       returning *)
     ${told} where service is not null and $5`,
    [
      ...[sent.cooperativeId, sent.id, problem, text?.slice(0, 500) ?? null],
      ...[failed, spent, waitMinutes, sent.round, sent.status, newId()],
    ],
    'transmission-postpone',
  );
}

/** Some two days and a half of trying. */
export const attemptsLimit = 18;
