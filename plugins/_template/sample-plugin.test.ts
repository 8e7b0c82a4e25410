import { describe, expect, test } from '@jest/globals';
import { conformance } from 'gezel/sdk/testing';
import { unresolvedNote } from './note.validations.js';
import { samplePlugin } from './plugin.js';

conformance(samplePlugin);

describe('an unresolved note', () => {
  const change = (notes: { text: string; resolved: boolean }[]) => ({
    before: {},
    after: {},
    extensions: { notes },
    at: '2026-11-23',
    cooperative: { id: '' },
    config: {},
  });

  test('is told with its text; a resolved one and none are not', () => {
    const notes = [
      { text: 'call back', resolved: false },
      { text: 'done', resolved: true },
    ];
    expect(unresolvedNote.check(change(notes))).toEqual([
      { code: 'sample-plugin.unresolved-note', values: { text: 'call back' } },
    ]);
    expect(unresolvedNote.check(change([]))).toEqual([]);
  });
});
