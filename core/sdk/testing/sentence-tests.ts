import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Sentence } from '../../platform/messages.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { MergedRun } from './merged-run.js';
import type { ConformanceOptions } from './options.js';
import { foundCodes } from './validation-tests.js';

/**
 * Each sentence is one that somebody has been told: by an operation of the README, the first time,
 * repeated or by somebody who may not; by a rule on arbitrary rows; or in a test, which names its
 * code. What is told to nobody is a sentence that nobody knows to be true.
 */
export function sentenceTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
  merged: MergedRun,
): void {
  if (Object.keys(plugin.messages).length === 0) return;

  test('tells each of its sentences to somebody, in an example or a test', async () => {
    const { answers, refused } = await merged();
    const told = `${JSON.stringify([answers, refused])} ${testsOf(plugin)}`;
    const rules = foundCodes(plugin, options);
    const untold = Object.keys(plugin.messages).filter((code) => {
      const named = new RegExp(`['"\`]${code.replaceAll('.', '\\.')}['"\`]`);
      return !rules.has(code) && !named.test(told) && !isSaid(plugin.messages[code], answers);
    });
    expect(untold).toEqual([]);
  });
}

/** Whether the sentence itself stands in an answer, as a reason or a message, whatever its values. */
function isSaid(sentence: Sentence | undefined, answers: unknown): boolean {
  const parts = (sentence?.en ?? '')
    .split(/\{\{\w+\}\}/)
    .map((part) => escaped(JSON.stringify(part)));
  return new RegExp(`"${parts.join('[^"]*')}"`).test(JSON.stringify(answers));
}

/** A JSON text without its quotes, as a pattern. */
const escaped = (text: string): string => text.slice(1, -1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The plugin's own tests, as they are written. */
function testsOf({ migrations }: PluginDefinition): string {
  const folder = fileURLToPath(new URL('..', migrations));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.[jt]s$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
