import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openDownload } from '../../platform/files/downloads.js';
import { globalId, newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { EInvoiceOrder } from '../../sdk/einvoice-door.js';
import { ClientKind } from '../client/client.entity.js';
import { createClient } from '../client/create-client.js';
import { brokenRules } from '../einvoice/testing-rules.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { address, ask, codes, errorsOf, line, newDraft, newInvoice, newKey } from '../testing.js';
import { type AccessPoint, AccessPointError, maximumMessageBytes } from './access-point.js';
import { directoryAccessPoint } from './directory-access-point.js';
import { httpAccessPoint } from './http-access-point.js';
import { attemptsLimit, sendDue } from './send-due.js';
import { einvoices } from './service-document.js';
import { type TestAccessPoint, testAccessPoint } from './testing-access-point.js';

let p: TestPlatform;
let server: TestAccessPoint;
let point: AccessPoint;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());
beforeEach(async () => {
  server = await testAccessPoint();
  point = httpAccessPoint({ ...server, retryDelayMs: 1, timeoutMs: 5_000 });
});
afterEach(async () => {
  await server.close();
  // What one test sent is not asked after in the next.
  await p.admin.query(`update core.transmission set next_attempt_at = null where status = 'SENT'`);
});

const client = '0208:0566988259';

/** An issued document whose event has been handled. */
async function issued() {
  const invoice = await newInvoice(p, 'member-stage', [line('100.00')]);
  await p.platform.settle();
  return invoice;
}

/** As if the time to try again had come. */
const hurry = () =>
  p.admin.query(
    "update core.transmission set next_attempt_at = now() - interval '1 s' where next_attempt_at is not null",
  );
const sent = async () => {
  await hurry();
  return sendDue(p.platform, point);
};

const query = `query ($id: ID!) { invoice(id: $id) { transmission {
  status receiver attempts problem problemText messageId sentAt endedAt nextAttemptAt viewerCan } } }`;
const stateOf = async ({ id }: { id: string }, as: TestPerson = 'member-stage') =>
  (await ask(p, as, query, { id: globalId('Invoice', id) }))?.transmission;

const mutation = `mutation ($input: SendInvoiceInput!) { sendInvoice(input: $input) {
  invoice { transmission { status } } violations { code message } } }`;
const sendAgain = ({ id }: { id: string }, over: object = {}, as: TestPerson = 'member-stage') => {
  const input = { invoiceId: globalId('Invoice', id), idempotencyKey: newKey(), ...over };
  return ask(p, as, mutation, { input });
};

