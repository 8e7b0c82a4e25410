/**
 * Declares tests that need the folders of some plugins: where one of them was deleted they are
 * skipped, and their name says why. Nothing else in this repository may skip a test.
 */
import { describe, test } from '@jest/globals';
import { absentFolders } from '../../core/platform/host/load-plugins.js';

/** Every folder that a test outside of it may need; the type keeps a name from being misspelt. */
export const neededFolders = [
  ...(['audiovisual', 'audiovisual-insurance', 'collection', 'community', 'cost-sharing'] as const),
  ...(['design', 'equipment', 'financing', 'guidance', 'insurance', 'marketplace'] as const),
  ...(['mobility', 'performing-arts', 'performing-arts-financing'] as const),
  ...(['performing-arts-mobility', 'self-employed'] as const),
  ...(['start-ups', 'start-ups-financing', 'training', 'workspaces'] as const),
] as const;

export type NeededFolder = (typeof neededFolders)[number];

type Work = () => void | Promise<void>;

/** `describe`, where all of the folders are there. */
export function describeWith(folders: readonly NeededFolder[], name: string, work: () => void) {
  return describeLacking(absentFolders(folders), name, work);
}

/** `describe`, where nothing is lacking: for a bridge, which needs the folders that it joins. */
export function describeLacking(absent: readonly string[], name: string, work: () => void) {
  if (absent.length === 0) return describe(name, work);
  return skipping.describe(skippedName(name, absent), work);
}

/** `test`, where all of the folders are there. */
export function testWith(
  folders: readonly NeededFolder[],
  name: string,
  work: Work,
  limitMs?: number,
) {
  const absent = absentFolders(folders);
  if (absent.length === 0) return test(name, work, limitMs);
  return skipping.test(skippedName(name, absent), work, limitMs);
}

const skipping = { describe: describe.skip, test: test.skip };

/** What the report shows of a test that is skipped. */
export const skippedName = (name: string, absent: readonly string[]): string =>
  `${name} (skipped: there is no ${absent.map((one) => `plugins/${one}`).join(', ')})`;
