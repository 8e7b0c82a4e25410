import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * GraphiQL at `/`, all of it in one page without a CDN. The page has 9 MB, so it is made and
 * compressed when first asked for, and a browser keeps it until it changes.
 */
export function addExplorer(app: FastifyInstance, graphqlPath: string): void {
  let page: Promise<Page> | undefined;
  app.get('/', async (request, reply) => {
    page ??= makePage(graphqlPath);
    const { etag, compressed } = await page;
    reply
      .header('etag', etag)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy);
    if (!takesGzip(request)) return reply.send(await promisify(gunzip)(compressed));
    return reply.header('content-encoding', 'gzip').send(compressed);
  });
}

interface Page {
  readonly etag: string;
  readonly compressed: Buffer;
}

async function makePage(graphqlPath: string): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Gezel',
    endpoint: graphqlPath,
    subscriptionsProtocol: 'WS',
    defaultQuery: firstQuery,
    headers: JSON.stringify({ Authorization: 'Bearer ' }, null, 2),
    shouldPersistHeaders: false,
  });
  const compressed = await promisify(gzip)(html, { level: 6 });
  const hash = createHash('sha256').update(compressed).digest('base64url').slice(0, 22);
  return { etag: `"${hash}"`, compressed };
}

const firstQuery = `# A token for the header below: npm run -s token -- member-stage
{
  viewer {
    member {
      displayName
      activities(first: 5) {
        nodes {
          name
        }
      }
    }
  }
}
`;

/** Scripts and styles stand in the page itself; nothing is fetched but from this server. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self' ws: wss:",
  'worker-src blob:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers['accept-encoding'] ?? ''));
