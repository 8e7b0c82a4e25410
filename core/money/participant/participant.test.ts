import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import * as t from '../testing.js';
import { httpAccessPoint } from '../transmission/http-access-point.js';
import { sendDue } from '../transmission/send-due.js';
import { testAccessPoint } from '../transmission/testing-access-point.js';
import { participantAt } from './known-participant.js';
import { LookupError, type Participant } from './participant-lookup.js';
import { nameOf, smpLookup } from './smp-lookup.js';

let p: TestPlatform;
let smp: Server;
let base: string;
let folder: string;
/** What the SMP answers for an address: a status and a body. */
const groups = new Map<string, { status: number; body: string }>();
/** The records of the SML by name; an error code in place of them. */
const zone = new Map<string, readonly object[] | string>();
let asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-participants-'));
  p = await testPlatform({ env: { DATA_DIR: folder } });
  smp = createServer((request, response) => {
    const address = decodeURIComponent(request.url ?? '').split('::')[1] ?? '';
    asked.push(address);
    const { status, body } = groups.get(address) ?? { status: 404, body: '' };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((listening) => smp.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(smp.address() as AddressInfo).port}`;
});
afterAll(async () => {
  smp.close();
  await p.close();
  await rm(folder, { recursive: true });
});

const naptr = async (name: string) => {
  const found = zone.get(name) ?? 'ENOTFOUND';
  if (typeof found === 'string') throw Object.assign(new Error(found), { code: found });
  return found as never;
};
const lookup = () => smpLookup({ zone: 'sml.test', naptr, local: true, timeoutMs: 2_000 });
const record = (regexp: string, over: object = {}) => ({
  ...{ flags: 'U', service: 'Meta:SMP', regexp, replacement: '.', order: 100, preference: 10 },
  ...over,
});
const reference = (document: string) => {
  const type =
    `busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:${document}-2::` +
    `${document}##urn:cen.eu:en16931:2017#compliant#` +
    'urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1';
  return `<smp:ServiceMetadataReference href="${base}/x/services/${encodeURIComponent(type)}"/>`;
};
const group = (...documents: string[]) =>
  `<smp:ServiceGroup xmlns:smp="http://busdox.org/serviceMetadata/publishing/1.0/">
    <smp:ServiceMetadataReferenceCollection>${documents.map(reference).join('')}
    </smp:ServiceMetadataReferenceCollection></smp:ServiceGroup>`;
/** A participant whom the network knows. */
const register = (address: string, body: string, status = 200) => {
  zone.set(nameOf(address, 'sml.test'), [record(`!.*!${base}!`)]);
  groups.set(address, { status, body });
};

describe('the network', () => {
  test('names participants as its policy says', () => {
    const label = 'eh5boavaktmbgzyh2a63dz4qov33fvp5nsdvqklucfraayoodw6a';
    for (const address of ['9915:test', '9915:TEST']) {
      expect(nameOf(address, 'zone.example')).toBe(`${label}.iso6523-actorid-upis.zone.example`);
    }
  });

  test.each<[string, string[], Participant]>([
    ['invoices and credit notes', ['Invoice', 'CreditNote'], both(true, true)],
    ['invoices only', ['Invoice'], both(true, false)],
    ['orders only', ['Order'], both(false, false)],
    ['nothing', [], both(false, false)],
  ])('says that a participant takes %s', async (_, documents, expected) => {
    register('0208:0403170701', group(...documents));
    expect(await lookup().find('0208:0403170701')).toEqual(expected);
  });

  test('does not know who is in no record, or has left the SMP', async () => {
    expect(await lookup().find('0208:0000000097')).toEqual(both(false, false));
    register('0208:0207451227', '', 404);
    expect(await lookup().find('0208:0207451227')).toEqual(both(false, false));
  });

  test('is asked by the first of its records, and of no other service', async () => {
    const address = '0208:0403019261';
    groups.set(address, { status: 200, body: group('Invoice') });
    zone.set(nameOf(address, 'sml.test'), [
      record('!.*!http://127.0.0.1:1!', { order: 200 }),
      record('!.*!http://127.0.0.1:1!', { service: 'Meta:OTHER', order: 1 }),
      record(`!.*!${base}/!`),
    ]);
    expect(await lookup().find(address)).toEqual(both(true, false));
  });

  test('that does not answer as agreed leaves everything unknown', async () => {
    const address = '0208:0566988259';
    const at = nameOf(address, 'sml.test');
    const fails = () => expect(lookup().find(address)).rejects.toBeInstanceOf(LookupError);
    zone.set(at, 'ESERVFAIL');
    await fails();
    zone.set(at, [record('!.*!http://127.0.0.1:1!')]);
    await fails();
    zone.set(at, [record('!.*!ftp//nowhere!')]);
    await fails();
    for (const [body, status] of [
      ['', 500],
      ['Dear Sir', 200],
      ['<ServiceGroup/>', 200],
      [`<!DOCTYPE x [<!ENTITY e "e">]>${group('Invoice')}`, 200],
      [`${group('Invoice')}${' '.repeat(1_100_000)}`, 200],
    ] as const) {
      register(address, body, status);
      await fails();
    }
    // Outside of tests an SMP inside this network is never asked, and never without TLS.
    const outside = smpLookup({ zone: 'sml.test', naptr });
    await expect(outside.find(address)).rejects.toBeInstanceOf(LookupError);
  });

  test('is asked once in a day, and again when its answer has expired', async () => {
    const address = '9915:test';
    register(address, group('Invoice'));
    asked = [];
    const find = () => participantAt(p.platform, lookup(), address);
    expect([await find(), await find()]).toEqual([both(true, false), both(true, false)]);
    expect(asked).toEqual([address]);
    await p.admin.query(
      `update core.peppol_participant set checked_at = now() - interval '2 days',
         expires_at = now() - interval '1 day' where address = $1`,
      [address],
    );
    register(address, group('Invoice', 'CreditNote'));
    expect(await find()).toEqual(both(true, true));
    expect(asked).toHaveLength(2);
  });
});

describe('a client', () => {
  const address = '0208:0566988259';
  const check = `mutation ($input: CheckPeppolInput!) { checkPeppol(input: $input) {
    client { peppolReachable } violations { code } } }`;

  test('whom the network does not know gets no document, and a person is told why', async () => {
    const server = await testAccessPoint();
    const point = httpAccessPoint({ ...server, retryDelayMs: 1, timeoutMs: 5_000 });
    zone.delete(nameOf(address, 'sml.test'));
    const { id } = await t.newInvoice(p, 'member-stage', [t.line('100.00')]);
    await p.platform.settle();
    await sendDue(p.platform, point, lookup());
    const query = `{ invoice(id: "Invoice:${id}") { transmission { status problem }
      client { id peppolReachable } } }`;
    const { transmission, client } = await t.ask(p, 'member-stage', query);
    expect(transmission).toEqual({ status: 'REFUSED', problem: 'RECEIVER_NOT_ON_NETWORK' });
    expect(client.peppolReachable).toBe(false);
    // It joins, and the document is sent again.
    register(address, group('Invoice'));
    await p.admin.query('delete from core.peppol_participant');
    const again = `mutation ($input: SendInvoiceInput!) { sendInvoice(input: $input) {
      violations { code } } }`;
    const input = { invoiceId: `Invoice:${id}`, idempotencyKey: t.newKey() };
    expect(t.codes(await t.ask(p, 'member-stage', again, { input }))).toEqual([]);
    await sendDue(p.platform, point, lookup());
    expect((await t.ask(p, 'member-stage', query)).transmission.status).toBe('SENT');
    await server.close();
  });

  test('is looked up when asked, by whoever may change it', async () => {
    const clientId = `Client:${await t.newClient(p, 'member-film')}`;
    const ask = (as: 'member-film' | 'member-stage') =>
      t.ask(p, as, check, { input: { clientId } });
    await p.admin.query('delete from core.peppol_participant');
    expect(t.codes(await ask('member-film'))).toEqual(['peppol.nobody-to-ask']);
    await mkdir(join(folder, 'access-point'), { recursive: true });
    const file = join(folder, 'access-point', 'participants.txt');
    await writeFile(file, `9915:test\n${address} INVOICE\n`);
    expect(await ask('member-film')).toEqual({
      ...{ client: { peppolReachable: true }, violations: [] },
    });
    const input = { clientId };
    expect(await t.errorsOf(p, 'member-stage', check, { input })).toEqual(['NOT_FOUND']);
  });
});

function both(takesInvoices: boolean, takesCreditNotes: boolean): Participant {
  return { takesInvoices, takesCreditNotes };
}
