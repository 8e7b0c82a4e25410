import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a bucket of S3 does, signatures checked by the published steps, for tests. */
export interface S3Server {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  /** Statuses that the next requests are answered with before any is served. */
  readonly failures: number[];
  close(): Promise<void>;
}

export const s3Key = {
  accessKeyId: 'AKIATEST',
  secretAccessKey: 'not-a-secret',
  region: 'eu-west',
};

export async function s3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    const key = request.url ?? '';
    const answer = (status: number, content: string | Buffer = '') =>
      response.writeHead(status).end(content);
    const failure = failures.shift();
    if (failure !== undefined) return answer(failure, '<Error/>');
    const hash = request.headers['x-amz-content-sha256'];
    const damaged = request.method === 'PUT' && hash !== sha256(body);
    if (!isSigned(request)) return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
    if (damaged || (request.method === 'PUT' && !request.headers['content-length'])) {
      return answer(400, '<Error><Code>XAmzContentSHA256Mismatch</Code></Error>');
    }
    if (request.method === 'PUT') objects.set(key, body);
    if (request.method === 'DELETE') objects.delete(key);
    if (request.method !== 'GET') return answer(request.method === 'PUT' ? 200 : 204);
    const found = objects.get(key);
    return found === undefined ? answer(404, '<Error/>') : answer(200, found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => closed(server);
  return { url: `http://127.0.0.1:${port}/bucket`, objects, failures, close };
}

/** AWS Signature Version 4, as its documentation has it. */
function isSigned(request: IncomingMessage): boolean {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(.+?), ?SignedHeaders=(.+?), ?Signature=([\da-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (parts === null) return false;
  const [, credential = '', signedHeaders = '', signature] = parts;
  const [accessKeyId, day = '', region = '', service = ''] = credential.split('/');
  const names = signedHeaders.split(';');
  const canonical = [
    ...[request.method, request.url, ''],
    ...names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    ...['', signedHeaders, request.headers['x-amz-content-sha256']],
  ].join('\n');
  const scope = [day, region, service, 'aws4_request'].join('/');
  const date = request.headers['x-amz-date'];
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${s3Key.secretAccessKey}`,
  );
  const isComplete = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((n) => names.includes(n));
  return (
    accessKeyId === s3Key.accessKeyId && isComplete && hmac(key, text).toString('hex') === signature
  );
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
