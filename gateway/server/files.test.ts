import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../core/platform/context.js';
import type { Domain } from '../../core/platform/domain.js';
import { claimFindings, claimUploads, uploadIds } from '../../core/platform/files/claim-uploads.js';
import { type DomainDownload, downloadLink } from '../../core/platform/files/downloads.js';
import { removeUnclaimed } from '../../core/platform/files/remove-unclaimed.js';
import { filesOf, openFile } from '../../core/platform/files/stored-file.js';
import { newId } from '../../core/platform/ids.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { transact } from '../../core/platform/write/transact.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';
import { openTokens } from '../auth/tokens.js';
import { openViewers } from '../auth/viewers.js';
import { type ApiServer, createServer } from './server.js';

/** The routes of files on a whole server, with a domain that takes and serves samples. */
let p: TestPlatform;
let platform: Platform;
let server: ApiServer;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const limit = 100_000;

const sampleFile: DomainDownload = {
  name: 'sample-file',
  open: async (ctx, { id }) => {
    if (!ctx.viewer.grants.has('invoice.write')) return null;
    const { cooperativeId } = ctx.viewer;
    const [file] = await filesOf(ctx.platform.database, cooperativeId, 'Sample', [id as string]);
    const body = file && (await openFile(ctx.platform, cooperativeId, file.id));
    return file && body ? { ...file, body } : null;
  },
};
const samples: Domain = {
  ...{ name: 'samples', entities: [], resolvers: [], sources: [], transitions: [], tools: [] },
  messages: {},
  uploads: [
    {
      name: 'sample',
      permission: 'invoice.write',
      mediaTypes: ['image/png', 'application/pdf', 'text/csv'],
    },
    { name: 'larger', permission: 'invoice.write', mediaTypes: ['text/plain'] },
  ],
  downloads: [
    sampleFile,
    {
      name: 'sample-text',
      open: async () => ({
        ...{ mediaType: 'text/csv', filename: 'état "2026".csv' },
        body: new TextEncoder().encode('a;b\n'),
      }),
    },
  ],
};

beforeAll(async () => {
  p = await testPlatform();
  const config = {
    ...p.platform.config,
    uploadMaxBytes: limit,
    uploadLimits: new Map([['larger', 2 * limit]]),
  };
  platform = { ...p.platform, config, domains: [...p.platform.domains, samples] };
  const tokens = await openTokens(config, platform.clock);
  const viewers = openViewers(platform);
  server = await createServer({ platform, graph: { schema: p.schema }, tokens, viewers });
});
afterAll(async () => {
  await server.close();
  await p.close();
});

interface Sending {
  readonly as?: TestPerson | null;
  readonly purpose?: string;
  readonly filename?: string;
  readonly language?: string;
  readonly files?: number;
}

