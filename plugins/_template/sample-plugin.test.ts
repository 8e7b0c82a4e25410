import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ToolContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  sampleOf,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { writeNote } from './note.tool.js';
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

describe('a note', () => {
  let p: TestPlatform;
  let activityId: string;
  beforeAll(async () => {
    p = await testPlatform({ plugins: [samplePlugin] });
    activityId = await sampleOf(p, 'activityId');
  });
  afterAll(() => p.close());

  const write = async (text: string) => {
    const mutation = `mutation ($input: SamplePluginWriteNoteInput!) {
      samplePluginWriteNote(input: $input) { violations { code } } }`;
    return codesOf(await ask(p, mutation, { input: { activityId, text } }));
  };

  test('says something', async () => {
    expect(await write('  ')).toEqual(['sample-plugin.empty-note']);
    expect(await write('Call back')).toEqual([]);
  });

  test('is not written over by a step', async () => {
    await write('Call back');
    const ctx = p.platform.host.context(p.ctx('member-stage'), samplePlugin.name) as ToolContext;
    const { findings } = await writeNote.plan(ctx, { activityId, text: 'By a step' });
    expect(findings).toEqual([{ code: 'sample-plugin.note-exists' }]);
  });
});
