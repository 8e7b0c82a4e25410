import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coreDomains } from '../../core/domains.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { CheckFailure } from '../../core/platform/schema/finding.js';
import { buildGraph } from '../graph/build-graph.js';
import { projectFolder } from './project.js';
import { exitCodes, misused, report } from './report.js';
import { breakingFindings, changesSince, driftFindings, leftOver } from './schema-check.js';
import { schemaFiles } from './schema-files.js';

const usage = `npm run schema -- print [--json]                    write schema/*.graphql
npm run schema -- check [--against FILE] [--against-only] [--json]
                                                    what changed, and whether the files are current`;

/** `npm run schema -- …`: asks nothing; exit code 0 clean, 1 findings, 2 the tool failed. */
export async function schemaCommand(args: readonly string[]): Promise<number> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return misused(`${(error as Error).message}\n${usage}`);
  }
  const [command, ...more] = given.positionals;
  const { json = false, against, 'against-only': againstOnly = false } = given.values;
  if (more.length > 0 || (command !== 'print' && command !== 'check')) return misused(usage, json);
  try {
    const files = await currentFiles();
    return command === 'print'
      ? await print(files, json)
      : await check(files, { json, against, againstOnly });
  } catch (error) {
    if (error instanceof CheckFailure) return report(error.findings, json, '');
    return misused((error as Error).stack ?? String(error), json);
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      against: { type: 'string' },
      'against-only': { type: 'boolean' },
    },
    allowPositionals: true,
  });

const folder = (): string => join(projectFolder(), 'schema');

/** The texts of the graph of all plugins of this project. */
async function currentFiles(): Promise<ReadonlyMap<string, string>> {
  const plugins = await loadPlugins('auto');
  return schemaFiles(await buildGraph({ domains: coreDomains, plugins, compose: true }));
}

async function print(files: ReadonlyMap<string, string>, json: boolean): Promise<number> {
  await mkdir(folder(), { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder(), name), text);
  for (const name of await leftOver(folder(), files)) await rm(join(folder(), name));
  const names = [...files.keys()].map((name) => `schema/${name}`);
  console.log(json ? JSON.stringify({ ok: true, files: names }, null, 2) : names.join('\n'));
  return exitCodes.clean;
}

interface CheckOptions {
  readonly json: boolean;
  readonly against?: string;
  readonly againstOnly: boolean;
}

async function check(files: ReadonlyMap<string, string>, options: CheckOptions): Promise<number> {
  const api = files.get('api.graphql') as string;
  const file = options.against ?? join(folder(), 'api.graphql');
  const changes = await changesSince(file, api);
  const drift = options.againstOnly ? [] : await driftFindings(folder(), files);
  const findings = [...(await breakingFindings(file, changes)), ...drift];
  if (!options.json) {
    const others = changes.filter(({ level }) => level !== 'breaking');
    for (const { level, path, message } of others) console.log(`${level}: ${path}: ${message}`);
  }
  return report(findings, options.json, 'The committed schema is current.', { changes });
}
