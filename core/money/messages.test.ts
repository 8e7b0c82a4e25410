import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { locales } from '../platform/messages.js';
import { chart } from './ledger/chart.js';
import { moneyMessages } from './messages.js';

const folder = new URL('./', import.meta.url).pathname;
const sources = globSync('**/*.ts', { cwd: folder })
  .filter((file) => !/(\.test|testing|messages)\.ts$/.test(file))
  .map((file) => readFileSync(`${folder}${file}`, 'utf8'))
  .join('\n');
/** The kinds of things that findings are about here; what follows the dot is in words. */
const subjects =
  'expense|budget|transfer|client|document|line|quote|invoice|credit|bank|payment|payout|fund|salary|closing|money';
const said = [
  ...sources.matchAll(new RegExp(`code[:=,]?[^;\\n]*?'((?:${subjects})\\.[a-z-]+)'`, 'g')),
  ...sources.matchAll(new RegExp(`(?:at|missing)\\([^;)]*?'((?:${subjects})\\.[a-z-]+)'`, 'g')),
]
  .map(([, code]) => code as string)
  .filter((code) => !(code in chart));

test('every code that is found has its sentence', () => {
  expect(said.length).toBeGreaterThan(40);
  expect(said.filter((code) => !(code in moneyMessages))).toEqual([]);
});

test('every sentence belongs to a code that can be found', () => {
  expect(Object.keys(moneyMessages).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

test('each sentence names the same values in every language', () => {
  const values = (text: string) =>
    [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const sentence of Object.values(moneyMessages)) {
    for (const locale of locales) expect(values(sentence[locale])).toEqual(values(sentence.en));
  }
});
