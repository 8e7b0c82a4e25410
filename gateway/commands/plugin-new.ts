import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { coreDomains } from '../../core/domains.js';
import { type CheckFinding, finding, refuseOn } from '../../core/platform/schema/finding.js';
import { coreTokens } from '../../core/sdk/tokens.js';
import { projectFolder } from './project.js';

export interface NewPlugin {
  readonly name: string;
  /** The core type that it extends. */
  readonly on: string;
  /** Where `plugins/` is, and where it is written to. */
  readonly root?: string;
  /** A folder outside the repository that gets the plugin’s, as a package. */
  readonly to?: string;
}

/**
 * Copies `plugins/_template` under another name and onto another core type, and answers the files.
 * What it makes compiles, passes the lint and its own test; nothing has to be filled in first.
 */
export async function newPlugin({
  name,
  on,
  root = projectFolder(),
  to,
}: NewPlugin): Promise<string[]> {
  // npm runs scripts in the project's folder and says in INIT_CWD where it was called.
  const outside = to && resolve(process.env.INIT_CWD ?? process.cwd(), to);
  const target = outside ? join(outside, name) : join(root, 'plugins', name);
  refuseOn(refusals(name, on, target));
  const source = join(projectFolder(), 'plugins', '_template');
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  const rename = renaming(name, on);
  const written: string[] = [];
  for (const file of files.sort()) {
    const path = join(target, rename(relative(source, file)));
    const text = rename(await readFile(file, 'utf8'));
    const own = path.endsWith('seeds.ts') && on !== 'Activity' ? noSeeds : text;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, path.endsWith('.ts') ? await formatted(path, own) : own);
    written.push(outside ? path : relative(root, path));
  }
  if (outside) {
    const about = { name, version: '0.1.0', private: true, type: 'module' };
    const file = join(target, 'package.json');
    await writeFile(file, `${JSON.stringify(about, null, 2)}\n`);
    written.push(file);
  }
  return written;
}

function refusals(name: string, on: string, target: string): CheckFinding[] {
  const place = `plugins/${name}`;
  const found: CheckFinding[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    found.push(finding('PLG-003', place, `"${name}" is not a plugin’s name.`));
  } else if (existsSync(target)) {
    found.push(finding('PLG-050', place, 'The folder is there already.'));
  }
  if (transitionOf(on) === undefined) {
    const known = coreTokens.map(({ token }) => token).filter((token) => transitionOf(token));
    found.push(finding('PLG-002', `--on ${on}`, `The template extends ${known.join(', ')}.`));
  }
  return found;
}

/** The template's own words, each in the shapes in which it has them. */
function renaming(name: string, on: string): (text: string) => string {
  const words = name.split('-');
  const pascal = words.map(capitalised).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const replacements: readonly (readonly [string, string])[] = [
    ['activity.close', transitionOf(on) ?? ''],
    ['Activity', on],
    ['activity', on.toLowerCase()],
    ['SamplePlugin', pascal],
    ['samplePlugin', camel],
    ['sample-plugin', name],
    ['sample_plugin', words.join('_')],
    ['Sample plugin', words.map(capitalised).join(' ')],
  ];
  return (text) => replacements.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

/** A step of a core type that the template's validation can judge. */
function transitionOf(type: string): string | undefined {
  if (type === 'Activity') return 'activity.close';
  const transitions = coreDomains.flatMap((domain) => domain.transitions);
  return transitions.find(({ subject }) => subject === type)?.name;
}

/** Demonstration rows hang on activities; a plugin on another type begins without. */
const noSeeds = `import type { PluginSeeds } from 'gezel/sdk';

/** Nothing yet: demonstration rows hang on activities, reference rows on none. */
export const seeds: PluginSeeds = {};
`;

/** Names of other lengths break lines elsewhere; the formatter is there wherever plugins are made. */
async function formatted(path: string, text: string): Promise<string> {
  const root = projectFolder();
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  if (!existsSync(biome)) return text;
  const as = `--stdin-file-path=plugins/${basename(path)}`;
  const running = promisify(execFile)(process.execPath, [biome, 'check', '--write', as], {
    cwd: root,
  });
  running.child.stdin?.end(text);
  return (await running).stdout;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
