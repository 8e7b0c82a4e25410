import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { coreDomains } from '../../core/domains.js';
import type { Domain } from '../../core/platform/domain.js';
import { flagFindings, takenNames } from '../../core/platform/host/create-host.js';
import { foundIn, loadPlugin, pluginsFolder } from '../../core/platform/host/load-plugins.js';
import { outsideFolder } from '../../core/platform/host/outside-plugins.js';
import { fileFindings, outsideFindings } from '../../core/platform/host/plugin-files.js';
import { numberFindings } from '../../core/platform/host/plugin-migrations.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { entityFindings } from '../../core/platform/schema/entity-findings.js';
import { type CheckFinding, isWarning } from '../../core/platform/schema/finding.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { buildGraph } from '../graph/build-graph.js';
import { withLines } from './finding-lines.js';
import { eventFindings, transitionFindings } from './name-findings.js';
import { projectFolder } from './project.js';
import { findingsOf } from './report.js';

export interface PluginCheck {
  readonly names: readonly string[];
  readonly findings: readonly CheckFinding[];
}

/**
 * Everything that can be checked without a database: 1 the folder; 2 the definition; 3 the schema;
 * 4 the tables and migrations; 5 the composition with the core alone, and with all plugins. The
 * rest is the conformance kit's, in the plugin's own test.
 */
export async function checkPlugins(
  name?: string,
  folder: string = pluginsFolder,
  domains: readonly Domain[] = coreDomains,
): Promise<PluginCheck> {
  const all = foundIn(folder);
  const names = name === undefined ? all : [name];
  const findings: CheckFinding[] = [];
  const loaded = new Map<string, PluginDefinition>();
  for (const one of new Set([...all, ...names])) {
    const found = await findingsOf(async () => loaded.set(one, await loadPlugin(one, folder)));
    if (names.includes(one)) findings.push(...lined(one, folder, found));
  }
  for (const one of names) {
    const source = sourceFolder(one, folder);
    const outside = outsideFolder(one);
    const files = existsSync(source)
      ? fileFindings(source, one)
      : outside === undefined
        ? []
        : outsideFindings(outside, one);
    findings.push(...lined(one, folder, files));
    const definition = loaded.get(one);
    if (definition === undefined) continue;
    const others = new Map(all.map((other) => [other, loaded.get(other) ?? null]));
    const found = [...(await alone(definition, domains)), ...eventFindings(definition, others)];
    findings.push(...lined(one, folder, found));
  }
  if (findings.every(isWarning)) findings.push(...(await composing([...loaded.values()], domains)));
  return { names, findings };
}

/** With the files and lines of the plugin's sources. */
function lined(
  name: string,
  folder: string,
  findings: readonly CheckFinding[],
): readonly CheckFinding[] {
  const source = sourceFolder(name, folder);
  if (existsSync(source)) return withLines(findings, source, `plugins/${name}`);
  const outside = outsideFolder(name);
  return outside === undefined ? findings : withLines(findings, outside, outside);
}

async function alone(
  plugin: PluginDefinition,
  domains: readonly Domain[],
): Promise<readonly CheckFinding[]> {
  const own = [
    ...entityFindings(plugin),
    ...numberFindings(plugin),
    ...transitionFindings(plugin, domains),
    ...takenNames([plugin], domains),
    ...flagFindings([plugin], domains),
  ];
  const schema = await findingsOf(() => buildPluginSchema(plugin));
  return [...own, ...(schema.length > 0 ? schema : await composing([plugin], domains))];
}

const composing = (plugins: readonly PluginDefinition[], domains: readonly Domain[]) =>
  findingsOf(() => buildGraph({ domains, plugins, compose: true }));

/** The compiled plugin lies in `dist/`; its folder is looked at where its author writes. */
function sourceFolder(name: string, folder: string): string {
  if (folder !== pluginsFolder) return join(folder, name);
  const source = join(projectFolder(), 'plugins', name);
  return existsSync(source) ? source : join(folder, name);
}
