import type { PluginSeeds } from 'gezel/sdk';
import { SamplePluginNote } from './note.entity.js';

/** A note on each demonstration activity; safe to repeat. */
export const seeds: PluginSeeds = {
  demo: async (ctx, activities) => {
    for (const { id, name } of activities) {
      if ((await ctx.store.get(SamplePluginNote, id)) !== null) continue;
      const note = { text: `Welcome, ${name}`, resolved: true, writtenAt: ctx.now };
      await ctx.store.insert(SamplePluginNote, { ...note, activityId: id });
    }
  },
};
