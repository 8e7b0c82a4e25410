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
    '',
  ].join('\n');
}