describe('an issued document', () => {
  test('goes out by itself, once, as a valid document, and its state is followed', async () => {
    const invoice = await issued();
    expect(await stateOf(invoice)).toMatchObject({ status: 'QUEUED', receiver: client });
    expect(await sent()).toBe(1);
    const state = await stateOf(invoice);
    expect(state).toMatchObject({ status: 'SENT', problem: null, endedAt: null, viewerCan: [] });
    expect(server.delivered).toHaveLength(1);
    expect(server.delivered[0]?.receiver).toBe(client);
    expect(brokenRules(server.delivered[0]?.body ?? '')).toEqual([]);
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'SENT', attempts: 1 });
    server.confirms = true;
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'DELIVERED', nextAttemptAt: null });
    expect(await sent()).toBe(0);
    expect(server.delivered).toHaveLength(1);
    const { file } = await ask(
      p,
      'finance',
      `query ($id: ID!) { invoice(id: $id) { transmission { file { url } } } }`,
      { id: globalId('Invoice', invoice.id) },
    ).then(({ transmission }) => transmission);
    const link = await openDownload(p.platform, file.url.replace('/files/', ''), 'test');
    const kept = await buffer((await link?.open())?.body as AsyncIterable<Uint8Array>);
    expect(kept.toString()).toBe(server.delivered[0]?.body);
    const told = await p.admin.query(
      `select payload ->> 'status' as status from core.outbox
       where type = 'invoice.transmission' and subject_id = $1 order by id`,
      [invoice.id],
    );
    expect(told).toEqual([{ status: 'SENT' }, { status: 'DELIVERED' }]);
  });

  test('of a credit note goes out too', async () => {
    const invoice = await issued();
    const { after } = await creditInvoice(p.ctx('member-stage'), {
      ...{ invoiceId: invoice.id, reason: 'Wrong', idempotencyKey: newKey() },
    });
    await p.platform.settle();
    await sent();
    expect(await stateOf({ id: after?.creditNote?.id ?? '' })).toMatchObject({ status: 'SENT' });
    expect(server.delivered.map(({ body }) => /<(\w+) xmlns/.exec(body)?.[1]).sort()).toEqual([
      ...['CreditNote', 'Invoice'],
    ]);
  });

  test('for a consumer does not, and a draft does not', async () => {
    const { client: consumer } = await createClient(p.ctx('member-stage'), {
      ...{
        activityId: p.activityIds['member-stage'],
        kind: ClientKind.CONSUMER,
        name: 'An',
        address,
      },
    });
    const invoice = await newInvoice(p, 'member-stage', [line('5.00')], consumer?.id);
    await p.platform.settle();
    expect(await stateOf(invoice)).toBeNull();
    expect(codes(await sendAgain(invoice))).toEqual(['invoice.client-not-on-network']);
    const draft = await newDraft(p, 'member-stage', [line('5.00')]);
    expect(codes(await sendAgain({ id: draft }))).toEqual(['invoice.not-issued']);
    await sent();
  });

  test('that is refused waits for a person, who sends it again', async () => {
    server.unknown.add(client);
    const invoice = await issued();
    await sent();
    expect(await stateOf(invoice)).toMatchObject({
      ...{ status: 'REFUSED', problem: 'UNKNOWN_RECEIVER', nextAttemptAt: null },
      ...{ problemText: `${client} is not on the network.`, viewerCan: ['invoice.send'] },
    });
    server.unknown.clear();
    expect(await sent()).toBe(0);
    expect(codes(await sendAgain(invoice, { dryRun: true }))).toEqual([]);
    expect(await stateOf(invoice)).toMatchObject({ status: 'REFUSED' });
    const key = newKey();
    const again = await sendAgain(invoice, { idempotencyKey: key });
    expect(again.invoice.transmission.status).toBe('QUEUED');
    expect(codes(await sendAgain(invoice, { idempotencyKey: key }))).toEqual([]);
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'SENT', problem: null });
    expect(codes(await sendAgain(invoice))).toEqual(['invoice.already-sent']);
    expect(server.delivered).toHaveLength(1);
  });
});

describe('an access point that fails', () => {
  test('is asked again, later and later, until the document is given up', async () => {
    const invoice = await issued();
    for (let tries = 1; tries <= attemptsLimit; tries++) {
      server.failures.push(503, 500, 429);
      // A breaker would leave it alone; each attempt is another server's here.
      point = httpAccessPoint({ ...server, retryDelayMs: 1 });
      await sent();
      if (tries === 3) {
        const { nextAttemptAt, ...state } = await stateOf(invoice);
        expect(state).toMatchObject({ status: 'QUEUED', problem: 'ACCESS_POINT_UNAVAILABLE' });
        const waitMs = new Date(nextAttemptAt).getTime() - Date.now();
        expect(Math.round(waitMs / 60_000)).toBe(4);
      }
    }
    expect(await stateOf(invoice)).toMatchObject({ status: 'FAILED', attempts: attemptsLimit });
    expect(await sent()).toBe(0);
    await sendAgain(invoice);
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'SENT' });
    expect(server.delivered).toHaveLength(1);
  });

  test('and breaks off after it took a document gets it only once', async () => {
    const invoice = await issued();
    server.failures.push('breaks-after', 503, 503);
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'QUEUED' });
    await sent();
    expect(await stateOf(invoice)).toMatchObject({ status: 'SENT' });
    expect(server.delivered).toHaveLength(1);
  });

  test('is left alone for a while when it fails all the time', async () => {
    server.failures.push(...Array(50).fill(503));
    for (let i = 0; i < 6; i++) await point.stateOf('x').catch(() => {});
    const asked = server.requests;
    await expect(point.stateOf('x')).rejects.toThrow('left alone');
    expect(server.requests).toBe(asked);
  });

  test('with another secret, or that answers something else, is no access point', async () => {
    const wrong = httpAccessPoint({ url: server.url, secret: 'x'.repeat(32), retryDelayMs: 1 });
    await expect(wrong.stateOf('x')).rejects.toThrow(AccessPointError);
    const odd = httpAccessPoint({ ...server, url: `${server.url}/inbox`, retryDelayMs: 1 });
    await expect(odd.waiting(1)).rejects.toThrow(AccessPointError);
  });
});

