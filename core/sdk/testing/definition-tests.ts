import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { coreDomains } from '../../domains.js';
import { fileFindings, outsideFindings } from '../../platform/host/plugin-files.js';
import { numberFindings } from '../../platform/host/plugin-migrations.js';
import { locales } from '../../platform/messages.js';
import { corePermissions } from '../../platform/permissions.js';
import { entityFindings } from '../../platform/schema/entity-findings.js';
import type { PluginDefinition } from '../define.js';
import { definePlugin } from '../define-plugin.js';
import type { Declare } from './declare.js';

/** What can be told of a plugin without running it. */
export function definitionTests(test: Declare, plugin: PluginDefinition): void {
  test('is a pure definition: frozen, and equal when it is defined twice', () => {
    expect(Object.isFrozen(plugin)).toBe(true);
    expect(definePlugin({ ...plugin })).toEqual(plugin);
  });

  test('has the silhouette of every plugin and imports only the SDK and its own files', () => {
    const folder = fileURLToPath(new URL('..', plugin.migrations));
    // A package of its own may use libraries of its own.
    const isPackage = existsSync(join(folder, 'package.json'));
    const found = isPackage ? outsideFindings : fileFindings;
    expect(found(folder, plugin.name)).toEqual([]);
  });

  test('keys its tables by the tenant, numbers its migrations, has a duty for every person', () => {
    expect([...entityFindings(plugin), ...numberFindings(plugin)]).toEqual([]);
  });

  test('says each message in four languages, with the same values in all of them', () => {
    for (const [code, sentence] of Object.entries(plugin.messages)) {
      const values = locales.map((locale) => [...valuesIn(sentence[locale])].sort());
      expect({ code, values }).toEqual({ code, values: values.map(() => values[0]) });
    }
  });

  test('can say every sentence that it has, and has every sentence that it says', () => {
    const folder = fileURLToPath(new URL('..', plugin.migrations));
    const said = codesIn(folder, plugin.name);
    const codes = Object.keys(plugin.messages).sort();
    const begun = [...said].filter((text) => text.endsWith('-') || text.endsWith('.'));
    const sayable = (code: string) => said.has(code) || begun.some((b) => code.startsWith(b));
    expect(codes.filter((code) => !sayable(code))).toEqual([]);
    const named = new Set([
      ...codes,
      ...[...plugin.tools, ...plugin.validations, ...plugin.permissions].map(({ name }) => name),
      ...[...plugin.providers, ...plugin.uploads, ...plugin.downloads].map(({ name }) => name),
    ]);
    const findings = [...said].filter((code) => findingIn(folder, code) && !named.has(code));
    expect(findings).toEqual([]);
  });

  test('judges transitions of the core, and asks for permissions that exist', () => {
    const transitions = coreDomains.flatMap((domain) => domain.transitions.map(({ name }) => name));
    for (const { on } of plugin.validations) expect(transitions).toContain(on);
    const permissions = [
      ...Object.keys(corePermissions),
      ...plugin.permissions.map(({ name }) => name),
    ];
    for (const { permission } of plugin.tools) expect(permissions).toContain(permission);
  });

  test('asks for the input of each tool by a JSON schema of an object', () => {
    for (const { input } of plugin.tools) {
      expect(input).toMatchObject({ type: 'object', properties: expect.anything() });
    }
  });
}

/** Texts of the plugin's sources, its sentences and tests aside, that begin with its name. */
function codesIn(folder: string, name: string): ReadonlySet<string> {
  const pattern = new RegExp(`['"\`](${name}\\.[a-z0-9.-]+)(?:['"\`]|\\$\\{)`, 'g');
  return new Set([...sourceOf(folder).matchAll(pattern)].map(([, code]) => code as string));
}

/** Whether a text is a finding's code: "code: 'choir.too-loud'". */
const findingIn = (folder: string, code: string): boolean =>
  new RegExp(`code:\\s*['"\`]${code.replaceAll('.', '\\.')}['"\`]`).test(sourceOf(folder));

function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/(messages|\.test|testing)\.[jt]s$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

const valuesIn = (sentence: string): Set<string> =>
  new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string));
