import { localId, tool } from 'gezel/sdk';
import { SamplePluginNote } from './note.entity.js';

/** Writes a note as a step of an assignment; it costs nothing. */
export const writeNote = tool<{ activityId: string; text: string }, null>({
  name: 'sample-plugin.write-note',
  title: { nl: 'Notitie', fr: 'Note', en: 'Note', de: 'Notiz' },
  description: 'Leaves a note on the activity.',
  permission: 'sample-plugin.write',
  input: {
    type: 'object',
    required: ['activityId', 'text'],
    additionalProperties: false,
    properties: {
      activityId: { type: 'string', description: 'Global id of the activity.' },
      text: { type: 'string', minLength: 1, maxLength: 1_000 },
    },
  },
  plan: async (ctx, input) => {
    const id = localId('Activity', input.activityId, 'activityId');
    await ctx.core.require('Activity', id, 'sample-plugin.write');
    const there = await ctx.store.get(SamplePluginNote, id);
    const findings = there === null ? [] : [{ code: 'sample-plugin.note-exists' }];
    return { costMinor: 0n, currency: 'EUR', findings, plan: null };
  },
  start: async (ctx, input) => {
    const activityId = localId('Activity', input.activityId, 'activityId');
    await ctx.core.require('Activity', activityId, 'sample-plugin.write');
    const note = { activityId, text: input.text, resolved: false, writtenAt: ctx.now };
    await ctx.store.insert(SamplePluginNote, note);
    const subject = { type: 'Activity', id: activityId };
    await ctx.emit({ type: 'sample-plugin.note-written', subject });
    return { reference: input.activityId, state: 'DONE' };
  },
  cancel: async (ctx, input) => {
    await ctx.store.remove(SamplePluginNote, localId('Activity', input.activityId, 'activityId'));
  },
});
