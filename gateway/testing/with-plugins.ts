/** Declares tests of the whole server that need the folders of some plugins. */
import { absentFolders } from '../../core/platform/host/load-plugins.js';
import { describeLacking, testLacking, type Work } from '../../core/sdk/testing/lacking.js';

/** Every folder that a test outside of it may need; the type keeps a name from being misspelt. */
export const neededFolders = [
  ...(['audiovisual', 'audiovisual-insurance', 'collection', 'community', 'cost-sharing'] as const),
  ...(['design', 'equipment', 'financing', 'guidance', 'insurance', 'marketplace'] as const),
  ...(['mobility', 'performing-arts', 'performing-arts-financing'] as const),
  ...(['performing-arts-mobility', 'self-employed'] as const),
  ...(['start-ups', 'start-ups-financing', 'training', 'workspaces'] as const),
] as const;

export type NeededFolder = (typeof neededFolders)[number];

/** `describe`, where all of the folders are there. */
export const describeWith = (folders: readonly NeededFolder[], name: string, work: () => void) =>
  describeLacking(absentFolders(folders), name, work);

/** `test`, where all of the folders are there. */
export const testWith = (
  folders: readonly NeededFolder[],
  name: string,
  work: Work,
  limitMs?: number,
) => testLacking(absentFolders(folders), name, work, limitMs);
