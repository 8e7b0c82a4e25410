import { writeFile } from 'node:fs/promises';
import { configTable } from '../../core/platform/config.js';
import { configMarkdown } from '../../core/platform/config-page.js';
import { errorRegister } from '../../core/platform/errors.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { corePermissions, mergedRoleGrants, roles } from '../../core/platform/permissions.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { sdkReference } from './sdk-reference.js';
import { stepsAndEvents } from './steps-and-events.js';

/** The pages that are generated from the code; a test fails when a committed one differs. */
export function generatedDocs(plugins: readonly PluginDefinition[]): Record<string, string> {
  return {
    'docs/configuration.md': configMarkdown(),
    'docs/errors.md': errorsMarkdown(),
    'docs/permissions.md': permissionsMarkdown(plugins),
    '.env.example': envExample(),
  };
}

/** The pages that TypeScript itself reads from the sources. */
export async function readDocs(): Promise<Record<string, string>> {
  return {
    'docs/sdk.md': await sdkReference(),
    'docs/steps-and-events.md': await stepsAndEvents(),
  };
}

/** `npm run docs`: writes them. */
export async function docsCommand(): Promise<number> {
  const generated = generatedDocs(await loadPlugins('auto'));
  const pages = Object.entries({ ...generated, ...(await readDocs()) });
  await Promise.all(pages.map(([file, text]) => writeFile(file, text)));
  for (const [file] of pages) console.log(`wrote ${file}`);
  return 0;
}

function errorsMarkdown(): string {
  const rows = Object.entries(errorRegister).map(
    ([code, { status, sentence, remedy }]) =>
      `| \`${code}\` | ${status} | ${sentence.en} | ${remedy} |`,
  );
  return page(
    'Errors',
    'errorRegister in core/platform/errors.ts',
    'What cannot be carried out at all answers one of these in `errors[].extensions.code`, its\n' +
      'sentence in the language of the caller. Expected outcomes are not errors: they are\n' +
      '`violations` in the payload of a mutation.',
    ['code', 'HTTP', 'sentence', 'what to do'],
    rows,
  );
}

function permissionsMarkdown(plugins: readonly PluginDefinition[]): string {
  const grants = mergedRoleGrants(plugins);
  const all: [string, string][] = [
    ...Object.entries(corePermissions),
    ...plugins.flatMap((plugin) =>
      plugin.permissions.map(({ name, description }): [string, string] => [name, description]),
    ),
  ];
  const rows = all.map(
    ([name, description]) =>
      `| \`${name}\` | ${description} | ${roles.map((r) => grants[r]?.[name] ?? '–').join(' | ')} |`,
  );
  return page(
    'Permissions',
    'core/platform/permissions.ts and the plugins',
    '`own`: the caller’s own person and activities (to change: those that the caller manages).\n' +
      '`all`: everything in the co-operative. An API token has at most what its member has.',
    ['permission', 'meaning', ...roles.map((role) => role.toLowerCase())],
    rows,
  );
}

function envExample(): string {
  const lines = Object.values(configTable).map(
    (one) => `# ${one.meaning}\n# ${one.name}=${one.default}\n`,
  );
  return `# Every variable with its default; docs/configuration.md says what each may hold.\n\n${lines.join('\n')}`;
}

function page(
  title: string,
  source: string,
  introduction: string,
  head: readonly string[],
  rows: readonly string[],
): string {
  const table = [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows];
  return `# ${title}\n\n<!-- Generated from ${source}: change it there, then npm run docs. -->\n\n${introduction}\n\n${table.join('\n')}\n`;
}
