import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestDatabase, testDatabase } from '../testing/database.js';
import { lineFindings, paragraphFindings, tidy } from './text.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
});

/** Any text, halves of characters and control characters among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((codes) => String.fromCharCode(...codes)),
);

test('whatever text passes is stored as it is, and is within its limit', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (typed) => {
      const text = tidy(typed);
      if (lineFindings('name', text, 20).length > 0) return;
      const [row] = await db.sql.query<{ kept: string; length: number }>(
        'select $1::text as kept, length($1::text) as length',
        [text],
      );
      expect(row?.kept).toBe(text);
      expect(row?.length).toBeLessThanOrEqual(20);
      expect(row?.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('tidying twice changes nothing more', () => {
  fc.assert(fc.property(anyText, (typed) => expect(tidy(tidy(typed))).toBe(tidy(typed))));
});

test('a text may have every fault at once', () => {
  const found = lineFindings('name', '\u0000'.repeat(30), 20);
  expect(found.map(({ code }) => code)).toEqual([
    'text.blank',
    'text.too-long',
    'text.unfit-characters',
  ]);
});

test('a paragraph has line ends and tabs, or nothing at all; a line has neither', () => {
  expect(paragraphFindings('description', 'a\r\n\tb', 20)).toEqual([]);
  expect(paragraphFindings('description', '', 20)).toEqual([]);
  expect(paragraphFindings('description', 'a\u001bb', 20)).toHaveLength(1);
  expect(lineFindings('name', 'a\u2028b', 20)).toHaveLength(1);
  expect(lineFindings('name', '', 20)).toHaveLength(1);
});
