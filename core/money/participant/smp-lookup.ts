/**
 * Asks the Peppol network itself, as its policy for identifiers and its SML and SMP specifications
 * have it:
 *
 * 1. the name of a participant in the zone of the SML is the Base32 of the SHA-256 of its address;
 * 2. a NAPTR record there, of the service Meta:SMP, names the participant's SMP; no record: unknown;
 * 3. the SMP answers over HTTPS which documents the participant takes; 404: it has left.
 */
import { createHash } from 'node:crypto';
import type { NaptrRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { getText } from '../../platform/outbound.js';
import { elementsAt, XmlRefused, xmlTree } from '../purchase/xml-tree.js';
import {
  absent,
  LookupError,
  type Participant,
  type ParticipantLookup,
} from './participant-lookup.js';

export interface SmpLookupOptions {
  /** The zone of the SML, e.g. "edelivery.tech.ec.europa.eu". */
  readonly zone: string;
  readonly naptr?: (name: string) => Promise<readonly NaptrRecord[]>;
  readonly timeoutMs?: number;
  /** Whether an SMP may be on this machine and without TLS: in tests only. */
  readonly local?: boolean;
}

export function smpLookup(options: SmpLookupOptions): ParticipantLookup {
  const { zone, timeoutMs = 5_000, local = false } = options;
  const naptr = options.naptr ?? resolving(timeoutMs);
  return Object.freeze({
    find: async (address: string) => {
      const smp = smpOf(await recordsAt(naptr, nameOf(address, zone)), local);
      if (smp === null) return absent;
      const group = encodeURIComponent(`${scheme}::${address}`);
      const url = `${smp.replace(/\/+$/, '')}/${group}`;
      const answer = await getText(url, { timeoutMs, maximumBytes, local }).catch(
        (error: Error) => {
          throw new LookupError(`${new URL(smp).host} could not be asked: ${error.message}`);
        },
      );
      if (answer.status === 404) return absent;
      if (answer.status !== 200) {
        throw new LookupError(`${new URL(smp).host} answered ${answer.status}.`);
      }
      return documentsIn(answer.text);
    },
  });
}

const scheme = 'iso6523-actorid-upis';
/** Some hundreds of document types. */
const maximumBytes = 1_048_576;

/** "9915:test" → eh5b…dw6a.iso6523-actorid-upis.ZONE */
export function nameOf(address: string, zone: string): string {
  const digest = createHash('sha256').update(address.toLowerCase()).digest();
  return `${base32(digest)}.${scheme}.${zone}`;
}

/** RFC 4648 without padding, in small letters: DNS knows no capitals. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

const resolving = (timeoutMs: number) => (name: string) =>
  new Resolver({ timeout: timeoutMs, tries: 2 }).resolveNaptr(name);

async function recordsAt(
  naptr: (name: string) => Promise<readonly NaptrRecord[]>,
  name: string,
): Promise<readonly NaptrRecord[]> {
  try {
    return await naptr(name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw new LookupError(`The SML could not be asked: ${message}`);
  }
}

/** The address of the SMP that a record gives: `!.*!https://smp.example!`; null: no record does. */
function smpOf(records: readonly NaptrRecord[], local: boolean): string | null {
  const [first] = records
    .filter(({ flags, service }) => /^u$/i.test(flags) && /^meta:smp$/i.test(service))
    .toSorted((a, b) => a.order - b.order || a.preference - b.preference);
  if (first === undefined) return null;
  const [, , url = ''] = first.regexp.split(first.regexp.charAt(0));
  const safe = URL.canParse(url) && (url.startsWith('https://') || local);
  if (!safe)
    throw new LookupError(`The SML names "${url.slice(0, 100)}", which is no https address.`);
  return url;
}

/** The group of services of a participant: a reference for each kind of document that it takes. */
function documentsIn(text: string): Participant {
  let root: ReturnType<typeof xmlTree>;
  try {
    root = xmlTree(new TextEncoder().encode(text), namespaces);
  } catch (error) {
    if (error instanceof XmlRefused) throw new LookupError(`The SMP's answer: ${error.message}`);
    throw error;
  }
  if (root.name !== 'ServiceGroup') throw new LookupError('The SMP answered something else.');
  const types = elementsAt(root, 'ServiceMetadataReferenceCollection/ServiceMetadataReference').map(
    ({ attributes }) => decoded(attributes.href ?? ''),
  );
  const takes = (document: string) =>
    types.some((type) => type.includes(`:${document}-2::${document}##${billing}`));
  return { takesInvoices: takes('Invoice'), takesCreditNotes: takes('CreditNote') };
}

/** The customisation of BIS Billing 3.0 in the identifier of a kind of document. */
const billing = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::';

const namespaces: ReadonlyMap<string, string> = new Map([
  ['http://busdox.org/serviceMetadata/publishing/1.0/', ''],
]);

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return '';
  }
}
