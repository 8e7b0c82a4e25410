import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { generatedDocs, readDocs } from './docs.js';

const pages = Object.entries({
  ...generatedDocs(await loadPlugins('auto')),
  ...(await readDocs()),
});

test.each(pages)('%s says what the code says: else run npm run docs', async (file, text) => {
  expect(await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')).toBe(text);
});
