import { expect } from '@jest/globals';
import { MetadataStorage } from '@mikro-orm/core';
import fc from 'fast-check';
import { deepFreeze } from '../../platform/deep-freeze.js';
import { holds } from '../../platform/host/in-force.js';
import { plainCopy } from '../../platform/host/plain-copy.js';
import type { PluginDefinition, ValidationDefinition, ValidationInput } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';

/** Validations are pure and total: any rows, any day of theirs, twice the same answer. */
export function validationTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
): void {
  if (plugin.validations.length === 0) return;

  for (const rule of plugin.validations) {
    test(`answers known findings for whatever it is shown, and the same twice: ${rule.name}`, () => {
      const states = options.states?.[rule.on] ?? [{}];
      fc.assert(
        fc.property(fc.constantFrom(...states), rowsOf(rule), (state, extensions) => {
          const change = inputOf(plugin, rule, state, extensions);
          for (const { where } of Object.values(rule.needs ?? {})) where?.(change);
          const findings = rule.check(change);
          expect(rule.check(change)).toEqual(findings);
          for (const { code, path = [], severity = 'ERROR' } of findings) {
            expect(Object.keys(plugin.messages)).toContain(code);
            expect(path.every((part) => typeof part === 'string')).toBe(true);
            expect(['ERROR', 'WARNING']).toContain(severity);
          }
        }),
        { numRuns: 50 },
      );
    });
  }

  test('holds from its first day to the day before its last', () => {
    for (const rule of plugin.validations) {
      const { from, until } = rule.effective;
      expect([holds(rule, dayBefore(from)), holds(rule, from)]).toEqual([false, true]);
      if (until === undefined) continue;
      expect([holds(rule, dayBefore(until)), holds(rule, until)]).toEqual([true, false]);
    }
  });
}

/** What the rules find about arbitrary rows. */
export function foundCodes(
  plugin: PluginDefinition,
  options: ConformanceOptions,
): ReadonlySet<string> {
  const codes = plugin.validations.flatMap((rule) =>
    (options.states?.[rule.on] ?? [{}]).flatMap((state) =>
      fc
        .sample(rowsOf(rule), { numRuns: 50, seed: 1 })
        .flatMap((rows) => rule.check(inputOf(plugin, rule, state, rows)).map(({ code }) => code)),
    ),
  );
  return new Set(codes);
}

function inputOf(
  plugin: PluginDefinition,
  rule: ValidationDefinition,
  state: object,
  extensions: ValidationInput['extensions'],
): ValidationInput {
  const id = '01900000-0000-7000-8000-000000000001';
  const whole = plainCopy({ id, activityId: id, version: 1, ...state }) as Record<string, unknown>;
  const input: ValidationInput = {
    ...{ before: whole, after: whole, extensions, at: rule.effective.from },
    ...{ cooperative: { id }, config: plugin.config },
  };
  return deepFreeze({ ...input, at: rule.at?.(deepFreeze(input)) ?? input.at });
}

/** Arbitrary rows of what a rule needs, in the shapes that the host gives them. */
function rowsOf(rule: ValidationDefinition): fc.Arbitrary<ValidationInput['extensions']> {
  const needs = Object.entries(rule.needs ?? {}).map(
    ([name, { entity }]) => [name, fc.array(rowOf(entity), { maxLength: 5 })] as const,
  );
  return fc.record(Object.fromEntries(needs)) as fc.Arbitrary<ValidationInput['extensions']>;
}

interface Column {
  readonly columnType?: string;
  readonly nullable?: boolean;
}

function rowOf(entity: object): fc.Arbitrary<Record<string, unknown>> {
  const { properties } = (entity as Record<symbol, { properties: Record<string, Column> }>)[
    MetadataStorage.META_SYMBOL
  ] as { properties: Record<string, Column> };
  const columns = Object.entries(properties).map(([name, { columnType = 'text', nullable }]) => {
    const value = arbitraryOf(columnType);
    return [name, nullable ? fc.option(value) : value] as const;
  });
  return fc.record(Object.fromEntries(columns));
}

const instant = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });

function arbitraryOf(type: string): fc.Arbitrary<unknown> {
  if (type === 'uuid') return fc.uuid();
  if (/^bigint/.test(type)) return fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  if (/^(smallint|integer)/.test(type)) return fc.integer({ min: -1_000, max: 100_000 });
  if (/^numeric/.test(type)) return fc.integer({ min: 0, max: 10_000 }).map((n) => `${n / 100}`);
  if (type === 'boolean') return fc.boolean();
  if (type === 'date') return instant.map((date) => date.toISOString().slice(0, 10));
  if (/^timestamp/.test(type)) return instant.map((date) => date.toISOString());
  if (/^time/.test(type)) return instant.map((date) => date.toISOString().slice(11, 19));
  if (type.endsWith('[]')) return fc.array(fc.string(), { maxLength: 3 });
  if (/^jsonb?/.test(type)) return fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()));
  return fc.string();
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
