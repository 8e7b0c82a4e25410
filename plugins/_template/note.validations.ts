import { validation } from 'gezel/sdk';
import { SamplePluginNote } from './note.entity.js';

/** A note that nobody has dealt with stands in the way of this step. */
export const unresolvedNote = validation({
  name: 'sample-plugin.unresolved-note',
  on: 'activity.close',
  because: { title: 'The co-operative’s own rule on notes' },
  effective: { from: '2020-01-01' },
  needs: { notes: { entity: SamplePluginNote, by: 'activityId', equals: 'id' } },
  check: ({ extensions }) =>
    (extensions.notes ?? [])
      .filter((note) => note.resolved !== true)
      .map((note) => ({
        code: 'sample-plugin.unresolved-note',
        values: { text: String(note.text) },
      })),
});
