/** A bridge that runs elsewhere, and the two plugins here that it joins. */
import type { PluginDefinition, PluginSpec } from '../../../core/sdk/define.js';
import { definePlugin, proposal, tool } from '../../../core/sdk/define-plugin.js';

const plugin = (name: string, prefix: string, more: Partial<PluginSpec> = {}): PluginDefinition =>
  definePlugin({
    ...{ name, version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix },
    title: { nl: name, fr: name, en: name, de: name },
    description: 'It.',
    migrations: new URL('./no-migrations/', import.meta.url),
    ...more,
  });

const cover = tool<{ days: readonly string[] }, null>({
  name: 'covers.cover',
  title: { nl: 'Dekking', fr: 'Couverture', en: 'Cover', de: 'Deckung' },
  description: 'Covers days.',
  permission: 'activity.write',
  input: { type: 'object', properties: { days: { type: 'array' } } },
  propose: async (_ctx, { days }) => ({ days }),
  plan: async () => ({ costMinor: 0n, currency: 'EUR', findings: [], plan: null }),
  start: async () => ({ reference: null, state: 'DONE' }),
  cancel: async () => undefined,
});
export const covers = plugin('covers', 'Covers', { tools: [cover] });
export const films = plugin('films', 'Films');
export const till = plugin('till', 'Till', {
  ...{ kind: 'bridge', bridges: ['films', 'covers'] },
  proposals: [
    proposal({
      tool: 'covers.cover',
      propose: async (ctx, facts, own) => {
        const activity = await ctx.core.activity(ctx.assignment.activityId);
        const offers = await own({ ...facts, days: [...facts.days, '2027-01-02'] });
        return offers.map((offer) => ({ ...offer, activity: activity?.name }));
      },
    }),
  ],
});