describe('several servers', () => {
  test('send a document once between them', async () => {
    const made = [await issued(), await issued(), await issued()];
    await hurry();
    await Promise.all([1, 2, 3].map(() => sendDue(p.platform, point)));
    expect(server.delivered).toHaveLength(3);
    for (const each of made) expect(await stateOf(each)).toMatchObject({ status: 'SENT' });
  });

  test('killed just before or after a document has gone out, send it once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gezel-send-'));
    const child = fileURLToPath(
      new URL('../../../dist/core/money/transmission/testing-child.js', import.meta.url),
    );
    const run = async (when: string) => {
      const started = spawn(process.execPath, [child, p.url, folder, when], {
        ...{ stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
      });
      const [, signal] = await once(started, 'exit');
      return signal;
    };
    const invoice = await issued();
    await hurry();
    expect(await run('before')).toBe('SIGKILL');
    expect(await readdir(folder)).not.toContain('outbox');
    await hurry();
    expect(await run('after')).toBe('SIGKILL');
    expect(await stateOf(invoice)).toMatchObject({ status: 'QUEUED', attempts: 2 });
    // Nobody touches it while the lease of the dead server lasts.
    expect(await run('after')).toBeNull();
    await hurry();
    expect(await run('after')).toBeNull();
    expect(await stateOf(invoice)).toMatchObject({ status: 'SENT' });
    expect(await readdir(join(folder, 'outbox'))).toHaveLength(1);
    await rm(folder, { recursive: true });
  });
});

