import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { coreDomains } from '../../domains.js';
import { fileFindings } from '../../platform/host/plugin-files.js';
import { numberFindings } from '../../platform/host/plugin-migrations.js';
import { locales } from '../../platform/messages.js';
import { corePermissions } from '../../platform/permissions.js';
import { entityFindings } from '../../platform/schema/entity-findings.js';
import type { PluginDefinition } from '../define.js';
import { definePlugin } from '../define-plugin.js';

/** What can be told of a plugin without running it. */
export function definitionTests(plugin: PluginDefinition): void {
  test('is a pure definition: frozen, and equal when it is defined twice', () => {
    expect(Object.isFrozen(plugin)).toBe(true);
    expect(definePlugin({ ...plugin })).toEqual(plugin);
  });

  test('has the silhouette of every plugin and imports only the SDK and its own files', () => {
    const folder = fileURLToPath(new URL('..', plugin.migrations));
    expect(fileFindings(folder, plugin.name)).toEqual([]);
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

const valuesIn = (sentence: string): Set<string> =>
  new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string));
