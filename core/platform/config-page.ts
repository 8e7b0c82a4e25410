import { configTable, embeddedPoolLimit } from './config.js';
import type { Variable } from './config-values.js';

/** The text of `docs/configuration.md`. */
export function configMarkdown(): string {
  const cell = (words: string) => words.replaceAll('|', '\\|');
  const rows = Object.values<Variable<unknown>>(configTable).map((one) => {
    const unset = one.default === '' ? 'unset' : `\`${one.default}\``;
    return `| \`${one.name}\` | ${cell(one.meaning)} | ${unset} | ${cell(one.allowed)} |`;
  });
  return [
    '# Configuration',
    '',
    '<!-- Generated from configTable in core/platform/config.ts: change it there. -->',
    '',
    'The server is configured by environment variables. One that is empty counts as unset, unknown',
    'ones are ignored, and a wrong one stops the start with one sentence and exit code 1.',
    '',
    '| variable | meaning | default | allowed |',
    '|---|---|---|---|',
    ...rows,
    '',
    'In production `JWKS_URL` is required, since the development key is always refused there.',
    '`JWT_ISSUER`, `JWT_AUDIENCE` and `JWKS_URL` are set together or not at all, and so are `S3_URL`,',
    '`S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`, the `DIMONA_*`, and `VAULT_KEYS` with',
    '`VAULT_LOOKUP_KEY`, which production requires. Several servers share `SIGNING_KEY`, the keys of the',
    'vault and the files.',
    `Without \`DATABASE_URL\` the pool has at most ${embeddedPoolLimit} connections.`,
    ...memory,
  ].join('\n');
}

/** As `npm run bench` and half a minute of load measure it on two cores. */
const memory = [
  '',
  '## Memory',
  '',
  'A server with all plugins of this repository, merged, has some 195 MiB resident when it is ready and',
  'at rest, of which 60 are Node itself; starting takes 380 for a moment. Sixteen connections that ask',
  'without a pause take it to 450–650 MiB, most of it garbage that is not yet worth collecting; half a',
  'minute after the last request it is back at some 210. Give a server 1 GiB, and where there is less',
  'bound its heap (`NODE_OPTIONS=--max-old-space-size=300`, in MiB) rather than let it be killed.',
  'What adds to it at rest: `TOPOLOGY=federated` 45 MiB; plugins that run elsewhere 75, whether one or',
  'several; subgraphs that a router asks of this server, each when it is first asked. The PostgreSQL is',
  'beside it.',
  '',
];