async function send(content: Buffer, sending: Sending = {}) {
  const { as = 'member-stage', purpose = 'sample', filename = 'bon.png', files = 1 } = sending;
  const form = new FormData();
  for (let i = 0; i < files; i++)
    form.append('file', new Blob([Uint8Array.from(content)]), filename);
  const request = new Request('http://x', { method: 'POST', body: form });
  const response = await server.app.inject({
    method: 'POST',
    url: `/files?purpose=${purpose}`,
    headers: {
      'content-type': request.headers.get('content-type') as string,
      ...(sending.language && { 'accept-language': sending.language }),
      ...(as && { authorization: `Bearer ${await token(as)}` }),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: response.statusCode, ...response.json() };
}

async function token(person: TestPerson): Promise<string> {
  const key = await developmentKey(platform.config);
  const claims = { subject: `demo|${person}`, cooperative: 'test', hours: 1 };
  return signDevelopmentToken(key, claims, platform.clock.now());
}

const ctxOf = (person: TestPerson) => ({ ...p.ctx(person), platform });

/** What a mutation does with an upload: answers the id of the sample that it made, or why not. */
async function claim(id: string, person: TestPerson = 'member-stage', purpose = 'sample') {
  const ctx = ctxOf(person);
  const ids = uploadIds([id], 'uploadId');
  return transact(ctx, async (tx) => {
    const findings = await claimFindings(tx, ctx, { purpose, ids, path: ['uploadId'] });
    if (findings.length > 0) return findings.map(({ code }) => code).join();
    const sample = newId();
    await claimUploads(tx, ctx, [
      { id: ids[0] as string, subject: { type: 'Sample', id: sample } },
    ]);
    return sample;
  });
}

const link = (person: TestPerson, name: string, params: Record<string, string> = {}) =>
  downloadLink(ctxOf(person), name, params, { mediaType: 'image/png', filename: 'bon.png' });

const fetched = (url: string) => server.app.inject({ url });

describe('an upload', () => {
  test('is kept, claimed once and served to whoever may see it', async () => {
    const sent = await send(png, { filename: 'bon van de bakker.jpeg' });
    expect(sent).toMatchObject({
      ...{ status: 201, mediaType: 'image/png', filename: 'bon van de bakker.png' },
      ...{ sizeBytes: png.length, violations: [] },
    });
    const sample = await claim(sent.id);
    expect(await claim(sent.id)).toBe('file.not-usable');
    const { url, expiresAt } = await link('member-stage', 'sample-file', { id: sample });
    expect(expiresAt.getTime() - platform.clock.now().getTime()).toBe(900_000);
    const answer = await fetched(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(png)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment; filename="bon van de bakker.png"/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
  });

  test('is what its bytes are, whatever it is called', async () => {
    expect(await send(pdf, { filename: 'x.png' })).toMatchObject({ mediaType: 'application/pdf' });
    const csv = Buffer.from('naam;bedrag\nété;12,50\n');
    expect(await send(csv, { filename: '../../etc/lijst.csv' })).toMatchObject({
      ...{ status: 201, mediaType: 'text/csv', filename: 'lijst.csv' },
    });
    expect(await send(png, { filename: '\u202egnp.\u0000exe' })).toMatchObject({
      filename: 'gnp.png',
    });
  });

  test.each([
    ['empty', Buffer.alloc(0), 'file.empty'],
    ['of another kind', Buffer.from('PK\u0003\u0004\u0014\u0000'), 'file.kind-not-taken'],
    ['no text', Buffer.from('a;b\u0000'), 'file.kind-not-taken'],
    ['a byte too large', Buffer.alloc(limit + 1, 'a'), 'file.too-large'],
    ['far too large', Buffer.alloc(3 * limit, 'a'), 'file.too-large'],
  ])('that is %s is refused with a code', async (_case, content, code) => {
    const { status, id, violations } = await send(content);
    expect(status).toBe(content.length > 2 * limit ? 413 : 422);
    expect(id).toBeNull();
    expect(violations).toEqual([expect.objectContaining({ code, severity: 'ERROR' })]);
  });

  test('may be larger where its purpose has a limit of its own', async () => {
    const large = { purpose: 'larger', filename: 'x.txt' };
    expect(await send(Buffer.alloc(limit + 1, 'a'), large)).toMatchObject({ status: 201 });
    const { violations } = await send(Buffer.alloc(2 * limit + 1, 'a'), large);
    expect(violations).toMatchObject([{ code: 'file.too-large' }]);
  });

  test('is refused in the sender’s language, for a purpose that nobody has', async () => {
    const { violations } = await send(png, { purpose: 'nothing', language: 'nl' });
    expect(violations[0].message).toContain('dit doel bestaat niet');
  });

  test('needs a known sender with the permission, and is one file', async () => {
    expect(await send(png, { as: null })).toMatchObject({ status: 401 });
    expect((await send(png, { as: 'finance' })).errors[0].extensions.code).toBe('FORBIDDEN');
    const two = await send(png, { files: 2 });
    expect(two).toMatchObject({ status: 413, errors: [{ message: 'Send one file at a time.' }] });
    const none = await send(png, { files: 0 });
    expect(none.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const json = await server.app.inject({
      ...{ method: 'POST', url: '/files?purpose=sample', payload: {} },
      headers: { authorization: `Bearer ${await token('member-stage')}` },
    });
    expect(json.json().errors[0].message).toContain('multipart/form-data');
  });

  test('is used by nobody else, for nothing else and not after a day', async () => {
    const { id } = await send(png);
    expect(await claim(id, 'member-film')).toBe('file.not-usable');
    expect(await claim(id, 'member-stage', 'other')).toBe('file.not-usable');
    p.setToday('2026-11-24');
    expect(await claim(id)).toBe('file.not-usable');
    p.setToday('2026-11-23');
  });

  test('that two mutations claim at once is given to one', async () => {
    const { id } = await send(png);
    const answers = await Promise.all([claim(id), claim(id), claim(id)]);
    expect(answers.filter((answer) => answer === 'file.not-usable')).toHaveLength(2);
  });

  test('that nobody claims is removed with its bytes; a claimed one stays', async () => {
    const [loose, kept] = [await send(png), await send(png)];
    const sample = await claim(kept.id);
    p.setToday('2026-11-25');
    await removeUnclaimed.run(platform);
    p.setToday('2026-11-23');
    const [looseId] = uploadIds([loose.id], 'id');
    expect(await openFile(platform, p.cooperativeId, looseId as string)).toBeNull();
    expect(await claim(loose.id)).toBe('file.not-usable');
    const { url } = await link('member-stage', 'sample-file', { id: sample });
    expect((await fetched(url)).statusCode).toBe(200);
  });

  test('counts: a member holds 200 unclaimed ones at most', async () => {
    await p.admin.query(
      `insert into core.stored_file (cooperative_id, id, purpose, filename, media_type, size_bytes,
         sha256, uploaded_by, expires_at)
       select $1, gen_random_uuid(), 'sample', 'x', 'text/csv', 1, repeat('0', 64), $2, now()
       from generate_series(1, 200)`,
      [p.cooperativeId, p.memberIds['member-film']],
    );
    const { violations } = await send(png, { as: 'member-film' });
    expect(violations[0].code).toBe('file.too-many-unclaimed');
  });
});

describe('a link', () => {
  test('carries any filename, and bytes that are in memory', async () => {
    const answer = await fetched((await link('member-stage', 'sample-text')).url);
    expect(answer.body).toBe('a;b\n');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="_tat _2026_.csv"; filename*=UTF-8''%C3%A9tat%20%222026%22.csv`,
    );
  });

  test('that is too old, forged or of nothing answers 404', async () => {
    const { url } = await link('member-stage', 'sample-text');
    const absent = async (path: string) => {
      const answer = await fetched(path);
      expect(answer.json().errors[0].extensions.code).toBe('NOT_FOUND');
      return answer.statusCode;
    };
    expect(await absent(`${url.slice(0, -2)}xx`)).toBe(404);
    expect(await absent('/files/x')).toBe(404);
    expect(await absent((await link('member-stage', 'no-such')).url)).toBe(404);
    const unknown = await link('member-stage', 'sample-file', { id: newId() });
    expect(await absent(unknown.url)).toBe(404);
    p.setToday('2026-11-24');
    expect(await absent(url)).toBe(404);
    p.setToday('2026-11-23');
  });

  test('opens as its viewer is when it is fetched', async () => {
    const { url } = await link('member-design', 'sample-text');
    const status = (to: string) =>
      p.admin.query('update core.member set status = $2 where id = $1', [
        p.memberIds['member-design'],
        to,
      ]);
    await status('SUSPENDED');
    expect((await fetched(url)).statusCode).toBe(404);
    await status('ACTIVE');
    expect((await fetched(url)).statusCode).toBe(200);
  });

  test('of a token with less than its member’s roles opens with no more', async () => {
    const sent = await send(png);
    const sample = await claim(sent.id);
    const ctx = ctxOf('member-stage');
    const grants = new Map([['activity.read', 'own' as const]]);
    const narrow = { ...ctx, viewer: { ...ctx.viewer, grants } };
    const file = { mediaType: 'image/png', filename: 'x' };
    const { url } = await downloadLink(narrow, 'sample-file', { id: sample }, file);
    expect((await fetched(url)).statusCode).toBe(404);
    const dead = { ...ctx, viewer: { ...ctx.viewer, token: { id: newId(), name: 'revoked' } } };
    const { url: revoked } = await downloadLink(dead, 'sample-text', {}, file);
    expect((await fetched(revoked)).statusCode).toBe(404);
  });
});
