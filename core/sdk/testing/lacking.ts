/**
 * Tests that need plugins which a server may lack: where the folder of one was deleted they are
 * skipped, and their name says why. Nothing else in this repository may skip a test.
 */
import { describe, test } from '@jest/globals';

export type Work = () => void | Promise<void>;

/** `describe`, where none is absent. */
export function describeLacking(absent: readonly string[], name: string, work: () => void) {
  if (absent.length === 0) return describe(name, work);
  return skipping.describe(skippedName(name, absent), work);
}

/** `test`, where none is absent. */
export function testLacking(absent: readonly string[], name: string, work: Work, limitMs?: number) {
  if (absent.length === 0) return test(name, work, limitMs);
  return skipping.test(skippedName(name, absent), work, limitMs);
}

const skipping = { describe: describe.skip, test: test.skip };

/** What the report shows of a test that is skipped. */
export const skippedName = (name: string, absent: readonly string[]): string =>
  `${name} (skipped: there is no ${absent.map((one) => `plugins/${one}`).join(', ')})`;
