import { expect } from '@jest/globals';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { MergedRun } from './merged-run.js';
import { rowHashes } from './row-tests.js';

/** What is refused or only tried leaves no trace. */
export function attemptTests(test: Declare, plugin: PluginDefinition, merged: MergedRun): void {
  if (triable(plugin).size === 0) return;

  test('writes nothing, tells nobody and audits nothing when a mutation is only tried', async () => {
    const { trials } = await merged();
    for (const { before, after } of trials) expect(after).toEqual(before);
  });
}

/** What was there before a mutation was tried, and after it. */
export interface Trial {
  readonly before: unknown;
  readonly after: unknown;
}

/** The same platform, on which every mutation that can be tried is, before it is done. */
export function trying(
  plugin: PluginDefinition,
  here: TestPlatform,
  trials: Trial[],
): TestPlatform {
  const tried = triable(plugin);
  return {
    ...here,
    graphql: async (document, variables, asking) => {
      const trial = asTrial(parse(document), tried);
      if (trial !== null) {
        const before = await traces(plugin, here);
        await here.graphql(print(trial), variables, asking);
        trials.push({ before, after: await traces(plugin, here) });
      }
      // Then for good, so that the next operation finds what it needs.
      return here.graphql(document, variables, asking);
    },
  };
}

/** Mutations of the plugin whose `input` has a `dryRun`. */
function triable(plugin: PluginDefinition): ReadonlySet<string> {
  const mutation = buildPluginSchema(plugin).schema.getMutationType();
  const fields = Object.values(mutation?.getFields() ?? {});
  const has = (type: unknown) => 'getFields' in Object(type);
  return new Set(
    fields
      .filter(({ args }) =>
        args.some(({ name, type }) => {
          const inner = 'ofType' in type ? type.ofType : type;
          return name === 'input' && has(inner) && 'dryRun' in Object(inner).getFields();
        }),
      )
      .map(({ name }) => name),
  );
}

/** The operation with `dryRun: true`, or null when its input is not written out in it. */
function asTrial(document: DocumentNode, names: ReadonlySet<string>): DocumentNode | null {
  let found = false;
  const trial = visit(document, {
    Field: (field) => {
      if (!names.has(field.name.value)) return undefined;
      const changed = (field.arguments ?? []).map((argument) => {
        if (argument.name.value !== 'input' || argument.value.kind !== Kind.OBJECT) return argument;
        found = true;
        const { fields } = argument.value;
        const others = fields.filter(({ name }) => name.value !== 'dryRun');
        return { ...argument, value: { ...argument.value, fields: [...others, dryRun] } };
      });
      return { ...field, arguments: changed };
    },
  });
  return found ? trial : null;
}

const dryRun = {
  kind: Kind.OBJECT_FIELD,
  name: { kind: Kind.NAME, value: 'dryRun' },
  value: { kind: Kind.BOOLEAN, value: true },
} as const;

/** The plugin's rows, and how many events and audit lines there are. */
async function traces(plugin: PluginDefinition, test: TestPlatform): Promise<unknown> {
  const [counts] = await test.admin.query(
    `select (select count(*) from core.outbox) as events,
       (select count(*) from core.audit) as audits,
       (select count(*) from ledger.txn) as transactions`,
  );
  return { ...counts, rows: await rowHashes(plugin, test) };
}