describe('who may', () => {
  test('see and send: those who see and manage the activity', async () => {
    server.unknown.add(client);
    const invoice = await issued();
    await sent();
    expect(await stateOf(invoice, 'finance')).toMatchObject({ viewerCan: ['invoice.send'] });
    expect(await stateOf(invoice, 'member-film')).toBeUndefined();
    const input = { invoiceId: globalId('Invoice', invoice.id), idempotencyKey: newKey() };
    expect(await errorsOf(p, 'member-film', mutation, { input })).toEqual(['NOT_FOUND']);
    expect(await errorsOf(p, undefined, mutation, { input })).toEqual(['UNAUTHENTICATED']);
    const list = `{ transmissions(first: 50, filter: { status: [REFUSED] }) {
      edges { node { status invoice { number } } } } }`;
    const { edges } = await ask(p, 'finance', list);
    expect(edges).toContainEqual({
      node: { status: 'REFUSED', invoice: { number: invoice.number } },
    });
    expect((await ask(p, 'member-film', list)).edges).toEqual([]);
    const foreign = await p.graphql<never>(list, {}, { as: 'finance', foreign: true });
    expect(foreign.data).toMatchObject({ transmissions: { edges: [] } });
  });

  test('reads a list in as many statements, however long', async () => {
    const list = '{ invoices(first: 50) { edges { node { transmission { status } } } } }';
    const statements = await p.statements(() => ask(p, 'finance', list));
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

describe('an access point that is a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gezel-point-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const out = { key: 'k-1', sender: client, receiver: client, kind: 'INVOICE' as const };

  test('keeps what goes out, and believes where it is moved', async () => {
    const directory = directoryAccessPoint(folder);
    const body = new TextEncoder().encode('<Invoice/>');
    expect(await directory.stateOf('k-1')).toBeNull();
    expect(await directory.send({ ...out, body })).toEqual({ state: 'SENT', messageId: 'k-1' });
    expect(await readFile(join(folder, 'outbox', 'k-1.xml'), 'utf8')).toBe('<Invoice/>');
    await mkdir(join(folder, 'delivered'));
    await rename(join(folder, 'outbox', 'k-1.xml'), join(folder, 'delivered', 'k-1.xml'));
    expect(await directory.send({ ...out, body })).toMatchObject({ state: 'DELIVERED' });
    await mkdir(join(folder, 'refused'));
    await writeFile(join(folder, 'refused', 'k-2.xml'), 'x');
    expect(await directory.stateOf('k-2')).toMatchObject({ state: 'REFUSED' });
    await expect(directory.stateOf('../../etc/passwd')).rejects.toThrow(AccessPointError);
  });

  test('hands over what is put in its inbox, bounded, until it is answered', async () => {
    const directory = directoryAccessPoint(folder);
    expect(await directory.waiting(10)).toEqual([]);
    await writeFile(join(folder, 'inbox', 'b.xml'), 'two');
    await writeFile(join(folder, 'inbox', 'a.xml'), new Uint8Array(maximumMessageBytes + 10));
    await writeFile(join(folder, 'inbox', 'note.txt'), 'not one');
    const waiting = await directory.waiting(10);
    expect(waiting.map(({ id, body }) => [id, body.byteLength])).toEqual([
      ['a.xml', maximumMessageBytes + 1],
      ['b.xml', 3],
    ]);
    await directory.answer('a.xml', 'TOO_LARGE');
    await directory.answer('b.xml', null);
    await directory.answer('b.xml', null);
    expect(await directory.waiting(10)).toEqual([]);
    expect(await readFile(join(folder, 'returned', 'a.xml.txt'), 'utf8')).toBe('TOO_LARGE');
    expect(await readdir(join(folder, 'taken'))).toEqual(['b.xml']);
  });
});

describe('a document of a service', () => {
  const seller = {
    ...{ name: 'Noor Licht', street: 'Straat 1', postalCode: '9000', city: 'Gent', country: 'BE' },
    ...{ enterpriseNumber: '0566988259', vatNumber: 'BE0566988259' },
  };
  const order = (over: object = {}): EInvoiceOrder => ({
    ...{ key: newKey(), service: 'own.invoice', memberId: p.memberIds['member-stage'] },
    ...{ subject: { type: 'OwnInvoice', id: newId() }, kind: 'INVOICE', number: '2026-0001' },
    ...{ issuedOn: '2026-11-23', dueOn: '2026-12-23', currency: 'EUR', iban: 'BE68539007547034' },
    ...{ seller, buyer: { ...seller, name: 'A client', enterpriseNumber: '0896755397' } },
    credits: null,
    lines: [
      ...[{ description: 'Plan', quantity: '2.5', unitPriceMinor: 10_000n, netMinor: 25_000n }],
      { description: 'Course', quantity: '1', unitPriceMinor: 100n, netMinor: 100n },
    ].map((one, i) => ({
      ...{ ...one, vatRate: i === 0 ? 2_100 : 0, exemption: i === 0 ? null : 'Art. 44' },
    })),
    ...over,
  });
  const send = (one: EInvoiceOrder) => einvoices(p.ctx('member-stage')).send(one);
  const told = async (id: string) => {
    const rows = await p.admin.query<{ type: string; payload: { status: string } }>(
      'select type, payload from core.outbox where subject_id = $1 order by id',
      [id],
    );
    return rows.map(({ type, payload }) => [type, payload.status]);
  };

  test('is valid, goes out once, and its plugin is told what became of it', async () => {
    const one = order();
    expect(await send(one)).toEqual({ status: 'QUEUED', problem: null });
    expect(await send(one)).toEqual({ status: 'QUEUED', problem: null });
    await expect(send({ ...one, number: '2026-0002' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    const note = order({ kind: 'CREDIT_NOTE', credits: { number: '1', issuedOn: '2026-11-23' } });
    await send(note);
    const [row, other] = await p.admin.query<{ ubl: string; id: string }>(
      'select ubl, id from core.transmission where document_key in ($1, $2) order by kind desc',
      [one.key, note.key],
    );
    expect(brokenRules(row?.ubl as string)).toEqual([]);
    expect(brokenRules(other?.ubl as string)).toEqual([]);
    await sent();
    await sent();
    expect(await told(one.subject.id)).toContainEqual(['own.transmission', expect.any(String)]);
    expect((await send(one))?.status).not.toBe('QUEUED');
    // Nobody sees it but through its plugin.
    const found = await ask(p, 'admin', 'query ($id: ID!) { node(id: $id) { id } }', {
      id: globalId('Transmission', row?.id as string),
    });
    expect(found).toBeNull();
  });

  test('that is given up says so, and goes anew when it is asked for again', async () => {
    const one = order();
    await send(one);
    await p.admin.query('update core.transmission set attempts = $2 where document_key = $1', [
      ...[one.key, attemptsLimit],
    ]);
    await server.close();
    await sent();
    expect(await told(one.subject.id)).toEqual([['own.transmission', 'FAILED']]);
    expect(await send(one)).toEqual({ status: 'QUEUED', problem: null });
  });

  test('goes nowhere where a party has no address, and needs a reason for no tax', async () => {
    const nobody = { ...seller, enterpriseNumber: null, vatNumber: null };
    expect(await send(order({ buyer: nobody }))).toBeNull();
    await expect(send(order({ lines: [] }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const { lines } = order();
    const unsaid = lines.map((line) => ({ ...line, exemption: null }));
    await expect(send(order({ lines: unsaid }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
